/** Which plugin of several with one name a text calls. */
import { expect, test } from 'vitest';
import { callsAmong } from '../../src/analysis/calls.ts';
import type { Release } from '../../src/model/plugin.ts';
import { release } from '../support/releases.ts';

const location = { file: 'commands/go.md', line: 3, column: 1 };
const calling = (marketplace: string, plugin: string, component: string): Release => ({
  ...release('caller', { marketplace }),
  references: (prefixes) => (prefixes.has(plugin) ? [{ plugin, component, location }] : []),
});
const called = (marketplace: string) => release('tool', { marketplace, agents: ['run'] });
const pairs = (releases: readonly Release[]) => callsAmong(releases).map(({ from, to }) => [from, to]);

test('that of its own marketplace, or else the first', () => {
  expect(pairs([called('lab'), called('own'), calling('own', 'tool', 'run')])).toEqual([
    ['caller', 'tool@own'],
  ]);
  expect(pairs([called('lab'), called('more'), calling('own', 'tool', 'run')])).toEqual([
    ['caller', 'tool@lab'],
  ]);
});

test('no call: what the plugin does not have, what is not there, and itself', () => {
  expect(pairs([called('lab'), calling('lab', 'tool', 'stop')])).toEqual([]);
  expect(pairs([called('lab'), calling('lab', 'other', 'run')])).toEqual([]);
  expect(
    pairs([{ ...calling('lab', 'caller', 'run'), ...{ components: called('lab').components } }]),
  ).toEqual([]);
});
