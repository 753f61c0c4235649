/** Entries of marketplaces as strangers write them: mostly in the usual form, with one or two things that are not. */
import { sourceKeys } from '../../src/client/plugin-source.ts';
import { claudeEntry } from '../../src/model/formats/claude-marketplace.ts';
import type { Files } from '../client/fixtures.ts';
import fc from './fast-check.ts';

/** An entry in the usual form, of a plugin in another place. */
export const plain = (name: string, more: Files = {}): Files => ({
  name,
  source: { source: 'github', repo: `lab/${name}` },
  description: 'what it does',
  version: '1.0.0',
  ...more,
});

const names = ['a', 'b', 'c-d', 'A', 'a_b', 'a b', 'claude', 'x-official-claude', 'unofficial', 'a..b', ''];
export const name = fc.constantFrom(...names);
const texts = [
  ...names,
  '1.0.0',
  '1.0',
  '^1',
  '*',
  'lab/a',
  'lab/b',
  './a',
  '.',
  '/a',
  '../a',
  'https://a.org/b',
];
export const text = fc.constantFrom(
  ...texts,
  'file:///a',
  'git@a.org:b',
  'a'.repeat(40),
  '\u202e',
  '-x',
  'a\nb',
);
const scalar = fc.oneof(text, fc.constantFrom<unknown>(null, true, false, 0, [], {}));
const object = (...keys: string[]) =>
  fc.dictionary(fc.constantFrom(...keys, '__proto__', 'x'), scalar, { maxKeys: 3, noNullPrototype: true });
const dependency = fc.oneof(
  { weight: 4, arbitrary: name },
  { weight: 1, arbitrary: fc.tuple(name, text).map(([first, second]) => `${first}@${second}`) },
  { weight: 1, arbitrary: object('name', 'version', 'marketplace') },
);
const dependencies = fc.oneof(
  { weight: 5, arbitrary: fc.array(dependency, { maxLength: 3 }) },
  { weight: 1, arbitrary: scalar },
);
const kinds = [...Object.keys(sourceKeys), 'zip', ''];
const ofKind = fc.constantFrom(...kinds).chain((kind) => {
  const keys = sourceKeys[kind] ?? ['url'];
  const sound = {
    repo: 'lab/x',
    url: 'https://a.org/b',
    path: 'c',
    package: '@lab/a',
    sha: 'a'.repeat(40),
    ref: 'v1',
  };
  const wrong = object(...keys, 'repo', 'branch');
  return fc
    .tuple(fc.subarray([...keys]), fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, wrong))
    .map(([some, more]): object => ({
      source: kind,
      ...Object.fromEntries(Object.entries(sound).filter(([key]) => some.includes(key))),
      ...more,
    }));
});
export const source = fc.oneof({ weight: 1, arbitrary: scalar }, { weight: 3, arbitrary: ofKind });
const change = fc.oneof(
  fc.tuple(fc.constant('name'), name),
  fc.tuple(fc.constant('source'), source),
  fc.tuple(fc.constantFrom('dependencies', 'optionalDependencies'), dependencies),
  fc.tuple(fc.constantFrom('version', 'homepage', 'description', 'keywords', 'tags', 'license'), scalar),
  fc.tuple(fc.constantFrom('author', 'metadata', 'experimental'), object('name', 'email', 'mkt', 'themes')),
  fc.tuple(
    fc.constantFrom(...Object.keys(claudeEntry.shape), '__proto__', 'constructor', 'x'),
    fc.oneof(scalar, fc.array(text, { maxLength: 2 }), object('name', 'command')),
  ),
);
/** Such entries as JSON, so that `__proto__` is a key like any other. */
export const entry = fc
  .tuple(name, dependencies, fc.array(change, { maxLength: 2 }))
  .map(([own, wanted, changes]) => {
    const members = Object.entries(plain(own, { dependencies: wanted }));
    return `{${[...members, ...changes].map((pair) => `${JSON.stringify(pair[0])}:${JSON.stringify(pair[1])}`).join()}}`;
  });
