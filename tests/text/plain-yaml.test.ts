import { expect, test } from 'vitest';
import { readPlainYaml } from '../../src/text/plain-yaml.ts';
import type { DocumentPath } from '../../src/text/source-text.ts';
import { readYaml } from '../../src/text/yaml.ts';
import fc from '../support/fast-check.ts';

const list = `# the list
registries: ["./shop", 'https://example.com/a.git', b]
bundled: false # not needed
plugins:
  - git
  - "hpc-computing@^2" # mkt-ignore MKT303: known
  - a@b

budgets: { contextTokens: 8000 }
rules:
  MKT303: off-ish
`;

const lock = `# Written by \`mkt lock\`. Commit it.
version: 1
marketplaces:
  han: { source: testdouble/han, url: "https://github.com/testdouble/han.git", commit: 5f0cabcdef5f0cabcdef5f0cabcdef5f0cabcdef }
plugins:
  han@han:
    version: 2.4.0
    constraint: ^2
    source: { source: git-subdir, url: "https://github.com/testdouble/han.git", path: han }
    ref: han--v2.4.0
    integrity: "sha256-QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo0123456="
    dependencies:
      - han-core@han
    unlocked:
      - { file: .mcp.json, line: 4, runs: "npx \\"@a/b\\" @playwright/mcp@latest" }
`;

/** All paths to keys and values, and some that lead nowhere. */
function pathsIn(value: unknown, path: DocumentPath = []): DocumentPath[] {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [
    path,
    [...path, 'nothing'],
    [...path, 7],
    ...inner.flatMap(([key, each]) => pathsIn(each, [...path, Array.isArray(value) ? Number(key) : key])),
  ];
}

/** Whether the quick reader answers; if it does, everything is as the library has it. */
function isAsTheLibrary(text: string): boolean {
  const quick = readPlainYaml(text, 'a.yaml');
  if (quick === undefined) return false;
  const slow = readYaml(text, 'a.yaml');
  expect({ value: quick.value, faults: quick.faults, comments: quick.comments() }).toEqual({
    value: slow.value,
    faults: slow.faults,
    comments: slow.comments(),
  });
  for (const path of pathsIn(slow.value)) {
    expect([path, quick.locate(path)]).toEqual([path, slow.locate(path)]);
    expect([path, quick.locateKey(path)]).toEqual([path, slow.locateKey(path)]);
    expect([path, quick.sourceOf(path)]).toEqual([path, slow.sourceOf(path)]);
  }
  return true;
}

test.each([
  list,
  lock,
  'plugins: []\n',
  'a: {}\n',
  'plugins:\n- a\n- b\nroute: run\n',
  'a:\n    b:\n        c: d\n    e: f',
  '"a b": c\n',
  'a: 0\nb: 12\nc: true\n',
  "a: 'b # c' # d\n",
  'sets:\n  one: [a, "b"]\n',
  'a: [x, ]\n'.replace(', ', ' '),
])('%j is read without the library, and alike', (text) => {
  expect(isAsTheLibrary(text)).toBe(true);
});

test.each([
  '',
  '# nothing\n',
  '- a\n',
  'a:\n',
  'a: b\n  c\n',
  'a: b\na: c\n',
  'a:\n  - b\n   - c\n',
  'a:\n  - b: c\n    d: e\n',
  'a: &x b\nc: *x\n',
  'a: !!str 1\n',
  'a: |\n  b\n',
  'a: 1.0\n',
  'a: 0x10\n',
  'a: 012\n',
  'a: 1e3\n',
  'a: null\n',
  'a: ~\n',
  'a: yes\n',
  'a: é\n',
  'a: b\r\n',
  'a:\tb\n',
  'a: [b, [c]]\n',
  'a: [b, c: d]\n',
  'a: { b }\n',
  'a: "b\n',
  'a: "b" c\n',
  "a: 'b''c'\n",
  'a: "\\x41"\n',
  'a: b: c\n',
  'a: b:\n',
  'a:b\n',
  '1: a\n',
  'true: a\n',
  '? a\n: b\n',
  '---\na: b\n',
  '<<<<<<< ours\na: b\n=======\na: c\n>>>>>>> theirs\n',
  ' a: b\nc: d\n',
  'a: @b\n',
  'a: %b\n',
  'a: .5\n',
  'a: .inf\n',
  'a: 2026-11-28\n',
  `${'a'.repeat(1025)}: b\n`,
  `a:\n  "${'a'.repeat(1023)}": b\n`,
])('%j is left to the library', (text) => {
  expect(readPlainYaml(text, 'a.yaml')).toBeUndefined();
});

/** Documents in the form that is read, and close to it: with characters that are added, dropped and repeated. */
const words = ['a', 'plug-in', 'a@b', '^2', '~1.2', '1.2.3', '1.2', '12', 'true', 'no', '"x: y"', "'z # w'"];
const word = fc.constantFrom(
  ...words,
  './a/b',
  'https://a.b/c',
  '.mcp.json',
  '"q\\"r"',
  '>=1',
  'a b',
  '{}',
  '[]',
);
const key = fc.constantFrom('a', 'b-c', 'd@e', '"f g"', 'on', '1', 'plugins', '__proto__', 'constructor');
const inBrackets = fc.oneof(
  fc.array(word, { maxLength: 3 }).map((all) => `[${all.join(', ')}]`),
  fc
    .array(fc.tuple(key, word), { maxLength: 3 })
    .map((all) => `{ ${all.map((one) => one.join(': ')).join(', ')} }`),
);
const comment = fc.constantFrom('', '', '', ' # c', '  #d', '#e');
const line = fc
  .tuple(
    fc.constantFrom('', '', '  ', '    ', ' '),
    fc.constantFrom('', '- '),
    fc.option(key),
    fc.oneof(word, inBrackets, fc.constant('')),
    comment,
  )
  .map(
    ([indent, dash, name, value, said]) =>
      `${indent}${dash}${name === null ? '' : `${name}: `}${value}${said}`,
  );
const document = fc.array(line, { minLength: 1, maxLength: 8 }).map((lines) => `${lines.join('\n')}\n`);
const damaged = fc
  .tuple(
    fc.oneof(document, fc.constantFrom(list, lock)),
    fc.array(
      fc.tuple(
        fc.nat(400),
        fc.constantFrom('', ' ', ':', '"', "'", '#', '-', '\n', '{', ']', ',', '1', '.', '~', '&', '\\'),
      ),
      { maxLength: 3 },
    ),
  )
  .map(([text, changes]) =>
    changes.reduce((now, [at, put]) => {
      const place = at % (now.length + 1);
      return now.slice(0, place) + put + now.slice(place + (put === '' ? 1 : 0));
    }, text),
  );

test('whatever is read without the library is read alike', () => {
  let read = 0;
  fc.assert(
    fc.property(fc.oneof(document, damaged), (text) => {
      if (isAsTheLibrary(text)) read += 1;
    }),
    { numRuns: Number(process.env.MKT_YAML_RUNS ?? 400) },
  );
  expect(read).toBeGreaterThan(30);
});
