import { describe, expect, test } from 'vitest';
import { additions, inSettings, isEmpty, removals } from '../../src/changes/list-change.ts';
import type { Spec } from '../../src/model/resolution.ts';
import { parseSpec } from '../../src/model/spec.ts';

const spec = (text: string): Spec => {
  const read = parseSpec(text);
  if ('error' in read) throw new Error(read.error);
  return read;
};
const specs = (...texts: string[]) => texts.map(spec);

describe('additions', () => {
  test.each<[list: string[], asked: string[], added: string[], changed: string[]]>([
    [['a'], ['b@^1'], ['b@^1'], []],
    [['a@^1'], ['a'], [], []],
    [['a@^1'], ['a@^2'], [], ['a@^2']],
    [['a@^1'], ['a@lab'], [], ['a@lab@^1']],
    [['a@lab@^1'], ['a@^2'], [], ['a@lab@^2']],
    [['a@lab'], ['a@team'], ['a@team'], []],
    [[], ['a', 'a@^1'], ['a@^1'], []],
    [['a@^1'], ['a@^2', 'a@^3'], [], ['a@^3']],
  ])('%j with %j', (list, asked, added, changed) => {
    const change = additions(specs(...list), specs(...asked));
    expect(change.added.map(({ text }) => text)).toEqual(added);
    expect(change.changed.map(({ after }) => after.text)).toEqual(changed);
    expect(isEmpty(change)).toBe(added.length + changed.length === 0);
  });
});

describe('removals', () => {
  test('an entry goes by its name, whatever its range', () => {
    expect(removals(specs('a', 'b@lab@^1'), specs('b'))).toMatchObject({ removed: [{ index: 1 }] });
    expect(removals(specs('a', 'b@lab@^1'), specs('b@lab'))).toMatchObject({ removed: [{ index: 1 }] });
  });

  test('a name that two marketplaces have is not guessed', () => {
    expect(removals(specs('a@x', 'a@y'), specs('a'))).toMatchObject({
      why: 'ambiguous',
      entries: ['a@x', 'a@y'],
    });
    expect(removals(specs('a@x', 'a@y'), specs('a@y'))).toMatchObject({ removed: [{ index: 1 }] });
  });

  test('what is not there is said, with the nearest name', () => {
    expect(removals(specs('review'), specs('reviw'))).toMatchObject({
      why: 'not-there',
      nearest: ['review'],
    });
    expect(removals(specs('a@x'), specs('a@y'))).toMatchObject({ why: 'not-there', nearest: [] });
  });
});

test('settings get `name@marketplace`, and lose it again', () => {
  const before = '{\n  "enabledPlugins": {\n    "a@m": true\n  }\n}\n';
  const added = inSettings(before, { added: specs('b@m'), changed: [], removed: [] });
  expect(JSON.parse(added)).toEqual({ enabledPlugins: { 'a@m': true, 'b@m': true } });
  const [entry] = specs('b@m');
  if (entry === undefined) throw new Error('no entry');
  expect(inSettings(added, { added: [], changed: [], removed: [{ index: 1, before: entry }] })).toBe(before);
});
