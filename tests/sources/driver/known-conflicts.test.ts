/** Conflicts of real marketplaces that were found by hand: the program finds all of them. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { marketplaces, needsMarketplaces } from '../../analysis/bundled.ts';
import { folder, mktJson } from '../../support/mkt.ts';

interface Shown {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly help?: string;
  readonly plugins: readonly string[];
  readonly location?: { readonly file: string; readonly line: number };
  readonly related?: readonly unknown[];
}

const at = (name: string) => join(marketplaces, name);
const validated = (path: string): Shown[] => mktJson(['validate', path]).json.findings;
const checked = (plugins: readonly string[], ...registries: string[]): Shown[] =>
  mktJson([
    'check',
    ...plugins,
    '--no-bundled',
    ...registries.flatMap((registry) => ['--registry', registry]),
  ]).json.findings;
const of = (findings: readonly Shown[], rule: string, text: string | RegExp): Shown[] =>
  findings.filter((each) => each.rule === rule && each.message.match(text) !== null);

describe('known conflicts', needsMarketplaces, () => {
  test('enchanter-ai+hydra: a bundle depends on five names that only manifests bear', () => {
    const dangling = of(validated(at('enchanter-ai+hydra')), 'MKT911', /^`full` depends on `hydra-/);
    expect(dangling.map(({ location }) => location?.line)).toEqual([9, 10, 11, 12, 13]);
    const [conflict] = checked(['full'], at('enchanter-ai+hydra'));
    expect(conflict).toMatchObject({ rule: 'MKT103', severity: 'error' });
    expect(conflict?.message).toContain('depends on `hydra-action-guard`, which is not in any registry');
    expect(conflict?.help).toContain(
      '`hydra-action-guard` is only the name in the manifest of `action-guard`',
    );
  });

  test('galaykos+cc-marketplace: one plugin pulls 59, with 32 commands of one name, hooks and long descriptions', () => {
    const { json } = mktJson([
      'check',
      'everything',
      '--no-bundled',
      '--registry',
      at('galaykos+cc-marketplace'),
    ]);
    expect(json.plugins).toHaveLength(60);
    const findings: Shown[] = json.findings;
    const [review] = of(findings, 'MKT302', 'the command `review`');
    expect(review?.plugins).toHaveLength(32);
    expect(of(findings, 'MKT306', 'UserPromptSubmit')[0]?.plugins).toHaveLength(8);
    expect(of(findings, 'MKT306', 'PreToolUse')[0]?.plugins).toHaveLength(8);
    const [, tokens = ''] = of(findings, 'MKT403', '')[0]?.message.match(/about ([\d,]+) tokens/) ?? [];
    // 50 KB at four characters a token.
    expect(Number(tokens.replace(',', ''))).toBeGreaterThan(12_500);
    expect(Number(tokens.replace(',', ''))).toBeLessThan(14_000);
  });

  test('anthropics+claude-plugins-official: an agent in two plugins, one source under several names, `url` with a path', () => {
    const official = at('anthropics+claude-plugins-official');
    const [reviewer] = of(checked(['feature-dev', 'pr-review-toolkit'], official), 'MKT301', 'code-reviewer');
    expect(reviewer?.plugins).toEqual(['feature-dev', 'pr-review-toolkit']);
    expect(reviewer?.location?.file).toMatch(/feature-dev\/agents\/code-reviewer\.md$/);
    const findings = validated(official);
    expect(of(findings, 'MKT907', '`revenuecat` and `rc`')).toHaveLength(1);
    expect(of(findings, 'MKT907', 'they are the same plugin').length).toBeGreaterThan(3);
    expect(
      of(findings, 'MKT903', 'has the key `path`, which sources of the kind `url` do not support'),
    ).toHaveLength(4);
  });

  test('boostvolt+claude-code-lsps with anthropics+claude-plugins-official: language servers that claim one extension', () => {
    // The sample leaves out the folders of plugins that are nothing but an entry; the marketplace has a README in each.
    const official = folder();
    cpSync(
      join(at('anthropics+claude-plugins-official'), '.claude-plugin'),
      join(official, '.claude-plugin'),
      { recursive: true },
    );
    for (const name of ['clangd-lsp', 'gopls-lsp']) {
      mkdirSync(join(official, 'plugins', name), { recursive: true });
      writeFileSync(join(official, 'plugins', name, 'README.md'), 'A language server.\n');
    }
    const findings = checked(
      ['clangd', 'clangd-lsp', 'gopls', 'gopls-lsp'],
      at('boostvolt+claude-code-lsps'),
      official,
    );
    expect(of(findings, 'MKT305', '').map(({ plugins }) => plugins)).toEqual([
      ['clangd', 'clangd-lsp'],
      ['gopls', 'gopls-lsp'],
    ]);
  });

  test('imewei+MyClaude@seed: folders that are missing, and agents that no plugin has', () => {
    const findings = validated(at('imewei+MyClaude@seed'));
    expect(of(findings, 'MKT904', 'does not exist or is empty').flatMap(({ plugins }) => plugins)).toEqual([
      'custom-scientific-computing',
      'developer-essentials',
      'machine-learning-ops',
    ]);
    const calls = of(findings, 'MKT911', 'delegates to');
    // Equal calls of one plugin are one finding, with the other places beside it.
    expect(calls.flatMap(({ related = [] }) => ['', ...related])).toHaveLength(10);
    expect(calls.every(({ message }) => /`(systems-architect|code-quality)`/.test(message))).toBe(true);
  });

  test('imewei+MyClaude@seed: a plugin that no entry lists, once its entry is taken out', () => {
    const copy = folder();
    cpSync(at('imewei+MyClaude@seed'), copy, { recursive: true, mode: 0 });
    const path = join(copy, '.claude-plugin/marketplace.json');
    expect(of(validated(copy), 'MKT905', '')).toEqual([]);
    const file = mktJson(['list', '--no-bundled', '--registry', copy]).json;
    expect(file.plugins.length).toBeGreaterThan(20);
    writeFileSync(path, JSON.stringify({ name: 'lab', owner: { name: 'o' }, plugins: [] }));
    const [unlisted] = of(validated(copy), 'MKT905', 'that the marketplace does not list');
    expect(unlisted?.message).toContain('26 folders');
  });

  test('wshobson+agents: commands of one name in several plugins', () => {
    const { json } = mktJson(['list', '--no-bundled', '--registry', at('wshobson+agents')]);
    const names: string[] = json.plugins.map(({ name }: { name: string }) => name);
    const clashes = of(checked(names, at('wshobson+agents')), 'MKT302', 'ship');
    expect(clashes).toHaveLength(10);
    expect(clashes.map(({ plugins }) => plugins)).toContainEqual(['debugging-toolkit', 'error-diagnostics']);
  });
});
