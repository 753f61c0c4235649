/** The program compiled ahead is the program: whatever becomes of what V8 wrote down, the answers stay. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folder, root } from '../support/mkt.ts';

/** A copy of the package as it would be installed. */
function installed(): string {
  const place = folder();
  for (const part of ['bin', 'dist', 'package.json'])
    cpSync(join(root, part), join(place, part), { recursive: true });
  return place;
}

const run = (place: string, ...flags: string[]) =>
  spawnSync(process.execPath, [...flags, join(place, 'bin/mkt.js'), 'resolve', 'unit-testing', '--json'], {
    encoding: 'utf8',
    env: {},
  });

test('V8 takes what the build wrote down', () => {
  const load = JSON.stringify(join(root, 'bin/load.js'));
  const script = `const { readCompiled, scriptOf } = require(${load});
    console.log(scriptOf(readCompiled()).cachedDataRejected)`;
  const { stdout } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
  expect(stdout).toBe('false\n');
});

test.each<[string, (place: string) => void, ...string[]]>([
  ['as built', () => undefined],
  ['without it', (place) => rmSync(join(place, 'dist/mkt.v8'))],
  ['with something else in its place', (place) => writeFileSync(join(place, 'dist/mkt.v8'), 'nonsense')],
  [
    'with half of it',
    (place) => {
      const file = join(place, 'dist/mkt.v8');
      writeFileSync(file, readFileSync(file).subarray(0, 100_000));
    },
  ],
  ['under other flags of V8', () => undefined, '--no-opt', '--max-lazy'],
])('it works %s', (_what, change, ...flags) => {
  const place = installed();
  change(place);
  const { stdout, stderr, status } = run(place, ...flags);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(JSON.parse(stdout).resolution['unit-testing']).toMatch(/^\d/);
});

test('a program that was changed since is compiled again, even with a text of equal length', () => {
  const place = installed();
  const file = join(place, 'dist/mkt.cjs');
  expect(existsSync(join(place, 'dist/mkt.v8'))).toBe(true);
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replace(
      'Prints one version of each plugin',
      'WHICH VERSIONS OF EACH PLUGIN????',
    ),
  );
  const late = Date.UTC(2200, 0) / 1000;
  utimesSync(file, late, late);
  const { stdout } = spawnSync(process.execPath, [join(place, 'bin/mkt.js'), 'help', 'resolve'], {
    encoding: 'utf8',
  });
  expect(stdout).toContain('WHICH VERSIONS');
});

test('what another build of the same version remembered is not printed, even if all its files have the same time', () => {
  const place = installed();
  const file = join(place, 'dist/mkt.cjs');
  const packedAt = 499_162_500;
  const env = {
    MKT_CACHE_DIR: folder(),
    // Files that were written just now count as settled.
    NODE_OPTIONS: '--import=data:text/javascript,Date.now=()=>7e12',
  };
  const check = () =>
    spawnSync(process.execPath, [join(place, 'bin/mkt.js'), 'check', 'unit-testing'], {
      encoding: 'utf8',
      env,
    }).stdout;
  rmSync(join(place, 'dist/mkt.v8'));
  utimesSync(file, packedAt, packedAt);
  expect(check()).toContain('can be used');
  expect(readdirSync(join(env.MKT_CACHE_DIR, 'results'))).toHaveLength(1);
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('can be used', 'can be USED'));
  utimesSync(file, packedAt, packedAt);
  expect(check()).toContain('can be USED');
});

