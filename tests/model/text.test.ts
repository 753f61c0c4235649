/** Words for amounts. */
import { expect, test } from 'vitest';
import { everyOne } from '../../src/model/text.ts';

test.each([
  [1, 'the plugin'],
  [2, 'both plugins'],
  [3, 'all 3 plugins'],
])('%i of them', (amount, words) => {
  expect(everyOne(amount, 'plugin')).toBe(words);
});
