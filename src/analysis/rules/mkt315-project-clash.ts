import { fullName, type NamedComponentKind } from '../../model/component-kinds.ts';
import { inToolName, toolPrefix } from '../../model/mcp-names.ts';
import type { HookTwice, IdleSetting, OwnHooksMeet, OwnNames, OwnServer } from '../../model/own-evidence.ts';
import type { OwnComponent, OwnLevel } from '../../model/own-side.ts';
import { componentName, type McpServer, type Release } from '../../model/plugin.ts';
import type { Stated } from '../../model/settings.ts';
import { count, listed, quoted } from '../../model/text.ts';
import type { Context } from '../context.ts';
import { type Evidence, foldedNames, labelsIn, placedWith, placeOf } from '../evidence.ts';
import { decides, listeningHooks, valuesOf } from '../hooks.ts';
import { ownListeningHooks } from '../own-hooks.ts';
import type { Draft, Rule } from '../rule.ts';
import { hooksOff } from '../switched-off.ts';
import { whoseSettings } from '../whose-settings.ts';

const shown = 6;

/** What the project and its user have besides plugins, where it meets a chosen plugin: which of two counts, and what is off. */
export const projectClash: Rule<'MKT315'> = {
  id: 'MKT315',
  check: (context) => [
    ...switchedOff(context),
    ...serversMeeting(context),
    ...stylesOverruled(context),
    ...idleOverrides(context),
    ...idleServers(context),
    ...hooksTwice(context),
    ...namesMeeting(context),
    ...hooksMeeting(context),
    ...agentOverruled(context),
  ],
  say: {
    'hooks-off': ({ key, file, plugins }) => ({
      message: [
        `\`${key}\` in \`${file}\` keeps hooks of ${listed(foldedNames(plugins.map(({ plugin }) => plugin)))} from running`,
        ...plugins
          .slice(0, shown)
          .map(({ plugin, hooks, hasMod }) => `\`${plugin}\`: ${lost(hooks, hasMod)}`),
        'what they guard or set up does not happen, and the client does not say so',
      ].join('\n'),
      help:
        key === 'disableAllHooks'
          ? 'remove `disableAllHooks`, or disable the plugins that need their hooks'
          : 'ask the administrator to enable the plugins in the managed settings, or disable those that need their hooks',
    }),
    'same-server': (evidence) => ({
      message: [
        `${whose(evidence.level)} MCP server \`${evidence.name}\` is the one that \`${evidence.plugin}\` ships${evidence.server === evidence.name ? '' : ` as \`${evidence.server}\``}`,
        `the client starts it once, from ${where(evidence.level)}, unless their \`env\` differs: its tools are \`${evidence.prefix}…\`, and \`${evidence.pluginPrefix}…\` does not exist`,
        `hooks, agents and permissions that name \`${evidence.pluginPrefix}…\` then match nothing`,
      ].join('\n'),
      help: `remove the server from ${where(evidence.level)} to use the plugin's, or name the tools \`${evidence.prefix}…\``,
    }),
    'server-name': (evidence) => ({
      message: [
        `\`${evidence.plugin}\` and ${where(evidence.level)} use the name \`${evidence.name}\` for different MCP servers`,
        `the client starts both: \`${evidence.prefix}…\` are tools of ${whose(evidence.level)} server, \`${evidence.pluginPrefix}…\` those of the plugin's`,
      ].join('\n'),
      help: 'use full tool names in permissions, agents and prompts, or rename your server',
    }),
    'style-overruled': ({ file, value, plugins }) => ({
      message: `\`outputStyle\` in \`${file}\` is \`${value}\`, and ${listed(foldedNames(plugins.map(({ plugin }) => plugin)))} ${plugins.length === 1 ? 'forces' : 'force'} ${listed(foldedNames(plugins.map((each) => each.value)))}\nthe client applies the style of the plugin${plugins.length === 1 ? '' : ' that it loads first'}, and ignores your setting without a warning`,
      help: 'disable the plugin, or remove `outputStyle`',
    }),
    'override-idle': (evidence) => ({
      message: `\`skillOverrides\` in \`${evidence.file}\` ${evidence.names.length === 1 ? 'names a skill' : 'names skills'} of plugins: ${namesAndPlugins(evidence)}\nit does not reach skills of plugins, so that nothing changes`,
      help: 'disable the plugin in `enabledPlugins`, or remove the entry',
    }),
    'server-idle': (evidence) => ({
      message: `\`${evidence.key}\` in \`${evidence.file}\` names ${evidence.names.length === 1 ? 'a server' : 'servers'} that only plugins have: ${namesAndPlugins(evidence)}\nit is about the servers of \`.mcp.json\`, so that nothing changes`,
      help: 'remove the entry; a server of a plugin goes with its plugin',
    }),
    'hook-twice': ({ event, command, plugins }) => ({
      message: `settings and ${listed(foldedNames(plugins))} run the same command on \`${event}\`: \`${short(command)}\`\nthe client runs it once for the settings, and once for ${plugins.length === 1 ? 'the plugin' : 'each plugin'}`,
      help: 'remove the hook from the settings',
    }),
    'same-name': ({ kind, level, names }) => {
      const [first] = names;
      return {
        message: [
          `${whose(level)} ${names.length === 1 ? words[kind] : `${words[kind]}s`} ${listed(foldedNames([...new Set(names.map(({ name }) => name))]))} ${names.length === 1 ? 'has the name' : 'have the names'} of ${names.length === 1 ? 'one' : 'some'} of ${listed(foldedNames([...new Set(names.map(({ plugin }) => plugin))]))}`,
          `\`${first?.typed}\` is ${whose(level)}; the plugin's is \`${first?.fullName}\`${kind === 'output-style' ? '' : ', and the model may choose either by its description'}`,
        ].join('\n'),
        help: `use the full name, such as \`${first?.fullName}\`, for the plugin's, or rename your own`,
      };
    },
    'hooks-meet': ({ events }) => ({
      message: [
        `hooks of settings run together with hooks of plugins on ${listed(quoted(events.map(({ event }) => event)))}`,
        ...events.map(
          ({ event, plugins, scopes, blocks }) =>
            `\`${event}\`: ${listed(scopes.map((scope) => whoseSettings[scope]))} and ${listed(foldedNames(plugins))}; each can block ${blocks}`,
        ),
        'the client runs them in parallel, and one that blocks overrides all that allow',
      ].join('\n'),
      help: 'nothing to do unless two of them decide differently',
    }),
    'agent-overruled': ({ file, value, plugins }) => ({
      message: `\`agent\` in \`${file}\` is \`${value}\`, and ${listed(foldedNames(plugins.map(({ plugin }) => plugin)))} ${plugins.length === 1 ? 'ships' : 'ship'} another one: ${listed(foldedNames(plugins.map((each) => each.value)))}\na session starts with that of your settings`,
      help: 'nothing to do; remove `agent` from your settings to start with the one from the plugin',
    }),
  },
};