describe('an installed package, which has no compiled code', () => {
  function packed() {
    const place = installed();
    rmSync(join(place, 'dist/mkt.v8'));
    const cache = join(folder(), 'cache');
    const mkt = (args: readonly string[], env: Record<string, string> = {}) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [join(place, 'bin/mkt.js'), ...args], {
        encoding: 'utf8',
        env: { MKT_CACHE_DIR: cache, ...env },
      });
      return { status, stdout, stderr };
    };
    const compiled = join(cache, 'compiled');
    return {
      place,
      cache,
      mkt,
      files: () => (existsSync(compiled) ? readdirSync(compiled).sort() : []),
      compiled,
    };
  }
  const resolve = ['resolve', 'unit-testing', '--json'];

  test('the first run of each command writes it into the cache, and the next one takes it', () => {
    const { mkt, files, compiled } = packed();
    const first = mkt(resolve);
    expect(first).toMatchObject({ status: 0, stderr: '' });
    expect(files()).toEqual([expect.stringMatching(/^[0-9a-f]{16}-v.*-resolve\.v8$/)]);
    const [name = ''] = files();
    const written = statSync(join(compiled, name)).ino;
    expect(mkt(resolve)).toEqual(first);
    expect(statSync(join(compiled, name)).ino).toBe(written);
    mkt(['patterns']);
    expect(files()).toHaveLength(2);
  });

  test('what a later run needs in addition is added to it, once', () => {
    const { mkt, files, compiled } = packed();
    const more = ['resolve', 'notebook', '--registry', join(root, 'examples/lab'), '--no-bundled', '--json'];
    mkt(resolve);
    const [name = ''] = files();
    const written = () => statSync(join(compiled, name)).ino;
    const first = written();
    const answer = mkt(more);
    expect(answer).toMatchObject({ status: 0, stderr: '' });
    const second = written();
    expect(second).not.toBe(first);
    expect(mkt(more)).toEqual(answer);
    expect(mkt(resolve).status).toBe(0);
    expect(written()).toBe(second);
    expect(files()).toEqual([name]);
  });

  test('what does not fit is written anew', () => {
    const { mkt, files, compiled } = packed();
    const first = mkt(resolve);
    const file = join(compiled, files()[0] ?? '');
    writeFileSync(file, 'nonsense');
    expect(mkt(resolve)).toEqual(first);
    expect(statSync(file).size).toBeGreaterThan(100_000);
  });

  test.skipIf(process.platform === 'win32')('a file that others can write is not taken', () => {
    const { mkt, files, compiled } = packed();
    const first = mkt(resolve);
    const file = join(compiled, files()[0] ?? '');
    chmodSync(file, 0o666);
    expect(mkt(resolve)).toEqual(first);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('nothing is written after a wrong call, where it is disabled, or for a cache that is no folder', () => {
    const { mkt, files, cache } = packed();
    expect(mkt(['nonsense']).status).toBe(2);
    mkt(resolve, { NODE_DISABLE_COMPILE_CACHE: '1' });
    expect(files()).toEqual([]);
    writeFileSync(cache, '');
    expect(mkt(resolve)).toMatchObject({ status: 0, stderr: '' });
  });

  test('of other builds, the newest are kept', () => {
    const { mkt, files, compiled } = packed();
    mkt(['patterns']);
    const today = statSync(join(compiled, files()[0] ?? '')).mtimeMs / 1000;
    for (let build = 1; build <= 80; build += 1) {
      const file = join(compiled, `${String(build).padStart(16, '0')}-v20.0.0-x64-check.v8`);
      writeFileSync(file, '');
      utimesSync(file, today - build, today - build);
    }
    mkt(resolve);
    expect(files()).toHaveLength(64);
    expect(files().filter((name) => name.startsWith('00000000'))).toHaveLength(62);
    expect(files()).toContain('0000000000000001-v20.0.0-x64-check.v8');
  });

  test('`mkt cache clean` removes it', () => {
    const { mkt, files } = packed();
    mkt(resolve);
    mkt(['cache', 'clean'], { NODE_DISABLE_COMPILE_CACHE: '1' });
    expect(files()).toEqual([]);
  });
});

test('the program is written in ASCII, as it is read', () => {
  const strange = readFileSync(join(installed(), 'dist/mkt.cjs')).findIndex((byte) => byte > 127);
  expect(strange).toBe(-1);
});
