import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { changesBelow, onFailingDisk, someMoments } from '../support/failing-disk.ts';
import { git, marketplace, repository } from '../support/git.ts';
import { root as checkout, folder, mktHere } from '../support/mkt.ts';

// biome-ignore lint/suspicious/noExplicitAny: what a schema describes, and a test of it checks
type Json = any;

const skills = '.claude/skills';
const record = '.claude/mkt-vendored.json';

function project(list: string) {
  const root = folder({ 'mkt.yaml': list });
  const env = { MKT_CACHE_DIR: folder() };
  const run = (...args: string[]) => mktHere(args, { cwd: root, env });
  return {
    root,
    env,
    run,
    write: (name: string, content: string | Buffer) => {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), content);
    },
    text: (name: string) => readFileSync(join(root, name), 'utf8'),
    json: async (...args: string[]): Promise<Json> => JSON.parse((await run(...args, '--json')).stdout),
    /** Runs commands that must succeed. */
    done: async (...commands: string[]) => {
      for (const each of commands) {
        const { code, stdout, stderr } = await run(...each.split(' '));
        expect(code, `${each}\n${stdout}${stderr}`).toBe(0);
      }
    },
    tree: () => treeOf(join(root, '.claude')),
  };
}

/** Every file below a folder with its mode and bytes. */
function treeOf(place: string): Record<string, string> {
  if (!existsSync(place)) return {};
  const files = readdirSync(place, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  return Object.fromEntries(
    files
      .map((each) => join(each.parentPath, each.name))
      .sort()
      .map((path) => {
        const mode = (statSync(path).mode & 0o100) === 0 ? 'plain' : 'executable';
        return [path.slice(place.length + 1), `${mode} ${readFileSync(path, 'latin1')}`];
      }),
  );
}

const list = (registry: string, ...plugins: string[]) =>
  `registries: [${JSON.stringify(registry)}]\nplugins: ${JSON.stringify(plugins)}\n`;

/** A marketplace with a plugin on another one, and files that are easily spoiled. */
function lab() {
  const repo = repository();
  const commit = (version: string, more: Record<string, string> = {}) => {
    for (const [name, content] of Object.entries({
      ...marketplace({
        base: { manifest: { version } },
        app: { manifest: { version: '1.0.0', dependencies: [{ name: 'base', version: '>=1' }] } },
      }),
      'plugins/base/crlf.txt': 'one\r\ntwo\r\n',
      'plugins/base/skills/naïve name/SKILL.md': '---\ndescription: x\n---\n',
      'plugins/base/bin/tool': '#!/bin/sh\n',
      ...more,
    })) {
      mkdirSync(dirname(join(repo.path, name)), { recursive: true });
      writeFileSync(join(repo.path, name), content);
    }
    writeFileSync(join(repo.path, 'plugins/base/raw.bin'), Buffer.from([0, 255, 13, 10, 10, 128]));
    chmodSync(join(repo.path, 'plugins/base/bin/tool'), 0o755);
    repo.git('add', '-A');
    repo.git('commit', '-q', '-m', 'x');
    repo.git('tag', `base--v${version}`);
  };
  commit('1.0.0');
  return { repo, commit };
}

describe('mkt sync', () => {
  test('copies every locked plugin exactly, and a second run changes nothing', async () => {
    const { repo } = lab();
    const { root, done, run, tree, text } = project(list(repo.url, 'app@lab'));
    await done('lock', 'sync');
    const base = `${skills}/base`;
    for (const file of [
      'crlf.txt',
      'raw.bin',
      'bin/tool',
      'skills/naïve name/SKILL.md',
      '.claude-plugin/plugin.json',
    ])
      expect(readFileSync(join(root, base, file)), file).toEqual(
        readFileSync(join(repo.path, 'plugins/base', file)),
      );
    expect(statSync(join(root, base, 'bin/tool')).mode & 0o111).not.toBe(0);
    expect(statSync(join(root, base, 'crlf.txt')).mode & 0o111).toBe(0);
    expect(text(`${skills}/.gitattributes`)).toContain('/base/** -text linguist-vendored\n');
    expect(JSON.parse(text(record)).plugins['base@lab']).toMatchObject({
      folder: 'base',
      version: '1.0.0',
      commit: git(repo.path, 'rev-parse', 'base--v1.0.0'),
      changes: [],
    });
    const before = tree();
    expect((await run('sync')).stdout).toContain('up to date');
    await done('sync --check');
    expect(tree()).toEqual(before);
  });

  test('is equal from a folder, a `file://` URL and a bare repository', async () => {
    const { repo } = lab();
    const bare = join(folder(), 'bare.git');
    git(repo.path, 'clone', '-q', '--bare', repo.path, bare);
    const trees = [];
    for (const source of [repo.url, repo.path, bare]) {
      const { done, tree } = project(list(source, 'app@lab'));
      await done('lock', 'sync');
      const { 'mkt-vendored.json': _, ...files } = tree();
      expect(Object.keys(files).length).toBeGreaterThan(5);
      trees.push(files);
    }
    expect(trees[1]).toEqual(trees[0]);
    expect(trees[2]).toEqual(trees[0]);
  });

  test('is equal from a partial clone, and keeps names with spaces, dots and other letters, and names that differ only in case', async () => {
    const { repo, commit } = lab();
    const names = ['a b.txt', '.hidden', 'Größe/naïve 名前.md', 'Case.txt', 'case.txt', '...dots'];
    commit('1.1.0', Object.fromEntries(names.map((name) => [`plugins/base/${name}`, `text of ${name}`])));
    const partial = join(folder(), 'partial');
    git(repo.path, 'config', 'uploadpack.allowFilter', 'true');
    commit('2.0.0', Object.fromEntries(names.map((name) => [`plugins/base/${name}`, `new text of ${name}`])));
    // It has the files of the last commit, and only the names of older ones.
    git(repo.path, 'clone', '-q', '--filter=blob:none', repo.url, partial);
    const trees = [];
    for (const source of [repo.url, partial]) {
      const { done, run, tree } = project(list(source, 'base@lab@<2'));
      if (source === partial) {
        // Nothing is fetched into somebody else's repository.
        expect((await run('lock')).stderr).toContain('this copy of the repository lacks the file');
        git(partial, 'fetch', '-q', '--refetch', '--no-filter');
      }
      await done('lock', 'sync', 'sync --check');
      const { 'mkt-vendored.json': _, ...files } = tree();
      for (const name of names)
        expect(files[`skills/base/${name}`]).toBe(
          `plain ${Buffer.from(`text of ${name}`).toString('latin1')}`,
        );
      trees.push(files);
    }
    expect(trees[1]).toEqual(trees[0]);
  });

  test('shows what changes, and replaces or removes files only with `--yes`', async () => {
    const { repo, commit } = lab();
    const { done, run, write, json, tree, text, root } = project(list(repo.url, 'app@lab'));
    const dry = project(list(repo.url, 'app@lab'));
    await dry.done('lock', 'sync --dry-run');
    expect(dry.tree()).toEqual({});
    await done('lock', 'sync');
    commit('1.1.0', { 'plugins/base/new.txt': 'new' });
    await done('lock --upgrade --yes');
    const before = tree();
    const { code, stdout } = await run('sync');
    expect(code).toBe(1);
    expect(stdout).toContain('~ 1 to move\n');
    expect(stdout).toContain('~ base@lab 1.0.0 -> 1.1.0');
    expect(stdout).toContain('    + new.txt\n');
    expect(tree()).toEqual(before);
    expect((await json('sync', '--check')).state).toBe('stale');
    await done('sync --yes', 'sync --check');
    expect(text(`${skills}/base/new.txt`)).toBe('new');

    write('mkt.yaml', list(repo.url, 'base@lab'));
    await done('lock');
    expect((await run('sync')).stdout).toContain('- 1 to remove');
    await done('sync --yes');
    expect(readdirSync(join(root, skills)).sort()).toEqual(['.gitattributes', 'base']);
    write('mkt.yaml', list(repo.url));
    await done('lock', 'sync --yes');
    expect(tree()).toEqual({});
  });

  test('`--check` finds one changed byte, one changed mode, one extra and one missing file', async () => {
    const { repo } = lab();
    const { done, write, json, run, root, tree } = project(list(repo.url, 'app@lab'));
    await done('lock', 'sync');
    const good = tree();
    const base = `${skills}/base`;
    const spoil: readonly (readonly [string, string, () => void])[] = [
      ['change', 'raw.bin', () => write(`${base}/raw.bin`, Buffer.from([0, 255, 13, 10, 10, 129]))],
      ['mode', 'bin/tool', () => chmodSync(join(root, base, 'bin/tool'), 0o644)],
      ['remove', 'deep/extra', () => write(`${base}/deep/extra`, '')],
      ['add', 'crlf.txt', () => rmSync(join(root, base, 'crlf.txt'))],
    ];
    for (const [kind, path, act] of spoil) {
      act();
      const { state, changes } = await json('sync', '--check');
      expect(state, kind).toBe('stale');
      expect(changes).toMatchObject([{ kind: 'restore', id: 'base@lab', steps: [{ kind, path }] }]);
      expect((await run('sync', '--check')).code).toBe(1);
      await done('sync --yes');
      expect(tree(), kind).toEqual(good);
    }
  });

  test('a change of copy and record together is found by `mkt lock --verify`', async () => {
    const { repo } = lab();
    const { done, json, write, text, root } = project(list(repo.url, 'base@lab'));
    await done('lock', 'sync', 'lock --verify');
    const file = `${skills}/base/bin/tool`;
    write(file, '#!/bin/sh\nevil\n');
    expect((await json('sync', '--check')).state).toBe('stale');
    // The record as it would be for the changed copy.
    const files = treeOf(join(root, skills, 'base'));
    const hash = createHash('sha256');
    for (const [path, content] of Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))) {
      const [mode = '', bytes = ''] = [
        content.slice(0, content.indexOf(' ')),
        content.slice(content.indexOf(' ') + 1),
      ];
      const sha256 = createHash('sha256').update(Buffer.from(bytes, 'latin1')).digest('hex');
      hash.update(`${JSON.stringify([mode === 'executable', path, sha256])}\n`);
    }
    const recorded = JSON.parse(text(record));
    recorded.plugins['base@lab'].copy = `sha256-${hash.digest('base64')}`;
    write(record, `${JSON.stringify(recorded, null, 2)}\n`);
    expect((await json('sync', '--check')).state).toBe('fresh');
    const { findings } = await json('lock', '--verify');
    expect(findings).toMatchObject([{ rule: 'MKT914', case: 'copy-differs' }]);
    expect(findings[0].message).toContain('`bin/tool`');
  });

  test('never touches what is not its own', async () => {
    const { repo } = lab();
    const { done, write, run, tree, text } = project(list(repo.url, 'app@lab'));
    write(`${skills}/mine/SKILL.md`, 'mine');
    await done('lock', 'sync');
    write('mkt.yaml', list(repo.url));
    await done('lock', 'sync --yes');
    expect(Object.keys(tree())).toEqual(['skills/mine/SKILL.md']);

    write(`${skills}/base/SKILL.md`, 'also mine');
    write('mkt.yaml', list(repo.url, 'app@lab'));
    await done('lock');
    const { code, stdout } = await run('sync', '--yes');
    expect(code).toBe(1);
    expect(stdout).toContain('exists, but `mkt sync` did not create it');
    expect(text(`${skills}/base/SKILL.md`)).toBe('also mine');
    expect(Object.keys(tree())).toHaveLength(2);
  });

  test('rebuilds what a merge with conflicts left', async () => {
    const { repo } = lab();
    const { done, write, text, tree } = project(list(repo.url, 'app@lab'));
    await done('lock', 'sync');
    const good = tree();
    write(record, `<<<<<<< ours\n${text(record)}=======\n{ "version": 1, "plugins": {} }\n>>>>>>> theirs\n`);
    write(`${skills}/base/crlf.txt`, '<<<<<<< ours\none\n=======\ntwo\n>>>>>>> theirs\n');
    await done('sync --yes');
    expect(tree()).toEqual(good);
  });

  test('a record that names a folder elsewhere is not followed', async () => {
    const { repo } = lab();
    const { done, write, run, text } = project(list(repo.url, 'app@lab'));
    await done('lock', 'sync');
    write('kept.txt', 'kept');
    write(record, text(record).replace('"folder": "base"', '"folder": ".."'));
    const { code, stderr } = await run('sync', '--yes');
    expect(code).toBe(2);
    expect(stderr).toContain('mkt-vendored.json` cannot be read (line ');
    expect(text('kept.txt')).toBe('kept');
  });

  test('says which lock is missing or stale', async () => {
    const { repo } = lab();
    const { done, run, write } = project(list(repo.url, 'base@lab'));
    expect((await run('sync')).stderr).toContain('run `mkt lock` first');
    await done('lock');
    write('mkt.yaml', list(repo.url, 'app@lab'));
    const { code, stderr } = await run('sync');
    expect(code).toBe(1);
    expect(stderr).toContain('does not match the plugin list');
  });
});

