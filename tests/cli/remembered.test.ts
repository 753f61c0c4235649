/** Results that are kept until a file changes: a second run says the same, and never anything old. */
import {
  chmodSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { shortened } from '../../src/sources/cache/remembered.ts';
import { folder, mktProcess } from '../support/mkt.ts';

const agent = (text: string) => `---\nname: go\ndescription: goes\n---\n${text}\n`;

/** A marketplace with two plugins, the texts of which call `base:go` or not. */
const files = (text: string) => ({
  '.claude-plugin/marketplace.json': JSON.stringify({
    name: 'lab',
    owner: { name: 'lab' },
    plugins: [
      { name: 'base', source: './base' },
      { name: 'shop', source: './shop' },
    ],
  }),
  'base/agents/go.md': agent('goes'),
  'shop/agents/go.md': agent(text),
});

/** A marketplace, and an empty cache. */
const settled = (text: string) => ({ path: folder(files(text)), cache: folder() });

/**
 * Runs mkt at a given time, in milliseconds since 1970. Files that are written while a test runs have lain long enough for
 * their times to be trusted when it is the year 2200,.
 */
function runAt(time: number, cwd: string, cache: string, ...args: string[]): string {
  const clock = `data:text/javascript,Date.now=()=>${time}`;
  return mktProcess(args, { cwd, env: { MKT_CACHE_DIR: cache, NODE_OPTIONS: `--import=${clock}` } }).stdout;
}

const run = (cwd: string, cache: string, ...args: string[]) => runAt(Date.UTC(2200, 0), cwd, cache, ...args);

const kept = (cache: string): string[] => {
  const results = join(cache, 'results');
  return readdirSync(cache).includes('results')
    ? readdirSync(results).map((name) => join(results, name))
    : [];
};

describe('a result', () => {
  test('is kept and used again, by validate and map each their own', () => {
    const { path, cache } = settled('/base:go and /base:gone');
    const commands = [
      ['validate', '.', '--json'],
      ['map', '.', '--json'],
    ];
    for (const args of commands) expect(run(path, cache, ...args)).toBe(run(path, cache, ...args));
    expect(kept(cache)).toHaveLength(2);
    for (const file of kept(cache)) {
      const { key, value } = JSON.parse(readFileSync(file, 'utf8').split('\n')[1] ?? '');
      if (value.findings !== undefined) value.findings = [];
      else value.map.ties = [];
      const body = JSON.stringify({ key, value });
      writeFileSync(file, `${shortened(body)}\n${body}`);
    }
    // The stored result was tampered with, and it is printed: it was not computed again.
    expect(run(path, cache, 'validate', '.')).toBe('ok: marketplace . is valid\n');
    expect(run(path, cache, 'map', '.')).toContain('no plugin refers to another');
    // The same with other paths, and with a form of output that was not asked for before.
    expect(run(join(path, 'base'), cache, 'validate', '..')).toContain('../shop/agents/go.md');
    expect(run(path, cache, 'map', '.', '--format', 'dot')).not.toContain('->');
  });

  test.each<[string, (path: string) => void]>([
    ['a file is written', (path) => writeFileSync(join(path, 'shop/agents/go.md'), agent('/base:go'))],
    [
      'a file is written, with the size and the time of before',
      (path) => {
        const file = join(path, 'shop/agents/go.md');
        const { atime, mtime } = statSync(file);
        writeFileSync(file, agent('/base:go'));
        utimesSync(file, atime, mtime);
      },
    ],
    [
      'a file takes the place of another',
      (path) => {
        writeFileSync(join(path, 'new.md'), agent('/base:go'));
        renameSync(join(path, 'new.md'), join(path, 'shop/agents/go.md'));
      },
    ],
    ['a file comes', (path) => writeFileSync(join(path, 'shop/agents/other.md'), agent('/base:go'))],
  ])('is not used when %s', (_what, change) => {
    const { path, cache } = settled('/base_go');
    expect(run(path, cache, 'map', '.')).toContain('no plugin refers to another');
    expect(kept(cache)).toHaveLength(1);
    change(path);
    expect(run(path, cache, 'map', '.')).toContain('1 call');
  });

  test('is not used when a file goes', () => {
    const { path, cache } = settled('/base:go');
    expect(run(path, cache, 'map', '.')).toContain('1 call');
    rmSync(join(path, 'shop/agents/go.md'));
    expect(run(path, cache, 'map', '.')).not.toContain('1 call');
  });

  test('is not kept while files are so new that a change could go unseen', () => {
    const path = folder(files('/base:go'));
    const cache = folder();
    const written = statSync(join(path, 'shop/agents/go.md')).ctimeMs;
    runAt(written + 1000, path, cache, 'map', '.');
    expect(kept(cache)).toEqual([]);
    runAt(written + 3000, path, cache, 'map', '.');
    expect(kept(cache)).toHaveLength(1);
  });

  test('is not kept of a repository, whose tags are no files of the marketplace', () => {
    const path = folder({ ...files('/base:go'), '.git/HEAD': 'ref: refs/heads/main\n' });
    const cache = folder();
    run(path, cache, 'map', '.');
    expect(kept(cache)).toEqual([]);
  });

  test('that cannot be read or written does no harm', () => {
    const { path, cache } = settled('/base:go');
    const before = run(path, cache, 'map', '.');
    for (const broken of ['', '{', 'null', '[]', '{"key":1}']) {
      for (const file of kept(cache)) writeFileSync(file, broken);
      expect(run(path, cache, 'map', '.')).toBe(before);
    }
    rmSync(join(cache, 'results'), { recursive: true });
    writeFileSync(join(cache, 'results'), 'a file where a folder should be');
    expect(run(path, cache, 'map', '.')).toBe(before);
    chmodSync(cache, 0o500);
    expect(run(path, cache, 'map', '.')).toBe(before);
    chmodSync(cache, 0o700);
  });

  test('goes with `mkt cache clean`', () => {
    const { path, cache } = settled('/base:go');
    run(path, cache, 'map', '.');
    expect(run(path, cache, 'cache', 'clean')).toContain('removed 1 cached copy');
    expect(kept(cache)).toEqual([]);
  });
});
