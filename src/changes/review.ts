import { decisionsOf, reachesOf } from '../client/mods/reach.ts';
import { componentKeys, componentKinds, nameOf } from '../model/component-kinds.ts';
import type { Content } from '../model/content.ts';
import type { ModReading } from '../model/mod.ts';
import type { Release, Requirement } from '../model/plugin.ts';
import { changedScripts } from './changed-scripts.ts';
import type { Difference } from './difference.ts';

export type { Difference };

/** What changes from one release of a plugin to another: first what runs, for that can do harm, then all else. */
export interface Review {
  readonly runs: readonly Difference[];
  readonly more: readonly Difference[];
  readonly contextTokens?: { readonly before: number; readonly after: number };
}

type Lines = readonly (readonly [what: string, lines: (release: Release) => readonly string[]])[];

/** Each with all that a reader needs to judge it: a changed command is one line less and one line more. */
const running: Lines = [
  [
    'hooks',
    ({ components }) =>
      components.hooks.map(({ event, matcher, condition, type, command }) =>
        [event, matcher && `on ${matcher}`, condition && `if ${condition}`, command ?? type]
          .filter(Boolean)
          .join(': '),
      ),
  ],
  [
    'MCP servers',
    ({ components }) =>
      components.mcpServers.map(({ name, command, url }) =>
        [name, command ?? url].filter(Boolean).join(': '),
      ),
  ],
  [
    'LSP servers',
    ({ components }) =>
      components.lspServers.map(({ name, command }) => [name, command].filter(Boolean).join(': ')),
  ],
  [
    'monitors',
    ({ components }) =>
      components.monitors.map(({ name, command }) => [name, command].filter(Boolean).join(': ')),
  ],
  ['mods', ({ components }) => components.mods.map((item) => nameOf('mods', item))],
  ['executables', ({ components }) => components.executables.map((item) => nameOf('executables', item))],
  ['programs that it starts', ({ tools = [] }) => tools.map(({ name }) => name)],
  ['hosts', hostsOf],
  [
    'dependencies',
    ({ dependencies, marketplace }) => dependencies.map((each) => inOneWord(each, marketplace)),
  ],
  [
    'optional dependencies',
    ({ optionalDependencies = [], marketplace }) =>
      optionalDependencies.map((each) => inOneWord(each, marketplace)),
  ],
];

/** The hosts in the commands and addresses that run, and in what a plugin downloads. */
function hostsOf({ components }: Release): string[] {
  const { hooks, mcpServers, lspServers, monitors } = components;
  const texts = [
    ...[...hooks, ...mcpServers, ...lspServers, ...monitors].map(({ command }) => command),
    ...mcpServers.map(({ url }) => url),
  ];
  const hosts = texts.flatMap((text = '') =>
    [...text.matchAll(/\b(?:https?|wss?|git|ssh):\/\/(?:[^\s/@"']*@)?([^\s/?#"'`<>|;&)]+)/gi)].map(
      ([, host = '']) => host.toLowerCase(),
    ),
  );
  return [...new Set(hosts)];
}

/** What front matter permits. An agent without a list of tools may use all of them. */
function toolsOf(release: Release): string[] {
  const uses = release.nameUses?.();
  if (uses === undefined) return [];
  const lines = uses.flatMap(({ field, by, names, rules = names }) => {
    if (field === 'tools' || field === 'allowed-tools') return [`${by}: ${rules.join(', ')}`];
    return field === 'disallowedTools' || field === 'disallowed-tools'
      ? [`${by}: not ${rules.join(', ')}`]
      : [];
  });
  const limited = new Set(uses.flatMap(({ field, by }) => (field === 'tools' ? [by] : [])));
  const agents = release.components.agents.map((item) => nameOf('agents', item));
  return [...lines, ...agents.filter((agent) => !limited.has(agent)).map((agent) => `${agent}: every tool`)];
}

function inOneWord({ name, range, marketplace: from = '' }: Requirement, own: string): string {
  const id = from === '' || from === own ? name : `${name}@${from}`;
  return range === '*' ? id : `${id}@${range}`;
}

/** What it may do; reading it takes every text of a release. */
const permitted: Lines = [['tools that its agents, skills and commands may use', toolsOf]];

const told = new Set<string>(['hooks', 'mcpServers', 'lspServers', 'monitors', 'mods', 'executables']);

const naming: Lines = [
  ...componentKeys
    .filter((key) => !told.has(key))
    .map(
      (key) =>
        [
          componentKinds[key].plural,
          ({ components }: Release) => components[key].map((item) => nameOf(key, item as never)),
        ] as const,
    ),
  ['environment variables', ({ variables = [] }) => variables.map(({ name }) => name)],
  ['license', ({ license }) => (license === undefined ? [] : [license])],
];

/**
 * Compares two releases of one plugin with what their mods do; undefined means none. Parses the code of mods, and runs nothing.
 * @param files what both releases have in files, if that is known: then their scripts and programs are compared, too.
 */
export async function reviewOf(
  before: Release | undefined,
  after: Release | undefined,
  files?: { readonly before: Content; readonly after: Content },
): Promise<Review> {
  const [old, fresh] = await Promise.all([before?.readMod?.(), after?.readMod?.()]);
  const { runs, ...rest } = reviewWithoutMods(before, after);
  const scripts = files && (await changedScripts(files.before, files.after));
  return {
    runs: [...runs, ...(scripts ? [scripts] : []), ...differencesOf(modLines(old), modLines(fresh))],
    ...rest,
  };
}

/** What a mod decides and reaches, a line each. */
const modLines = (mod: ModReading | undefined): ReadonlyMap<string, readonly string[]> =>
  new Map(
    mod === undefined
      ? []
      : [
          ['what its mod can answer or refuse', decisionsOf(mod)],
          [
            'what its mod reaches',
            reachesOf(mod).flatMap(({ what, calls }) => calls.map(({ call }) => `${what}: ${call}`)),
          ],
        ],
  );

function reviewWithoutMods(before: Release | undefined, after: Release | undefined): Review {
  const differences = (lines: Lines) => differencesOf(linesIn(before, lines), linesIn(after, lines));
  const tokens =
    before?.contextTokens === undefined || after?.contextTokens === undefined
      ? undefined
      : { before: before.contextTokens, after: after.contextTokens };
  return {
    runs: differences([...running, ...permitted]),
    more: differences(naming),
    ...(tokens !== undefined && tokens.before !== tokens.after && { contextTokens: tokens }),
  };
}

/** All that a release runs, a line each, by what it is: `hooks`, `MCP servers`, … */
export const whatRuns = (release: Release): ReadonlyMap<string, readonly string[]> =>
  linesIn(release, running);

const linesIn = (release: Release | undefined, lines: Lines): ReadonlyMap<string, readonly string[]> =>
  new Map(release === undefined ? [] : lines.map(([what, of]) => [what, of(release)]));

/** The lines that only one of two has. */
export function differencesOf(
  before: ReadonlyMap<string, readonly string[]>,
  after: ReadonlyMap<string, readonly string[]>,
): Difference[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((what) => {
    const old = new Set(before.get(what));
    const fresh = new Set(after.get(what));
    const added = [...fresh].filter((line) => !old.has(line)).sort();
    const removed = [...old].filter((line) => !fresh.has(line)).sort();
    return added.length + removed.length === 0 ? [] : [{ what, added, removed }];
  });
}