const words = {
  agent: 'agent',
  command: 'command',
  skill: 'skill',
  'output-style': 'output style',
} as const satisfies Readonly<Record<OwnNames['kind'], string>>;

const whose = (level: OwnLevel): string => (level === 'project' ? "the project's" : 'your own');

const where = (level: OwnLevel): string => (level === 'project' ? '`.mcp.json`' : '`~/.claude.json`');

function lost(hooks: number, hasMod: boolean): string {
  return [...(hooks > 0 ? [count(hooks, 'hook')] : []), ...(hasMod ? ['its mod'] : [])].join(' and ');
}

const namesAndPlugins = ({ names }: IdleSetting): string =>
  listed(names.slice(0, shown).map(({ name, plugin }) => `\`${name}\` (\`${plugin}\`)`));

const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

const componentsOf = ({ own }: Context): readonly OwnComponent[] => own?.components ?? [];

/** Hooks and mods that do not run: one finding for each setting that says so. */
function switchedOff(context: Context): Draft<'MKT315'>[] {
  const label = labelsIn(context);
  const found = new Map<string, { stated: Stated<boolean>; releases: Release[] }>();
  const withMod = new Set(context.mods?.map(({ release }) => release));
  for (const release of context.releases) {
    const off = hooksOff(release, context);
    if (off === undefined || (release.components.hooks.length === 0 && !withMod.has(release))) continue;
    const known = found.get(off.key) ?? { stated: off.stated, releases: [] };
    found.set(off.key, known);
    known.releases.push(release);
  }
  return [...found].map(([key, { stated, releases }]) => ({
    case: 'hooks-off',
    evidence: {
      key,
      file: stated.location.file,
      plugins: releases.map((release) => ({
        plugin: label(release),
        hooks: release.components.hooks.length,
        hasMod: withMod.has(release),
      })),
    },
    ...placedWith(
      releases.map(({ name }) => name),
      [{ at: stated, message: `\`${key}\`` }],
      context,
    ),
  }));
}

