import satisfies from 'semver/functions/satisfies.js';
import { clientRuntime } from '../../model/client.ts';
import type { Release } from '../../model/plugin.ts';
import { listed } from '../../model/text.ts';
import type { Context } from '../context.ts';
import { foldedNames, labelsIn, placedWith } from '../evidence.ts';
import { type Meeting, meetingsOf } from '../meetings.ts';
import type { LegacyDraft, LegacyRule } from '../rule.ts';

export const shadowsBuiltin: LegacyRule = {
  id: 'MKT307',
  name: 'shadows-builtin',
  severity: 'warning',
  section: 'Clear Interfaces',
  summary: 'a command or skill bears the name of one that comes with the client',
  check(context) {
    const { builtIn, bundledSkills } = context.client.commands;
    const commands = aliasesOf(builtIn);
    const skills = aliasesOf(bundledSkills);
    const bearing = (names: Names) =>
      meetingsOf(context.releases, (release) => typed(release).filter((name) => names.has(name)), 1);
    return [
      ...bearing(commands).map((meeting) => overCommand(meeting, commands, context)),
      ...besideSkills(bearing(skills), context),
    ];
  },
};

/** Every name that the client answers to, with the command or skill behind it. */
type Names = ReadonlyMap<string, string>;

function aliasesOf(all: Readonly<Record<string, readonly string[]>>): Names {
  return new Map(
    Object.entries(all).flatMap(([name, aliases]) => [...aliases, name].map((each) => [each, name] as const)),
  );
}

/** What a user can type as `/name`: commands at the top of their folder, and skills that are not for the model only. */
function typed({ components, details = [] }: Release): string[] {
  const hidden = new Set(
    details.flatMap(({ kind, name, isForModelOnly }) => (kind === 'skill' && isForModelOnly ? [name] : [])),
  );
  const names = [...components.commands, ...components.skills.filter((name) => !hidden.has(name))];
  return [...new Set(names.filter((name) => !name.includes('/')))];
}

function overCommand(meeting: Meeting, commands: Names, context: Context): LegacyDraft {
  const { names } = meeting;
  const [first = ''] = names;
  const aliased = names.filter((name) => commands.get(name) !== name);
  const { from, to } = context.client.commands.pluginWins;
  const version = context.environment.runtimes[clientRuntime];
  const isSeen = version !== undefined && satisfies(version, `${from} - ${to}`);
  const wins = isSeen
    ? `who types \`/${first}\` gets the plugin's in Claude Code ${version}, and cannot reach the client's own any more`
    : `who types \`/${first}\` may get the plugin's: in Claude Code ${from} to ${to} it was seen to win, and the client's own could not be reached any more${version === undefined ? '' : `; of ${version} that is not known`}`;
  return {
    ...placed(meeting, context),
    message: [
      `${bearers(meeting, context)} like ${names.length === 1 ? 'a command' : 'commands'} of the client: ${slashed(names)}`,
      ...aliased
        .slice(0, 4)
        .map((name) => `\`/${name}\` is another name of the client's \`/${commands.get(name)}\``),
      wins,
    ].join('\n'),
    help: `type \`${fullName(meeting)}\` for the plugin's, and ask the maintainer to rename; disabling the plugin brings the client's own \`/${first}\` back`,
  };
}

/** Skills of the client do not stand in anybody's way: one finding for all. */
function besideSkills(meetings: readonly Meeting[], context: Context): LegacyDraft[] {
  const [first] = meetings;
  if (first === undefined) return [];
  const plugins = [...new Set(meetings.flatMap((meeting) => meeting.plugins))];
  const names = [...new Set(meetings.flatMap((meeting) => meeting.names))].sort();
  const [name = ''] = names;
  const own = meetings.find((meeting) => meeting.names.includes(name)) ?? first;
  return [
    {
      severity: 'note',
      ...placed({ plugins, names }, context),
      message: `${bearers({ plugins, names }, context)} like ${names.length === 1 ? 'a skill that comes' : 'skills that come'} with the client: ${slashed(names)}\nwho types \`/${name}\`, or asks for \`${name}\`, may get either`,
      help: `type \`${fullName({ ...own, names: [name] })}\` for the plugin's`,
    },
  ];
}

function bearers({ plugins, names }: Meeting, context: Context): string {
  const who = listed(foldedNames(plugins.map(labelsIn(context))));
  const one = plugins.length === 1;
  const what = names.length === 1 ? 'a command or skill' : `${names.length} commands or skills`;
  return `${who} ${one ? 'has' : 'have'} ${what} named`;
}

const slashed = (names: readonly string[]): string =>
  listed(
    foldedNames(
      names.map((name) => `/${name}`),
      10,
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
