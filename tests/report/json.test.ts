/** JSON with sorted keys is the same whether or not its objects were sorted already. */
import { expect, test } from 'vitest';
import { escapedControls } from '../../src/model/text.ts';
import { jsonText } from '../../src/report/json.ts';
import fc from '../support/fast-check.ts';

/** Makes every object again with its keys in another order. */
function reversed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(reversed);
  const members = Object.entries(value)
    .reverse()
    .map(([key, each]) => `${JSON.stringify(key)}:${JSON.stringify(reversed(each))}`);
  return JSON.parse(`{${members.join()}}`);
}

/** Makes every object again with its keys in order, while it is written. */
function remade(_: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.assign(Object.create(null), Object.fromEntries(entries));
}

test('the order of keys makes no difference', () => {
  const key = fc.oneof(fc.constantFrom('__proto__', 'constructor', '10', '9', 'a', 'b', 'B'), fc.string());
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.string(),
      fc.integer(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.array(fc.tuple(key, tie('value')), { maxLength: 5 }).map((members) =>
        // As JSON, so that `__proto__` is a key like any other.
        JSON.parse(
          `{${members.map(([name, each]) => `${JSON.stringify(name)}:${JSON.stringify(each)}`).join()}}`,
        ),
      ),
    ),
  }));
  fc.assert(
    fc.property(value, (each) => {
      const text = jsonText({ each });
      expect(text).toBe(jsonText({ each: reversed(each) }));
      expect(JSON.parse(text)).toEqual({ schemaVersion: 1, each });
      expect(text).toBe(`${escapedControls(JSON.stringify({ each, schemaVersion: 1 }, remade, 2))}\n`);
    }),
  );
});

test('what is sorted is not made again', () => {
  let read = 0;
  const row = Object.defineProperty({ a: 1, b: [2] }, 'c', { get: () => (read += 1), enumerable: true });
  expect(jsonText([row, row])).toContain('"c": 4');
  expect(jsonText({ z: 1, rows: [{ b: { d: 1, c: 2 }, a: undefined }] })).toBe(
    `${JSON.stringify({ rows: [{ b: { c: 2, d: 1 } }], schemaVersion: 1, z: 1 }, null, 2)}\n`,
  );
});
