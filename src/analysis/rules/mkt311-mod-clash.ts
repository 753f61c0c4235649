import type { ModHook, ModRegistration } from '../../model/mod.ts';
import type { ModMeeting } from '../../model/mod-evidence.ts';
import { componentName, type Release } from '../../model/plugin.ts';
import { listed } from '../../model/text.ts';
import type { ChosenMod, Context } from '../context.ts';
import { type Evidence, foldedNames, labelsIn, placedWith } from '../evidence.ts';
import { meeting, whereText } from '../mod-meetings.ts';
import { modOrder, type OrderReason, type RunsBefore } from '../mod-order.ts';
import type { Draft, Rule } from '../rule.ts';
import { runningMods } from '../switched-off.ts';
import { aliasesOf } from '../typed-names.ts';
import { theLesserOf } from '../who-wins.ts';

export const modClash: Rule<'MKT311'> = {
  id: 'MKT311',
  check(context) {
    const mods = runningMods(context);
    return [
      ...answersOf(mods, context),
      ...sameCommands(mods, context),
      ...sameNouns(mods, context),
      ...sameNames(mods, context),
      ...mods.flatMap((each) => ownClashes(each, context)),
    ];
  },
  say: {
    'same-answer': (evidence) => ({
      message: `mods of ${listed(foldedNames(evidence.plugins))} can answer ${whereText(evidence.event, evidence.on)}\nonce one of them answers, ${evidence.plugins.length === 2 ? 'the other is' : 'the others are'} not asked\n${whoIsFirst(evidence)}`,
      help: `disable ${theLesserOf(evidence.plugins.length)}, or ask a maintainer for a narrower matcher${evidence.first === undefined ? `, or to make one plugin depend on the other: ${reorder}` : ''}`,
    }),
    'same-gate': (evidence) => ({
      message: `mods of ${listed(foldedNames(evidence.plugins))} can refuse ${whereText(evidence.event, evidence.on)}\neach refusal counts; you see the reason from the first one that refuses\n${whoIsFirst(evidence)}`,
      help: 'nothing to do unless only one of them should decide',
    }),
    'same-command': ({ plugins, command }) => ({
      message: `mods of ${listed(foldedNames(plugins))} register the command \`/${command}\`\nthe client lists only one of them; which one is not known`,
      help: `disable ${theLesserOf(plugins.length)}, or ask a maintainer to rename the command`,
    }),
    'same-noun': ({ plugins, noun, inner }) => ({
      message: `mods of ${listed(foldedNames(plugins))} add \`$.${noun}\`\nthe client keeps \`$.${noun}\` of the mod that runs last, and skips everything that ${plugins.length === 2 ? 'the other adds' : 'the others add'}\n${inner === undefined ? `which of them runs last is not known: ${plugins.length === 2 ? 'neither depends on the other' : 'none of them is a dependency of all the others'}` : `\`${inner}\` runs last: ${plugins.length === 2 ? 'the other depends' : 'the others depend'} on it, or managed settings say so`}`,
      help: `disable ${theLesserOf(plugins.length)}, or ask a maintainer to add it under a different name`,
    }),
    'same-plugin-name': ({ plugins, name }) => ({
      message: `${listed(foldedNames(plugins))} each have a mod, and their manifests ${plugins.length === 2 ? 'both' : 'all'} use the name \`${name}\`\nthe client loads only the mod of the plugin that it loads first (the order is not known)`,
      help: `disable ${theLesserOf(plugins.length)}`,
    }),
    'client-command': ({ plugin, command, of }) => ({
      message: `the mod of \`${plugin}\` registers \`/${command}\`, ${command === of ? 'which is a built-in command of the client' : `an alias of the client's \`/${of}\``}\nthe client refuses the command, and skips the hook that registers it`,
      help: 'ask the maintainer to rename the command',
    }),
    'own-agent': ({ plugin, agent, fullName }) => ({
      message: `the mod of \`${plugin}\` registers the agent \`${agent}\`, and the plugin has an agent file with that name\nboth are called \`${fullName}\`; which one the client starts is not known`,
      help: 'ask the maintainer to rename one of the two agents',
    }),
  },
};

const reorder = "a plugin's mod runs before those of its dependencies";

const whoIsFirst = ({ plugins, first, because }: ModMeeting): string =>
  first === undefined
    ? `which of them runs first is not known: ${plugins.length === 2 ? 'neither depends on the other' : 'none depends on all the others'}, and the client runs them in the order in which it loads them`
    : `\`${first}\` runs first, because ${because === 'settings' ? 'managed settings say so' : 'it depends on the others'}`;

/** Events at which an answer in place of the others' is nothing to fight for, or which other cases are about. */
const isContested = (event: string): boolean =>
  !/^(?:session\.(?:start|end|attach|detach)|engine\.create|plugin\.register|telemetry\..*|tool\.check)$/.test(
    event,
  );