/** Servers with one name, or that start the same. */
function serversMeeting(context: Context): Draft<'MKT315'>[] {
  const label = labelsIn(context);
  const own = componentsOf(context).filter(({ kind }) => kind === 'mcp-server');
  return context.releases.flatMap((release) =>
    release.components.mcpServers.flatMap((server): Draft<'MKT315'>[] => {
      const same = own.find((each) => each.server !== undefined && startsSame(each.server, server));
      const met = same ?? own.find(({ name }) => name === server.name);
      if (met === undefined) return [];
      const at = placeOf(release, 'mcp-server', server.name);
      const evidence: OwnServer = {
        level: met.level,
        name: met.name,
        prefix: `mcp__${inToolName(met.name)}__`,
        plugin: label(release),
        server: server.name,
        pluginPrefix: toolPrefix(release.namespace ?? release.name, server.name),
      };
      return [
        {
          case: same === undefined ? 'server-name' : 'same-server',
          evidence,
          ...placedWith(
            [release.name],
            [
              { at: met, message: `the server \`${met.name}\`` },
              ...(at === undefined
                ? []
                : [{ at, message: `the server \`${server.name}\` of \`${label(release)}\`` }]),
            ],
            context,
          ),
        },
      ];
    }),
  );
}

/** Just the same command line or URL: another version of a package is another server for the client. */
function startsSame(one: McpServer, other: McpServer): boolean {
  if (one.url !== undefined) return one.url === other.url;
  return one.command !== undefined && one.command === other.command;
}

function stylesOverruled(context: Context): Draft<'MKT315'>[] {
  const stated = context.settings?.own?.outputStyle;
  if (stated === undefined) return [];
  const label = labelsIn(context);
  const forced = context.releases.flatMap((release) =>
    (release.details ?? [])
      .filter(({ kind, isForced }) => kind === 'output-style' && isForced === true)
      .map((detail) => ({
        release,
        detail,
        value: fullName('outputStyles', release.namespace ?? release.name, detail.name),
      })),
  );
  if (forced.length === 0 || forced.some(({ value }) => value === stated.value)) return [];
  return [
    {
      case: 'style-overruled',
      evidence: {
        key: 'outputStyle',
        file: stated.location.file,
        value: stated.value,
        plugins: forced.map(({ release, value }) => ({ plugin: label(release), value })),
      },
      ...placedWith(
        forced.map(({ release }) => release.name),
        [
          { at: stated, message: '`outputStyle`' },
          ...forced.map(({ detail, value }) => ({ at: detail, message: `the output style \`${value}\`` })),
        ],
        context,
      ),
    },
  ];
}

/** Overrides of skills that only plugins have. */
function idleOverrides(context: Context): Draft<'MKT315'>[] {
  const overrides = [...(context.settings?.own?.skillOverrides ?? [])];
  const { builtIn, bundledSkills } = context.client.commands;
  const known = new Set([
    ...componentsOf(context)
      .filter(({ kind }) => kind === 'skill' || kind === 'command')
      .map(({ name }) => name),
    ...Object.keys(builtIn),
    ...Object.keys(bundledSkills),
  ]);
  const found = overrides.flatMap(([name, stated]) => {
    if (stated.value === 'on' || known.has(name)) return [];
    const release = context.releases.find(({ name: plugin, namespace = plugin, components }) =>
      [...components.skills, ...components.commands].some((path) => {
        const own = componentName(path);
        // A bare name may also be that of a skill of the user, which is not looked at.
        return name === `${namespace}:${own}`;
      }),
    );
    return release === undefined ? [] : [{ name, stated, release }];
  });
  return idle('override-idle', 'skillOverrides', found, context);
}

