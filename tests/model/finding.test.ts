import { expect, test } from 'vitest';
import { firstHelp } from '../../src/model/finding.ts';

test.each([
  [undefined, undefined],
  ['', undefined],
  ['do this', 'do this'],
  ['do this\nand read that', 'do this'],
  ['any one of these helps\n- remove `a`', 'remove `a`'],
  ['any one of these helps\n- remove `a`\n- remove `b`', 'remove `a`; there is 1 other way'],
  ['any one of these helps\n- remove `a`\n- remove `b`\n- go', 'remove `a`; there are 2 other ways'],
])('the help %j is %j in one line', (help, line) => {
  expect(firstHelp(help === undefined ? {} : { help })).toBe(line);
});
