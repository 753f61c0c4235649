/**
 * Every advice is tried: for each case of each rule a small input raises it, what its help offers is taken from the JSON that mkt
 * prints, and done. Then the finding is gone, and no other one has come. A new rule or case does not compile without its entry
 * here. `MKT_UPDATE=1` takes over help that was reworded.
 */
import { describe, expect, test } from 'vitest';
import { entryOf, ruleIds } from '../../src/model/problems.ts';
import { combinations } from './advice/combinations.ts';
import { keys, places } from './advice/files.ts';
import { flow } from './advice/flow.ts';
import { type Advised, type Beyond, follow } from './advice/follow.ts';
import { lists } from './advice/lists.ts';
import { machine } from './advice/machine.ts';
import { malformed } from './advice/malformed.ts';
import { request } from './advice/request.ts';
import { schema } from './advice/schema.ts';
import { statements } from './advice/statements.ts';

type Table = Readonly<Record<string, Readonly<Record<string, Advised | readonly Advised[] | Beyond>>>>;
const table: Table = {
  ...request,
  ...malformed,
  ...schema,
  ...keys,
  ...places,
  ...statements,
  ...combinations,
  ...flow,
  ...lists,
  ...machine,
};

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
