/** Several marketplaces at once, as a project's settings for the client name them: where plugins come from, and what prevents that. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { history, repository } from '../support/git.ts';
import { folder, mkt, mktJson } from '../support/mkt.ts';

interface Marketplace {
  readonly plugins: Readonly<Record<string, readonly unknown[]>>;
  readonly allow?: readonly string[];
  readonly renames?: Readonly<Record<string, string | null>>;
}

/** The files of marketplaces, each in a folder of its name; every plugin has version 1.0.0 and these dependencies. */
function filesOf(marketplaces: Readonly<Record<string, Marketplace>>): Record<string, string> {
  const files: Record<string, string> = {};
  for (const [name, { plugins, allow, renames }] of Object.entries(marketplaces)) {
    files[`${name}/.claude-plugin/marketplace.json`] = JSON.stringify({
      name,
      owner: { name: 'x' },
      ...(allow && { allowCrossMarketplaceDependenciesOn: allow }),
      ...(renames && { renames }),
      plugins: Object.keys(plugins).map((plugin) => ({ name: plugin, source: `./${plugin}` })),
    });
    for (const [plugin, dependencies] of Object.entries(plugins))
      files[`${name}/${plugin}/.claude-plugin/plugin.json`] = JSON.stringify({
        name: plugin,
        version: '1.0.0',
        dependencies,
      });
  }
  return files;
}

/** A project whose settings name these marketplaces and enable these plugins, one a line. */
function project(
  enabled: readonly string[],
  marketplaces: Readonly<Record<string, Marketplace>>,
  known = Object.keys(marketplaces),
): string {
  const lines = enabled.map((plugin) => `    "${plugin}": true`).join(',\n');
  const extra = Object.fromEntries(
    known.map((name) => [name, { source: { source: 'directory', path: `./${name}` } }]),
  );
  return folder({
    ...filesOf(marketplaces),
    '.claude/settings.json': `{\n  "enabledPlugins": {\n${lines}\n  },\n  "extraKnownMarketplaces": ${JSON.stringify(extra)}\n}\n`,
  });
}

const needsTool = [{ name: 'tool', marketplace: 'shared' }];

function check(cwd: string, ...args: string[]) {
  const { code, json } = mktJson(['check', '--no-bundled', ...args], {
    cwd,
    env: { MKT_CACHE_DIR: join(cwd, 'cache') },
  });
  const rules: string[] = json.findings.map(({ rule }: { rule: string }) => rule);
  return { code, json, rules };
}

