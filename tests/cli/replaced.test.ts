/** What is said of a file that was there, and of words that are near to nothing. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folder, mkt } from '../support/mkt.ts';

test('`--output` says if it replaced a file, and nothing if it made one', () => {
  const out = join(folder(), 'out.json');
  expect(mkt(['list', '--json', '-o', out])).toMatchObject({ code: 0, stdout: '', stderr: '' });
  expect(mkt(['list', '--json', '-o', out])).toMatchObject({
    code: 0,
    stdout: '',
    stderr: `replaced ${out}\n`,
  });
});

test('a part of an id suggests no rule, and a category that is near to none lists them', () => {
  expect(mkt(['explain', 'MKT99']).stderr).toContain('hint: run `mkt explain` to see all rules');
  expect(mkt(['list', '--category', 'nope']).stderr).toMatch(/hint: use one of .*development/);
  expect(mkt(['list', '--category', 'developmnt']).stderr).toContain('did you mean `development`?');
});
