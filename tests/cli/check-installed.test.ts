/** `mkt check --installed` and `--with`, over made homes. */
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type MadeHome, madeHome } from '../support/home.ts';
import { folder, mkt, mktJson } from '../support/mkt.ts';

interface Found {
  readonly rule: string;
  readonly case: string;
  readonly severity: string;
  readonly message: string;
  readonly help?: string;
  readonly evidence: Readonly<Record<string, unknown>>;
  readonly location?: { readonly file: string; readonly line: number };
}

function check(made: ReturnType<typeof madeHome>, ...args: string[]) {
  const { cwd, env } = made;
  const { code, json, stderr } = mktJson(['check', '--installed', '--no-bundled', ...args], { cwd, env });
  expect(stderr).toBe('');
  const findings: Found[] = json.findings;
  return {
    code,
    json,
    findings,
    states: Object.fromEntries(
      json.installed.map(({ id, state }: { id: string; state: string }) => [id, state]),
    ),
    cases: findings.filter(({ rule }) => rule === 'MKT118').map((found) => found.case),
  };
}

const checkHome = (made: MadeHome, ...args: string[]) => check(madeHome(made), ...args);

/** A plugin of the folder `shop`, installed for the user. */
const installed = { 'app@shop': [{}] };

describe('mkt check --installed', () => {
  test('nothing is installed: a sentence, and no error', () => {
    const home = folder();
    const { code, stdout, stderr } = mkt(['check', '--installed'], {
      cwd: home,
      env: { HOME: home, CLAUDE_CONFIG_DIR: '' },
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('checking 0 plugins installed in .claude');
    expect(stdout).toContain('no installed plugin is enabled in this folder');
  });

  test('judges plugins of all scopes, from the copies that the client loads', () => {
    const made = madeHome({
      shop: { app: { version: '2.0.0' }, lib: {}, other: {}, team: {}, idle: {} },
      fetched: { far: {} },
      records: {
        'app@shop': [{}],
        'far@shop': [{}],
        'idle@shop': [{}],
        'other@shop': [{ scope: 'project', projectPath: '/elsewhere' }],
      },
      user: { 'app@shop': true, 'far@shop': true, 'idle@shop': false, 'lib@shop': true },
      project: { 'team@shop': true, 'lib@shop': false },
      local: { 'lib@shop': true },
      userSkills: { mine: {} },
      projectSkills: { ours: {} },
    });
    const { code, json, states, findings } = check(made);
    expect(states).toEqual({
      'app@shop': 'loads',
      'far@shop': 'loads',
      'idle@shop': 'off',
      'lib@shop': 'loads',
      'mine@skills-dir': 'loads',
      'other@shop': 'elsewhere',
      'ours@skills-dir': 'loads',
      'team@shop': 'loads',
    });
    const row = (name: string) => json.plugins.find((each: { name: string }) => each.name === name);
    expect(row('app')).toMatchObject({ version: '2.0.0', marketplace: 'shop', scopes: ['user'] });
    expect(row('lib')).toMatchObject({ scopes: ['local'] });
    expect(row('team')).toMatchObject({ scopes: ['project'] });
    expect(row('ours')).toMatchObject({ marketplace: 'skills-dir', scopes: ['project'] });
    expect(code).toBe(0);
    // The only thing to say: 1.0.0 is recorded, and the folder has 2.0.0.
    expect(findings.map((found) => [found.rule, found.case, found.severity])).toEqual([
      ['MKT118', 'other-version', 'note'],
    ]);
    const copies = json.installed.map(({ copy }: { copy?: string }) => copy).filter(Boolean);
    expect(copies).toContain('~/.claude/plugins/cache/shop/far/1.0.0');
    expect(copies).toContain('.claude/skills/ours');
    expect(JSON.stringify(json)).not.toContain(made.home);
  });

  test('a record for this folder counts, whichever way its path is written', () => {
    const made = madeHome({ fetched: { far: {} }, project: { 'far@shop': true } });
    const record = (projectPath: string) => ({
      version: 2,
      plugins: {
        'far@shop': [
          {
            scope: 'project',
            projectPath,
            installPath: join(made.home, '.claude/plugins/cache/shop/far/1.0.0'),
            version: '1.0.0',
          },
        ],
      },
    });
    made.write('.claude/plugins/installed_plugins.json', record(`${made.cwd}/../work`));
    expect(check(made).states).toEqual({ 'far@shop': 'loads' });
    made.write('.claude/plugins/installed_plugins.json', record('/elsewhere'));
    expect(check(made)).toMatchObject({ code: 1, cases: ['not-installed'] });
  });

  test('findings between plugins are found, and placed in the settings that enable them', () => {
    const made = madeHome({ shop: { app: {}, lib: {} }, user: { 'app@shop': true, 'lib@shop': true } });
    for (const name of ['app', 'lib'])
      made.write(
        `shop/${name}/agents/reviewer.md`,
        '---\nname: reviewer\ndescription: reviews code\n---\nReview.',
      );
    const { findings, code } = check(made);
    const clash = findings.find(({ rule }) => rule === 'MKT301');
    expect(clash?.location).toMatchObject({ file: '~/.claude/settings.json', line: 3 });
    expect(code).toBe(0);
    expect(check(made, '--strict').code).toBe(1);
    expect(check(made, '--rule', 'MKT301=off').findings).toEqual([]);
  });

  test.each<[string, MadeHome, string, Record<string, unknown>]>([
    [
      'a record without files',
      { fetched: { far: 'gone' }, records: { 'far@shop': [{}] }, user: { 'far@shop': true } },
      'files-gone',
      { id: 'far@shop', scope: 'user', version: '1.0.0' },
    ],
    [
      'enabled by the project and not installed',
      { fetched: { far: {} }, project: { 'far@shop': true } },
      'not-installed',
      { id: 'far@shop' },
    ],
    [
      'not listed',
      { shop: {}, records: installed, user: { 'app@shop': true } },
      'not-listed',
      { plugin: 'app', marketplace: 'shop' },
    ],
    [
      'an unknown marketplace',
      { user: { 'app@lost': true, 'lib@lost': true } },
      'marketplace-unknown',
      { marketplace: 'lost', plugins: ['app', 'lib'] },
    ],
    [
      'a missing dependency',
      { shop: { app: { dependencies: ['lib'] }, lib: {} }, user: { 'app@shop': true } },
      'dependency-missing',
      { plugin: 'app@shop', dependency: 'lib@shop' },
    ],
    [
      'a disabled dependency',
      {
        shop: { app: { dependencies: ['lib'] }, lib: {} },
        records: { ...installed, 'lib@shop': [{ auto: true }] },
        user: { 'app@shop': true, 'lib@shop': true },
        local: { 'lib@shop': false },
      },
      'dependency-off',
      { plugin: 'app@shop', dependency: 'lib@shop' },
    ],
    [
      'a dependency out of range',
      {
        shop: { app: { dependencies: [{ name: 'lib', version: '^2.0.0' }] }, lib: {} },
        user: { 'app@shop': true, 'lib@shop': true },
      },
      'dependency-version',
      { plugin: 'app@shop', dependency: 'lib@shop', range: '^2.0.0', version: '1.0.0' },
    ],
    [
      'a name that an installed plugin keeps while it is disabled',
      {
        shop: { app: {} },
        records: installed,
        user: { 'app@shop': false },
        projectSkills: { app: {} },
      },
      'name-taken',
      { name: 'app', by: 'app@shop', isInstalled: true },
    ],
    [
      'a name in both folders of skills',
      { userSkills: { app: {} }, projectSkills: { app: {} } },
      'name-taken',
      { name: 'app', by: '~/.claude/skills/app', folder: '.claude/skills/app', isInstalled: false },
    ],
  ])('%s is an error that says what to do', (_, made, name, evidence) => {
    const { code, cases, findings, json } = checkHome(made);
    expect(cases).toEqual([name]);
    const [found] = findings.filter(({ rule }) => rule === 'MKT118');
    expect(found).toMatchObject({ severity: 'error', evidence });
    expect(found?.help).toBeTruthy();
    expect({ code, kind: json.verdict.kind }).toEqual({ code: 1, kind: 'refused' });
  });

  test('the folder of an entry is gone, or that of the whole marketplace', () => {
    const made = madeHome({ shop: { app: {}, lib: {} }, user: { 'app@shop': true, 'lib@shop': true } });
    rmSync(join(made.home, 'shop/app'), { recursive: true });
    expect(check(made)).toMatchObject({ cases: ['folder-gone'], states: { 'lib@shop': 'loads' } });
    renameSync(join(made.home, 'shop'), join(made.home, 'moved'));
    const { cases, findings } = check(made);
    expect(cases).toEqual(['marketplace-gone']);
    expect(findings[0]?.evidence).toEqual({ marketplace: 'shop', plugins: ['app', 'lib'], place: '~/shop' });
  });

  test('what depends on a plugin that does not load does not load either, and the cause is said once', () => {
    const made = madeHome({
      shop: {
        top: { dependencies: ['app'] },
        app: { dependencies: ['lib'] },
        lib: {},
        apart: {},
      },
      user: { 'top@shop': true, 'app@shop': true, 'lib@shop': true, 'apart@shop': true },
    });
    rmSync(join(made.home, 'shop/lib'), { recursive: true });
    const { cases, states } = check(made);
    expect(cases).toEqual(['folder-gone']);
    expect(states).toEqual({
      'apart@shop': 'loads',
      'app@shop': 'fails',
      'lib@shop': 'fails',
      'top@shop': 'fails',
    });
  });

  test('what the client fetches when a session starts is not judged, and that is said', () => {
    const { code, findings } = checkHome({
      fetched: { far: {} },
      user: { 'far@shop': true, 'tool@claude-plugins-official': true },
    });
    expect(findings.map((found) => [found.case, found.severity])).toEqual([
      ['not-fetched', 'warning'],
      ['not-fetched', 'warning'],
    ]);
    expect(code).toBe(0);
  });

  test('dependencies of plugins in `.claude/skills` are met by any plugin of the name, whatever its version', () => {
    const { findings, states } = checkHome({
      shop: { lib: {} },
      user: { 'lib@shop': true },
      projectSkills: {
        app: { dependencies: [{ name: 'lib', version: '^9' }, 'near'] },
        near: {},
        idle: { defaultEnabled: false },
      },
    });
    expect(findings).toEqual([]);
    expect(states).toEqual({
      'app@skills-dir': 'loads',
      'idle@skills-dir': 'off',
      'lib@shop': 'loads',
      'near@skills-dir': 'loads',
    });
  });

  test('a plugin of a marketplace is not met by one in `.claude/skills`', () => {
    const { cases } = checkHome({
      shop: { app: { dependencies: ['lib'] } },
      user: { 'app@shop': true },
      userSkills: { lib: {} },
    });
    expect(cases).toEqual(['dependency-missing']);
  });

  test('the version of the tag counts for dependents, not the one in the manifest', () => {
    const made = (resolvedVersion: string): MadeHome => ({
      shop: { app: { dependencies: [{ name: 'far', version: '^1.5.0' }] } },
      fetched: { far: {} },
      records: { 'far@shop': [{ version: `${resolvedVersion}-0123456789ab`, resolvedVersion }] },
      user: { 'app@shop': true, 'far@shop': true },
    });
    expect(checkHome(made('1.5.0')).cases).toEqual(['other-version']);
    expect(checkHome(made('1.4.0')).cases).toEqual(['dependency-version', 'other-version']);
  });

  test('the version of the tag counts even if the client loads another copy; without a tag, that of the copy', () => {
    const made = (record: Readonly<Record<string, unknown>>): MadeHome => ({
      shop: { app: { dependencies: [{ name: 'lib', version: '^1.0.0' }] }, lib: { version: '2.0.0' } },
      records: { 'app@shop': [{}], 'lib@shop': [record] },
      user: { 'app@shop': true, 'lib@shop': true },
    });
    expect(checkHome(made({ version: '1.0.0-0123456789ab', resolvedVersion: '1.0.0' })).cases).toEqual([
      'other-version',
    ]);
    expect(checkHome(made({ version: '1.0.0' })).cases).toEqual(['dependency-version', 'other-version']);
  });

  test('a range that excludes nothing needs a version that is no prerelease; no range needs none', () => {
    const made = (dependency: unknown, version?: string): MadeHome => ({
      shop: { app: { dependencies: [dependency] }, lib: { version } },
      records: { 'app@shop': [{}], 'lib@shop': [{}] },
      user: { 'app@shop': true, 'lib@shop': true },
    });
    const range = (text: string) => ({ name: 'lib', version: text });
    for (const any of ['*', '', 'x']) {
      expect(checkHome(made(range(any), '1.0.0')).cases).toEqual([]);
      expect(checkHome(made(range(any), '1.0.0-beta.1')).cases).toContain('dependency-version');
      expect(checkHome(made(range(any))).cases).toContain('dependency-version');
    }
    expect(checkHome(made('lib')).cases).not.toContain('dependency-version');
  });

  test('CLAUDE_CONFIG_DIR, CLAUDE_CODE_PLUGIN_CACHE_DIR and a seed that was moved', () => {
    const made = madeHome({ fetched: { far: {} }, shop: { app: {} } });
    const { home, cwd } = made;
    // The image of a container: records with paths of the machine that it was built on.
    mkdirSync(join(home, 'seed/marketplaces'), { recursive: true });
    cpSync(join(home, '.claude/plugins/cache'), join(home, 'seed/cache'), { recursive: true });
    cpSync(join(home, 'shop'), join(home, 'seed/marketplaces/shop'), { recursive: true });
    made.write('seed/known_marketplaces.json', {
      shop: {
        source: { source: 'git', url: 'https://example.org/shop.git' },
        installLocation: '/build/marketplaces/shop',
      },
    });
    made.write('work/.claude/settings.json', { enabledPlugins: { 'far@shop': true, 'app@shop': true } });
    const at = (env: Record<string, string>) =>
      mktJson(['check', '--installed'], { cwd, env: { HOME: home, ...env } });
    const seeded = at({
      CLAUDE_CONFIG_DIR: join(home, 'fresh'),
      CLAUDE_CODE_PLUGIN_SEED_DIR: join(home, 'seed'),
    });
    expect(seeded.code).toBe(0);
    expect(seeded.json.installed).toMatchObject([
      { id: 'app@shop', state: 'loads', copy: '~/seed/marketplaces/shop/app' },
      { id: 'far@shop', state: 'loads', copy: '~/seed/cache/shop/far/1.0.0' },
    ]);
    const bare = at({ CLAUDE_CONFIG_DIR: join(home, 'fresh') });
    expect(bare.json.findings.map((found: Found) => found.case)).toEqual(['marketplace-unknown']);
    const elsewhere = at({
      CLAUDE_CONFIG_DIR: join(home, 'fresh'),
      CLAUDE_CODE_PLUGIN_CACHE_DIR: join(home, '.claude/plugins'),
    });
    expect(elsewhere.json.installed).toMatchObject([{ state: 'loads' }, { state: 'fails' }]);
  });

  test('of a cloned marketplace the copy of its version is read, else the folder', () => {
    const made = madeHome({ shop: { app: {} }, user: { 'app@shop': true } });
    made.write('.claude/plugins/known_marketplaces.json', {
      shop: {
        source: { source: 'github', repo: 'owner/shop' },
        installLocation: join(made.home, 'shop'),
      },
    });
    expect(check(made).json.installed).toMatchObject([{ copy: '~/shop/app' }]);
    made.write('.claude/plugins/cache/shop/app/1.0.0/.claude-plugin/plugin.json', {
      name: 'app',
      version: '1.0.0',
    });
    expect(check(made).json.installed).toMatchObject([{ copy: '~/.claude/plugins/cache/shop/app/1.0.0' }]);
  });

  test.each([
    ['.claude/settings.json', '{ "enabledPlugins": '],
    ['.claude/plugins/installed_plugins.json', '[]'],
    ['.claude/plugins/installed_plugins.json', '{ "version": 3, "plugins": {} }'],
    ['.claude/plugins/known_marketplaces.json', '{ "shop": 1 }'],
    ['work/.claude/settings.local.json', '{ "enabledPlugins": { "app": true } }'],
  ])('%s that cannot be read is an error: %s', (path, text) => {
    const made = madeHome({ shop: { app: {} }, user: { 'app@shop': true } });
    made.write(path, text);
    const { code, json, findings } = check(made);
    expect({ code, kind: json.verdict.kind }).toEqual({ code: 2, kind: 'unreadable' });
    expect(findings[0]?.location?.file).toBe(
      path.startsWith('work/') ? path.slice('work/'.length) : `~/${path}`,
    );
  });

  test.skipIf(process.getuid?.() === 0)('a file that may not be read is one, too', () => {
    const made = madeHome({ shop: { app: {} }, user: { 'app@shop': true } });
    chmodSync(join(made.home, '.claude/settings.json'), 0);
    expect(check(made).code).toBe(2);
  });

  test('a broken manifest is an error of its plugin, and the others are judged', () => {
    const made = madeHome({
      shop: { app: {}, lib: {} },
      user: { 'app@shop': true, 'lib@shop': true },
      userSkills: { odd: {} },
    });
    made.write('shop/app/.claude-plugin/plugin.json', '{ "name": ');
    made.write('.claude/skills/odd/.claude-plugin/plugin.json', '{ "version": "1.0.0" }');
    const { code, states, findings } = check(made);
    expect(code).toBe(1);
    expect(states).toEqual({ 'app@shop': 'fails', 'lib@shop': 'loads', 'odd@skills-dir': 'fails' });
    const files = findings.map(({ location }) => location?.file);
    expect(files).toContain('~/shop/app/.claude-plugin/plugin.json');
    expect(files).toContain('~/.claude/skills/odd/.claude-plugin/plugin.json');
  });

  test('hostile names and paths lead nowhere and control nothing', () => {
    const made = madeHome({
      fetched: { far: {} },
      records: {
        'far@shop': [{ installPath: '../../etc', version: '\u001b[31m1.0.0' }],
        '../..@shop': [{}],
        'constructor@__proto__': [{ scope: 'local', projectPath: '\0' }],
      },
      user: { 'far@shop': true, '../..@..': true, 'constructor@shop': true },
    });
    const { cwd, env } = made;
    const { code, stdout, stderr } = mkt(['check', '--installed'], { cwd, env });
    expect(code).toBe(1);
    expect(stderr).toBe('');
    expect(stdout).not.toContain('\u001b');
    expect(stdout).not.toContain('\0');
    expect(stdout).toContain('far@shop');
  });

  test('writes nothing', () => {
    const made = madeHome({ shop: { app: {} }, records: installed, user: { 'app@shop': true } });
    const files = () =>
      readdirSync(made.home, { recursive: true })
        .map(String)
        .sort()
        .map((path) => `${path} ${statSync(join(made.home, path)).mtimeMs}`);
    const before = files();
    check(made);
    expect(files()).toEqual(before);
  });

  test('fails if a plugin that is named does not load, and says how far it has come', () => {
    const made = madeHome({
      shop: { app: {}, idle: {}, other: {}, team: { dependencies: ['gone'] } },
      records: {
        'app@shop': [{}],
        'idle@shop': [{}],
        'other@shop': [{ scope: 'project', projectPath: '/elsewhere' }],
      },
      user: { 'app@shop': true, 'idle@shop': false, 'team@shop': true },
    });
    expect(check(made, 'app').findings.filter(({ message }) => message.includes('app'))).toEqual([]);
    const { code, findings } = check(made, 'app', 'app@shop', 'app@desk', 'idle', 'other', 'team', 'ap');
    expect(code).toBe(1);
    expect(
      findings.flatMap((found) =>
        found.case.startsWith('required-') ? [[found.case, Object.values(found.evidence)[0]]] : [],
      ),
    ).toEqual([
      ['required-missing', 'ap'],
      ['required-missing', 'app@desk'],
      ['required-off', 'idle@shop'],
      ['required-elsewhere', 'other@shop'],
      ['required-fails', 'team@shop'],
    ]);
    const none = madeHome({});
    const { code: missing, stdout } = mkt(['check', '--installed', 'app'], { cwd: none.cwd, env: none.env });
    expect(missing).toBe(1);
    expect(stdout).toContain('`app` is not installed on this machine');
    expect(stdout).toContain('not everything that must be installed loads here');
  });

  test('takes no versions, no pattern and no baseline', () => {
    const made = madeHome({});
    const { cwd, env } = made;
    for (const args of [['app@^1'], ['--pattern', 'ml-pipeline'], ['--write-baseline']]) {
      const { code, stderr } = mkt(['check', '--installed', ...args], { cwd, env });
      expect(code).toBe(2);
      expect(stderr).toMatch(/^error: /);
    }
  });

  test('text and Markdown say what does not load', () => {
    const { cwd, env } = madeHome({
      shop: { app: {}, lib: {} },
      records: installed,
      user: { 'app@shop': false, 'lib@shop': true },
    });
    const text = mkt(['check', '--installed'], { cwd, env }).stdout;
    expect(text).toContain('checking 1 plugin installed in ~/.claude\n');
    expect(text).toContain('lib  1.0.0  user');
    expect(text).toContain('not loaded: app@shop (disabled)');
    const markdown = mkt(['check', '--installed', '--format', 'markdown'], { cwd, env }).stdout;
    expect(markdown.replaceAll('\u200b', '')).toContain('| app@shop | disabled | user |');
  });
});

const agent = (name: string) => `---\nname: ${name}\ndescription: reviews code with care\n---\nReview.`;

describe('mkt check --with', () => {
  const made = () => {
    const home = madeHome({
      shop: { app: {}, lib: { version: '2.0.0' }, extra: { dependencies: ['lib'] } },
      user: { 'app@shop': true },
    });
    for (const name of ['app', 'extra']) home.write(`shop/${name}/agents/reviewer.md`, agent('reviewer'));
    home.write('shop/app/agents/explore.md', agent('Explore'));
    home.write('shop/lib/hooks/hooks.json', {
      hooks: { PreToolUse: [{ matcher: 'Bash', hooks: [{ type: 'command', command: 'true' }] }] },
    });
    return home;
  };

  test('adds to what is installed, and tells only what comes with it', () => {
    const home = made();
    const alone = check(home).findings.map(({ message }) => message);
    const { code, json, findings } = check(home, '--with', 'extra');
    expect(code).toBe(0);
    expect(json.brings.plugins.map(({ name }: { name: string }) => name)).toEqual(['extra', 'lib']);
    expect(json.brings).toMatchObject({
      specs: ['extra'],
      moved: [],
      known: alone.length,
      processes: { tool: 'Bash', before: 0, after: 1 },
    });
    expect(json.brings.tokens.after).toBeGreaterThan(json.brings.tokens.before);
    expect(findings.map(({ rule }) => rule)).toContain('MKT301');
    for (const { message } of findings) expect(alone).not.toContain(message);
    expect(json.plugins).toHaveLength(3);
  });

  test('what is installed already brings nothing', () => {
    const { code, json, findings } = check(made(), '--with', 'app');
    expect({ code, findings }).toEqual({ code: 0, findings: [] });
    expect(json.brings).toMatchObject({ plugins: [], tokens: { unknown: [] } });
    expect(json.brings.processes).toBeUndefined();
  });

  test('only a new error fails', () => {
    const home = madeHome({
      shop: { app: { dependencies: ['gone'] }, good: {}, bad: { dependencies: ['gone'] } },
      user: { 'app@shop': true },
    });
    expect(check(home).code).toBe(1);
    expect(check(home, '--with', 'good')).toMatchObject({ code: 0, findings: [] });
    expect(check(home, '--with', 'bad').code).toBe(1);
    expect(check(home, '--with', 'nosuch').code).toBe(1);
  });

  test('an installed plugin is not moved for an added one', () => {
    const home = madeHome({
      shop: { lib: {}, extra: { dependencies: [{ name: 'lib', version: '^2.0.0' }] } },
      user: { 'lib@shop': true },
    });
    const { code, findings } = check(home, '--with', 'extra');
    expect(code).toBe(1);
    expect(findings.map(({ rule }) => rule)).toContain('MKT103');
  });

  const shelf = (files: Record<string, string> = {}) =>
    folder({
      'shelf/.claude-plugin/marketplace.json': JSON.stringify({
        name: 'shelf',
        owner: { name: 'x' },
        plugins: ['a', 'b', 'c'].map((name) => ({ name, source: `./${name}` })),
      }),
      ...Object.fromEntries(
        ['a', 'b', 'c'].map((name) => [
          `shelf/${name}/.claude-plugin/plugin.json`,
          JSON.stringify({ name, version: '1.0.0' }),
        ]),
      ),
      'shelf/a/agents/reviewer.md': agent('reviewer'),
      'shelf/b/agents/reviewer.md': agent('reviewer'),
      'shelf/c/agents/reviewer.md': agent('reviewer'),
      ...files,
    });
  const plain = ['--registry', 'shelf', '--no-bundled'];

  test('works with arguments and with the list of a project, and with several', () => {
    const named = mktJson(['check', 'a', '--with', 'c', ...plain], { cwd: shelf() });
    expect(named.json.findings.map(({ rule }: Found) => rule)).toContain('MKT301');
    const cwd = shelf({ 'mkt.yaml': 'plugins: [a, b]\n' });
    const { json } = mktJson(['check', '--with', 'c', '--with', 'a', ...plain], { cwd });
    expect(json.brings.specs).toEqual(['c', 'a']);
    expect(json.brings.plugins.map(({ name }: { name: string }) => name)).toEqual(['c']);
  });

  test('a list without a solution is not compared with anything', () => {
    const cwd = shelf();
    writeFileSync(join(cwd, 'mkt.yaml'), 'plugins: [ {\n');
    const { code, stderr } = mkt(['check', '--with', 'c', ...plain], { cwd });
    expect(code).toBe(3);
    expect(stderr).toContain('the plugin list itself cannot be read');
  });

  test('text and Markdown tell dependencies, tokens and processes', () => {
    const home = made();
    const { cwd, env } = home;
    const args = ['check', '--installed', '--no-bundled', '--with', 'extra'];
    const text = mkt(args, { cwd, env }).stdout;
    expect(text).toContain('adds 2 plugins');
    expect(text).toMatch(/about \d+ more tokens in every session \(\d+ -> \d+\)/);
    expect(text).toContain('1 more hook process for each call of Bash (0 -> 1)');
    expect(text).toContain('extra can be added');
    const markdown = mkt([...args, '--format', 'markdown'], { cwd, env }).stdout;
    expect(markdown).toContain('## What `extra` adds');
    expect(markdown).toContain('each call of `Bash`: 0 before, 1 after');
  });
});