describe('extraKnownMarketplaces', () => {
  test('are where the enabled plugins are looked for, from any folder of the project', () => {
    const cwd = project(['app@lab', 'tool@shared'], {
      lab: { plugins: { app: ['base'], base: [] } },
      shared: { plugins: { tool: [] } },
    });
    for (const place of [cwd, join(cwd, 'lab/app')]) {
      const { code, json } = check(place);
      expect(code).toBe(0);
      expect(
        json.plugins.map((each: { name: string; marketplace: string }) => `${each.name}@${each.marketplace}`),
      ).toEqual(['app@lab', 'base@lab', 'tool@shared']);
    }
  });

  test('are in `mkt registry list`, added by the project', () => {
    const cwd = project(['app@lab'], { lab: { plugins: { app: [] } } });
    const { stdout } = mkt(['registry', 'list', '--no-bundled'], {
      cwd,
      env: { XDG_CONFIG_HOME: join(cwd, 'config') },
    });
    expect(stdout).toBe(
      'registry\tadded by\tmarketplace\tplugins\tfetched\tstate\n./lab\tproject\tlab\t1\t-\tok\n',
    );
  });

  test('may be repositories, at a ref that the settings name', () => {
    const repo = repository();
    history(repo);
    repo.git('branch', 'old', 'base--v1.5.0');
    const settings = (source: object) =>
      JSON.stringify({
        enabledPlugins: { 'base@lab': true },
        extraKnownMarketplaces: { lab: { source } },
      });
    const versionIn = (source: object) => {
      const cwd = folder({ '.claude/settings.json': settings(source) });
      return check(cwd).json.plugins.map(({ version }: { version: string }) => version);
    };
    repo.git('tag', '-d', 'base--v1.0.0', 'base--v1.5.0', 'base--v2.0.0');
    expect(versionIn({ source: 'git', url: repo.url })).toEqual(['2.0.0']);
    expect(versionIn({ source: 'git', url: repo.url, ref: 'old' })).toEqual(['1.5.0']);
  });

  test('one that is not there is named once, at its declaration, and the others are checked', () => {
    const cwd = project(['app@lab', 'more@lab', 'tool@shared'], {
      lab: { plugins: { app: [], more: [] } },
      shared: { plugins: { tool: [] } },
    });
    rmSync(join(cwd, 'lab'), { recursive: true });
    const { code, json } = check(cwd);
    expect(code).toBe(1);
    const [finding, ...more] = json.findings.filter(({ rule }: { rule: string }) => rule === 'MKT104');
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      case: 'unusable-source',
      plugins: ['app', 'more'],
      location: { file: '.claude/settings.json', line: 7 },
      evidence: { marketplace: 'lab', reason: 'there is no such folder on this machine' },
    });
    expect(json.verdict).toMatchObject({ restChecked: true });
  });

  test('one without `.claude-plugin/marketplace.json`', () => {
    const cwd = project(['app@lab'], { lab: { plugins: { app: [] } } });
    rmSync(join(cwd, 'lab/.claude-plugin'), { recursive: true });
    const { json } = check(cwd);
    expect(json.findings[0].evidence.reason).toContain('no `.claude-plugin/marketplace.json`');
  });

  test('one that calls itself something else', () => {
    const cwd = folder({
      ...filesOf({ ours: { plugins: { app: [] } } }),
      '.claude/settings.json': JSON.stringify({
        extraKnownMarketplaces: { mine: { source: { source: 'directory', path: './ours' } } },
        enabledPlugins: { 'app@mine': true },
      }),
    });
    const { json } = check(cwd);
    expect(json.findings).toHaveLength(1);
    expect(json.findings[0]).toMatchObject({ case: 'other-name', evidence: { names: ['ours'] } });
    expect(json.findings[0].help).toContain('use `ours` as the key');
  });

  test('a repository is not looked for on this disk', () => {
    const cwd = folder({
      ...filesOf({ lab: { plugins: { app: [] } } }),
      'acme/lab/.claude-plugin/marketplace.json': '{"name":"lab","owner":{"name":"x"},"plugins":[]}',
      '.claude/settings.json': JSON.stringify({
        extraKnownMarketplaces: { lab: { source: { source: 'github', repo: 'acme/lab' } } },
        enabledPlugins: { 'app@lab': true },
      }),
    });
    const { json } = check(cwd, '--offline');
    expect(json.verdict).toMatchObject({ kind: 'unknown' });
    expect(json.verdict.plugins).toMatchObject([{ name: 'app', registry: 'acme/lab' }]);
  });

  test.each([
    [{ source: 'npm', package: '@acme/lab' }, 'from npm'],
    [{ source: 'hostPattern', hostPattern: '^x$' }, 'is valid only in policy lists'],
    [{ source: 'git', repo: 'acme/lab' }, 'needs the key `url`'],
    [{ source: 'gitlab', repo: 'acme/lab' }, '`gitlab` is not a kind of source'],
    [{ source: 'github', repo: 'https://github.com/acme/lab' }, 'must be `owner/repo`'],
    [{ source: 'settings', name: 'other', plugins: [] }, 'must be `lab`, like its key'],
  ])('a source that the client cannot use says why: %j', (source, reason) => {
    const cwd = folder({
      '.claude/settings.json': JSON.stringify({
        extraKnownMarketplaces: { lab: { source } },
        enabledPlugins: { 'app@lab': true },
      }),
    });
    const { code, json } = check(cwd, '--offline');
    expect(code).toBe(1);
    expect(json.findings.map(({ case: name }: { case: string }) => name)).toEqual(['unusable-source']);
    expect(json.findings[0].evidence.reason).toContain(reason);
  });

  test('the name of an official marketplace for another source: the help offers another name', () => {
    const cwd = folder({
      '.claude/settings.json': JSON.stringify({
        extraKnownMarketplaces: {
          'claude-plugins-official': { source: { source: 'directory', path: './lab' } },
        },
        enabledPlugins: { 'app@claude-plugins-official': true },
      }),
    });
    const { json } = check(cwd, '--offline');
    expect(json.findings).toMatchObject([{ case: 'unusable-source', evidence: { isReserved: true } }]);
    expect(json.findings[0].help).toMatch(/^use another name/);
  });

  test('entries that settings write out themselves', () => {
    const plugin = repository();
    plugin.commit({ '.claude-plugin/plugin.json': '{"name":"r","version":"1.0.0"}' });
    const cwd = folder({
      '.claude/settings.json': JSON.stringify({
        extraKnownMarketplaces: {
          lab: {
            source: {
              source: 'settings',
              name: 'lab',
              plugins: [{ name: 'r', source: { source: 'url', url: plugin.url } }],
            },
          },
        },
        enabledPlugins: { 'r@lab': true },
      }),
    });
    const { json } = check(cwd);
    expect(json.findings.map(({ rule }: { rule: string }) => rule)).not.toContain('MKT104');
  });

  test('an entry of those with a path has no folder to be in', () => {
    const source = { source: 'settings', name: 'lab', plugins: [{ name: 'r', source: './r' }] };
    const cwd = folder({
      '.claude/settings.json': JSON.stringify({
        extraKnownMarketplaces: { lab: { source } },
        enabledPlugins: { 'r@lab': true },
      }),
    });
    const { code, json } = check(cwd);
    expect(code).toBe(1);
    expect(json.findings).toMatchObject([{ case: 'broken-listing', plugins: ['r'] }]);
    expect(json.findings[0].help).toContain('write a source that is an object');
    expect(json.findings[0].message).not.toContain(':1');
  });

  test('the official marketplace needs no declaration, and its name no other source', () => {
    const enabled = { 'x@claude-plugins-official': true };
    const plain = folder({ '.claude/settings.json': JSON.stringify({ enabledPlugins: enabled }) });
    expect(check(plain, '--offline').json.verdict).toMatchObject({
      kind: 'unknown',
      plugins: [{ name: 'x', registry: 'anthropics/claude-plugins-official' }],
    });
    const source = { source: 'directory', path: './lab' };
    const other = folder({
      ...filesOf({ lab: { plugins: { x: [] } } }),
      '.claude/settings.json': JSON.stringify({
        enabledPlugins: enabled,
        extraKnownMarketplaces: { 'claude-plugins-official': { source } },
      }),
    });
    expect(check(other).json.findings).toMatchObject([{ case: 'unusable-source' }]);
  });

  test.each<[string, Record<string, boolean>]>([
    ['that only declare marketplaces', {}],
    ['whose plugins are all off', { 'app@lab': false }],
  ])('settings %s are fine, in one sentence', (_, enabledPlugins) => {
    const source = { source: 'directory', path: './lab' };
    const cwd = folder({
      ...filesOf({ lab: { plugins: { app: [] } } }),
      '.claude/settings.json': JSON.stringify({
        enabledPlugins,
        extraKnownMarketplaces: { lab: { source } },
      }),
    });
    const { code, stdout } = mkt(['check'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toMatch(/no plugin is enabled, nothing to report\n$/);
  });

  test('plugins that come from no marketplace are not looked for', () => {
    const cwd = folder({
      '.claude/settings.json': JSON.stringify({
        enabledPlugins: { 'r@inline': true, 's@skills-dir': true, 't@synced': false, 'u@builtin': true },
      }),
    });
    const { code, json } = check(cwd);
    expect(code).toBe(0);
    expect(json.findings).toEqual([]);
    expect(mkt(['check'], { cwd }).stdout).toContain('no plugin of a marketplace is enabled');
  });

  test('one that is not cached is unknown, and all others are checked', () => {
    const cwd = project(['app@far', 'tool@shared', 'gone@lab'], {
      far: { plugins: {} },
      lab: { plugins: { gone: [] } },
      shared: { plugins: { tool: [] } },
    });
    const file = join(cwd, '.claude/settings.json');
    const settings = JSON.parse(readFileSync(file, 'utf8'));
    settings.extraKnownMarketplaces.far = {
      source: { source: 'git', url: 'https://git.lab.invalid/far.git' },
    };
    writeFileSync(file, JSON.stringify(settings));
    const args = ['check', '--no-bundled', '--offline'];
    const env = { MKT_CACHE_DIR: folder() };
    const first = mktJson(args, { cwd, env });
    expect(first.code).toBe(3);
    expect(first.json).toMatchObject({
      ok: false,
      verdict: { kind: 'unknown', plugins: [{ name: 'app', requiredBy: [] }], restChecked: true },
      summary: { errors: 0 },
    });
    expect(mkt([...args, '--allow-unknown'], { cwd, env }).code).toBe(0);
    expect(mkt([...args, '--quiet'], { cwd, env }).stdout).toMatch(/\? unknown: app could not be looked up/);
    rmSync(join(cwd, 'lab'), { recursive: true });
    const both = mktJson([...args, '--allow-unknown'], { cwd, env });
    expect(both.code).toBe(1);
    expect(both.json.verdict).toMatchObject({
      kind: 'unsolvable',
      missing: ['gone'],
      unknown: [{ name: 'app' }],
    });
  });

  test('`mkt.yaml` next to them names its own', () => {
    const cwd = project(['app@lab'], { lab: { plugins: { app: [] } } });
    writeFileSync(join(cwd, 'mkt.yaml'), 'plugins: [app]\n');
    expect(check(cwd).rules).toEqual(['MKT101']);
  });
});

