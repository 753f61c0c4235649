import { expect, test } from 'vitest';
import { presentName } from '../../src/client/requirements.ts';
import fc from '../support/fast-check.ts';

/** Step by step, without anything known from before. */
function followed(name: string, renames: ReadonlyMap<string, string | null>): string | undefined {
  let at: string | null = name;
  for (let step = 0; step <= renames.size; step += 1) {
    if (at === null) return undefined;
    if (!renames.has(at)) return at;
    at = renames.get(at) ?? null;
  }
  return undefined;
}

test('the present name is where the renames lead, in whatever order names are looked up', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const renames = fc.array(fc.tuple(name, fc.option(name)), { maxLength: 5 }).map((pairs) => new Map(pairs));
  fc.assert(
    fc.property(renames, fc.array(name, { maxLength: 8 }), (all, names) => {
      for (const each of names) expect(presentName(each, all)).toBe(followed(each, all));
    }),
    { numRuns: 1000 },
  );
});

test('a long chain is followed once for all who start at its beginning', () => {
  let steps = 0;
  class Counting extends Map<string, string> {
    override get(key: string) {
      steps += 1;
      return super.get(key);
    }
  }
  const renames = new Counting(Array.from({ length: 1000 }, (_, at) => [`p${at}`, `p${at + 1}`]));
  for (let at = 0; at < 1000; at += 1) expect(presentName(`p${at % 2}`, renames)).toBe('p1000');
  expect(steps).toBe(1000);
});
