import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { watchedGit } from '../support/git.ts';
import { folder, mkt, mktJson, root } from '../support/mkt.ts';
import { needsUnix, outsideData } from '../support/outside-data.ts';

const schema = JSON.parse(readFileSync(join(root, 'schema/validate.schema.json'), 'utf8'));
const isValid = new Ajv({ strict: false }).compile(schema);

const marketplace = (plugins: unknown[]) =>
  JSON.stringify({ name: 'team-tools', owner: { name: 'Team' }, description: 'for us', plugins }, null, 2);
const plugin = (name: string, rest = {}) =>
  JSON.stringify({ name, version: '1.0.0', description: 'reviews code', author: { name: 'Team' }, ...rest });

test('a valid marketplace: exit 0', () => {
  const cwd = folder({
    '.claude-plugin/marketplace.json': marketplace([
      { name: 'review', source: './review', description: 'reviews' },
    ]),
    'review/.claude-plugin/plugin.json': plugin('review'),
    'review/commands/review.md': '---\ndescription: reviews a change\n---\nReview it.\n',
  });
  const { code, stdout, stderr } = mkt(['validate'], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toBe('ok: marketplace . is valid\n');
});

test('all faults at once, each with file, line and column', () => {
  const cwd = folder({
    '.claude-plugin/marketplace.json': marketplace([
      { name: 'review', source: './gone', description: 'x' },
      { name: 'tests', source: './tests', description: 'x' },
    ]),
    'tests/.claude-plugin/plugin.json': plugin('tests', { version: 7, dependencies: ['nobody'] }),
    'tests/commands/test.md': '---\ndescription: tests\n---\nTest it.\n',
  });
  const { code, json } = mktJson(['validate'], { cwd });
  expect(code).toBe(1);
  expect(isValid(json), JSON.stringify(isValid.errors)).toBe(true);
  const places = json.findings.map(
    ({ rule, location }: { rule: string; location: { file: string; line: number; column: number } }) => [
      rule,
      location.file,
      location.line > 0 && location.column > 0,
    ],
  );
  expect(places).toContainEqual(['MKT904', '.claude-plugin/marketplace.json', true]);
  expect(places).toContainEqual(['MKT902', 'tests/.claude-plugin/plugin.json', true]);
  expect(json.findings.length).toBeGreaterThanOrEqual(3);
});

test('a plugin, an index file and a list', () => {
  const cwd = folder({
    'review/.claude-plugin/plugin.json': '{ "name": "review", }',
    'index.json': '{ "mkt": 1, "marketplace": "lab", "plugins": { "a": { "versions": { "1.0": {} } } } }',
    'mkt.yaml': 'plugin: [a]\n',
  });
  expect(mktJson(['validate', 'review'], { cwd })).toMatchObject({ code: 1, json: { kind: 'plugin' } });
  expect(mktJson(['validate', 'index.json'], { cwd }).json).toMatchObject({ kind: 'index file' });
  const list = mkt(['validate', 'mkt.yaml'], { cwd });
  expect(list.stdout).toContain('mkt.yaml:1:1');
});

test('what is nothing of the kind: exit 2', () => {
  const cwd = folder({ 'notes.txt': 'hello' });
  expect(mkt(['validate', 'notes.txt'], { cwd })).toMatchObject({ code: 2, stdout: '' });
  expect(mkt(['validate', 'nowhere'], { cwd }).stderr).toContain('`nowhere` does not exist');
});

test('other sources are not read: a folder is judged by its files, and what was not read is not reported', () => {
  const entries = ['far', 'near'].map((name) => ({
    name,
    source: name === 'near' ? './near' : { source: 'url', url: 'https://nowhere.invalid/far.git' },
  }));
  const manifest = { name: 'near', version: '1.0.0', dependencies: [{ name: 'far', version: '^1' }] };
  const git = watchedGit();
  const cwd = folder({
    '.claude-plugin/marketplace.json': JSON.stringify({
      name: 'lab',
      owner: { name: 'x' },
      plugins: entries,
    }),
    'near/.claude-plugin/plugin.json': JSON.stringify(manifest),
  });
  const { code, stdout } = mkt(['validate'], { cwd, env: { ...git.env, MKT_CACHE_DIR: join(cwd, 'cache') } });
  expect(stdout).not.toContain('MKT912');
  expect(code).toBe(0);
  expect(git.calls().filter((call) => call.includes('remote'))).toEqual([]);
});

test('a part of a plugin stands for the plugin', () => {
  const cwd = folder({
    'p/.claude-plugin/plugin.json': JSON.stringify({ name: 'p', version: '1.0.0', licence: 'MIT' }),
    'p/hooks/hooks.json': '{ "hooks": {} }',
    'p/.mcp.json': '{ "mcpServers": {} }',
    'bare/.mcp.json': '{ "mcpServers": { "a": { "command": "node" } } }',
  });
  const of = (path: string) => {
    const { json } = mktJson(['validate', path], { cwd });
    return { kind: json.kind, findings: json.findings };
  };
  const whole = of('p');
  expect(whole.kind).toBe('plugin');
  expect(JSON.stringify(whole.findings)).toContain('licence');
  for (const part of [
    '.claude-plugin',
    '.claude-plugin/plugin.json',
    'hooks',
    'hooks/hooks.json',
    '.mcp.json',
  ])
    expect(of(`p/${part}`)).toEqual(whole);
  expect(of('bare').kind).toBe('plugin');
});

test('a marketplace whose file is a link to elsewhere cannot be used', needsUnix, () => {
  const cwd = folder({
    'out.json': '{ "name": "lab", "owner": { "name": "x" }, "plugins": [] }',
    'm/README.md': '',
  });
  mkdirSync(join(cwd, 'm/.claude-plugin'));
  symlinkSync('../../out.json', join(cwd, 'm/.claude-plugin/marketplace.json'));
  const { json, code } = mktJson(['validate', 'm'], { cwd });
  expect(code).toBe(1);
  expect(json.findings).toMatchObject([{ rule: 'MKT904', severity: 'error' }]);
});

describe('MKT912 counts the ranges that the client reads, and no others', () => {
  const told = (app: object, entry: object = {}) => {
    const named = (name: string, more: object = {}) => ({ name, source: `./${name}`, ...more });
    const plugin = (name: string, more: object) => JSON.stringify({ name, version: '1.0.0', ...more });
    const cwd = folder({
      '.claude-plugin/marketplace.json': JSON.stringify({
        name: 'lab',
        owner: { name: 'x' },
        plugins: [named('app', entry), named('base'), named('core')],
      }),
      'app/.claude-plugin/plugin.json': plugin('app', app),
      'base/.claude-plugin/plugin.json': plugin('base', {}),
      'core/.claude-plugin/plugin.json': plugin('core', {}),
    });
    const { findings } = mktJson(['validate'], { cwd }).json;
    return findings
      .filter(({ rule }: { rule: string }) => rule === 'MKT912')
      .map(({ location }: { location: { file: string; column: number } }) => location.column);
  };
  const never = { name: 'base', version: '^9.0.0' };

  test('a range in the manifest, at the dependency that has it', () => {
    const [column] = told({ dependencies: ['core', never] });
    const text = JSON.stringify({ name: 'app', version: '1.0.0', dependencies: ['core', never] });
    expect(column).toBe(text.indexOf('{"name":"base"') + 1);
  });

  test.each<[what: string, manifest: object, entry?: object]>([
    ['a range in the entry', {}, { dependencies: [never] }],
    ['a range behind the name', { dependencies: ['base@^9.0.0'] }],
    ['the first of two ranges', { dependencies: [never, { ...never, version: '^1.0.0' }] }],
  ])('not %s', (_, manifest, entry) => {
    expect(told(manifest, entry)).toEqual([]);
  });
});

const samples = outsideData('marketplaces');
describe('real marketplaces', samples.needed, () => {
  test.each(samples.isHere ? readdirSync(samples.path).filter((name) => name.includes('+')) : [])(
    '%s',
    (name) => {
      const { code, json, stderr } = mktJson(['validate', join(samples.path, name)]);
      expect(stderr).toBe('');
      expect([0, 1]).toContain(code);
      expect(json.kind).toBe('marketplace');
      for (const { location } of json.findings) expect(location.line).toBeGreaterThan(0);
    },
  );
});

test('a manifest of Agent Plugins is not one in the wrong place, named by itself or with its folder', () => {
  const cwd = folder({
    'plugin.json': JSON.stringify({
      $schema: 'https://agent-plugins.org/schemas/1.0.0/plugin.schema.json',
      name: 'both',
      version: '1.0.0',
      extensions: {},
    }),
    'mcp.json': '{ "mcpServers": { "search": { "type": "streamable-http", "url": "https://x.example" } } }',
    'skills/see/SKILL.md': '---\nname: see\ndescription: sees\n---\nSee.\n',
  });
  for (const path of ['.', 'plugin.json']) {
    const { code, stdout } = mkt(['validate', path], { cwd });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^note\[MKT911\]: this is an Agent Plugins manifest/);
    expect(stdout).toContain('none of the servers in `mcp.json`: `search`');
    expect(stdout).not.toContain('MKT902');
  }
  mkdirSync(join(cwd, '.claude-plugin'));
  const own = { name: 'both', version: '1.0.0', description: 'both', author: { name: 'x' } };
  writeFileSync(join(cwd, '.claude-plugin/plugin.json'), JSON.stringify(own));
  expect(mkt(['validate'], { cwd }).stdout).toContain('is valid');
});