describe('several marketplaces', () => {
  test('MKT104: a plugin of an unnamed marketplace, at its line, with the known ones', () => {
    const { code, json } = check(
      project(['app@lab', 'tool@shard'], {
        lab: { plugins: { app: [] } },
        shared: { plugins: { tool: [] } },
      }),
    );
    expect(code).toBe(1);
    const [finding, ...others] = json.findings;
    expect(others.map(({ severity }: { severity: string }) => severity)).not.toContain('error');
    expect(finding).toMatchObject({ rule: 'MKT104', location: { file: '.claude/settings.json', line: 4 } });
    expect(finding.message).toContain('known marketplaces: `lab` and `shared`');
    expect(finding.help).toBe('did you mean `shared`?');
    const far = check(project(['tool@elsewhere'], { lab: { plugins: { app: [] } } }));
    expect(far.json.findings[0].help).toMatch(
      /^declare the marketplace in `extraKnownMarketplaces`; if the client already knows it/,
    );
  });

  test('a value that is not `true` is reported', () => {
    const cwd = folder({
      '.claude/settings.json': '{ "enabledPlugins": { "a@lab": "yes", "b@lab": 0, "c@lab": "perhaps" } }\n',
    });
    const { json } = mktJson(['check', '--no-bundled'], { cwd });
    expect(json.findings.map(({ help }: { help?: string }) => help)).toEqual([
      'write `true`, without quotes',
      'write `false`, without quotes',
      '`true` or `false`; the client accepts no version here, and installs the current one',
    ]);
  });

  test('MKT104: a dependency on a plugin of an unnamed marketplace', () => {
    const marketplaces = {
      lab: { plugins: { app: needsTool }, allow: ['shared'] },
      shared: { plugins: { tool: [] } },
    };
    const { code, json, rules } = check(project(['app@lab'], marketplaces, ['lab']));
    expect(code).toBe(1);
    expect(rules).toContain('MKT104');
    expect(JSON.stringify(json.findings)).toContain('`shared`, which is not in any registry');
  });

  test('MKT105: what no list allows, and three ways to allow it', () => {
    const lab = { plugins: { app: needsTool } };
    const shared = { plugins: { tool: [] } };
    const blocked = check(project(['app@lab'], { lab, shared }));
    expect(blocked.code).toBe(1);
    expect(blocked.rules).toContain('MKT105');
    expect(blocked.rules).not.toContain('MKT103');
    const messages = blocked.json.findings.map(({ message }: { message: string }) => message).join('\n');
    expect(messages).toContain('`tool` from the marketplace `shared`, which `lab` does not allow');

    expect(check(project(['app@lab'], { lab: { ...lab, allow: ['shared'] }, shared })).code).toBe(0);
    // The client does not ask for leave where the user has asked for the plugin: `install tool@shared` first.
    expect(check(project(['app@lab', 'tool@shared'], { lab, shared })).code).toBe(0);
    const asked = ['app@lab', 'tool@shared'];
    expect(
      check(project(['app@lab'], { lab, shared }), ...asked, '--registry', 'lab', '--registry', 'shared')
        .code,
    ).toBe(0);
  });

  test('MKT105: along a chain only the list of the marketplace of the requested plugin counts', () => {
    const chain = (root: readonly string[], middle: readonly string[]) => ({
      lab: { plugins: { app: needsTool }, allow: root },
      shared: { plugins: { tool: [{ name: 'deep', marketplace: 'third' }] }, allow: middle },
      third: { plugins: { deep: [] } },
    });
    const both = check(project(['app@lab'], chain(['shared', 'third'], [])));
    expect(both).toMatchObject({ code: 0, rules: expect.not.arrayContaining(['MKT105']) });
    const notByRoot = check(project(['app@lab'], chain(['shared'], ['third'])));
    expect(notByRoot.code).toBe(1);
    expect(JSON.stringify(notByRoot.json.findings)).toContain('`third`, which `lab` does not allow');
    // Asked for itself, the plugin in the middle is a root of its own, and its marketplace may allow.
    expect(check(project(['tool@shared'], chain([], ['third']))).code).toBe(0);
  });

  test('the explanation says that a list is the cause, and why', () => {
    const cwd = project(['app@lab'], {
      lab: { plugins: { app: needsTool } },
      shared: { plugins: { tool: [] } },
    });
    const { code, json } = mktJson(['resolve', '--no-bundled'], { cwd });
    expect(code).toBe(1);
    expect(json.explanation).toContain('does not allow dependencies on plugins from shared');
  });

  test('MKT107: an old name in a dependency or in the settings leads to the new one', () => {
    const marketplaces = {
      lab: {
        plugins: { app: ['old'], fresh: [] },
        renames: { old: 'fresh', gone: null },
      },
      shared: { plugins: { tool: [] }, renames: { hammer: 'tool' } },
    };
    const renamed = check(project(['app@lab', 'hammer@shared'], marketplaces));
    expect(renamed.json.plugins.map(({ name }: { name: string }) => name)).toEqual(['app', 'fresh', 'tool']);
    expect(renamed.json.findings).toContainEqual(
      expect.objectContaining({
        rule: 'MKT107',
        plugins: ['tool'],
        location: expect.objectContaining({ line: 4 }),
      }),
    );
    const gone = check(project(['gone@lab', 'tool@shared'], marketplaces));
    expect(gone.code).toBe(1);
    expect(gone.rules[0]).toBe('MKT107');
    expect(
      gone.json.findings.filter(({ severity }: { severity: string }) => severity === 'error'),
    ).toHaveLength(1);
  });

  test('one name in both: each qualified, and a bare one in a dependency means the own marketplace', () => {
    const marketplaces = { lab: { plugins: { app: ['tool'], tool: [] } }, shared: { plugins: { tool: [] } } };
    const both = mktJson(['resolve', '--no-bundled'], {
      cwd: project(['app@lab', 'tool@shared'], marketplaces),
    });
    expect(both.json.resolution).toEqual({ app: '1.0.0', 'tool@lab': '1.0.0', 'tool@shared': '1.0.0' });
  });
});
