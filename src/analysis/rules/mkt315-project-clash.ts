import type { IdleSetting, OwnNames } from '../../model/own-evidence.ts';
import type { OwnLevel } from '../../model/own-side.ts';
import { count, listed, quoted } from '../../model/text.ts';
import { foldedNames } from '../evidence.ts';
import { forbiddenServers, idleDenials } from '../forbidden-servers.ts';
import { hooksSwitchedOff } from '../hooks-off.ts';
import { idleOverrides, idleServers } from '../idle-settings.ts';
import { agentOverruled, stylesOverruled } from '../overruled-settings.ts';
import { hooksMeeting, hooksTwice } from '../own-hook-meetings.ts';
import { namesMeeting } from '../own-names.ts';
import { serversMeeting } from '../own-servers.ts';
import type { Rule } from '../rule.ts';
import { whoseSettings } from '../whose-settings.ts';

const shown = 6;

/** What the project and its user have besides plugins, where it meets a chosen plugin: which of two counts, and what is off. */
export const projectClash: Rule<'MKT315'> = {
  id: 'MKT315',
  check: (context) => [
    ...hooksSwitchedOff(context),
    ...serversMeeting(context),
    ...forbiddenServers(context),
    ...idleDenials(context),
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
        'their checks and setup are skipped without a warning',
      ].join('\n'),
      help:
        key === 'disableAllHooks'
          ? 'remove `disableAllHooks`, or disable the plugins that need their hooks'
          : 'ask the administrator to enable the plugins in the managed settings, or disable those that need their hooks',
    }),
    'same-server': (evidence) => ({
      message: [
        `${whose(evidence.level)} MCP server \`${evidence.name}\` is the same as the one that \`${evidence.plugin}\` ships${evidence.server === evidence.name ? '' : ` as \`${evidence.server}\``}`,
        `unless their \`env\` differs, the client starts only the one in ${where(evidence.level)}, so the tools are \`${evidence.prefix}…\`, and \`${evidence.pluginPrefix}…\` does not exist`,
        `hooks, agents and permissions that name \`${evidence.pluginPrefix}…\` then match nothing`,
      ].join('\n'),
      help: `remove the server from ${where(evidence.level)} to use the plugin's, or refer to the tools as \`${evidence.prefix}…\``,
    }),
    'server-name': (evidence) => ({
      message: [
        `\`${evidence.plugin}\` and ${where(evidence.level)} use the name \`${evidence.name}\` for different MCP servers`,
        `the client starts both: the tools of ${whose(evidence.level)} server are \`${evidence.prefix}…\`, those of the plugin's server are \`${evidence.pluginPrefix}…\``,
      ].join('\n'),
      help: 'use full tool names in permissions, agents and prompts, or rename your server',
    }),
    'style-overruled': ({ file, value, plugins }) => ({
      message: `\`outputStyle\` in \`${file}\` is \`${value}\`, but ${listed(foldedNames(plugins.map(({ plugin }) => plugin)))} ${plugins.length === 1 ? 'forces' : 'force'} ${listed(foldedNames(plugins.map((each) => each.value)))}\nthe client applies the style of the plugin${plugins.length === 1 ? '' : ' that it loads first'}, and ignores your setting without a warning`,
      help: `disable ${plugins.length === 1 ? 'the plugin' : 'the plugins'}, or remove \`outputStyle\``,
    }),
    'override-idle': (evidence) => ({
      message: `\`skillOverrides\` in \`${evidence.file}\` names ${evidence.names.length === 1 ? 'a plugin skill' : 'plugin skills'}: ${namesAndPlugins(evidence)}\n\`skillOverrides\` does not apply to plugin skills, so ${evidence.names.length === 1 ? 'the entry has' : 'the entries have'} no effect`,
      help: 'disable the plugin in `enabledPlugins`, or remove the entry',
    }),
    'server-idle': (evidence) => ({
      message: `\`${evidence.key}\` in \`${evidence.file}\` names ${evidence.names.length === 1 ? 'a server' : 'servers'} that only plugins have: ${namesAndPlugins(evidence)}\n\`${evidence.key}\` applies only to servers in \`.mcp.json\`, so ${evidence.names.length === 1 ? 'the entry has' : 'the entries have'} no effect`,
      help: "remove the entry; a plugin's servers are enabled and disabled with the plugin",
    }),
    'server-denied': ({ key, file, servers }) => ({
      message: `\`${key}\` in \`${file}\` keeps the client from starting ${serversOf(servers)}\n${unseen(servers)}`,
      help: 'remove the entry, or disable the plugin if it is useless without its server',
    }),
    'server-not-allowed': ({ key, file, servers }) => ({
      message: `\`${key}\` in \`${file}\` does not list ${serversOf(servers)}, so the client does not start ${servers.length === 1 ? 'it' : 'them'}\n${unseen(servers)}`,
      help: `add its \`serverCommand\`, with each argument, or its \`serverUrl\`; \`serverName\` does not apply to plugin servers`,
    }),
    'denial-idle': ({ key, file, names }) => ({
      message: `\`${key}\` in \`${file}\` denies ${names.length === 1 ? 'a server' : 'servers'} by ${names.length === 1 ? 'a name' : 'names'} that the client does not use: ${listed(foldedNames(names.map(({ name }) => name)))}\nthe client knows ${names.length === 1 ? 'this server' : 'these servers'} of ${listed(foldedNames([...new Set(names.map(({ plugin }) => plugin))]))} as ${listed(foldedNames(names.map(({ fullName }) => fullName)))}, and starts ${names.length === 1 ? 'it' : 'them'} anyway`,
      help: `write ${listed(foldedNames([...new Set(names.map(({ fullName }) => fullName))], 3))}`,
    }),
    'hook-twice': ({ event, command, plugins }) => ({
      message: `settings and ${listed(foldedNames(plugins))} run the same command on \`${event}\`: \`${short(command)}\`\nthe client runs it once for the settings, and once for ${plugins.length === 1 ? 'the plugin' : 'each plugin'}`,
      help: 'remove the hook from the settings',
    }),
    'same-name': ({ kind, level, names }) => {
      const [first] = names;
      return {
        message: [
          `${whose(level)} ${names.length === 1 ? words[kind] : `${words[kind]}s`} ${listed(foldedNames([...new Set(names.map(({ name }) => name))]))} ${names.length === 1 ? `has the same name as ${kind === 'agent' || kind === 'output-style' ? 'an' : 'a'} ${words[kind]}` : `have the same names as ${words[kind]}s`} of ${listed(foldedNames([...new Set(names.map(({ plugin }) => plugin))]))}`,
          `\`${first?.typed}\` is ${whose(level)}; the plugin's is \`${first?.fullName}\`${kind === 'output-style' ? '' : ', and the model may choose either by its description'}`,
        ].join('\n'),
        help: `use the full name of the plugin's ${words[kind]}, \`${first?.fullName}\`, or rename your own`,
      };
    },
    'hooks-meet': ({ events }) => ({
      message: [
        `hooks in settings run together with plugin hooks on ${listed(quoted(events.map(({ event }) => event)))}`,
        ...events.map(
          ({ event, plugins, scopes, blocks }) =>
            `\`${event}\`: ${listed(scopes.map((scope) => whoseSettings[scope]))} and ${listed(foldedNames(plugins))}; each can block ${blocks}`,
        ),
        'the client runs them in parallel, and a hook that blocks overrides all that allow',
      ].join('\n'),
      help: 'nothing to do unless two of them decide differently',
    }),
    'agent-overruled': ({ file, value, plugins }) => ({
      message: `\`agent\` in \`${file}\` is \`${value}\`, and ${listed(foldedNames(plugins.map(({ plugin }) => plugin)))} ${plugins.length === 1 ? 'ships' : 'ship'} a different one: ${listed(foldedNames(plugins.map((each) => each.value)))}\nsessions start with the one in your settings`,
      help: "nothing to do; to start with the plugin's, remove `agent` from your settings",
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

const unseen = ({ length }: { readonly length: number }): string =>
  `the tools of ${length === 1 ? 'this server' : 'these servers'} do not exist, and hooks, agents and permissions that name them silently match nothing`;

const serversOf = (servers: readonly { readonly plugin: string; readonly name: string }[]): string =>
  `${servers.length === 1 ? 'the MCP server' : 'the MCP servers'} ${listed(servers.slice(0, shown).map(({ name, plugin }) => `\`${name}\` of \`${plugin}\``))}${servers.length > shown ? ` and ${servers.length - shown} more` : ''}`;

const namesAndPlugins = ({ names }: IdleSetting): string =>
  listed(names.slice(0, shown).map(({ name, plugin }) => `\`${name}\` (\`${plugin}\`)`));

const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
