/** Which way each locked plugin goes, what pins it, and what the client has to run for it. Files come from memory. */
import { describe, expect, test } from 'vitest';
import { dependentsFirst } from '../../src/changes/dependents-first.ts';
import { installSteps } from '../../src/changes/install-steps.ts';
import { pinsBundleFile, pinsMarketplaceFile, pinsNameFor, pinsOf } from '../../src/changes/pins.ts';
import type { LockedRelease } from '../../src/changes/plugin-copy.ts';
import { settledSettings } from '../../src/changes/settled-settings.ts';
import { waysOf } from '../../src/changes/ways.ts';
import { openJson } from '../../src/client/json-file.ts';
import { readManifest } from '../../src/client/manifest.ts';
import { entriesOf } from '../../src/client/marketplace-file.ts';
import { noClientFacts } from '../../src/model/client.ts';
import type { LockedPlugin } from '../../src/model/lock.ts';
import type { Route } from '../../src/model/project.ts';
import { memoryTree } from '../client/fixtures.ts';

/** A range with so many alternatives. */
const alternatives = (count: number): string =>
  Array.from({ length: count }, (_, index) => `~1.${index}`).join(' || ');

interface Given {
  readonly dependencies?: readonly (string | Record<string, string>)[];
  readonly version?: string;
  readonly files?: Record<string, unknown>;
  readonly entry?: Record<string, unknown>;
  readonly locked?: Partial<LockedPlugin>;
  readonly renames?: Record<string, string>;
  /** At the top of its repository. */
  readonly around?: readonly string[];
}

/** A locked plugin of a marketplace `lab` with its files; tagged, unless it says otherwise. */
function release(name: string, given: Given = {}): LockedRelease {
  const { dependencies = [], version = '1.0.0', files = {}, entry, locked, renames = {} } = given;
  const { around = ['LICENSE'] } = given;
  const tree = memoryTree({
    '.claude-plugin/plugin.json': { name, version, dependencies },
    ...files,
    ...(entry && { 'marketplace.json': { plugins: [{ name, source: './x', ...entry }] } }),
  });
  const market = entry === undefined ? undefined : openJson(tree, 'marketplace.json');
  const [stated] = market === undefined ? [] : entriesOf(market);
  return {
    manifest: readManifest(tree, stated, noClientFacts),
    entries: tree.entries(),
    manifestText: '',
    renames: new Map(Object.entries(renames)),
    around,
    locked: {
      name,
      marketplace: 'lab',
      version,
      source: { source: 'git-subdir', url: 'https://example.com/lab.git', path: name },
      ref: `${name}--v${version}`,
      commit: 'c'.repeat(40),
      integrity: 'sha256-x',
      dependencies: dependencies.map((each) => {
        const {
          name: to = '',
          version: range = '*',
          marketplace = 'lab',
        } = typeof each === 'string' ? { name: each } : each;
        return { name: renames[to] ?? to, range, marketplace };
      }),
      conflicts: [],
      unlocked: [],
      ...locked,
    },
  };
}

const idOf = ({ locked }: LockedRelease) => `${locked.name}@${locked.marketplace}`;

/** The way of each plugin, with its reason, and what is refused. */
function ways(
  all: readonly LockedRelease[],
  stated: Route | Record<string, Route> | undefined,
  mayPin = true,
) {
  const releases = new Map(all.map((each) => [idOf(each), each]));
  const plugins = new Map(all.map((each) => [idOf(each), each.locked]));
  const routes = typeof stated === 'object' ? new Map(Object.entries(stated)) : stated;
  const { ways: found, refused } = waysOf(plugins, releases, { stated: routes, mayPin });
  return [
    ...[...found].map(([id, { route, reason }]) => `${id}: ${route}${reason ? ` (${reason})` : ''}`),
    ...refused.map(({ id, reason }) => `${id}: refused (${reason})`),
  ];
}

const monitors = { 'monitors/monitors.json': [{ name: 'm', command: 'x', description: 'd' }] };
const range = [{ name: 'base', version: '^1' }];

