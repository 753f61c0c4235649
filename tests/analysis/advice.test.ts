/**
 * Every advice is tried: for each case of each rule a small input raises it, what its help offers is taken from the JSON that mkt
 * prints, and done. Then the finding is gone, and no other one has come. `MKT_UPDATE=1` takes over help that was reworded.
 */
import { describe, expect, test } from 'vitest';
import { entryOf, ruleIds } from '../../src/model/problems.ts';
import { follow } from './advice/follow.ts';
import { table } from './advice/table.ts';

test('every case of every rule is in the table, and no other', () => {
  const all = ruleIds.flatMap((id) => Object.keys(entryOf(id).cases).map((name) => `${id} ${name}`));
  const inTable = Object.entries(table).flatMap(([rule, cases]) =>
    Object.keys(cases).map((name) => `${rule} ${name}`),
  );
  expect(all.filter((each) => !inTable.includes(each))).toEqual([]);
  expect(inTable.filter((each) => !all.includes(each))).toEqual([]);
});

for (const [rule, cases] of Object.entries(table)) {
  const followed = Object.entries(cases).flatMap(([name, advised]) =>
    'beyond' in advised
      ? []
      : ('given' in advised ? [advised] : advised).map(
          (each) => [`${name}: ${each.help?.split('\n')[0] ?? 'no help'}`, name, each] as const,
        ),
  );
  if (followed.length > 0)
    describe(rule, () => {
      test.each(followed)('%s', (_, name, each) => follow(rule, name, each));
    });
}
