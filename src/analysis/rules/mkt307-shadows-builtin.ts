import satisfies from 'semver/functions/satisfies.js';
import type { ShadowedCommands } from '../../model/clash-evidence.ts';
import { clientRuntime } from '../../model/client.ts';
import { listed } from '../../model/text.ts';
import type { Context } from '../context.ts';
import { foldedNames, labelsIn, placedWith } from '../evidence.ts';
import type { Draft, Rule } from '../rule.ts';
import { type SharedNames, sharedNamesOf } from '../shared-names.ts';
import { aliasesOf, type ClientNames, typed } from '../typed-names.ts';

const shownAliases = 4;
const shownNames = 10;

export const shadowsBuiltin: Rule<'MKT307'> = {
  id: 'MKT307',
  check(context) {
    const { builtIn, bundledSkills } = context.client.commands;
    const commands = aliasesOf(builtIn);
    const skills = aliasesOf(bundledSkills);
    const sharing = (names: ClientNames) =>
      sharedNamesOf(context.releases, (release) => typed(release).filter((name) => names.has(name)), 1);
    return [
      ...sharing(commands).map((each) => overCommand(each, commands, context)),
      ...besideSkills(sharing(skills), context),
    ];
  },
  say: {
    'over-command': (evidence) => {
      const { plugins, names, aliases, fullName } = evidence;
      return {
        message: [
          `${owners(plugins, names)} with ${names.length === 1 ? 'the name of a client command' : 'names of client commands'}: ${slashed(names)}`,
          ...aliases
            .slice(0, shownAliases)
            .map(({ name, of }) => `\`/${name}\` is an alias of the client's \`/${of}\``),
          whoWins(evidence),
        ].join('\n'),
        help: `type \`${fullName}\` to run the plugin's version, and ask the maintainer to rename it; or disable the plugin to get the client's own \`/${names[0]}\` back`,
      };
    },
    'beside-skill': ({ plugins, names, fullName }) => ({
      message: `${owners(plugins, names)} with ${names.length === 1 ? 'the name of a client skill' : 'names of client skills'}: ${slashed(names)}\n\`/${names[0]}\`, or a request for \`${names[0]}\`, may run either one`,
      help: `type \`${fullName}\` to run the plugin's version`,
    }),
  },
};

function overCommand(each: SharedNames, commands: ClientNames, context: Context): Draft<'MKT307'> {
  const { plugins, names } = each;
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
      fullName: fullName(each),
      seen: { from, to },
      ...(version !== undefined && {
        client: { version, isSeen: satisfies(version, `${from} - ${to}`) },
      }),
    },
    ...placed(each, context),
  };
}

/** Skills of the client do not block anything: one finding for all. */
function besideSkills(shared: readonly SharedNames[], context: Context): Draft<'MKT307'>[] {
  const [first] = shared;
  if (first === undefined) return [];
  const plugins = [...new Set(shared.flatMap((each) => each.plugins))];
  const names = [...new Set(shared.flatMap((each) => each.names))].sort();
  const [name = ''] = names;
  const own = shared.find((each) => each.names.includes(name)) ?? first;
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
    return `in Claude Code ${client.version}, \`/${first}\` runs the plugin's version, and the client's own command cannot be reached`;
  return `\`/${first}\` may run the plugin's version: in Claude Code ${from} to ${to} it did, and the client's own command could not be reached${client === undefined ? '' : `; ${client.version} was not tested`}`;
}

function owners(plugins: readonly string[], names: readonly string[]): string {
  const what = names.length === 1 ? 'a command or skill' : `${names.length} commands or skills`;
  return `${listed(foldedNames(plugins))} ${plugins.length === 1 ? 'has' : 'have'} ${what}`;
}

const slashed = (names: readonly string[]): string =>
  listed(
    foldedNames(
      names.map((name) => `/${name}`),
      shownNames,
    ),
  );

const fullName = ({ plugins: [own], names: [first] }: SharedNames): string =>
  `/${own?.namespace ?? own?.name}:${first}`;

function placed({ plugins, names: [first] }: SharedNames, context: Context) {
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
