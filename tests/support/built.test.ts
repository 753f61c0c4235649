import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { changedSince } from './built.ts';
import { folder } from './mkt.ts';

/** A folder of sources whose files changed at given seconds, and a program. */
function project(program: number | undefined): string {
  const at = folder({ 'src/old.ts': '', 'src/deep/new.ts': '' });
  utimesSync(join(at, 'src/old.ts'), 100, 100);
  utimesSync(join(at, 'src/deep/new.ts'), 200, 200);
  if (program !== undefined) {
    mkdirSync(join(at, 'dist'));
    writeFileSync(join(at, 'dist/mkt.cjs'), '');
    utimesSync(join(at, 'dist/mkt.cjs'), program, program);
  }
  return at;
}

test.each([
  ['a program that is newer', 300, undefined],
  ['one that is older than a file in a folder', 150, 'src/deep/new.ts'],
  ['none at all', undefined, 'src/deep/new.ts'],
])('%s', (_, program, changed) => {
  const at = project(program);
  expect(changedSince(join(at, 'dist/mkt.cjs'), [join(at, 'src')])).toBe(changed && join(at, changed));
});
