import { expect, test } from 'vitest';
import { readFrontMatter } from '../../src/text/front-matter.ts';
import { readYaml } from '../../src/text/yaml.ts';
import { expectLinear } from '../support/work.ts';

const read = (text: string) => readFrontMatter(text, 'a.md');

test.each([
  ['---\nname: a\ndescription: b c\n---\nbody', 'sound', { name: 'a', description: 'b c' }],
  ['---\r\nname: a\r\n---\r\nbody', 'sound', { name: 'a' }],
  ['---\nname: "a: b"\n---\n', 'sound', { name: 'a: b' }],
  ["---\nname: 'it''s'\n---\n", 'sound', { name: "it's" }],
  ['---\nlist: [a, b]\nn: 1\nyes: true\n---\n', 'sound', { list: ['a', 'b'], n: 1, yes: true }],
  ['---\ndescription: >\n  a\n  b\n---\n', 'sound', { description: 'a b\n' }],
  ['---\nname: r\nname: q\n---\n', 'sound', { name: 'q' }],
  ['---\ndescription: a: b: c\n---\n', 'repaired', { description: 'a: b: c' }],
  ['---\nname: r\ndescription: [unclosed\n---\n', 'repaired', { name: 'r', description: '[unclosed' }],
  ['---\ndescription: *nope\n---\n', 'repaired', { description: '*nope' }],
  ['---\nmetadata:\n\tk: v\n---\n', 'repaired', { metadata: { k: 'v' } }],
  ['---\nname: "r\ndescription: d\n---\n', 'broken', {}],
  ['---\n- a\n- b\n---\n', 'not-a-map', {}],
  ['---\nname: r\nno end', 'none', {}],
  ['just text', 'none', {}],
  ['', 'none', {}],
  ['---\n---\n', 'sound', {}],
])('%j is %s', (text, state, value) => {
  const front = read(text);
  expect(front.state).toBe(state);
  expect(front.value).toEqual(value);
});

test.each([
  'a: b',
  'a: >\n  b c\n  d\ne: f',
  'a: >-\n  b c\n  d',
  'a: |\n  b\n  c\n',
  'a: |-\n    b\n    c',
  'a: >\n  b\n\n  c',
  'a: >\n  b\n    deeper\n  c',
  'a: >\nb: c',
  'a: [x, y-z, w/v]',
  'a: [x, true, 1]',
  'a: [x, , y]',
  'a: []',
  'a: 1.2.3',
  'a: 1.2',
  'a: yes\nb: Null\nc: ~',
  'a: \'b\'\nc: "d"',
  "a: 'b''c'",
  'a: "b\\n"',
  'a: b # comment',
  'a: b#c',
  'a:b',
  'a: b\n  continued',
  'a:\n  - x\n  - y',
  'a:',
  'a: (x) y',
  'a: /x',
  'a: é',
  'a: x\ty',
  '"a": b',
])('a block that is read without a YAML reader says what YAML says: %j', (source) => {
  const { value, faults } = readYaml(source, 'a.md', { lastWins: true });
  const front = read(`---\n${source}\n---\n`);
  if (faults.length === 0 && typeof value === 'object' && value !== null) expect(front.value).toEqual(value);
});

test('places count from the beginning of the file', () => {
  const front = read('---\nname: a\nmodel: [x]\n---\nbody');
  expect(front.locate(['model'])).toEqual({ file: 'a.md', line: 3, column: 1 });
  expect(front.bodyLine).toBe(5);
  expect(front.body).toBe('body');
});

test('keys of every object are keys like any other', () => {
  const { value } = read('---\n__proto__: x\nconstructor: y\n---\n');
  expect(Object.keys(value)).toEqual(['__proto__', 'constructor']);
  expect(({} as Record<string, unknown>).x).toBeUndefined();
});

test('anchors that multiply are not unfolded', () => {
  const lines = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
  for (let index = 0; index < 12; index += 1) {
    const [name, before] = [String.fromCharCode(98 + index), String.fromCharCode(97 + index)];
    lines.push(`${name}: &${name} [${Array(10).fill(`*${before}`).join(', ')}]`);
  }
  const front = read(`---\n${lines.join('\n')}\n---\n`);
  expect(front.state).toBe('repaired');
  expect(front.faults.map((fault) => fault.case)).toEqual(['alias']);
  expect(JSON.stringify(front.value).length).toBeLessThan(2000);
});

const many = (amount: number, line: (index: number) => string): string =>
  Array.from({ length: amount }, (_, index) => line(index)).join('\n');

test.each<[string, (size: number) => string]>([
  ['blanks in a value', (size) => `description: a${' '.repeat(size)}b`],
  ['blanks and no colon', (size) => `description${' '.repeat(size)}b`],
  ['blanks behind an open quote', (size) => `description: "a${' '.repeat(size)}b`],
  ['blanks before what ends a line for a pattern', (size) => `description: ${' '.repeat(size)}\u2028[`],
  ['many keys', (size) => many(size, (index) => `key${index}: v`)],
  ['many keys with lists', (size) => many(size, (index) => `key${index}:\n  - v`)],
])('takes no more work than its length asks for: %s', async (_what, source) => {
  await expectLinear((size) => {
    const front = read(`---\n${source(size)}\n---\n`);
    for (const key of Object.keys(front.value)) front.locate([key]);
    front.locate(['description']);
  }, 500);
});

test('a key is found where it stands; of equal ones the last, which holds', () => {
  const { locate } = read('---\nname: r\n"description": d\n\'a\' : 1\nname: q\n---\n');
  expect(['name', 'description', 'a', 'gone'].map((key) => locate([key]).line)).toEqual([5, 3, 4, 2]);
  expect(locate([]).line).toBe(2);
});