describe('the way of a plugin', () => {
  const base = release('base');
  const app = release('app', { dependencies: range });

  test('is a copy, unless the project says otherwise', () => {
    expect(ways([app, base], undefined)).toEqual(['app@lab: skills', 'base@lab: skills']);
    expect(ways([app, base], { base: 'run', 'app@lab': 'settings' })).toEqual([
      'app@lab: settings',
      'base@lab: run',
    ]);
    expect(ways([app, base], 'pin')).toEqual(['app@lab: pin', 'base@lab: pin']);
  });

  test('what a pinned plugin requires is pinned, too', () => {
    expect(ways([app, base], { app: 'pin' })).toEqual([
      'app@lab: pin',
      'base@lab: pin (`app@lab`, which uses the route `pin`, requires it)',
    ]);
    // A copy may require what is installed.
    expect(ways([app, base], { base: 'pin' })).toEqual(['app@lab: skills', 'base@lab: pin']);
    expect(ways([app, base], { app: 'pin', base: 'skills' }).at(-1)).toMatch(
      /^app@lab: refused \(it cannot be pinned: `route` is `skills` for `base@lab`/,
    );
  });

  test.each<[string, readonly LockedRelease[], string]>([
    ['a folder', [release('app', { locked: { source: './app' } })], 'its marketplace is a folder'],
    [
      'no commit',
      [release('app', { locked: { commit: undefined } as never })],
      'the lock names no commit for it',
    ],
    [
      'a range without a tag',
      [app, release('base', { locked: { ref: 'main' } })],
      '`base@^1`, for which the client needs a tag, but base 1.0.0 has none',
    ],
    [
      'a tag of another version',
      [app, release('base', { version: '1.1.0', locked: { ref: 'base--v1.0.0' } })],
      'but base 1.1.0 has none',
    ],
    [
      'ranges with more alternatives than the client compares',
      [
        release('app', { dependencies: [{ name: 'base', version: alternatives(32) }] }),
        release('other', { dependencies: [{ name: 'base', version: alternatives(33) }] }),
        base,
      ],
      'it requires `base`, whose ranges have too many alternatives (`||`) for the client to compare',
    ],
    [
      'a marketplace in the manifest',
      [release('app', { dependencies: [{ name: 'base', marketplace: 'lab' }] }), base],
      'it requires `base` from the marketplace `lab`',
    ],
    [
      'a former name',
      [release('app', { dependencies: ['old'], renames: { old: 'base' } }), base],
      'it requires `base` under its former name `old`',
    ],
    [
      'a written `*` and a prerelease, which the client would not load',
      [
        release('app', { dependencies: [{ name: 'base', version: '*' }] }),
        release('base', { version: '2.0.0-rc.1' }),
      ],
      'in the range `*`, which, for the client, does not include 2.0.0-rc.1',
    ],
    [
      'the name of the bundle',
      [release('locked')],
      'is the name of the plugin that requires all pinned ones',
    ],
    [
      'one name twice',
      [base, release('base', { locked: { marketplace: 'shop' } })],
      '`base@shop` is pinned, too, and has the same name',
    ],
  ])('cannot be a pin with %s', (_, all, why) => {
    const said = ways(all, 'pin').filter((each) => each.includes('refused'));
    expect(said[0]).toContain(why);
  });

  test.each<[string, LockedRelease]>([
    ['no range', release('app', { dependencies: ['base'] })],
    ['the range `*`', release('app', { dependencies: [{ name: 'base', version: '*' }] })],
    ['a range of the entry, which counts for nothing', release('app', { entry: { dependencies: range } })],
  ])('is a pin without tags where there is %s', (_, each) => {
    const untagged = release('base', { locked: { ref: 'main' } });
    expect(ways([each, untagged], 'pin').filter((said) => said.includes('refused'))).toEqual([]);
  });

  test('what cannot be a copy is pinned where that holds, with all that it requires; else it is left to sessions', () => {
    const tool = release('tool', { dependencies: range, files: monitors });
    const why = 'it has monitors, which the client does not start from a copy';
    expect(ways([app, base, tool], undefined)).toEqual([
      'app@lab: skills',
      'base@lab: pin (`tool@lab`, which uses the route `pin`, requires it)',
      `tool@lab: pin (${why})`,
    ]);
    expect(ways([tool, base], undefined, false)).toEqual([
      `tool@lab: run (${why}; and it cannot be pinned: the plugin list is not in \`mkt.yaml\`)`,
      'base@lab: skills',
    ]);
    const untagged = release('base', { locked: { ref: 'main' } });
    expect(ways([tool, untagged], undefined)[0]).toMatch(/^tool@lab: run .*base 1\.0\.0 has none\)$/);
    expect(ways([tool, base], { base: 'skills' })[0]).toMatch(
      /^tool@lab: run .*`route` is `skills` for `base@lab`/,
    );
  });

  test.each<[string, Given, boolean]>([
    ['nothing', {}, false],
    ['an empty license', { files: { '.claude-plugin/plugin.json': { name: 'a', license: ' ' } } }, false],
    ['a text that is none', { files: { 'licensed.md': 'x', 'docs/LICENSE': 'x' } }, false],
    ['its manifest', { files: { '.claude-plugin/plugin.json': { name: 'a', license: 'MIT' } } }, true],
    ['its entry', { entry: { license: 'MIT' } }, true],
    ['a file of it', { files: { 'LICENSE.txt': 'x' } }, true],
    ['a file in British spelling', { files: { 'licence.md': 'x' } }, true],
    ['its repository', { around: ['README.md', 'COPYING'] }, true],
  ])('may be a copy if it has a license: %s', (_where, given, isLicensed) => {
    const plugin = release('a', { around: ['README.md'], ...given });
    const [way] = ways([plugin], undefined);
    if (isLicensed) expect(way).toBe('a@lab: skills');
    else expect(way).toMatch(/^a@lab: pin \(it states no license/);
    expect(ways([plugin], 'skills')).toEqual(['a@lab: skills']);
  });

  test('two plugins of one name are not pinned together, although one plugin requires both', () => {
    const helper = release('helper', {
      dependencies: ['base'],
      locked: { marketplace: 'shop', dependencies: [{ name: 'base', marketplace: 'shop', range: '*' }] },
    });
    const other = release('base', { locked: { marketplace: 'shop' } });
    const wanted = [
      { name: 'base', marketplace: 'lab', range: '*' },
      { name: 'helper', marketplace: 'shop', range: '*' },
    ];
    const entry = { dependencies: ['base', { name: 'helper', marketplace: 'shop' }] };
    const asks = release('app', { entry, locked: { dependencies: wanted } });
    const all = [asks, release('base'), helper, other];
    expect(ways(all, { app: 'pin' }).at(-1)).toBe(
      'app@lab: refused (it cannot be pinned: it requires both `base@lab` and `base@shop`, which have the same name)',
    );
    expect(ways([helper, other], { helper: 'pin' })).toEqual([
      'helper@shop: pin',
      'base@shop: pin (`helper@shop`, which uses the route `pin`, requires it)',
    ]);
  });

  test('more than 5 MB are copied only if the project asks for it', () => {
    const large = (bytes: number) => release('big', { files: { 'data.bin': Buffer.alloc(bytes) } });
    const most = 5 * 1024 * 1024;
    expect(ways([large(most + 1)], undefined)[0]).toMatch(/^big@lab: pin \(its files take 6 MB/);
    expect(ways([large(most - 1000)], undefined)).toEqual(['big@lab: skills']);
    expect(ways([large(most + 1)], 'skills')).toEqual(['big@lab: skills']);
    expect(ways([large(most + 1)], { big: 'skills' })).toEqual(['big@lab: skills']);
  });
});

test('pins name each commit, what an entry says, and an exact version only where somebody asks by range', () => {
  const pins = pinsOf(
    [
      release('app', {
        dependencies: range,
        entry: { category: 'x', dependencies: [{ name: 'other', marketplace: 'shop', version: '^9' }] },
      }),
      release('base', { version: '1.2.0' }),
      release('other', { locked: { marketplace: 'shop' } }),
      release('bare', { version: '3.0.0', files: { '.claude-plugin/plugin.json': { name: 'bare' } } }),
    ],
    'team-pins',
  );
  expect(pins?.ids).toEqual(['locked', 'app', 'bare', 'base', 'other'].map((name) => `${name}@team-pins`));
  // What the client shows of a plugin without a version of its own.
  expect(JSON.parse(pins?.files.get(pinsMarketplaceFile) ?? '').plugins[2].version).toBe('3.0.0');
  const market = JSON.parse(pins?.files.get(pinsMarketplaceFile) ?? '');
  expect(market.name).toBe('team-pins');
  expect(market.plugins[1]).toEqual({
    name: 'app',
    category: 'x',
    dependencies: ['other'],
    source: {
      source: 'git-subdir',
      url: 'https://example.com/lab.git',
      path: 'app',
      sha: 'c'.repeat(40),
    },
  });
  expect(JSON.parse(pins?.files.get(pinsBundleFile) ?? '').dependencies).toEqual([
    'app',
    'bare',
    { name: 'base', version: '1.2.0' },
    'other',
  ]);
  expect(pinsOf([], 'x')).toBeUndefined();
  expect(['My App', 'claude-code', '---', 'naïve'].map(pinsNameFor)).toEqual([
    'my-app-pins',
    'project-pins',
    'project-pins',
    'na-ve-pins',
  ]);
});

describe('what the client runs', () => {
  const pins = { marketplace: 'p', ids: [], files: new Map() };
  const wanted = {
    pins,
    pinned: new Map([
      ['app@p', { commit: 'c1', version: '1.0.0' }],
      ['base@p', { commit: 'c2', version: '1.0.0' }],
    ]),
    listed: ['x@lab'],
    addFrom: new Map([['lab', 'acme/lab']]),
    scope: 'project' as const,
  };
  const steps = (
    marketplaces: string[],
    plugins: [string, string?][],
    { scope = 'project', version = '0.9.0' }: { scope?: string; version?: string } = {},
  ) =>
    installSteps(wanted, {
      marketplaces: new Set(marketplaces),
      plugins: new Map(plugins.map(([id, commit]) => [id, { scope, version, ...(commit && { commit }) }])),
    }).map((step) => step.join(' ').replace(' --scope project', ''));

  test('is everything on a new machine, what moved after an update, and nothing in the end', () => {
    expect(steps([], [])).toEqual([
      'plugin marketplace add ./.claude/mkt-pins',
      'plugin install locked@p',
      'plugin marketplace add acme/lab',
      'plugin install x@lab',
    ]);
    expect(steps(['p', 'lab'], [['locked@p'], ['app@p', 'c0'], ['x@lab', 'any']])).toEqual([
      'plugin update app@p',
      'plugin install base@p',
    ]);
    expect(steps(['p', 'lab'], [['locked@p'], ['app@p', 'c1'], ['base@p', 'c2'], ['x@lab']])).toEqual([]);
  });

  test('of a plugin that moves within one version is a new installation, with its data', () => {
    expect(
      steps(['p', 'lab'], [['locked@p'], ['app@p', 'c0'], ['base@p', 'c2'], ['x@lab']], { version: '1.0.0' }),
    ).toEqual(['plugin uninstall app@p --keep-data', 'plugin install app@p']);
  });

  test('of a plugin that is installed for the user alone is an installation, unless it is the locked one', () => {
    expect(
      steps(['p', 'lab'], [['locked@p'], ['app@p', 'c0'], ['base@p', 'c2'], ['x@lab']], { scope: 'user' }),
    ).toEqual(['plugin install app@p']);
  });

  test('hands the client no option that a lock names as a source or a plugin', () => {
    const of = (from: string, id: `${string}@${string}`) =>
      installSteps(
        { ...wanted, pins: undefined, pinned: new Map(), listed: [id], addFrom: new Map([['lab', from]]) },
        { marketplaces: new Set(), plugins: new Map() },
      ).map(([, , ...step]) => step.join(' '));
    expect(of('--help', 'x@lab')).toEqual(['x@lab --scope project']);
    expect(of('acme/lab', '-x@lab')).toEqual([]);
    expect(of('a/-b', 'x@lab')).toEqual(['add a/-b --scope project', 'x@lab --scope project']);
  });

  test('moves what requires before what is required', () => {
    const all = [
      release('a', { dependencies: ['b', 'c'] }),
      release('b', { dependencies: ['c'] }),
      release('c'),
      release('d', { dependencies: ['e'] }),
      release('e', { dependencies: ['d'] }),
    ];
    const plugins = new Map(all.map((each) => [idOf(each), each.locked]));
    expect(dependentsFirst(['c@lab', 'd@lab', 'b@lab', 'a@lab'], plugins)).toEqual([
      'a@lab',
      'b@lab',
      'c@lab',
      'd@lab',
    ]);
    expect([...dependentsFirst(['e@lab', 'd@lab'], plugins)].sort()).toEqual(['d@lab', 'e@lab']);
  });

  test('leaves the settings as they were, but for what it really adds', () => {
    const before =
      '{\n\t// mine\n\t"extraKnownMarketplaces": { "p": { "source": { "source": "directory", "path": "./.claude/mkt-pins" } } }\n}\n';
    const absolute = { source: { source: 'directory', path: '/home/me/x' } };
    const after = { extraKnownMarketplaces: { p: absolute } };
    expect(settledSettings(before, JSON.stringify(after))).toBe(before);
    const more = settledSettings(before, JSON.stringify({ ...after, enabledPlugins: { 'b@p': true } }));
    expect(JSON.parse(more)).toEqual({
      extraKnownMarketplaces: { p: { source: { source: 'directory', path: './.claude/mkt-pins' } } },
      enabledPlugins: { 'b@p': true },
    });
    expect(settledSettings(before, 'not JSON')).toBe('not JSON');
  });
});
