// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders that the client fills in
/** Manifests are hostile until shown otherwise: what they say must not make mkt leave the folder, hang, fail or change itself. */

import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { variablesOf } from '../../src/client/components/needs.ts';
import { folderTree } from '../../src/sources/files/folder-tree.ts';
import { clientFacts } from '../../src/sources/registries/bundled-client-facts.ts';
import { checkMarketplace, readMarketplace } from '../support/marketplace.ts';
import { folder } from '../support/mkt.ts';
import { worded } from '../support/worded.ts';
import { expectLinear } from '../support/work.ts';
import { entry, type Files, lab, manifest, markdown, memoryTree } from './fixtures.ts';

/** Reads and checks everything of a marketplace. @returns what is wrong with it, and what was read for that. */
async function everything(files: Files) {
  const tree = memoryTree(files);
  const faults = checkMarketplace(tree);
  const { marketplace } = await readMarketplace(tree, { source: 'x' });
  for (const name of marketplace?.registry.names() ?? []) {
    const lookup = await marketplace?.registry.lookup(name);
    if (lookup?.status !== 'found') continue;
    for (const plugin of lookup.plugins) {
      for (const version of plugin.versions)
        JSON.stringify([plugin.requirements(version), plugin.release(version)]);
    }
  }
  return { faults, reads: tree.reads };
}

const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

