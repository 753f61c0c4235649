import { visit } from 'jsonc-parser';
import { describe, expect, test } from 'vitest';
import { outlineOf } from '../../src/text/json-outline.ts';
import { hasRepeatedKeys } from '../../src/text/repeated-keys.ts';
import fc from '../support/fast-check.ts';

const outline = (text: string) => outlineOf(Buffer.from(text));

/** The deepest nesting and the number of keys before the first fault, by the parser of a library. */
function visited(text: string): { readonly depth: number; readonly keys: number } {
  let [open, depth, keys, isOver] = [0, 0, 0, false];
  const enter = () => {
    open += 1;
    if (!isOver) depth = Math.max(depth, open);
  };
  const leave = () => {
    open -= 1;
  };
  visit(
    text,
    {
      onObjectBegin: enter,
      onArrayBegin: enter,
      onObjectEnd: leave,
      onArrayEnd: leave,
      onObjectProperty: () => {
        if (!isOver) keys += 1;
      },
      onError: () => {
        isOver = true;
      },
    },
    { disallowComments: true },
  );
  return { depth, keys };
}

const piece = fc.constantFrom('a', '"', '\\', ':', '{', '}', '[', ']', ',', ' ', '\n', 'ü', '😀');
const string = fc.string({ unit: piece });

describe('the outline of a JSON text', () => {
  test('has the nesting and the keys of valid text, whatever is in its strings', () => {
    fc.assert(
      fc.property(
        fc.letrec((tie) => ({
          value: fc.oneof(
            { depthSize: 'medium' },
            string,
            fc.integer(),
            fc.array(tie('value'), { maxLength: 3 }),
            fc.dictionary(string, tie('value'), { maxKeys: 3, noNullPrototype: true }),
          ),
        })).value,
        (value) => {
          const text = JSON.stringify(value, null, 1);
          expect(outline(text)).toEqual(visited(text));
        },
      ),
    );
  });

  test('nests at least as deeply as what comes before the first fault of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: piece, maxLength: 30 }), (text) => {
        expect(outline(text).depth).toBeGreaterThanOrEqual(visited(text).depth);
      }),
      { numRuns: 2000 },
    );
  });

  test('does not count brackets in strings', () => {
    expect(outline('["[[[", "\\"[", {"a:[": 1}]')).toEqual({ depth: 2, keys: 1 });
  });
});

test('repeated keys are noticed, wherever they are and whatever they hold', () => {
  fc.assert(
    fc.property(
      fc.dictionary(string, fc.oneof(string, fc.array(string), fc.dictionary(string, string)), {
        noNullPrototype: true,
      }),
      (value) => {
        const json = JSON.stringify(value, null, 1);
        expect(hasRepeatedKeys(outline(json), JSON.parse(json))).toBe(false);
        const twice = `{"k": ${json}, "k" : 1}`;
        expect(hasRepeatedKeys(outline(twice), JSON.parse(twice))).toBe(true);
      },
    ),
  );
});
