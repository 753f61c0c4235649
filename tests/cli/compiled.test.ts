/** The program compiled ahead is the program: whatever becomes of what V8 wrote down, the answers stay. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
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
  const script = `const { readCompiled, scriptOf } = await import(${load});
    console.log(scriptOf(readCompiled()).cachedDataRejected)`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
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
    readFileSync(file, 'utf8').replace('which versions fit together?', 'WHICH VERSIONS FIT TOGETHER?'),
  );
  const late = Date.UTC(2200, 0) / 1000;
  utimesSync(file, late, late);
  const { stdout } = spawnSync(process.execPath, [join(place, 'bin/mkt.js'), '--help'], { encoding: 'utf8' });
  expect(stdout).toContain('WHICH VERSIONS');
});

test('the program is written in ASCII, as it is read', () => {
  const strange = readFileSync(join(installed(), 'dist/mkt.cjs')).findIndex((byte) => byte > 127);
  expect(strange).toBe(-1);
});
