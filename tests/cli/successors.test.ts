/** Which requests stay and which are exchanged, for plugins that were replaced. */
import { expect, test } from 'vitest';
import { withSuccessors } from '../../src/cli/successors.ts';
import type { Plugin } from '../../src/model/plugin.ts';
import type { Registry } from '../../src/model/registry.ts';
import { release, spec } from '../support/releases.ts';

const registryOf = (...plugins: Plugin[]): Registry =>
  ({ glance: (name: string) => plugins.filter((each) => each.name === name) }) as unknown as Registry;

/** A plugin and the one that replaced it: `plugin('old', 'north', 'new')`. */
const plugin = (name: string, marketplace: string, by?: string): Plugin =>
  ({
    name,
    marketplace,
    versions: ['1.0.0'],
    release: () => release(name, { marketplace }),
    ...(by !== undefined && { supersededBy: { name: by } }),
  }) as unknown as Plugin;

const registry = registryOf(
  plugin('a', 'north'),
  plugin('a', 'south'),
  plugin('old', 'north', 'new'),
  plugin('older', 'north', 'new'),
  plugin('new', 'north'),
  plugin('old', 'south', 'new'),
  plugin('new', 'south'),
);

const requested = (...texts: string[]) =>
  withSuccessors({ specs: texts.map((text) => spec(text)) }, [registry]).specs.map(({ text }) => text);

test('what nothing replaced stays: two marketplaces, two ranges', () => {
  expect(requested('a@north', 'a@south')).toEqual(['a@north', 'a@south']);
  expect(requested('a@^1', 'a@^2')).toEqual(['a@^1', 'a@^2']);
});

test('two with one successor: it is requested once, and not beside a request of its own', () => {
  expect(requested('old@north', 'older@north')).toEqual(['new@north']);
  expect(requested('old@north', 'a@north', 'new@^1')).toEqual(['a@north', 'new@^1']);
});

test('one name in two marketplaces has two successors', () => {
  expect(requested('old@north', 'old@south')).toEqual(['new@north', 'new@south']);
  expect(requested('old@north', 'new@south')).toEqual(['new@north', 'new@south']);
});

test('a pattern keeps members of one name from two marketplaces', () => {
  const members = ['north', 'south'].map((marketplace) => ({ name: 'a', marketplace, version: '*' }));
  const pattern = { id: 'p', title: 'P', plugins: members } as never;
  expect(withSuccessors({ specs: [], pattern }, [registry]).pattern?.plugins).toEqual(members);
});
