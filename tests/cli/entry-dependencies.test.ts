/**
 * Dependencies that marketplace entries declare: seen with the client 2.1.332. It follows them from entry to entry before it installs
 * anything, ignores their ranges, and judges a copy with a manifest of its own by that manifest alone.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { marketplace } from '../support/git.ts';
import { folder, mktHere } from '../support/mkt.ts';

// biome-ignore lint/suspicious/noExplicitAny: what a schema describes, and a test of it checks
type Json = any;

const plugin = (manifest?: string[], entry?: unknown) => ({
  ...(manifest && { manifest: { version: '1.0.0', ...(manifest.length > 0 && { dependencies: manifest }) } }),
  ...(entry !== undefined && { entry: { version: '1.0.0', dependencies: entry } }),
});

async function check(
  plugins: Parameters<typeof marketplace>[0],
): Promise<{ kind: string; told: string[]; json: Json }> {
  const cwd = folder({
    ...marketplace({ base: plugin([]), ...plugins }),
    'plugins/app/README.md': '',
    'plugins/mid/README.md': '',
  });
  const { stdout } = await mktHere(['check', 'app', '--registry', '.', '--no-bundled', '--json'], {
    cwd,
    env: { MKT_CACHE_DIR: folder() },
  });
  const json = JSON.parse(stdout);
  const told = json.findings
    .filter(({ rule }: Json) => rule !== 'MKT804')
    .map((each: Json) => `${each.rule} ${each.case}`);
  return { kind: json.verdict.kind, told, json };
}

test.each<[string, Parameters<typeof marketplace>[0], string, string[]]>([
  ['one that is there', { app: plugin([], ['base']) }, 'loads', []],
  ['one that is nowhere', { app: plugin([], ['ghost']) }, 'unsolvable', ['MKT103 found']],
  [
    'one that an entry behind it needs is nowhere',
    { app: plugin([], ['mid']), mid: plugin([], ['ghost']) },
    'unsolvable',
    ['MKT103 found'],
  ],
  [
    'a range that nothing is in does not count',
    { app: plugin([], [{ name: 'base', version: '^9' }]) },
    'loads',
    ['MKT110 entry-ranges'],
  ],
  [
    'nor one that is not a range',
    { app: plugin([], [{ name: 'base', version: 'newest' }]) },
    'loads',
    ['MKT110 entry-ranges'],
  ],
  [
    'nor one of a plugin without a manifest',
    { app: plugin(undefined, [{ name: 'base', version: '^9' }]) },
    'loads',
    ['MKT110 entry-ranges'],
  ],
  [
    'ranges of entries that exclude each other',
    {
      app: plugin([], ['x', 'y']),
      x: plugin([], [{ name: 'base', version: '^1' }]),
      y: plugin([], [{ name: 'base', version: '^2' }]),
    },
    'loads',
    ['MKT110 entry-ranges'],
  ],
  [
    'what the manifest of such a dependency needs is not installed',
    { app: plugin([], ['mid']), mid: plugin(['base']) },
    'refused',
    ['MKT110 not-loaded'],
  ],
  [
    'not even if the plugin without a manifest is the one that is requested',
    { app: plugin(undefined, ['mid']), mid: plugin(['base']) },
    'refused',
    ['MKT110 not-loaded'],
  ],
  [
    'but what its entry needs is',
    { app: plugin([], ['mid']), mid: plugin(undefined, ['base']) },
    'loads',
    [],
  ],
  [
    'and what the manifest of the requested plugin needs',
    { app: plugin(['base'], ['mid']), mid: plugin([]) },
    'loads',
    [],
  ],
  ['from manifest to manifest', { app: plugin(['mid']), mid: plugin(['base']) }, 'loads', []],
  [
    'from a manifest to an entry that is the manifest',
    { app: plugin(['mid']), mid: plugin(undefined, ['base']) },
    'loads',
    [],
  ],
  [
    'what the entry of a plugin with a manifest needs does not count if only a manifest asks for the plugin',
    { app: plugin(['mid']), mid: plugin([], ['ghost']) },
    'loads',
    [],
  ],
  [
    'but it counts behind an entry that the client follows',
    { app: plugin(['mid'], ['mid']), mid: plugin([], ['ghost']) },
    'unsolvable',
    ['MKT103 found'],
  ],
  [
    'and if the entry is the manifest',
    { app: plugin(['mid']), mid: plugin(undefined, ['ghost']) },
    'unsolvable',
    ['MKT103 found'],
  ],
])('%s', async (_, plugins, kind, told) => {
  expect(await check(plugins)).toMatchObject({ kind, told });
});

test('one in another marketplace: the client refuses the installation, and says that it is not in the allowlist', async () => {
  const inEntry = (await check({ app: plugin([], ['far@other']) })).json.findings;
  const inManifest = (await check({ app: plugin(['far@other']) })).json.findings;
  const message = (findings: Json) => findings.find(({ rule }: Json) => rule === 'MKT105').message;
  expect(message(inEntry)).toContain('`app` 1.0.0 requires `far` from the marketplace `other`');
  expect(message(inEntry)).toContain('the client refuses the installation');
  expect(message(inEntry)).toContain('the allowlist does not contain `other`');
  expect(message(inManifest)).toContain('the installation succeeds without a warning');
});

test('only the releases that were in question are told', async () => {
  const { json } = await check({ app: plugin(['far@other']), mid: plugin(['deep@other']) });
  const [found] = json.findings.filter(({ rule }: Json) => rule === 'MKT105');
  expect(found.evidence.by).toEqual([{ plugin: 'app', versions: ['1.0.0'] }]);
});

test('a folder without any files is a plugin for the client, which reads it in place', async () => {
  const cwd = folder(marketplace({ app: {} }));
  const run = async () => {
    const { stdout } = await mktHere(['check', 'app', '--registry', '.', '--no-bundled', '--json'], {
      cwd,
      env: { MKT_CACHE_DIR: folder() },
    });
    return JSON.parse(stdout).verdict.kind;
  };
  expect(await run()).toBe('unsolvable');
  mkdirSync(join(cwd, 'plugins/app'), { recursive: true });
  expect(await run()).toBe('loads');
});

/** A plugin `app` with its only manifest in the root, where the client reads it to install the plugin, and not to load it. */
const withRootManifest = async (dependencies: unknown[], base: object = {}) => {
  const cwd = folder({
    ...marketplace({ app: {}, base: { manifest: { version: '2.0.0' }, ...base } }),
    'plugins/app/plugin.json': JSON.stringify({ name: 'app', version: '1.0.0', dependencies }),
    'plugins/app/README.md': '',
  });
  const { stdout } = await mktHere(['check', 'app', '--registry', '.', '--no-bundled', '--json'], {
    cwd,
    env: { MKT_CACHE_DIR: folder() },
  });
  const { verdict, plugins } = JSON.parse(stdout);
  return [verdict.kind, ...plugins.map(({ name }: Json) => name)];
};

test.each<[string, unknown[], string[]]>([
  ['what is there is installed', ['base'], ['loads', 'app', 'base']],
  ['in any version', [{ name: 'base', version: '^1' }], ['loads', 'app', 'base']],
  ['what is nowhere is not missed', ['ghost'], ['loads', 'app']],
])('of a manifest in the root, %s', async (_, dependencies, expected) => {
  expect(await withRootManifest(dependencies)).toEqual(expected);
});
