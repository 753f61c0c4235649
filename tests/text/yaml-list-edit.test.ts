import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { editYamlList } from '../../src/text/yaml-list-edit.ts';
import fc from '../support/fast-check.ts';

const edit = (
  text: string,
  {
    add = [],
    remove = [],
    replace = {},
  }: { add?: string[]; remove?: number[]; replace?: Record<number, string> },
) =>
  editYamlList(text, {
    key: 'plugins',
    add,
    remove: new Set(remove),
    replace: new Map(Object.entries(replace).map(([index, put]) => [Number(index), put])),
  });

describe('a list in YAML keeps everything but its changed items', () => {
  test.each<[what: string, before: string, change: Parameters<typeof edit>[1], after: string]>([
    [
      'an item is added below the last, with its indentation',
      '# mine\nplugins:\n  - a # why\n\n  - b@^1\n\n# end\nrules: {}\n',
      { add: ['c@^2'] },
      '# mine\nplugins:\n  - a # why\n\n  - b@^1\n  - c@^2\n\n# end\nrules: {}\n',
    ],
    [
      'dashes without indentation',
      'plugins:\n- a\nbundled: false\n',
      { add: ['b'] },
      'plugins:\n- a\n- b\nbundled: false\n',
    ],
    ['a file without a last line end', 'plugins:\n- a', { add: ['b'] }, 'plugins:\n- a\n- b'],
    [
      'an item goes with its comment',
      'plugins:\n  # group\n  - a # why\n  - b\n',
      { remove: [0] },
      'plugins:\n  # group\n  - b\n',
    ],
    ['the last line goes', 'plugins:\n  - a\n  - b', { remove: [1] }, 'plugins:\n  - a'],
    [
      'the last item goes',
      'plugins: # mine\n  - a\nrules: {}\n',
      { remove: [0] },
      'plugins: [] # mine\nrules: {}\n',
    ],
    ['two neighbors go', 'plugins:\n  - a\n  - b\n  - c\n', { remove: [1, 2] }, 'plugins:\n  - a\n'],
    [
      'an item is replaced',
      'plugins:\n  - a # why\n  - b\n',
      { replace: { 0: 'a@^2' } },
      'plugins:\n  - a@^2 # why\n  - b\n',
    ],
    [
      'an item of several lines is replaced',
      'plugins:\n  - name: a\n    version: ^1\n  - b\n',
      { replace: { 0: 'a@^2' } },
      'plugins:\n  - a@^2\n  - b\n',
    ],
    [
      'quotes like those of the neighbor',
      'plugins:\n  - "a"\n',
      { add: ['b'] },
      'plugins:\n  - "a"\n  - "b"\n',
    ],
    ['a list between brackets', 'plugins: [a, "b"]\n', { add: ['c'] }, 'plugins: [a, "b", "c"]\n'],
    ['the first between brackets goes', 'plugins: [a, b, c]\n', { remove: [0] }, 'plugins: [b, c]\n'],
    ['the last two between brackets go', 'plugins: [a, b, c]\n', { remove: [1, 2] }, 'plugins: [a]\n'],
    ['all between brackets go', 'plugins: [a, b] # c\n', { remove: [0, 1] }, 'plugins: [] # c\n'],
    ['an empty list', 'plugins: []\n', { add: ['a'] }, 'plugins: [a]\n'],
    [
      'brackets over several lines',
      'plugins: [\n  a, # one\n  b # two\n]\n',
      { add: ['c'] },
      'plugins: [\n  a, # one\n  b, # two\n  c\n]\n',
    ],
    ['no list yet', '# mine\nbundled: false\n', { add: ['a'] }, '# mine\nbundled: false\nplugins:\n  - a\n'],
    ['only a comment', '# mine\n', { add: ['a'] }, '# mine\nplugins:\n  - a\n'],
    [
      'a key without a value',
      'plugins: # soon\nbundled: false\n',
      { add: ['a'] },
      'plugins: # soon\n  - a\nbundled: false\n',
    ],
    [
      'line ends of Windows',
      'plugins:\r\n  - a\r\nrules: {}\r\n',
      { add: ['b'] },
      'plugins:\r\n  - a\r\n  - b\r\nrules: {}\r\n',
    ],
    [
      'what YAML would read as a number is quoted',
      'plugins:\n  - a\n',
      { add: ['1.0'] },
      'plugins:\n  - a\n  - "1.0"\n',
    ],
  ])('%s', (_, before, change, after) => {
    expect(edit(before, change)).toBe(after);
  });

  test('what cannot be edited alone is not edited', () => {
    expect(edit('base: &base [a]\nplugins: *base\n', { add: ['b'] })).toBeUndefined();
    expect(edit('plugins: [a\n', { add: ['b'] })).toBeUndefined();
    expect(edit('{ bundled: false }\n', { add: ['b'] })).toBeUndefined();
  });

  test('any list and any change: the list is as asked, and all other lines stay', () => {
    const item = fc.constantFrom('a', 'b@^1', '"c"', "'d@lab'", '{ name: e }');
    const layout = fc.record({
      items: fc.array(item, { minLength: 1, maxLength: 5 }),
      indent: fc.constantFrom('', '  ', '    '),
      comment: fc.constantFrom('', ' # why'),
      eol: fc.constantFrom('\n', '\r\n'),
      isFlow: fc.boolean(),
      head: fc.constantFrom('', '# head', 'bundled:   false   # odd'),
      tail: fc.constantFrom('', '# tail', 'rules: {MKT303:   off}'),
      add: fc.array(fc.constantFrom('x', 'y@^2', 'z@lab@1 - 2'), { maxLength: 2 }),
      remove: fc.array(fc.nat(4), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(layout, ({ items, indent, comment, eol, isFlow, head, tail, add, remove }) => {
        const lines = isFlow
          ? [`plugins: [${items.join(', ')}]${comment}`]
          : ['plugins:', ...items.map((each) => `${indent}- ${each}${comment}`)];
        const before = [head, ...lines, tail, ''].join(eol);
        const gone = [...new Set(remove)].filter((index) => index < items.length);
        const after = edit(before, { add, remove: gone });
        if (after === undefined) throw new Error(`not edited:\n${before}`);
        const old = parse(before);
        const wanted = [...old.plugins.filter((_: unknown, index: number) => !gone.includes(index)), ...add];
        expect(parse(after)).toEqual({ ...old, plugins: wanted });
        expect(after.startsWith(`${head}${eol}`)).toBe(true);
        expect(after.endsWith(`${eol}${tail}${eol}`)).toBe(true);
      }),
    );
  });
});
