import { type Node, parseTree } from 'jsonc-parser';
import { describe, expect, test } from 'vitest';
import { offsetsOf } from '../../src/text/json-offsets.ts';
import type { DocumentPath } from '../../src/text/source-text.ts';
import fc from '../support/fast-check.ts';

/** Where the library's own tree has each value, by its path; of duplicate keys the first. */
function placesInTree(node: Node, path: DocumentPath, places = new Map<string, [number, number]>()) {
  const at = JSON.stringify(path);
  if (places.has(at)) return places;
  places.set(at, [node.offset, node.offset + node.length]);
  const { type, children = [] } = node;
  if (type === 'array')
    for (const [index, item] of children.entries()) placesInTree(item, [...path, index], places);
  if (type === 'object')
    for (const { children: [key, value] = [] } of children)
      if (key !== undefined && value !== undefined)
        placesInTree(value, [...path, key.value as string], places);
  return places;
}

const key = fc.oneof(fc.constantFrom('a', 'b', '__proto__', 'é"\\\n', ''), fc.string());
const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.jsonValue({ maxDepth: 0 }),
    fc.array(tie('value'), { maxLength: 5 }),
    // Written by hand, so that keys can be duplicates.
    fc.array(fc.tuple(key, tie('value')), { maxLength: 5 }).map((members) => ({ members })),
  ),
})).value;

function written(each: unknown, space: string): string {
  if (Array.isArray(each)) return `[${space}${each.map((item) => written(item, space)).join(`,${space}`)}]`;
  if (typeof each === 'object' && each !== null && 'members' in each)
    return `{${(each.members as [string, unknown][]).map(([name, member]) => `${JSON.stringify(name)}:${space}${written(member, space)}`).join(`${space},`)}${space}}`;
  return JSON.stringify(each) ?? 'null';
}

describe('offsets of JSON values', () => {
  test('are those of the tree that the parser builds', () => {
    fc.assert(
      fc.property(value, fc.constantFrom('', ' ', '\n\t', ' /* { */ '), (each, space) => {
        const text = written(each, space);
        const tree = parseTree(text, [], { allowTrailingComma: true }) as Node;
        const offsets = offsetsOf(text);
        for (const [path, [start, end]] of placesInTree(tree, [])) {
          const found = offsets.find(JSON.parse(path)) ?? -1;
          expect([path, offsets.start(found), offsets.end(found)]).toEqual([path, start, end]);
        }
      }),
    );
  });

  test.each([
    ['an object', (index: number) => `key-${index}`],
    ['a list', (index: number) => index],
  ])('every member of %s with many is found', (_what, step) => {
    const steps = Array.from({ length: 500 }, (_, index) => step(index));
    const text = JSON.stringify(
      typeof steps[0] === 'number' ? steps : Object.fromEntries(steps.map((each, index) => [each, index])),
    );
    const offsets = offsetsOf(text);
    expect(steps.map((each) => offsets.plain(offsets.find([each]) ?? 0))).toEqual(
      steps.map((_, index) => index),
    );
    expect(offsets.find(['key-500'])).toBeUndefined();
    expect(offsets.find([500])).toBeUndefined();
  });

  test('what is not there is not found, and what is no key has none', () => {
    const offsets = offsetsOf('{"a": [1, {"b": 2}], "c": null}');
    for (const path of [['b'], ['a', 2], ['a', 'b'], ['c', 'd'], [0], ['a', 0, 0]])
      expect(offsets.find(path)).toBeUndefined();
    expect(offsets.keyOf([])).toBeUndefined();
    expect(offsets.keyOf(['a', 0])).toBeUndefined();
    expect(offsets.plain(offsets.keyOf(['a', 1, 'b']) ?? -1)).toBe('b');
  });
});
