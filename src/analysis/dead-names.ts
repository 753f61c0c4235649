import type { ClientFacts } from '../model/client.ts';
import { inToolName, toolPrefix } from '../model/mcp-names.ts';
import type { DeadName } from '../model/name-evidence.ts';
import type { NameUse } from '../model/name-use.ts';
import { misspelt } from '../model/nearest.ts';
import { type KnownNames, type KnownPlugin, lastPart } from './known-names.ts';
import { alternativesOf, readMatcher } from './matcher.ts';

/** A place with dead names, and the whole text that would resolve, if one is evident. */
export interface DeadUse {
  readonly use: NameUse;
  readonly dead: DeadName;
  readonly to?: string;
}

/** What a name is compared with. */
export interface NameContext {
  readonly known: KnownNames;
  /** The plugin that names it. */
  readonly own: KnownPlugin;
  readonly client: ClientFacts;
  /** All uses of the plugin. */
  readonly uses: readonly NameUse[];
  /** Whether no other plugin will be there. */
  readonly isWhole: boolean;
}

type Dead = Pick<DeadName, 'why' | 'right'>;

/**
 * The names of a plugin that do not resolve. Only what is certain counts: a name that could be one of the user's own servers,
 * agents or skills is not known to be dead, unless a chosen plugin has a component of exactly that name without its plugin.
 */
export function deadUses(context: NameContext): DeadUse[] {
  return context.uses.flatMap((use) => {
    switch (use.field) {
      case 'matcher':
        return deadMatcher(use, context);
      case 'if':
        return withoutTool(use, context) ?? deadTools(use, context);
      case 'server':
        return deadName(use, (name) => deadServer(name, context));
      case 'agent':
        return deadName(use, (name) => deadAgent(name, context));
      case 'skills':
        return deadName(use, (name) => deadSkill(name, context));
      case 'main':
        return deadName(use, (name) => deadMain(name, context));
      case 'when':
        return deadName(use, (name) => deadTrigger(name, context));
      default:
        return deadTools(use, context);
    }
  });
}

/** A condition is about a tool call. On an event without one it never holds. */
function withoutTool(use: NameUse, { client }: NameContext): DeadUse[] | undefined {
  const event = Object.hasOwn(client.hooks.events, use.by) ? client.hooks.events[use.by] : undefined;
  if (event === undefined || event.matches === 'tool') return undefined;
  return deadOf(
    use,
    use.names.map((name) => ({ name, why: 'no-call', right: [] })),
    true,
    () => undefined,
  );
}

/** A list in which each name is judged by itself. */
function deadName(use: NameUse, judge: (name: string) => Dead | undefined): DeadUse[] {
  const found = use.names.flatMap((name) => {
    const dead = judge(name);
    return dead === undefined ? [] : [{ name, ...dead }];
  });
  return deadOf(use, found, found.length === use.names.length, (name, right) =>
    name === use.names[0] ? right : undefined,
  );
}

type Found = Dead & { readonly name: string };

/** One entry for a place, if anything in it is dead. */
function deadOf(
  use: NameUse,
  found: readonly Found[],
  isWhole: boolean,
  replace: (name: string, right: string) => string | undefined,
): DeadUse[] {
  const [first] = found;
  if (first === undefined) return [];
  const right = [...new Set(found.flatMap((each) => each.right))];
  const [only] = right;
  const to =
    use.names.length === 1 && found.length === 1 && right.length === 1 && only !== undefined
      ? replace(first.name, only)
      : undefined;
  const dead = {
    field: use.field,
    by: use.by,
    names: [...new Set(found.map(({ name }) => name))],
    right,
    why: first.why,
    isWhole,
  };
  return [{ use, dead, ...(to !== undefined && { to }) }];
}

