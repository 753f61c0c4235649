import satisfies from 'semver/functions/satisfies.js';
import type { ShadowedCommands } from '../../model/clash-evidence.ts';
import { clientRuntime } from '../../model/client.ts';
import { listed } from '../../model/text.ts';
import type { Context } from '../context.ts';
import { foldedNames, labelsIn, placedWith } from '../evidence.ts';
import { type Meeting, meetingsOf } from '../meetings.ts';
import type { Draft, Rule } from '../rule.ts';
import { aliasesOf, type ClientNames, typed } from '../typed-names.ts';

const shownAliases = 4;
const shownNames = 10;

export const shadowsBuiltin: Rule<'MKT307'> = {
  id: 'MKT307',
  check(context) {
    const { builtIn, bundledSkills } = context.client.commands;
    const commands = aliasesOf(builtIn);
    const skills = aliasesOf(bundledSkills);
    const bearing = (names: ClientNames) =>
      meetingsOf(context.releases, (release) => typed(release).filter((name) => names.has(name)), 1);
    return [
      ...bearing(commands).map((meeting) => overCommand(meeting, commands, context)),
      ...besideSkills(bearing(skills), context),
    ];
  },
  say: {
    'over-command': (evidence) => {
      const { plugins, names, aliases, fullName } = evidence;
      return {
        message: [
          `${bearers(plugins, names)} like ${names.length === 1 ? 'a command' : 'commands'} of the client: ${slashed(names)}`,
          ...aliases
            .slice(0, shownAliases)
            .map(({ name, of }) => `\`/${name}\` is another name of the client's \`/${of}\``),
          whoWins(evidence),
        ].join('\n'),
        help: `type \`${fullName}\` for the plugin's, and ask the maintainer to rename; disabling the plugin brings the client's own \`/${names[0]}\` back`,
      };
    },
    'beside-skill': ({ plugins, names, fullName }) => ({
      message: `${bearers(plugins, names)} like ${names.length === 1 ? 'a skill that comes' : 'skills that come'} with the client: ${slashed(names)}\nwho types \`/${names[0]}\`, or asks for \`${names[0]}\`, may get either`,
      help: `type \`${fullName}\` for the plugin's`,
    }),
  },
};

function overCommand(meeting: Meeting, commands: ClientNames, context: Context): Draft<'MKT307'> {
  const { plugins, names } = meeting;
  const { from, to } = context.client.commands.pluginWins;
  const version = context.environment.runtimes[clientRuntime];
  return {
    case: 'over-command',
    evidence: {
      plugins: plugins.map(labelsIn(context)),
      names,
      aliases: names.flatMap((name) => {
        const of = commands.get(name);
        return of === undefined || of === name ? [] : [{ name, of }];
      }),
      fullName: fullName(meeting),
      seen: { from, to },
      ...(version !== undefined && {
        client: { version, isSeen: satisfies(version, `${from} - ${to}`) },
      }),
    },
    ...placed(meeting, context),
  };
}

/** Skills of the client do not stand in anybody's way: one finding for all. */
function besideSkills(meetings: readonly Meeting[], context: Context): Draft<'MKT307'>[] {
  const [first] = meetings;
  if (first === undefined) return [];
  const plugins = [...new Set(meetings.flatMap((meeting) => meeting.plugins))];
  const names = [...new Set(meetings.flatMap((meeting) => meeting.names))].sort();
  const [name = ''] = names;
  const own = meetings.find((meeting) => meeting.names.includes(name)) ?? first;
  return [
    {
      case: 'beside-skill',
      evidence: {
        plugins: plugins.map(labelsIn(context)),
        names,
        fullName: fullName({ ...own, names: [name] }),
      },
      ...placed({ plugins, names }, context),
    },
  ];
}

function whoWins({ names: [first], seen: { from, to }, client }: ShadowedCommands): string {
  if (client?.isSeen)
    return `who types \`/${first}\` gets the plugin's in Claude Code ${client.version}, and cannot reach the client's own any more`;
  return `who types \`/${first}\` may get the plugin's: in Claude Code ${from} to ${to} it was seen to win, and the client's own could not be reached any more${client === undefined ? '' : `; of ${client.version} that is not known`}`;
}

function bearers(plugins: readonly string[], names: readonly string[]): string {
  const what = names.length === 1 ? 'a command or skill' : `${names.length} commands or skills`;
  return `${listed(foldedNames(plugins))} ${plugins.length === 1 ? 'has' : 'have'} ${what} named`;
}

const slashed = (names: readonly string[]): string =>
  listed(
    foldedNames(
      names.map((name) => `/${name}`),
      shownNames,
    ),
  );

const fullName = ({ plugins: [own], names: [first] }: Meeting): string =>
  `/${own?.namespace ?? own?.name}:${first}`;

function placed({ plugins, names: [first] }: Meeting, context: Context) {
  const evidence = plugins.flatMap((release) =>
    (release.details ?? [])
      .filter(({ kind, name }) => (kind === 'command' || kind === 'skill') && name === first)
      .map((at) => ({
        at,
        message: `the ${at.kind} \`${first}\` of \`${release.name}\``,
      })),
  );
  return placedWith([...new Set(plugins.map(({ name }) => name))], evidence, context);
}