/** Meetings of two mods, put together where more of them meet on the same. */
function answersOf(mods: readonly ChosenMod[], context: Context): Draft<'MKT311'>[] {
  const before = modOrder(context);
  const label = labelsIn(context);
  const found = new Map<string, AnswerClash>();
  const answering = mods
    .map(({ release, mod }) => ({ release, hooks: mod.hooks.filter(({ answers }) => answers.length > 0) }))
    .filter(({ hooks }) => hooks.length > 0);
  for (const [index, one] of answering.entries()) {
    for (const other of answering.slice(index + 1)) {
      for (const a of one.hooks) {
        for (const b of other.hooks) {
          const kind = kindOf(a, b);
          const met = kind && meeting(a, b, context);
          if (kind === undefined || met === undefined || !isContested(met.event)) continue;
          const key = `${kind} ${met.event} ${JSON.stringify(met.on ?? {})}`;
          const known = found.get(key) ?? { kind, ...met, hooks: new Map() };
          found.set(key, known);
          known.hooks.set(one.release, a);
          known.hooks.set(other.release, b);
        }
      }
    }
  }
  return [...found.values()].map(({ kind, event, on, hooks }) => {
    const releases = [...hooks.keys()];
    const first = releases.find((each) => releases.every((other) => each === other || before(each, other)));
    const because = first && reasonOf(first, releases, before);
    return {
      case: kind,
      evidence: {
        plugins: releases.map(label),
        event,
        ...(on && { on }),
        ...(first && because && { first: label(first), because }),
      },
      ...placedWith(
        releases.map(({ name }) => name),
        [...hooks].map(([{ name }, at]) => ({ at, message: `\`${at.event}\` of \`${name}\`` })),
        context,
      ),
    };
  });
}

/** Settings are named if they are the reason for any. */
function reasonOf(first: Release, all: readonly Release[], before: RunsBefore): OrderReason {
  const reasons = all.flatMap((other) => before(first, other) ?? []);
  return reasons.includes('settings') ? 'settings' : 'dependency';
}

interface AnswerClash {
  readonly kind: 'same-answer' | 'same-gate';
  readonly event: string;
  readonly on?: ModMeeting['on'];
  readonly hooks: Map<Release, ModHook>;
}

/** A refusal that is never asked because another one answered is a matter of MKT312. */
function kindOf(a: ModHook, b: ModHook): AnswerClash['kind'] | undefined {
  const refuses = [a, b].map(({ answers }) => answers.every(({ kind }) => kind === 'refuse'));
  if (refuses[0] && refuses[1]) return 'same-gate';
  return refuses[0] || refuses[1] ? undefined : 'same-answer';
}

function sameCommands(mods: readonly ChosenMod[], context: Context): Draft<'MKT311'>[] {
  return shared(mods, ({ mod }) => mod.registrations.filter(({ kind }) => kind === 'command')).map(
    ([command, owners]) => ({
      case: 'same-command',
      evidence: { plugins: labelled(owners, context), command },
      ...placedAt(owners, `\`/${command}\``, context),
    }),
  );
}

function sameNouns(mods: readonly ChosenMod[], context: Context): Draft<'MKT311'>[] {
  const before = modOrder(context);
  const label = labelsIn(context);
  return shared(mods, ({ mod }) => mod.nouns).map(([noun, owners]) => {
    const releases = owners.map(({ release }) => release);
    const inner = releases.find((each) => releases.every((other) => each === other || before(other, each)));
    return {
      case: 'same-noun',
      evidence: { plugins: labelled(owners, context), noun, ...(inner && { inner: label(inner) }) },
      ...placedAt(owners, `\`$.${noun}\``, context),
    };
  });
}

/** Components have the name of the manifest before them, and so do mods. */
function sameNames(mods: readonly ChosenMod[], context: Context): Draft<'MKT311'>[] {
  return shared(mods, ({ release: { namespace, name }, mod }) => [
    { name: namespace ?? name, location: { file: mod.module, line: 1, column: 1 } },
  ]).map(([name, owners]) => ({
    case: 'same-plugin-name',
    evidence: { plugins: labelled(owners, context), name },
    ...placedWith(
      owners.map(({ release }) => release.name),
      [],
      context,
    ),
  }));
}

function ownClashes({ release, mod }: ChosenMod, context: Context): Draft<'MKT311'>[] {
  const label = labelsIn(context)(release);
  const commands = aliasesOf(context.client.commands.builtIn);
  const agents = new Set(release.components.agents.map(componentName));
  const at = (registration: ModRegistration, message: string) =>
    placedWith([release.name], [{ at: registration, message }], context);
  return mod.registrations.flatMap((registration): Draft<'MKT311'>[] => {
    const { kind, name } = registration;
    if (name === undefined) return [];
    const of = kind === 'command' ? commands.get(name) : undefined;
    if (of !== undefined)
      return [
        {
          case: 'client-command',
          evidence: { plugin: label, command: name, of },
          ...at(registration, `\`/${name}\``),
        },
      ];
    if (kind !== 'agent' || !agents.has(name)) return [];
    const fullName = `${release.namespace ?? release.name}:${name}`;
    return [
      {
        case: 'own-agent',
        evidence: { plugin: label, agent: name, fullName },
        ...at(registration, fullName),
      },
    ];
  });
}

interface Owner {
  readonly release: Release;
  readonly at: Evidence['at'];
}

/** Names that several mods have, with the place of each. */
function shared(
  mods: readonly ChosenMod[],
  namesOf: (mod: ChosenMod) => readonly (Evidence['at'] & { readonly name?: string })[],
): [name: string, owners: readonly Owner[]][] {
  const owners = new Map<string, Map<Release, Owner>>();
  for (const mod of mods) {
    for (const at of namesOf(mod)) {
      if (at.name === undefined) continue;
      const known = owners.get(at.name) ?? new Map<Release, Owner>();
      owners.set(at.name, known);
      if (!known.has(mod.release)) known.set(mod.release, { release: mod.release, at });
    }
  }
  return [...owners].flatMap(([name, all]): [string, Owner[]][] =>
    all.size < 2 ? [] : [[name, [...all.values()]]],
  );
}

const labelled = (owners: readonly Owner[], context: Context): string[] =>
  owners.map(({ release }) => labelsIn(context)(release));

const placedAt = (owners: readonly Owner[], what: string, context: Context) =>
  placedWith(
    owners.map(({ release }) => release.name),
    owners.map(({ release, at }) => ({ at, message: `${what} of \`${release.name}\`` })),
    context,
  );