/** Tools of MCP servers in a list of tools, or in a condition. */
function deadTools(use: NameUse, context: NameContext): DeadUse[] {
  const tools = use.names.map((text) => text.replace(/\(.*$/s, '').trim());
  const found = tools.flatMap((name) => {
    const dead = deadTool(name, context.known);
    // A list may have both spellings, for those who have the server without the plugin.
    const isCovered = dead?.right.some((right) => tools.some((tool) => serverOf(tool) === serverOf(right)));
    return dead === undefined || isCovered ? [] : [{ name, ...dead }];
  });
  return deadOf(use, found, found.length === tools.length, (name, right) =>
    use.names[0]?.replace(name, right),
  );
}

/** `notes` of `mcp__notes__write` and of `mcp__notes`. */
const serverOf = (tool: string): string | undefined => /^mcp__(.+?)(?:__|$)/.exec(tool)?.[1];

/** Judges `mcp__server__tool` and `mcp__server`. */
function deadTool(tool: string, known: KnownNames): Dead | undefined {
  const { plugins, others } = known;
  const name = serverOf(tool);
  if (name === undefined || others.servers.has(name) || known.isTool(tool)) return undefined;
  const rest = tool.slice(`mcp__${name}`.length);
  const spelt = (prefix: string) => `${prefix.slice(0, -2)}${rest}`;
  const bare = known.serversCalled(name);
  if (bare.length > 0) return { why: 'bare', right: bare.map(({ prefix }) => spelt(prefix)) };
  if (!name.startsWith('plugin_')) return undefined;
  const owners = plugins.filter(({ namespace }) => name.startsWith(`plugin_${inToolName(namespace)}_`));
  if (owners.length === 0 || !/^[\w-]+$/.test(name) || owners.some(({ isComplete }) => !isComplete))
    return undefined;
  const near = owners.flatMap(({ namespace, servers: own }) => {
    const meant = misspelt(name.slice(`plugin_${inToolName(namespace)}_`.length), own);
    return meant === undefined ? [] : [spelt(toolPrefix(namespace, meant))];
  });
  return { why: 'missing', right: near };
}

/** The server that a hook calls, by the name that the client gives it. */
function deadServer(name: string, { known }: NameContext): Dead | undefined {
  const { servers, others } = known;
  if (others.servers.has(inToolName(name)) || servers.some(({ full }) => full === name)) return undefined;
  const bare = servers.filter((server) => server.bare === name || server.prefix === `mcp__${name}__`);
  if (bare.length > 0) return { why: 'bare', right: bare.map(({ full }) => full) };
  const [start, namespace = '', server] = name.split(':');
  if (start !== 'plugin' || server === undefined) return undefined;
  return missingFrom(
    known.named(namespace),
    name,
    servers.map(({ full }) => full),
  );
}

/** Something that a plugin would have, if it were there. */
function missingFrom(
  owners: readonly KnownPlugin[],
  name: string,
  candidates: readonly string[],
): Dead | undefined {
  if (owners.length === 0 || owners.some(({ isComplete }) => !isComplete)) return undefined;
  // The plugin is right, so that only what is behind it can be misspelt.
  const start = name.slice(0, name.lastIndexOf(':') + 1);
  const ends = candidates.filter((each) => each.startsWith(start)).map((each) => each.slice(start.length));
  const near = misspelt(name.slice(start.length), ends);
  return { why: 'missing', right: near === undefined ? [] : [`${start}${near}`] };
}

const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** The agent that runs a skill: a full name, or one of the client's or of the user's own agents. */
function deadAgent(name: string, { known, client, isWhole }: NameContext): Dead | undefined {
  const { agents } = known;
  if (client.names.agents.includes(name.toLowerCase()) || agents.has(name)) return undefined;
  const right = agents.endingAs(name);
  if (!name.includes(':')) return right.length > 0 ? { why: 'bare', right } : undefined;
  const owners = known.named(name.slice(0, name.indexOf(':')));
  if (owners.length === 0) return isWhole ? { why: 'missing', right } : undefined;
  return {
    why: 'missing',
    right: right.length > 0 ? right : (missingFrom(owners, name, agents.all)?.right ?? []),
  };
}

/**
 * The agent that a session starts with. A plugin names one of its own without the plugin; what the project names may be an agent of the
 * user.
 */
function deadMain(name: string, context: NameContext): Dead | undefined {
  const { own, known } = context;
  if (own.namespace === '' || name.includes(':')) return deadAgent(name, context);
  if (own.agents.some((each) => isSame(lastPart(each), name)) || !own.isComplete) return undefined;
  const dead = deadAgent(name, context);
  if (dead !== undefined || [...known.others.agents].some((each) => isSame(each, name))) return dead;
  if (context.client.names.agents.includes(name.toLowerCase())) return undefined;
  const near = misspelt(name, own.agents.map(lastPart));
  return { why: 'missing', right: near === undefined ? [] : [near] };
}

/** A skill that an agent starts with; one without a plugin may be the user's own. */
function deadSkill(name: string, { known }: NameContext): Dead | undefined {
  if (!name.includes(':') || known.others.skills.has(name) || known.skills.has(name)) return undefined;
  return missingFrom(known.named(name.slice(0, name.indexOf(':'))), name, known.skills.all);
}

/** The skill that starts a monitor, which is one of the same plugin. */
function deadTrigger(name: string, { known, own }: NameContext): Dead | undefined {
  if (known.skills.endingAs(name).length > 0) return undefined;
  const near = misspelt(name, own.skills.map(lastPart));
  return { why: 'missing', right: near === undefined ? [] : [near] };
}

/** A matcher of a hook: of tools, or of agents. */
function deadMatcher(use: NameUse, context: NameContext): DeadUse[] {
  const { client } = context;
  const event = Object.hasOwn(client.hooks.events, use.by) ? client.hooks.events[use.by] : undefined;
  const [text = ''] = use.names;
  const matcher = readMatcher(text, client.names.toolNameLength, event?.isNarrow);
  if (matcher === undefined || matcher.isAll) return [];
  const isList = /^[\w\- ,|]+$/.test(text);
  const parts = isList ? matcher.literals : alternativesOf(text);
  if (event?.matches === 'agent') return deadAgents(use, text, parts, context);
  if (event?.matches !== 'tool') return [];
  return isList ? deadWords(use, text, parts, context) : deadPattern(use, text, parts, context);
}

/** A list of exact names of tools. */
function deadWords(use: NameUse, text: string, words: readonly string[], context: NameContext): DeadUse[] {
  const { builtIn } = context.client.tools;
  const found = words.flatMap((name): Found[] => {
    const tool = deadTool(name, context.known);
    const server = serverOf(name);
    if (server !== undefined && name === `mcp__${server}`)
      return [{ name, why: 'no-tool', right: (tool?.right ?? [name]).map((each) => `${each}__.*`) }];
    if (tool !== undefined) return isCovered(use, text, tool.right, context) ? [] : [{ name, ...tool }];
    const meant = builtIn.includes(name) ? undefined : builtIn.find((each) => isSame(each, name));
    return meant === undefined ? [] : [{ name, why: 'case', right: [meant] }];
  });
  // A pattern among exact names would make patterns of all of them.
  return deadOf(use, found, found.length === words.length, (name, right) =>
    words.length === 1 || /^[\w-]+$/.test(right) ? text.replace(name, right) : undefined,
  );
}

/** A regular expression: the servers whose names it spells out. */
function deadPattern(use: NameUse, text: string, parts: readonly string[], context: NameContext): DeadUse[] {
  const spelt = (part: string): Found[] =>
    [...part.matchAll(/(?<=^|[\^(|])mcp__[A-Za-z0-9-]+(?:_[A-Za-z0-9-]+)*__[\w-]*/g)].flatMap(([name]) => {
      const tool = deadTool(name, context.known);
      return tool === undefined || isCovered(use, text, tool.right, context) ? [] : [{ name, ...tool }];
    });
  const isWhole =
    parts.every((part) => spelt(part).length > 0) &&
    !context.client.tools.builtIn.some((tool) =>
      readMatcher(text, context.client.names.toolNameLength)?.matches(tool),
    );
  const found = spelt(text);
  const [only] = found;
  // A pattern with one name is shown whole, as it is to be written.
  if (only !== undefined && found.length === 1 && parts.length === 1) {
    const right = only.right.map((each) => text.replace(only.name, each));
    return deadOf(use, [{ ...only, name: text, right }], isWhole, (_, to) => to);
  }
  return deadOf(use, found, isWhole, (name, right) => text.replace(name, right));
}

/** Whether the right names are matched anyway: by this matcher, or by another one that runs the same command. */
function isCovered(
  use: NameUse,
  text: string,
  right: readonly string[],
  { uses, client }: NameContext,
): boolean {
  const same = uses.filter(
    (each) => each.field === 'matcher' && each.by === use.by && each.runs === use.runs && each !== use,
  );
  return [text, ...same.flatMap(({ names }) => names)].some((each) => {
    const matcher = readMatcher(each, client.names.toolNameLength);
    return right.some(
      (name) => matcher === undefined || matcher.matches(name) || matcher.matches(`${name}x`),
    );
  });
}

/** Names of agents, each of which must be matched by a part. */
function deadAgents(use: NameUse, text: string, parts: readonly string[], context: NameContext): DeadUse[] {
  const { known, client } = context;
  const { all } = known.agents;
  const found = parts.flatMap((part): Found[] => {
    const matcher = readMatcher(part, client.names.toolNameLength);
    const name = part.replace(/^[\^(]+|[$)]+$/g, '');
    const isKnown =
      all.some((each) => matcher?.matches(each)) || client.names.agents.includes(name.toLowerCase());
    if (matcher === undefined || isKnown || !/^[\w:-]+$/.test(name)) return [];
    const dead = deadAgent(name, { ...context, isWhole: false });
    if (dead === undefined) return [];
    const right = dead.right.map((each) => `^${each}$`);
    const isElsewhere = right.length > 0 && isCovered(use, text, dead.right, context);
    return isElsewhere ? [] : [{ name, why: dead.why, right }];
  });
  return deadOf(use, found, found.length === parts.length, (_, right) =>
    parts.length === 1 ? right : undefined,
  );
}
