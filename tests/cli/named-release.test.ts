/** Which plugin a command is asked to show, and what it offers instead. */
import { expect, test } from 'vitest';
import { folder, mkt } from '../support/mkt.ts';

test('a name without a release is not offered, least of all in place of itself', () => {
  const names = ['tool', 'tools', 'toolz'];
  const shop = folder({
    '.claude-plugin/marketplace.json': JSON.stringify({
      name: 'shop',
      owner: { name: 'x' },
      plugins: names.map((name) => ({ name, source: `./${name}` })),
    }),
    'toolz/commands/go.md': 'go',
  });
  const { stderr, code } = mkt(['info', 'tool', '--registry', shop, '--no-bundled']);
  expect(code).toBe(1);
  expect(stderr).toContain('no registry has a plugin `tool`\n\nhint: did you mean `toolz`?');
});
