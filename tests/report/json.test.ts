/** JSON with sorted keys is the same whether or not its objects were sorted already. */
import { expect, test } from 'vitest';
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
    }),
  );
});
