/** Plans of lists of which some plugins are not available, or do not go together: a plan is for the others. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folder, mkt, mktJson, root } from '../support/mkt.ts';

/** A small marketplace. */
function shop(): string {
  const names = ['good', 'fine', 'base'];
  return folder(
    Object.fromEntries([
      [
        '.claude-plugin/marketplace.json',
        JSON.stringify({
          name: 'shop',
          owner: { name: 'x' },
          plugins: names.map((name) => ({ name, source: `./${name}`, description: name })),
        }),
      ],
      ...names.flatMap((name) => [
        [`${name}/commands/go.md`, '---\ndescription: go\n---\n'],
        [`${name}/.claude-plugin/plugin.json`, JSON.stringify({ name, version: '1.0.0' })],
      ]),
    ]),
  );
}

const at = (registry: string, ...specs: string[]) => [
  'plan',
  ...specs,
  '--registry',
  registry,
  '--no-bundled',
];
const namesOf = ({ plugins }: { plugins: { name: string }[] }) => plugins.map(({ name }) => name);

describe('plugins that are not available', () => {
  test('are left out with the reason, and the commands are for the others', () => {
    const { json, code } = mktJson(at(shop(), 'good', 'goood', 'fine@^7', 'base'));
    expect(code).toBe(1);
    expect(json.verdict).toMatchObject({ kind: 'unsolvable', missing: ['fine', 'goood'] });
    expect(namesOf(json)).toEqual(['good', 'base']);
    expect(json.leftOut).toMatchObject([
      {
        plugin: 'goood',
        rule: 'MKT101',
        because: 'plugin `goood` not found',
        instead: 'did you mean `good`?',
      },
      { plugin: 'fine', rule: 'MKT102', because: 'no release of `fine` matches `^7`' },
    ]);
    expect(json.install.join('\n')).not.toMatch(/goood|fine/);
    expect(json.install).toContain('claude plugin install good@shop');
  });

  test('are left out once, also if another range of the same plugin is available', () => {
    const { json, code } = mktJson(at(shop(), 'good', 'good@^9', 'fine'));
    expect(code).toBe(1);
    expect(json.leftOut).toMatchObject([{ plugin: 'good', because: 'no release of `good` matches `^9`' }]);
    expect(json.install).not.toContain('claude plugin install good@shop');
  });

  test('are named in the first lines of text and Markdown, once each', () => {
    const registry = shop();
    const { stdout, stderr, code } = mkt(at(registry, 'good', 'goood'));
    expect({ stderr, code }).toEqual({ stderr: '', code: 1 });
    expect(stdout).toMatch(
      /^Plan for good\nx goood is not available; the plan is for the other one: 1 error\n/,
    );
    expect(stdout).toContain('left out, as said above: goood');
    expect(stdout.match(/plugin `goood` not found/g)).toHaveLength(1);
    const markdown = mkt([...at(registry, 'good', 'goood'), '-f', 'markdown']).stdout;
    expect(markdown).toContain('✗ **goood is not available; the plan is for the other one: 1 error**');
    const whole = mkt([...at(registry, 'good', 'goood'), '--full']).stdout;
    expect(whole).toContain('left out: goood: plugin `goood` not found\n    instead: did you mean `good`?');
  });

  test('are named beside a picture, which has no place for them', () => {
    const { stdout, stderr, code } = mkt([...at(shop(), 'good', 'goood'), '-f', 'mermaid']);
    expect(stdout).toContain('good');
    expect(stdout).not.toContain('goood');
    expect(stderr).toContain('plugin `goood` not found');
    expect(code).toBe(1);
  });

  test('are not removed in the eyes of a reviewer', () => {
    const registry = shop();
    const cwd = folder();
    mkt([...at(registry, 'good', 'fine'), '--json', '-o', 'plan.json'], { cwd });
    const { json } = mktJson([...at(registry, 'good', 'fine@^7'), '--diff', 'plan.json'], { cwd });
    expect(json.diff.plugins).toEqual([{ plugin: 'fine@shop', change: 'left-out', before: '1.0.0' }]);
    const removed = mktJson([...at(registry, 'good'), '--diff', 'plan.json'], { cwd });
    expect(removed.json.diff.plugins).toMatchObject([{ plugin: 'fine@shop', change: 'removed' }]);
  });
});

test('plugins that do not go together are left out together, with the first of the ways out', () => {
  const { json, code } = mktJson(at(join(root, 'examples/lab'), 'archive', 'notebook', 'plot'));
  expect(code).toBe(1);
  expect(namesOf(json)).toEqual(['plot']);
  expect(json.leftOut).toEqual(
    ['archive', 'notebook'].map((plugin) => ({
      plugin,
      rule: 'MKT201',
      because: '`archive` and `notebook` are incompatible: they require different versions of python',
      instead: 'remove `archive`; there are 2 other ways',
    })),
  );
});

test('there is no plan if nothing is left', () => {
  const { stdout, stderr, code } = mkt(at(shop(), 'goood'));
  expect({ stdout, code }).toEqual({ stdout: '', code: 1 });
  expect(stderr).toMatch(/there is no plan: fix these errors first\n$/);
});