describe('values of every kind in every place', () => {
  const odd: unknown[] = [
    null,
    7,
    true,
    '',
    'x',
    [],
    {},
    [[]],
    [null],
    { a: null },
    '..',
    '\u0000',
    '\u001b[31m',
    JSON.parse('{"__proto__":{"polluted":1}}'),
    ['./x', 7, null],
  ];
  const fields = [
    'name',
    'version',
    'description',
    'author',
    'keywords',
    'dependencies',
    'metadata',
    'commands',
    'agents',
    'skills',
    'hooks',
    'mcpServers',
    'lspServers',
    'userConfig',
    'channels',
    'settings',
    'experimental',
    'monitors',
    'themes',
    'source',
    'strict',
    'tags',
    'relevance',
  ];

  test.each(fields)('%s', async (field) => {
    for (const value of odd) {
      const files = lab([entry('p', { [field]: value }), { name: 'q', source: './plugins/q' }], {
        ...manifest('q', { [field]: value }),
        'plugins/p/commands/c.md': 'x',
      });
      const { reads } = await everything(files);
      // A value that leads to the same file again and again does not make it be read again and again.
      expect(reads.length).toBeLessThanOrEqual(3 * Object.keys(files).length);
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test.each(['name', 'owner', 'plugins', 'metadata', 'renames', 'allowCrossMarketplaceDependenciesOn'])(
    '%s of the marketplace',
    async (field) => {
      for (const value of odd) await everything(lab([entry('p')], manifest('p'), { [field]: value }));
    },
  );

  test.each([
    'hooks/hooks.json',
    '.mcp.json',
    '.lsp.json',
    'settings.json',
    '.claude-plugin/plugin.json',
    'plugin.json',
  ])('%s', async (path) => {
    for (const value of odd) {
      for (const inner of [
        value,
        { hooks: value },
        { hooks: { Stop: value } },
        { hooks: { PreToolUse: [{ hooks: value }] } },
        { mcpServers: value },
        { s: value },
      ])
        await everything(
          lab([entry('p')], {
            ...(path.endsWith('plugin.json') ? {} : manifest('p')),
            [`plugins/p/${path}`]: inner,
          }),
        );
    }
  });
});

test('names that every object has', async () => {
  const names = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];
  const files = lab(
    names.map((name) => entry(name)),
    Object.assign({}, ...names.map((name) => manifest(name, { dependencies: names }))),
    { renames: JSON.parse('{"__proto__":"constructor","valueOf":null}') },
  );
  const { marketplace } = await readMarketplace(memoryTree(files), { source: 'x' });
  for (const name of ['constructor', 'toString'])
    expect(await marketplace?.registry.lookup(name)).toMatchObject({ plugins: [{ name }] });
  expect(await marketplace?.registry.lookup('isPrototypeOf')).toEqual({ status: 'found', plugins: [] });
  await everything(files);
});

test.each(['__proto__', 'constructor', 'toString'])('a key that every object has: %s', async (key) => {
  const sound = { name: 'lab', owner: { name: 'x' }, plugins: [entry('p')] };
  for (const [path, value] of [
    ['.claude-plugin/marketplace.json', sound],
    ['plugins/p/.claude-plugin/plugin.json', { name: 'p' }],
    ['plugins/p/hooks/hooks.json', { hooks: {} }],
    ['plugins/p/.mcp.json', { mcpServers: {} }],
  ] as const) {
    const text = JSON.stringify(value).replace(/\}$/, `,"${key}":{"old":"p"}}`);
    await everything({ ...lab([entry('p')], manifest('p')), [path]: text });
  }
});

test.each([
  ['.claude-plugin/marketplace.json', `{"name":"lab","owner":{"name":"x"},"plugins":${deep(100_000)}}`],
  ['plugins/p/.claude-plugin/plugin.json', `{"name":"p","metadata":${deep(100_000)}}`],
  ['plugins/p/hooks/hooks.json', `{"hooks":${deep(100_000)}}`],
  ['plugins/p/agents/a.md', `---\nname: a\nx: ${deep(10_000)}\n---\n`],
])('deep nesting in %s', async (path, text) => {
  const { faults } = await everything({ ...lab([entry('p')], manifest('p')), [path]: text });
  expect(faults.map(({ message }) => message).join()).toMatch(/nested more than|not valid YAML/);
});

test('anchors that multiply', async () => {
  const lines = Array.from(
    { length: 20 },
    (_, index) =>
      `k${index}: &k${index} [${Array(10)
        .fill(index === 0 ? 'x' : `*k${index - 1}`)
        .join(', ')}]`,
  );
  const { faults } = await everything(
    lab([entry('p')], { ...manifest('p'), 'plugins/p/agents/a.md': markdown(lines.join('\n')) }),
  );
  expect(faults.map(({ message }) => message).join()).toMatch(/alias/);
});

test('texts made to keep a pattern busy take no more work than their length asks for', async () => {
  const busy = (size: number): Files =>
    lab([entry('p')], {
      ...manifest('p', {
        name: `${'a-'.repeat(size)}!`,
        dependencies: [{ name: 'q', version: '^1 '.repeat(size) }],
      }),
      'plugins/p/hooks/hooks.json': {
        hooks: {
          Stop: [
            {
              matcher: '(a+)+$',
              hooks: [{ type: 'command', command: `"${'"'.repeat(size)}${'${A'.repeat(size)}` }],
            },
          ],
        },
      },
      'plugins/p/commands/c.md': `${'-'.repeat(size)}\n${'a:'.repeat(size)}\n${']('.repeat(size)}`,
      'plugins/p/agents/a.md': `---\n${'a: b: '.repeat(size)}\n---\n`,
    });
  await expectLinear((size) => everything(busy(size)), 150);
  // Far beyond what is written by hand, where much is not even looked at.
  expect((await everything(busy(50_000))).faults.length).toBeLessThan(50);
});

test('variables without number, and such as never close', () => {
  const file = {} as never;
  const of = (...args: string[]) =>
    variablesOf([{ value: { command: 'x', args }, file, path: [] }], clientFacts()).map(({ name }) => name);
  const many = Array.from({ length: 1000 }, (_, index) => `\${V${index}}`);
  expect(of(many.join(' '))).toHaveLength(1000);
  expect(of(...Array.from({ length: 20_000 }, (_, index) => `\${V${index}}`))).toHaveLength(20_000);
  // Nobody writes such a text by hand, and nothing is read out of it.
  expect(of(many.join(' ').repeat(100))).toEqual([]);
  expect(of(...Array.from({ length: 100 }, () => '${A:-'.repeat(2000)))).toEqual([]);
  expect(of('A=1 run ${A} ${B}', 'for C in x; do ${C}; done', 'AB=1 ${B}', '${D:-${E}}')).toEqual(['B', 'D']);
});

describe('entries without number, each on the next, none of them there', () => {
  const ring = (amount: number) => {
    const plugins = Array.from({ length: amount }, (_, index) => ({
      name: `p${index}`,
      source: `./plugins/p${index}`,
      dependencies: [`p${(index + 1) % amount}`],
    }));
    const text = JSON.stringify({ name: 'lab', owner: { name: 'x' }, plugins });
    return memoryTree({ '.claude-plugin/marketplace.json': text });
  };

  test('50,000 are read, and 20,000 checked, to the end', async () => {
    const { marketplace } = await readMarketplace(ring(50_000), { source: 'x' });
    expect(marketplace?.registry.names()).toHaveLength(50_000);
    expect(await marketplace?.registry.lookup('p77')).toMatchObject({ status: 'failed' });
    const faults = checkMarketplace(ring(20_000));
    expect(faults.filter(({ rule }) => rule === 'MKT106')).toHaveLength(1);
  });

  test('twice as many are twice the work', async () => {
    await expectLinear(async (size) => {
      const tree = ring(size);
      const { marketplace } = await readMarketplace(tree, { source: 'x' });
      await marketplace?.registry.lookup('p77');
      checkMarketplace(tree);
    }, 300);
  });
});

test('a marketplace file of a gigabyte is not read', async () => {
  const cwd = folder({ '.claude-plugin/marketplace.json': '{}' });
  const { truncateSync } = await import('node:fs');
  truncateSync(join(cwd, '.claude-plugin/marketplace.json'), 1024 * 1024 * 1024);
  const { faults } = await readMarketplace(folderTree(cwd, cwd), { source: 'x' });
  // With a gigabyte of NUL the file would be no JSON, and that is what would be said.
  expect(worded(faults).map(({ message }) => message)).toEqual([
    expect.stringContaining('the file is 1024 MB'),
  ]);
});

test('a plugin folder that is a link out of the marketplace is not looked into', () => {
  const cwd = folder({
    'secret/.claude-plugin/plugin.json': '{"name":"secret"}',
    'secret/commands/key.md': 'the key',
    'm/.claude-plugin/marketplace.json': JSON.stringify({
      name: 'lab',
      owner: { name: 'x' },
      plugins: [{ name: 'p', source: './plugins/p' }],
    }),
    'm/plugins/readme.txt': '',
  });
  symlinkSync('../../secret', join(cwd, 'm/plugins/p'));
  const faults = checkMarketplace(folderTree(join(cwd, 'm'), cwd)).filter(({ rule }) => rule === 'MKT904');
  expect(faults.map(({ location }) => location.file)).toEqual([
    'm/.claude-plugin/marketplace.json',
    'm/plugins/p',
  ]);
});

test('a manifest that is a link out of the plugin is not read', () => {
  const cwd = folder({
    'secret.json': '{"name":"p","version":"6.6.6","description":"the key"}',
    'm/.claude-plugin/marketplace.json': JSON.stringify({
      name: 'lab',
      owner: { name: 'x' },
      plugins: [{ name: 'p', source: './p' }],
    }),
    'm/p/commands/c.md': markdown('description: d'),
    'm/p/.claude-plugin/readme.txt': '',
  });
  symlinkSync('../../../secret.json', join(cwd, 'm/p/.claude-plugin/plugin.json'));
  const faults = checkMarketplace(folderTree(join(cwd, 'm'), cwd));
  expect(JSON.stringify(faults)).not.toContain('6.6.6');
  expect(faults.map(({ rule, location }) => `${rule} ${location.file}`)).toContain(
    'MKT904 m/p/.claude-plugin/plugin.json',
  );
});
