/** Which list counts: several in one repository, those of git's index, and what settings and a list say of each other. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import MarkdownIt from 'markdown-it';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { git } from '../support/git.ts';
import { folder, mkt, mktHere, mktJson } from '../support/mkt.ts';

const good = 'plugins: [unit-testing]\n';
const bad = 'plugins: [unit-testng]\n';

function write(cwd: string, name: string, text: string): void {
  mkdirSync(dirname(join(cwd, name)), { recursive: true });
  writeFileSync(join(cwd, name), text);
}

/** A repository with these files in its first commit. */
function repo(files: Record<string, string>): string {
  const cwd = folder({ 'README.md': 'x\n', ...files });
  git(cwd, 'init', '-q', '-b', 'main');
  git(cwd, 'add', '-A');
  git(cwd, 'commit', '-q', '-m', 'one');
  return cwd;
}

const staged = (cwd: string, ...more: string[]) =>
  mkt(['check', '--staged', '--if-present', '--quiet', ...more], { cwd });

describe('--staged', () => {
  test('judges the index, not the working folder', () => {
    const cwd = repo({ 'mkt.yaml': good });
    write(cwd, 'mkt.yaml', bad);
    git(cwd, 'add', 'mkt.yaml');
    write(cwd, 'mkt.yaml', good);
    const refused = staged(cwd);
    expect(refused.code).toBe(1);
    expect(refused.stdout).toContain('unit-testng');
    git(cwd, 'add', 'mkt.yaml');
    git(cwd, 'commit', '-q', '--allow-empty', '-m', 'two');
    write(cwd, 'mkt.yaml', `${good}# more\n`);
    git(cwd, 'add', 'mkt.yaml');
    write(cwd, 'mkt.yaml', bad);
    expect(staged(cwd)).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test('a commit that changes no list ends at once, and so does a repository without one', () => {
    const cwd = repo({ 'mkt.yaml': bad });
    write(cwd, 'README.md', 'y\n');
    git(cwd, 'add', '-A');
    expect(staged(cwd)).toEqual({ code: 0, stdout: '', stderr: '' });
    const without = repo({});
    write(without, 'README.md', 'y\n');
    git(without, 'add', '-A');
    expect(staged(without)).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test('a list below the top of the repository, and the first commit of all', () => {
    const cwd = folder({ 'mkt.yaml': good, 'services/a/mkt.yml': bad });
    git(cwd, 'init', '-q', '-b', 'main');
    git(cwd, 'add', '-A');
    const { code, stdout } = staged(cwd);
    expect(code).toBe(1);
    expect(stdout).toContain('services/a/mkt.yml');
  });

  test('outside of a repository', () => {
    const { code, stderr } = mkt(['check', '--staged'], { cwd: folder({ 'mkt.yaml': good }) });
    expect(code).toBe(2);
    expect(stderr).toContain('not in a repository');
  });
});

describe('several lists', () => {
  test('each is checked, with a heading', () => {
    const cwd = repo({ 'mkt.yaml': good, 'services/a/mkt.yaml': bad });
    const { code, stdout } = mkt(['check'], { cwd });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^mkt\.yaml\n\nchecking[\s\S]*^services\/a\/mkt\.yaml\n\nchecking/m);
    const { json } = mktJson(['check'], { cwd });
    expect(json.ok).toBe(false);
    expect(json.lists.map(({ ok }: { ok: boolean }) => ok)).toEqual([true, false]);
    expect(json.findings.map(({ rule }: { rule: string }) => rule)).toContain('MKT101');
  });

  test('one that cannot be known does not hide one that is wrong, nor that one a list that cannot be read', () => {
    const far = 'plugins: [unit-testing, x@claude-plugins-official]\n';
    const offline = (files: Record<string, string>) =>
      mktJson(['check', '--offline'], { cwd: repo(files), env: { MKT_CACHE_DIR: folder() } });
    const two = { 'a/mkt.yaml': far, 'b/mkt.yaml': bad };
    expect(offline({ 'a/mkt.yaml': far, 'b/mkt.yaml': good })).toMatchObject({
      code: 3,
      json: { verdict: { kind: 'unknown' } },
    });
    expect(offline(two)).toMatchObject({ code: 1, json: { verdict: { kind: 'unsolvable' } } });
    expect(offline({ ...two, 'c/mkt.yaml': 'plugin: []\n' })).toMatchObject({
      code: 2,
      json: { verdict: { kind: 'unreadable' } },
    });
  });

  describe('in every format, each with its name and its verdict', () => {
    const report = async (format: string) => {
      const cwd = repo({
        'mkt.yaml': good,
        'services/a/mkt.yaml': bad,
        'services/b/mkt.yaml': 'plugins: [unit-testng]\n',
      });
      const { code, stdout } = await mktHere(['check', '--format', format], { cwd });
      expect(code).toBe(1);
      return stdout;
    };
    const lists = ['mkt.yaml', 'services/a/mkt.yaml', 'services/b/mkt.yaml'];

    test('github', async () => {
      const lines = (await report('github')).trimEnd().split('\n');
      expect(lines.filter((line) => line.startsWith('mkt: ')).map((line) => line.split(': ')[1])).toEqual(
        lists,
      );
      expect(
        lines.filter((line) => line.startsWith('::error ')).map((line) => /file=([^,]*)/.exec(line)?.[1]),
      ).toEqual(lists.slice(1));
    });

    test('sarif', async () => {
      const log = JSON.parse(await report('sarif'));
      expect(log.runs).toHaveLength(1);
      const [{ results, tool, properties }] = log.runs;
      expect(properties.lists).toEqual([
        { file: 'mkt.yaml', verdict: 'loads' },
        { file: 'services/a/mkt.yaml', verdict: 'unsolvable' },
        { file: 'services/b/mkt.yaml', verdict: 'unsolvable' },
      ]);
      const places = new Set<string>();
      const prints = new Set<string>();
      for (const { ruleId, ruleIndex, locations, partialFingerprints } of results) {
        expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
        places.add(locations[0].physicalLocation.artifactLocation.uri);
        prints.add(JSON.stringify(partialFingerprints));
      }
      expect([...places].sort()).toEqual(lists);
      expect(prints.size).toBe(results.length);
    });

    test('junit', async () => {
      const suites: string[] = [];
      const totals = { cases: 0, stated: 0, failures: 0, failed: 0 };
      const parser = new SaxesParser();
      parser.on('opentag', ({ name, attributes }) => {
        if (name === 'testsuite') suites.push(String(attributes.name));
        if (name === 'testsuites') {
          totals.stated = Number(attributes.tests);
          totals.failures = Number(attributes.failures);
        }
        if (name === 'testcase') totals.cases += 1;
        if (name === 'failure') totals.failed += 1;
      });
      parser.write(await report('junit')).close();
      expect(suites).toEqual(lists.map((list) => `mkt check ${list}`));
      expect(totals.cases).toBe(totals.stated);
      expect(totals.failed).toBe(totals.failures);
      expect(totals.failed).toBeGreaterThan(1);
    });

    test('markdown', async () => {
      const tokens = new MarkdownIt().parse(await report('markdown'), {});
      const headings = tokens.flatMap(({ type, tag }, at) =>
        type === 'heading_open' ? [`${tag} ${tokens[at + 1]?.content ?? ''}`] : [],
      );
      expect(headings.filter((heading) => heading.startsWith('h1'))).toHaveLength(1);
      expect(headings[0]).toMatch(/^h1 3 lists: something does not work: 2 errors/);
      const named = headings.filter((heading) => heading.startsWith('h2'));
      expect(named.map((heading) => /`(.*?)`/.exec(heading)?.[1])).toEqual(lists);
      expect(named[1]).toContain('the combination does not work');
    });

    test('html', async () => {
      const heads = [...(await report('html')).matchAll(/<h1>.*?<\/h1>/g)].map(([head]) => head);
      expect(heads).toHaveLength(3);
      for (const [index, list] of lists.entries()) expect(heads[index]).toContain(list);
    });
  });

  test('the only one, below the working folder', () => {
    const { code, stdout } = mkt(['check'], { cwd: repo({ 'services/a/mkt.yaml': good }) });
    expect(code).toBe(0);
    expect(stdout).toContain('services/a/mkt.yaml');
  });

  test('the nearest one above says for which start folder it holds', () => {
    const cwd = repo({ 'mkt.yaml': good, 'src/x': '' });
    const { stdout } = mkt(['check'], { cwd: join(cwd, 'src') });
    expect(stdout).toContain('for a client started in `..`');
    expect(mkt(['check'], { cwd }).stdout).not.toContain('started in');
  });

  test('--if-present', () => {
    const cwd = folder();
    expect(mkt(['check', '--if-present'], { cwd })).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(mkt(['check'], { cwd }).code).toBe(2);
  });
});

/** A marketplace with `app`, which requires `lib`, and these settings and files beside it. */
function project(settings: unknown, files: Record<string, string> = {}): string {
  const plugin = (name: string, dependencies: string[]) => ({
    [`shop/${name}/.claude-plugin/plugin.json`]: JSON.stringify({ name, version: '1.0.0', dependencies }),
  });
  return folder({
    'shop/.claude-plugin/marketplace.json': JSON.stringify({
      name: 'shop',
      owner: { name: 'x' },
      plugins: ['app', 'lib', 'other'].map((name) => ({ name, source: `./${name}` })),
    }),
    ...plugin('app', ['lib']),
    ...plugin('lib', []),
    ...plugin('other', []),
    '.claude/settings.json': JSON.stringify({
      extraKnownMarketplaces: { shop: { source: { source: 'directory', path: './shop' } } },
      ...(settings as object),
    }),
    ...files,
  });
}

const rulesOf = (cwd: string, ...args: string[]) => {
  const { code, json } = mktJson(['check', '--no-bundled', ...args], { cwd });
  const found = json.findings.filter(({ rule }: { rule: string }) => /MKT11[3567]/.test(rule));
  return { code, found, json };
};

describe('MKT113 dependency-disabled', () => {
  test('a required plugin that any of the settings disable', () => {
    const enabledPlugins = { 'app@shop': true, 'lib@shop': false };
    const { code, found, json } = rulesOf(project({ enabledPlugins }));
    expect(code).toBe(1);
    expect(found).toMatchObject([{ rule: 'MKT113', plugins: ['app', 'lib'] }]);
    expect(json.verdict).toMatchObject({ kind: 'refused', rules: ['MKT113'] });
    const local = {
      '.claude/settings.local.json': JSON.stringify({ enabledPlugins: { 'lib@shop': false } }),
    };
    const both = rulesOf(project({ enabledPlugins: { 'app@shop': true, 'lib@shop': true } }, local));
    expect(both.found).toMatchObject([{ location: { file: '.claude/settings.local.json' } }]);
  });

  test('not if it is switched on again, or nothing requires it', () => {
    const on = { '.claude/settings.local.json': JSON.stringify({ enabledPlugins: { 'lib@shop': true } }) };
    const enabledPlugins = { 'app@shop': true, 'lib@shop': false };
    expect(rulesOf(project({ enabledPlugins }, on)).found).toEqual([]);
    expect(rulesOf(project({ enabledPlugins: { 'lib@shop': true, 'app@shop': false } })).found).toEqual([]);
  });
});

describe('MKT115 blocked-by-policy', () => {
  const enabled = { enabledPlugins: { 'lib@shop': true } };
  const policy = (content: unknown) => ({ 'policy.json': JSON.stringify(content) });

  test('a source that is blocked, or not on the list of those that are allowed', () => {
    const path = './shop';
    const blocked = project(enabled, policy({ blockedMarketplaces: [{ source: 'directory', path }] }));
    expect(rulesOf(blocked, '--policy', 'policy.json')).toMatchObject({
      code: 1,
      found: [{ rule: 'MKT115', case: 'blocked', location: { file: 'policy.json' } }],
    });
    const strict = project(enabled, policy({ strictKnownMarketplaces: [] }));
    expect(rulesOf(strict, '--policy', 'policy.json').found).toMatchObject([{ case: 'not-allowed' }]);
    const allowed = project(enabled, policy({ strictKnownMarketplaces: [{ source: 'directory', path }] }));
    expect(rulesOf(allowed, '--policy', 'policy.json')).toMatchObject({ code: 0, found: [] });
  });

  test('for a registry of `mkt.yaml`, and for one of the command line, as the client would add it', () => {
    const list = { 'mkt.yaml': 'registries: [./shop]\nplugins: [app]\n' };
    const of = (content: unknown, files: Record<string, string> = {}) => {
      const cwd = project({}, { ...policy(content), ...files });
      return { cwd, path: join(cwd, 'shop') };
    };
    const found = ({ cwd }: { cwd: string }, ...args: string[]) =>
      rulesOf(cwd, '--policy', 'policy.json', ...args).found;
    expect(found(of({ strictKnownMarketplaces: [] }, list))).toMatchObject([
      { case: 'not-allowed', plugins: ['app', 'lib'], evidence: { marketplace: 'shop', source: './shop' } },
    ]);
    const named = ['app', '--registry', './shop'];
    expect(
      found(of({ blockedMarketplaces: [{ source: 'pathPattern', pathPattern: '/shop$' }] }), ...named),
    ).toMatchObject([{ case: 'blocked', plugins: ['app', 'lib'] }]);
    expect(
      found(of({ strictKnownMarketplaces: [{ source: 'pathPattern', pathPattern: '/shop$' }] }), ...named),
    ).toEqual([]);
    expect(
      found(of({ strictKnownMarketplaces: [{ source: 'github', repo: 'shop/shop' }] }), ...named),
    ).toMatchObject([{ case: 'not-allowed' }]);
  });

  test('in settings of the project it has no effect', () => {
    const { code, found } = rulesOf(project({ ...enabled, strictKnownMarketplaces: [] }));
    expect(code).toBe(0);
    expect(found).toMatchObject([{ case: 'ignored', severity: 'note' }]);
  });

  test('a policy that is not there', () => {
    const { code, stderr } = mkt(['check', '--policy', 'none.json'], { cwd: project(enabled) });
    expect(code).toBe(2);
    expect(stderr).toContain('none.json');
  });
});

describe('MKT116 lists-differ', () => {
  const list = (plugins: string) => ({ 'mkt.yaml': `registries: [./shop]\nplugins: [${plugins}]\n` });

  test('what settings enable beyond the list, and what they disable', () => {
    const enabledPlugins = { 'other@shop': true, 'app@shop': false, 'lib@shop': true };
    const { code, found } = rulesOf(project({ enabledPlugins }, list('app')));
    expect(code).toBe(0);
    expect(found).toMatchObject([
      { case: 'switched-off', evidence: { list: 'mkt.yaml', plugins: [{ id: 'app@shop', listLine: 2 }] } },
      { case: 'enabled-beyond', plugins: ['other'], location: { file: '.claude/settings.json' } },
    ]);
  });

  test('not what agrees, nor what the user enables everywhere', () => {
    const cwd = project({ enabledPlugins: { 'app@shop': true, 'lib@shop': true } }, list('app'));
    write(cwd, 'user/settings.json', '{"enabledPlugins":{"other@shop":true}}');
    const { json } = mktJson(['check', '--no-bundled'], {
      cwd,
      env: { CLAUDE_CONFIG_DIR: join(cwd, 'user') },
    });
    expect(json.findings.filter(({ rule }: { rule: string }) => rule === 'MKT116')).toEqual([]);
  });
});

describe('MKT117 not-fetched-by-settings', () => {
  const enabledPlugins = { 'unit-testing@scientific-computing-workflows': true };

  test('one note for plugins from elsewhere, none for those of the marketplace’s own folder', () => {
    const cwd = folder({ '.claude/settings.json': JSON.stringify({ enabledPlugins }) });
    const { json } = mktJson(['check'], { cwd });
    expect(json.findings.filter(({ rule }: { rule: string }) => rule === 'MKT117')).toMatchObject([
      {
        severity: 'note',
        evidence: { plugins: ['unit-testing@scientific-computing-workflows'], enabled: 1 },
      },
    ]);
    expect(rulesOf(project({ enabledPlugins: { 'lib@shop': true } })).found).toEqual([]);
  });

  test('none for what the local settings or the user’s own enable', () => {
    const text = JSON.stringify({ enabledPlugins });
    for (const files of [
      { '.claude/settings.local.json': text },
      { '.claude/settings.json': text, 'user/settings.json': text },
    ] as Record<string, string>[]) {
      const cwd = folder(files);
      const { json } = mktJson(['check'], { cwd, env: { CLAUDE_CONFIG_DIR: join(cwd, 'user') } });
      expect(json.findings.filter(({ rule }: { rule: string }) => rule === 'MKT117')).toEqual([]);
    }
  });
});