/** Servers of `.mcp.json` by name, where only a plugin has one. */
function idleServers(context: Context): Draft<'MKT315'>[] {
  const lists = context.settings?.own?.mcpJson;
  if (lists === undefined || context.own === undefined) return [];
  const own = new Set(context.own.mcpJson);
  return (['enabled', 'disabled'] as const).flatMap((list) => {
    const found = lists[list].flatMap((stated) => {
      if (own.has(stated.value)) return [];
      const release = context.releases.find(({ name, namespace = name, components }) =>
        components.mcpServers.some(
          (server) => server.name === stated.value || `plugin:${namespace}:${server.name}` === stated.value,
        ),
      );
      return release === undefined ? [] : [{ name: stated.value, stated, release }];
    });
    return idle('server-idle', `${list}McpjsonServers`, found, context);
  });
}

function idle(
  name: 'override-idle' | 'server-idle',
  key: string,
  found: readonly { readonly name: string; readonly stated: Stated<string>; readonly release: Release }[],
  context: Context,
): Draft<'MKT315'>[] {
  const [first] = found;
  if (first === undefined) return [];
  const label = labelsIn(context);
  return [
    {
      case: name,
      evidence: {
        key,
        file: first.stated.location.file,
        names: found.map((each) => ({ name: each.name, plugin: label(each.release) })),
      },
      ...placedWith(
        [...new Set(found.map(({ release }) => release.name))],
        found.map((each) => ({ at: each.stated, message: `\`${each.name}\`` })),
        context,
      ),
    },
  ];
}

const typedAs: Readonly<Record<OwnNames['kind'], (name: string) => string>> = {
  agent: (name) => `@agent-${name}`,
  command: (name) => `/${name}`,
  skill: (name) => `/${name}`,
  'output-style': (name) => name,
};

/** Which components of a plugin have a name in common with one of the project: commands and skills share their names. */
const meetingKinds: Readonly<Record<OwnNames['kind'], readonly (NamedComponentKind | 'outputStyles')[]>> = {
  agent: ['agents'],
  command: ['commands', 'skills'],
  skill: ['commands', 'skills'],
  'output-style': ['outputStyles'],
};

function namesMeeting(context: Context): Draft<'MKT315'>[] {
  const label = labelsIn(context);
  const found = new Map<string, { own: OwnComponent; release: Release; name: OwnNames['names'][number] }[]>();
  for (const own of componentsOf(context)) {
    if (own.kind === 'mcp-server') continue;
    for (const release of context.releases) {
      const { namespace = release.name } = release;
      for (const key of meetingKinds[own.kind]) {
        const path = release.components[key].find((each) => componentName(each) === own.name);
        if (path === undefined) continue;
        const group = found.get(`${own.kind} ${own.level}`) ?? [];
        found.set(`${own.kind} ${own.level}`, group);
        group.push({
          own,
          release,
          name: {
            name: own.name,
            typed: typedAs[own.kind](own.name),
            plugin: label(release),
            fullName: fullName(key, namespace, path.replaceAll('/', ':')),
          },
        });
      }
    }
  }
  return [...found.values()].flatMap((group): Draft<'MKT315'>[] => {
    const [first] = group;
    if (first === undefined || first.own.kind === 'mcp-server') return [];
    return [
      {
        case: 'same-name',
        evidence: { kind: first.own.kind, level: first.own.level, names: group.map(({ name }) => name) },
        ...placedWith(
          [...new Set(group.map(({ release }) => release.name))],
          [...new Set(group.map(({ own }) => own))].map((own) => ({ at: own, message: `\`${own.name}\`` })),
          context,
        ),
      },
    ];
  });
}

