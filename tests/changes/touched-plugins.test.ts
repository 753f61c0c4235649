/** Which plugins of a marketplace a change touches. */
import { expect, test } from 'vitest';
import { touchedPlugins } from '../../src/changes/touched-plugins.ts';
import { sourceOf } from '../../src/client/plugin-source.ts';

/** Entries by name and source. */
const entries = (...plugins: readonly (readonly [name: string, source: unknown, more?: object])[]) =>
  plugins.map(([name, source, more], index) => ({
    name,
    index,
    value: { name, source, ...more },
    file: { path: '', value: {}, isBroken: false } as never,
    source: sourceOf(source, undefined),
    strict: true,
  }));

const touched = (
  now: ReturnType<typeof entries>,
  old: ReturnType<typeof entries>,
  ...files: readonly string[]
) => touchedPlugins(now, old, new Set(files)).map(({ name, change }) => `${change} ${name}`);

test('added, removed, and changed in the entry or the folder', () => {
  const old = entries(
    ['a', './p/a'],
    ['ab', './p/ab'],
    ['gone', './p/gone'],
    ['far', { source: 'github', repo: 'x/y' }],
  );
  const now = entries(
    ['a', './p/a'],
    ['ab', './p/ab', { description: 'new' }],
    ['far', { source: 'github', repo: 'x/z' }],
    ['new', './p/new'],
  );
  expect(touched(now, old, 'p/a/README.md')).toEqual([
    'changed a',
    'changed ab',
    'changed far',
    'added new',
    'removed gone',
  ]);
});

test('a folder whose name only begins alike is another one; an entry that only moved is the same', () => {
  const old = entries(['a', './p/a'], ['b', './p/b']);
  const now = entries(['b', './p/b'], ['a', './p/a']);
  expect(touched(now, old, 'p/ab/x.md', 'p/a.md', 'README.md')).toEqual([]);
});

test('a plugin at the top has every file; of two entries with a name the first counts', () => {
  expect(touched(entries(['a', './']), entries(['a', './']), 'README.md')).toEqual(['changed a']);
  const twice = entries(['a', './p/a'], ['a', './p/z']);
  expect(touched(twice, twice, 'p/z/x.md')).toEqual([]);
});
