import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { type FileChange, ownProject } from '../../src/project/write.ts';
import { root as checkout, folder } from '../support/mkt.ts';

function project(files: Readonly<Record<string, string>> = {}) {
  const root = folder();
  const env = { MKT_CACHE_DIR: folder() };
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(root, name, '..'), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  const write = (...changes: FileChange[]) => ownProject(root, env, (own) => own.write(changes));
  return { root, env, write, text: (name: string) => readFileSync(join(root, name), 'utf8') };
}

describe('changes of a project', () => {
  test('put, replace and remove files, and leave nothing else behind', async () => {
    const { root, write, text } = project({ 'a.txt': 'old', 'deep/er/b.txt': 'gone' });
    const refused = await write(
      { path: 'a.txt', before: 'old', content: 'new' },
      { path: 'deep/er/b.txt', content: null },
      { path: 'new/c.sh', before: null, content: 'x', executable: true },
    );
    expect(refused).toEqual([]);
    expect(text('a.txt')).toBe('new');
    expect(text('new/c.sh')).toBe('x');
    expect(statSync(join(root, 'new/c.sh')).mode & 0o111).not.toBe(0);
    expect(readdirSync(root).sort()).toEqual(['a.txt', 'new']);
  });

  test('come from a stream as well', async () => {
    const { write, text } = project();
    async function* pieces() {
      yield Buffer.from('one ');
      yield Buffer.from('two');
    }
    await write({ path: 'x', content: pieces() });
    expect(text('x')).toBe('one two');
  });

  test('keep the mode of a file, and change only who may run it', async () => {
    const { root, write } = project({ a: 'x', b: 'x' });
    chmodSync(join(root, 'a'), 0o640);
    chmodSync(join(root, 'b'), 0o640);
    await write({ path: 'a', content: 'y' }, { path: 'b', content: 'y', executable: true });
    expect(statSync(join(root, 'a')).mode & 0o777).toBe(0o640);
    expect(statSync(join(root, 'b')).mode & 0o777).toBe(0o750);
  });

  test('are refused, all of them, where one file changed since it was read', async () => {
    const { root, write, text } = project({ a: 'edited meanwhile' });
    const refused = await write(
      { path: 'b', content: 'x' },
      { path: 'a', before: 'as it was', content: 'mine' },
    );
    expect(refused).toEqual([{ path: 'a', why: 'changed' }]);
    expect(text('a')).toBe('edited meanwhile');
    expect(readdirSync(root)).toEqual(['a']);
  });

  test('are refused where a file appeared, or disappeared', async () => {
    const { write } = project({ a: 'x' });
    expect(await write({ path: 'a', before: null, content: 'y' })).toEqual([{ path: 'a', why: 'changed' }]);
    expect(await write({ path: 'b', before: 'x', content: 'y' })).toEqual([{ path: 'b', why: 'changed' }]);
  });

  test('do not lead out of the project, by steps or by links', async () => {
    const { root, write } = project();
    const outside = folder();
    symlinkSync(outside, join(root, 'out'));
    symlinkSync(join(outside, 'target'), join(root, 'file'));
    for (const path of ['../x', '/x', 'a/../../x', 'out/x', 'file'])
      expect(await write({ path, content: 'x' }), path).toEqual([{ path, why: 'leads-out' }]);
    expect(readdirSync(outside)).toEqual([]);
  });

  test('follow a link within the project, and it stays one', async () => {
    const { root, write, text } = project({ 'real/a': 'old' });
    symlinkSync('real', join(root, 'link'));
    symlinkSync('real/a', join(root, 'a'));
    expect(await write({ path: 'link/b', content: 'b' }, { path: 'a', content: 'new' })).toEqual([]);
    expect(text('real/b')).toBe('b');
    expect(text('real/a')).toBe('new');
    expect(readlinkSync(join(root, 'a'))).toBe('real/a');
  });

  test('do not take the place of a folder', async () => {
    const { write } = project({ 'a/b': 'x' });
    expect(await write({ path: 'a', content: 'x' })).toEqual([{ path: 'a', why: 'not-a-file' }]);
  });

  test('do not begin where the content cannot be had', async () => {
    const { root, write } = project({ a: 'old' });
    // biome-ignore lint/correctness/useYield: it fails before the first piece
    async function* broken(): AsyncGenerator<Uint8Array> {
      throw new Error('no more');
    }
    await expect(write({ path: 'a', content: 'new' }, { path: 'b', content: broken() })).rejects.toThrow(
      'no more',
    );
    expect(readdirSync(root)).toEqual(['a']);
    expect(readFileSync(join(root, 'a'), 'utf8')).toBe('old');
  });
});