/** The same command in settings and in a plugin: the client compares hooks of settings only. */
function hooksTwice(context: Context): Draft<'MKT315'>[] {
  const label = labelsIn(context);
  const found = new Map<string, HookTwice & { plugins: string[]; at: Evidence[]; names: string[] }>();
  const theirs = listeningHooks(context);
  for (const { hook, event, matcher } of ownListeningHooks(context)) {
    // A path that depends on the project or the plugin is not the same in both.
    if (hook.command === undefined || hook.command.includes('CLAUDE_PLUGIN_ROOT')) continue;
    for (const other of theirs) {
      if (other.hook.event !== hook.event || other.hook.command !== hook.command) continue;
      const values = valuesOf(event, [{ matcher }, other], context);
      if (!values.some((value) => matcher.matches(value) && other.matcher.matches(value))) continue;
      const key = `${hook.event}\n${hook.command}`;
      const known = found.get(key) ?? {
        event: hook.event,
        command: hook.command,
        plugins: [],
        at: [{ at: hook, message: `\`${hook.event}\`` }],
        names: [],
      };
      found.set(key, known);
      if (known.names.includes(other.release.name)) continue;
      known.names.push(other.release.name);
      known.plugins.push(label(other.release));
    }
  }
  return [...found.values()].map(({ event, command, plugins, at, names }) => ({
    case: 'hook-twice',
    evidence: { event, command, plugins },
    ...placedWith(names, at, context),
  }));
}

/** Hooks of settings that decide together with hooks of plugins. */
function hooksMeeting(context: Context): Draft<'MKT315'>[] {
  const label = labelsIn(context);
  const theirs = listeningHooks(context).filter(decides);
  const events = new Map<string, OwnHooksMeet['events'][number] & { at: Evidence[]; names: Set<string> }>();
  for (const { hook, event, matcher } of ownListeningHooks(context).filter(decides)) {
    if (event.blocks === undefined) continue;
    const met = theirs.filter(
      (other) =>
        other.hook.event === hook.event &&
        valuesOf(event, [{ matcher }, other], context).some(
          (value) => matcher.matches(value) && other.matcher.matches(value),
        ),
    );
    if (met.length === 0) continue;
    const known = events.get(hook.event);
    events.set(hook.event, {
      event: hook.event,
      blocks: event.blocks,
      plugins: [...new Set([...(known?.plugins ?? []), ...met.map(({ release }) => label(release))])],
      scopes: [...new Set([...(known?.scopes ?? []), hook.scope])],
      at: [...(known?.at ?? []), { at: hook, message: `\`${hook.event}\`` }],
      names: new Set([...(known?.names ?? []), ...met.map(({ release }) => release.name)]),
    });
  }
  if (events.size === 0) return [];
  const all = [...events.values()];
  return [
    {
      case: 'hooks-meet',
      evidence: { events: all.map(({ at: _, names: __, ...each }) => each) },
      ...placedWith(
        [...new Set(all.flatMap(({ names }) => [...names]))],
        all.flatMap(({ at }) => at),
        context,
      ),
    },
  ];
}

/** The agent that a session starts with: settings go before those of plugins. */
function agentOverruled(context: Context): Draft<'MKT315'>[] {
  const stated = context.settings?.own?.agent;
  if (stated === undefined) return [];
  const label = labelsIn(context);
  const shipping = context.releases.flatMap((release) => {
    const value = release.settings?.agent;
    return typeof value === 'string' && value !== stated.value ? [{ release, value }] : [];
  });
  if (shipping.length === 0) return [];
  return [
    {
      case: 'agent-overruled',
      evidence: {
        key: 'agent',
        file: stated.location.file,
        value: stated.value,
        plugins: shipping.map(({ release, value }) => ({ plugin: label(release), value })),
      },
      ...placedWith(
        shipping.map(({ release }) => release.name),
        [{ at: stated, message: '`agent`' }],
        context,
      ),
    },
  ];
}
