/** What lists show of an entry at once is what they would show of the plugin that it becomes. */
import { expect, test } from 'vitest';
import { listedIn, listItem, newestIn } from '../../src/cli/browse.ts';
import type { Listed } from '../../src/model/plugin.ts';
import type { Registry } from '../../src/model/registry.ts';
import { entry, plain } from '../support/entries.ts';
import fc from '../support/fast-check.ts';
import { lab, opened } from './fixtures.ts';

/** What a list shows, and what search looks at. */
const shown = (each: Listed) => ({
  item: listItem(each),
  components: each.release.components,
  integration: each.release.integration,
});

/** Expects the same with and without the quick way, and returns how many of the plugins took it. */
function compared(registry: Registry): number {
  const { listed, ...others } = registry;
  expect([...listedIn([registry])].map(shown)).toEqual([...newestIn([others])].map(shown));
  return (registry.names() ?? []).filter((name) => listed?.(name) !== undefined).length;
}

test('whatever an entry is', async () => {
  let quick = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 8 }), async (entries) => {
      const file = `{"name":"lab","owner":{"name":"lab"},"plugins":[${entries.join()}]}`;
      const { registry } = await opened({ ...lab([]), '.claude-plugin/marketplace.json': file });
      quick += compared(registry);
    }),
    { numRuns: 500 },
  );
  expect(quick).toBeGreaterThan(500);
});

test('versions, keywords and tags', async () => {
  const { registry } = await opened(
    lab([
      plain('a', { version: '1.2' }),
      plain('b', { version: 'soon' }),
      plain('c', { version: undefined, category: '' }),
      plain('d', { keywords: ['x', '', 'y', 'x'], tags: ['y', 'z'], category: 'testing' }),
      plain('e', { keywords: 'x' }),
    ]),
  );
  expect(compared(registry)).toBe(5);
  const releases = [...listedIn([registry])].map(({ release: { components, integration, ...more } }) => more);
  expect(releases).toEqual([
    { version: '1.2.0', statedVersion: '1.2', description: 'what it does', keywords: [] },
    { version: '0.0.0', statedVersion: 'soon', unpinnable: true, description: 'what it does', keywords: [] },
    { version: '0.0.0', unpinnable: true, description: 'what it does', keywords: [] },
    { version: '1.0.0', category: 'testing', description: 'what it does', keywords: ['x', 'y', 'z'] },
    { version: '1.0.0', description: 'what it does', keywords: ['x'] },
  ]);
});

test.each([
  ['components', plain('a', { commands: ['./a.md'] })],
  ['an interface', plain('a', { metadata: { mkt: { produces: [{ artifact: 'a', format: 'b' }] } } })],
  ['a folder of the marketplace', plain('a', { source: './a' })],
  ['a source that is not sound', plain('a', { source: { source: 'github', repo: 'a' } })],
])('an entry with %s is read', async (_, each) => {
  const { registry } = await opened(lab([each, plain('b')], { 'a/README.md': 'a' }));
  expect(compared(registry)).toBe(1);
});

test('of a plugin that was looked up, its versions are shown', async () => {
  const versionsOf = () => ({ versions: [], currentCommit: 'c' });
  const { registry } = await opened(lab([plain('a')]), { versionsOf });
  expect(registry.listed?.('a')).toBeDefined();
  await registry.lookup('a');
  expect(registry.listed?.('a')).toBeUndefined();
});

test('of two copies of a marketplace, a plugin is shown from the first that has it', async () => {
  const [first, second] = await Promise.all([
    opened(lab([plain('a', { version: '2.0.0' })])),
    opened(lab([plain('a'), plain('b')])),
  ]);
  const registries = [first.registry, second.registry];
  const shownOf = (each: Listed) => `${each.plugin.name} ${each.release.version}`;
  expect([...listedIn(registries)].map(shownOf)).toEqual(['a 2.0.0', 'b 1.0.0']);
  expect([...newestIn(registries)].map(shownOf)).toEqual(['a 2.0.0', 'b 1.0.0']);
  // The same name in two marketplaces means two plugins.
  const other = await opened(lab([plain('a')], {}, { name: 'other' }));
  expect([...listedIn([first.registry, other.registry])].map(shownOf)).toEqual(['a 2.0.0', 'a 1.0.0']);
});