describe('two at once', () => {
  test('wait for each other', async () => {
    const { root, env, text } = project({ n: '0' });
    const add = () =>
      ownProject(root, env, async (own) => {
        const before = text('n');
        await Promise.resolve();
        return own.write([{ path: 'n', before, content: String(Number(before) + 1) }]);
      });
    expect(await Promise.all([add(), add(), add(), add()])).toEqual([[], [], [], []]);
    expect(text('n')).toBe('4');
  });
});

describe('a kill at any moment', () => {
  const script = `
    import { ownProject } from ${JSON.stringify(join(checkout, 'src/project/write.ts'))};
    await ownProject(process.argv[2], process.env, (own) => own.write([
      { path: 'a', content: 'new a' }, { path: 'b', content: null }, { path: 'c/d', content: 'new d' },
    ]));`;

  test('leaves the old or the new, and the next run says which', async () => {
    const before = { a: 'old a', b: 'old b' };
    const ends = new Set<string>();
    const program = join(folder(), 'child.mjs');
    buildSync({
      stdin: { contents: script, resolveDir: checkout, loader: 'ts' },
      outfile: program,
      bundle: true,
      platform: 'node',
      format: 'esm',
    });
    let survived = false;
    for (let at = 1; !survived; at += 1) {
      const { root, env } = project(before);
      const { signal, status, stderr } = spawnSync(
        process.execPath,
        ['--require', join(checkout, 'tests/support/killed.cjs'), program, root],
        {
          encoding: 'utf8',
          env: { PATH: process.env.PATH, ...env, MKT_TEST_KILL_AT: String(at), MKT_TEST_KILL_BELOW: root },
        },
      );
      survived = signal === null;
      if (survived) expect(status, stderr).toBe(0);
      const recovered = await ownProject(root, env, async (own) => own.recovered);
      const state = Object.fromEntries(
        ['a', 'b', 'c/d'].flatMap((name) =>
          existsSync(join(root, name)) ? [[name, readFileSync(join(root, name), 'utf8')]] : [],
        ),
      );
      const isNew = state.a === 'new a';
      expect(state, `stopped at ${at}`).toEqual(isNew ? { a: 'new a', 'c/d': 'new d' } : before);
      expect(existsSync(join(root, '.mkt-pending'))).toBe(false);
      ends.add(`${isNew ? 'new' : 'old'} ${recovered}`);
      expect(at).toBeLessThan(100);
    }
    expect([...ends].sort()).toEqual(
      expect.arrayContaining(['new finished', 'new nothing', 'old nothing', 'old undone']),
    );
  });
});

test.each([
  ['is not JSON', '{'],
  ['is empty', ''],
  ['is null', 'null'],
  ['has no steps', '{ "mkt": 1 }'],
  ['has a step without a path', '{ "mkt": 1, "steps": [{ "to": "put" }] }'],
  ['has a step of an unknown kind', '{ "mkt": 1, "steps": [{ "path": "a", "to": "append" }] }'],
])('a journal that mkt has not written is cleared away: it %s', async (_, text) => {
  const root = folder();
  const env = { MKT_CACHE_DIR: folder() };
  mkdirSync(join(root, '.mkt-pending'));
  writeFileSync(join(root, '.mkt-pending/journal.json'), text);
  writeFileSync(join(root, '.mkt-pending/0'), 'new');
  writeFileSync(join(root, 'a'), 'old');
  expect(await ownProject(root, env, async (own) => own.recovered)).toBe('undone');
  expect(readFileSync(join(root, 'a'), 'utf8')).toBe('old');
  expect(existsSync(join(root, '.mkt-pending'))).toBe(false);
});