describe('what the client loads from copies', () => {
  /** `brush` 1.1.0 wants another `pigment` than `easel` does: the client would fail to install this. */
  const paint = () =>
    project(
      `registries: [${JSON.stringify(join(checkout, 'examples/paint/paint.git'))}]\nbundled: false\nroute: skills\nplugins: [easel]\n`,
    );
  const ways = async (json: (...args: string[]) => Promise<Json>, ...more: string[]) => {
    const { verdict, plugins, findings } = await json('check', ...more);
    return [
      verdict.kind,
      plugins.map(({ copied = false }: Json) => copied),
      findings.map(({ rule }: Json) => rule),
    ];
  };
  const copied = ['loads', [true, true, true], []];
  const installed = ['refused', [false, false, false], ['MKT110']];

  test('is not judged as an installation, as long as the copies are those of the lock', async () => {
    const { done, json, run, text, write } = paint();
    await done('lock');
    expect(await ways(json)).toEqual(installed);
    await done('sync');
    expect(await ways(json)).toEqual(copied);
    expect((await run('check')).stdout).toContain(
      '3 plugins go together, loaded from the copies in `.claude/skills`',
    );
    expect(await ways(json, '--strategy', 'lowest')).toEqual(copied);
    expect(await ways(json, '--unlocked')).toEqual(installed);
    const file = `${skills}/easel/.claude-plugin/plugin.json`;
    const before = text(file);
    write(file, `${before} `);
    expect(await ways(json)).toEqual(installed);
    write(file, before);
    expect(await ways(json)).toEqual(copied);
  });

  test('needs no command in a plan', async () => {
    const { done, json } = paint();
    await done('lock', 'sync');
    const { install, leftOut } = await json('plan');
    expect(leftOut).toEqual([]);
    expect(install.length).toBe(3);
    for (const line of install) expect(line).toMatch(/^# .* is already in the project: /);
  });

  test('what is added is judged as an installation all the same', async () => {
    const { done, json } = paint();
    await done('lock', 'sync');
    const { verdict, findings } = await json('check', '--with', 'pigment@paint@^2');
    expect(verdict.kind).toBe('unsolvable');
    expect(findings.length).toBeGreaterThan(0);
  });

  test('what a commit holds counts for `--staged`', async () => {
    const { done, json, root } = paint();
    await done('lock', 'sync');
    git(root, 'init', '-q');
    git(root, 'add', 'mkt.yaml', 'mkt.lock');
    expect(await ways(json, '--staged')).toEqual(installed);
    git(root, 'add', '.claude');
    expect(await ways(json, '--staged')).toEqual(copied);
  });

  test('settings switch a copy off by its name in the skills folder', async () => {
    const { done, json, write } = paint();
    await done('lock', 'sync');
    write('.claude/settings.json', '{ "enabledPlugins": { "pigment@skills-dir": false } }');
    expect(await ways(json)).toEqual(['refused', [true, true, true], ['MKT113']]);
  });

  test('a policy may forbid copies, and does not ask where they came from', async () => {
    const { done, json, write } = paint();
    await done('lock', 'sync');
    const policy = async (value: Json) => {
      write('policy.json', JSON.stringify(value));
      const { findings } = await json('check', '--policy', 'policy.json');
      return findings.map((each: Json) => [each.rule, each.case]);
    };
    const own = { source: 'skills-dir' };
    expect(await policy({ strictKnownMarketplaces: [] })).toEqual([['MKT115', 'copies-not-allowed']]);
    expect(await policy({ blockedMarketplaces: [own] })).toEqual([['MKT115', 'copies-blocked']]);
    expect(await policy({ strictKnownMarketplaces: [own] })).toEqual([]);
  });
});

describe('what a copy changes', () => {
  test('bare dependencies, the locked version, and the fields of an entry; all of it is recorded', async () => {
    const other = repository();
    other.commit(
      Object.fromEntries(
        Object.entries(marketplace({ base: { manifest: { version: '2.0.0' } } })).map(([name, content]) => [
          name,
          content.replace('"lab"', '"shop"'),
        ]),
      ),
    );
    const repo = repository();
    const files = marketplace({
      app: {
        manifest: { version: '1.0.0', dependencies: [{ name: 'base', marketplace: 'shop', version: '^2' }] },
      },
      bare: { entry: { version: '3.0.0', strict: false, commands: ['./more/x.md'], category: 'x' } },
    });
    const manifest = JSON.parse(files['.claude-plugin/marketplace.json'] as string);
    repo.commit(
      {
        ...files,
        '.claude-plugin/marketplace.json': JSON.stringify({
          ...manifest,
          allowCrossMarketplaceDependenciesOn: ['shop'],
        }),
        'plugins/bare/more/x.md': 'x',
      },
      'app--v1.4.0',
    );
    const { done, text } = project(
      `registries: ${JSON.stringify([repo.url, other.url])}\nplugins: [app@lab@^1.4, bare@lab]\n`,
    );
    await done('lock', 'sync', 'sync --check');
    expect(JSON.parse(text(`${skills}/app/.claude-plugin/plugin.json`))).toEqual({
      name: 'app',
      version: '1.4.0',
      dependencies: [{ name: 'base', version: '^2' }],
    });
    expect(JSON.parse(text(`${skills}/bare/.claude-plugin/plugin.json`))).toEqual({
      name: 'bare',
      version: '3.0.0',
      commands: ['./more/x.md'],
    });
    const { plugins } = JSON.parse(text(record));
    expect(plugins['app@lab'].changes).toEqual([
      { key: 'version', why: 'locked-version', before: '1.0.0', after: '1.4.0' },
      {
        key: 'dependencies.0',
        why: 'sibling',
        before: { name: 'base', marketplace: 'shop', version: '^2' },
        after: { name: 'base', version: '^2' },
      },
    ]);
    expect(plugins['bare@lab'].changes.map((each: Json) => each.why)).toEqual([
      'name',
      'locked-version',
      'entry',
    ]);
  });

  test('a dependency under its former name becomes the name that the copy has', async () => {
    const repo = repository();
    const files = marketplace({
      fresh: { manifest: { version: '1.0.0' } },
      app: { manifest: { version: '1.0.0', dependencies: ['stale'] } },
    });
    const market = JSON.parse(files['.claude-plugin/marketplace.json'] as string);
    repo.commit({
      ...files,
      '.claude-plugin/marketplace.json': JSON.stringify({ ...market, renames: { stale: 'fresh' } }),
    });
    const { done, text } = project(list(repo.url, 'app@lab'));
    await done('lock', 'sync', 'sync --check');
    const { dependencies } = JSON.parse(text(`${skills}/app/.claude-plugin/plugin.json`));
    expect(dependencies).toEqual(['fresh']);
  });

  test('links become the files that they lead to', async () => {
    const { repo } = lab();
    symlinkSync('../crlf.txt', join(repo.path, 'plugins/base/bin/linked'));
    symlinkSync('bin', join(repo.path, 'plugins/base/tools'));
    repo.git('add', '-A');
    repo.git('commit', '-q', '-m', 'links');
    repo.git('tag', '-f', 'base--v1.0.0');
    const { done, text } = project(list(repo.url, 'base@lab'));
    await done('lock', 'sync', 'sync --check');
    expect(text(`${skills}/base/bin/linked`)).toBe('one\r\ntwo\r\n');
    expect(text(`${skills}/base/tools/tool`)).toBe('#!/bin/sh\n');
    expect(text(`${skills}/base/tools/linked`)).toBe('one\r\ntwo\r\n');
  });
});

describe('what is not copied is said in words, and nothing is written', () => {
  const cases: Record<string, readonly [Record<string, string>, string]> = {
    monitors: [
      { 'monitors/monitors.json': '[{"name":"m","command":"true","description":"x"}]' },
      'it has monitors',
    ],
    'MCP bundles': [
      { '.claude-plugin/plugin.json': '{"name":"base","version":"1.0.0","mcpServers":"./x.mcpb"}' },
      'it has an MCP bundle',
    ],
    'Node packages': [{ 'package.json': '{"dependencies":{"x":"1"}}' }, 'it needs Node packages'],
    'pointers of Git LFS': [
      { 'big.bin': 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n' },
      '`big.bin` is a Git LFS pointer',
    ],
  };
  test.each(Object.entries(cases))('%s', async (_, [files, said]) => {
    const repo = repository();
    const more = Object.fromEntries(
      Object.entries(files).map(([name, content]) => [`plugins/base/${name}`, content]),
    );
    repo.commit({ ...marketplace({ base: { manifest: { version: '1.0.0' } } }), ...more }, 'base--v1.0.0');
    const { done, run, tree } = project(list(repo.url, 'base@lab'));
    await done('lock');
    const { code, stdout } = await run('sync', '--yes');
    // What the client runs of an installed plugin is pinned.
    const isPinned = !said.includes('LFS');
    expect(code).toBe(isPinned ? 0 : 1);
    const front = isPinned
      ? '`base@lab` is installed once on each machine, at the locked commit'
      : '`base@lab`';
    expect(stdout.replace(/\s+/g, ' ')).toContain(`${front}: ${said}`);
    expect(Object.keys(tree()).filter((path) => path.startsWith('skills'))).toEqual([]);
  });

  test('links that lead out, links in a copy, two plugins of one name, other files than the locked', async () => {
    const { repo } = lab();
    symlinkSync('../app/.claude-plugin', join(repo.path, 'plugins/base/out'));
    repo.git('add', '-A');
    repo.git('commit', '-q', '-m', 'links');
    repo.git('tag', '-f', 'base--v1.0.0');
    const first = project(list(repo.url, 'base@lab'));
    await first.done('lock');
    expect((await first.run('sync')).stdout).toContain('`out` is a link that leads out of the plugin');

    const twins = repository();
    twins.commit(
      marketplace({
        one: { manifest: { name: 'Same', version: '1.0.0' } },
        two: { manifest: { name: 'same', version: '1.0.0' } },
      }),
    );
    const second = project(list(twins.url, 'one@lab', 'two@lab'));
    await second.done('lock');
    expect((await second.run('sync')).stdout).toContain('would load only one of them');
    expect(second.tree()).toEqual({});

    const third = project(list(lab().repo.url, 'base@lab'));
    await third.done('lock', 'sync');
    rmSync(join(third.root, skills, 'base/crlf.txt'));
    symlinkSync('raw.bin', join(third.root, skills, 'base/crlf.txt'));
    expect((await third.run('sync', '--yes')).stdout).toContain('base/crlf.txt` is a link');
    rmSync(join(third.root, skills, 'base/crlf.txt'));
    third.write('mkt.lock', third.text('mkt.lock').replace(/sha256-..../, 'sha256-AAAA'));
    expect((await third.run('sync', '--yes')).stdout).toContain('its files are not the locked ones');
  });
});

describe('a disk that fails at any moment of `mkt sync`', () => {
  test('leaves the old copies or the new ones, once the next run has cleared up', async () => {
    const { repo, commit } = lab();
    const place = project(list(repo.path, 'base@lab'));
    await place.done('lock', 'sync');
    const old = place.tree();
    commit('1.1.0', { 'plugins/base/new.txt': 'new' });
    await place.done('lock --upgrade --yes');
    const files = { 'mkt.yaml': place.text('mkt.yaml'), 'mkt.lock': place.text('mkt.lock') };
    const goal = { ...place };
    await goal.done('sync --yes');
    const fresh = goal.tree();
    expect(fresh).not.toEqual(old);
    const seen = new Set<string>();
    const started = () => {
      const root = folder(files);
      for (const [name, content] of Object.entries(old)) {
        const [mode, ...bytes] = content.split(' ');
        const path = join(root, '.claude', name);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, bytes.join(' '), 'latin1');
        chmodSync(path, mode === 'executable' ? 0o755 : 0o644);
      }
      return { root, sync: () => mktHere(['sync', '--yes'], { cwd: root, env: place.env }) };
    };
    const whole = started();
    const changes = await changesBelow(whole.root, whole.sync);
    for (const at of someMoments(changes, 6)) {
      const { root, sync } = started();
      expect(await onFailingDisk(at, root, sync)).toBe(at);
      const journal = existsSync(join(root, '.mkt-pending/journal.json'));
      const now = treeOf(join(root, '.claude'));
      if (!journal) expect([old, fresh]).toContainEqual(now);
      seen.add(
        journal ? 'in between, with a journal' : JSON.stringify(now) === JSON.stringify(old) ? 'old' : 'new',
      );
      const { code, stdout, stderr } = await sync();
      expect(code, stdout + stderr).toBe(0);
      expect(treeOf(join(root, '.claude'))).toEqual(fresh);
      expect(existsSync(join(root, '.mkt-pending'))).toBe(false);
    }
    expect(seen).toContain('old');
    expect(seen).toContain('in between, with a journal');
  });
});
