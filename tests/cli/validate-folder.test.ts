/** What `mkt validate` finds in a folder: the list, settings, patterns and marketplaces, and nothing else. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { git } from '../support/git.ts';
import { folder, mktHere } from '../support/mkt.ts';

const marketplace = JSON.stringify({
  name: 'lab',
  owner: { name: 'The lab' },
  description: 'for us',
  plugins: [{ name: 'a', source: './a', description: 'a' }],
});
const plugin = '{ "name": "a", "version": "1.0.0", "description": "a", "author": { "name": "The lab" } }';
const others = { 'package.json': '{ "name": "x", "version": 5 }', 'tsconfig.json': '{ "extends": [] }' };

interface Found {
  readonly rule: string;
  readonly location: { readonly file: string };
}

const validated = async (cwd: string, ...args: string[]) => {
  const { code, stdout, stderr } = await mktHere(['validate', ...args, '--json'], { cwd });
  const { kind = '', parts = [], findings = [] } = JSON.parse(stdout);
  return {
    code,
    stderr,
    kind,
    parts: parts.map((part: { path: string; kind: string }) => `${part.kind} ${part.path}`),
    found: findings.map(({ rule, location }: Found) => `${rule} ${location.file}`),
  };
};

describe('a folder', () => {
  test('with a list and settings: both, and no file that is something else', async () => {
    const cwd = folder({
      ...others,
      'mkt.yaml': 'plugins: [julia-development]\nplugin: []\n',
      '.claude/settings.json': '{ "enabledPlugins": ["a"] }',
      '.claude/settings.local.json': '{}',
    });
    expect(await validated(cwd)).toEqual({
      code: 2,
      stderr: '',
      kind: 'project',
      parts: ['project mkt.yaml', 'settings .claude/settings.json', 'settings .claude/settings.local.json'],
      found: ['MKT903 mkt.yaml', 'MKT902 .claude/settings.json'],
    });
  });

  test('with nothing of the kind: exit 2, however many JSON files it has', async () => {
    const { code, stderr } = await mktHere(['validate'], { cwd: folder(others) });
    expect(code).toBe(2);
    expect(stderr).toContain('there is no list, lock, settings, pattern, marketplace, plugin or registry');
  });

  test('with servers of its own beside a list: they do not make it a plugin', async () => {
    const cwd = folder({ 'mkt.yaml': 'plugins: []\n', '.mcp.json': '{ "mcpServers": {} }' });
    expect(await validated(cwd)).toMatchObject({ code: 0, kind: 'project', parts: [], found: [] });
  });

  test('with a marketplace, and settings beside it', async () => {
    const cwd = folder({
      ...others,
      '.claude-plugin/marketplace.json': marketplace,
      'a/.claude-plugin/plugin.json': plugin,
      'a/commands/c.md': '---\ndescription: c\n---\nc\n',
      '.claude/settings.json': '{ "enabledPlugins": { "a": true } }',
    });
    expect(await validated(cwd)).toMatchObject({
      kind: 'marketplace',
      parts: ['marketplace .', 'settings .claude/settings.json'],
      found: ['MKT902 .claude/settings.json'],
    });
  });

  test('with patterns', async () => {
    const cwd = folder({
      ...others,
      'patterns/good.yaml': 'id: good\ntitle: t\nplugins: [a]\n',
      'patterns/bad.yaml': 'id: bad\nplugins: [a]\n',
      'patterns/notes.yaml': 'regex: x\n',
    });
    expect(await validated(cwd)).toMatchObject({
      code: 2,
      kind: 'pattern',
      parts: ['pattern patterns/bad.yaml', 'pattern patterns/good.yaml'],
      found: ['MKT902 patterns/bad.yaml'],
    });
  });

  test('at the top of a repository: lists and marketplaces below, without fixtures', async () => {
    const cwd = folder({
      ...others,
      'services/a/mkt.yaml': 'plugins: []\nrule: {}\n',
      'tools/.claude-plugin/marketplace.json': marketplace.replace('"owner"', '"ownr"'),
      'tools/a/.claude-plugin/plugin.json': plugin,
      'tests/fixtures/m/.claude-plugin/marketplace.json': '{}',
    });
    git(cwd, 'init', '-q');
    const { kind, parts, found } = await validated(cwd);
    expect({ kind, parts }).toEqual({
      kind: 'project',
      parts: ['project services/a/mkt.yaml', 'marketplace tools'],
    });
    expect(found).toContain('MKT903 services/a/mkt.yaml');
    expect(found).toContain('MKT902 tools/.claude-plugin/marketplace.json');
    expect(found.join()).not.toContain('fixtures');
  });

  test('settings of the user and the administrator are no part of it', async () => {
    const home = folder({ '.claude/settings.json': '{ "enabledPlugins": 5 }' });
    const cwd = folder({ 'mkt.yaml': 'plugins: []\n', '.claude/settings.json': '{}' });
    const { code, stdout } = await mktHere(['validate'], {
      cwd,
      env: { HOME: home, MKT_POLICY: join(home, '.claude/settings.json') },
    });
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: 'ok: mkt.yaml and .claude/settings.json are valid\n',
    });
  });
});

describe('a file', () => {
  test('a pattern, by its folder or its keys', async () => {
    const cwd = folder({
      'patterns/p.yaml': 'id: p\ntitle: t\nplugins: [a]\nbenefit: [x]\n',
      'mine.yaml': 'id: mine\ntitle: t\n',
      'other.yaml': 'a: 1\n',
    });
    expect(await validated(cwd, 'patterns/p.yaml')).toMatchObject({
      code: 0,
      kind: 'pattern',
      found: ['MKT903 patterns/p.yaml'],
    });
    expect(await validated(cwd, 'mine.yaml')).toMatchObject({ code: 2, found: ['MKT902 mine.yaml'] });
    expect((await validated(cwd, 'other.yaml')).code).toBe(2);
  });

  test('settings, by their name or their keys', async () => {
    const cwd = folder({
      'managed-settings.json': '{ "strictKnownMarketplaces": 5 }',
      'team.json': '{ "enabledPlugins": { "a": true } }',
    });
    expect(await validated(cwd, 'managed-settings.json')).toMatchObject({ kind: 'settings', code: 2 });
    expect(await validated(cwd, 'team.json')).toMatchObject({
      kind: 'settings',
      found: ['MKT902 team.json'],
    });
  });

  test('a folder that only looks like one', async () => {
    const cwd = folder({ 'x.txt': '' });
    mkdirSync(join(cwd, 'mkt.yaml'));
    expect((await validated(cwd)).code).toBe(2);
  });
});
