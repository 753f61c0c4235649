/** Where texts name other plugins: what is a name and what only looks like one. */
import { describe, expect, test } from 'vitest';
import { folderTree } from '../../src/sources/files/folder-tree.ts';
import { readMarketplace } from '../support/marketplace.ts';
import { folder } from '../support/mkt.ts';
import { expectLinear } from '../support/work.ts';

const names = ['unit-testing', 'api-design', 'review', 'own-skill', 'reader'];

/** The places where the agent of a plugin names others, `name line:column`. */
async function mentions(text: string): Promise<string[]> {
  const root = folder({
    '.claude-plugin/marketplace.json': JSON.stringify({
      name: 'lab',
      owner: { name: 'lab' },
      plugins: [{ name: 'reader', source: './reader' }],
    }),
    'reader/agents/a.md': text,
    'reader/skills/own-skill/SKILL.md': '---\nname: own-skill\n---\n',
  });
  const { marketplace } = await readMarketplace(folderTree(root, root), { source: 'lab' });
  const lookup = await marketplace?.registry.lookup('reader');
  const [plugin] = lookup?.status === 'found' ? lookup.plugins : [];
  const found = plugin?.release('0.0.0')?.mentions?.(new Set(names)) ?? [];
  return found.map(({ plugin: name, location }) => `${name} ${location.line}:${location.column}`);
}

describe('mentions', () => {
  test('names with a hyphen, wherever they stand in a sentence', async () => {
    expect(
      await mentions(
        '---\ndescription: see unit-testing.\n---\n(api-design) and `unit-testing`, "api-design";\n',
      ),
    ).toEqual(['unit-testing 2:18', 'api-design 4:2', 'unit-testing 4:19', 'api-design 4:35']);
  });

  test.each([
    ['a word that could mean anything', 'do a review'],
    ['a longer name', 'unit-testing-tools, my-unit-testing'],
    ['a path', 'skills/unit-testing/SKILL.md and ./unit-testing'],
    ['an address', 'https://example.com/api-design'],
    ['a call, which is a reference', '/unit-testing:run'],
    ['a skill of the plugin itself', 'use own-skill'],
    ['a file', 'unit-testing.md'],
  ])('not %s', async (_what, text) => {
    expect(await mentions(text)).toEqual([]);
  });

  test('a long line takes no more work than its length asks for', async () => {
    expect(await mentions('unit-testing '.repeat(50_000))).toHaveLength(50_000);
    await expectLinear((size) => mentions('unit-testing '.repeat(size)), 500);
  });
});
