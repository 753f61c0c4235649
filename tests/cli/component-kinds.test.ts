/** Every kind of component of the table goes the whole way, and one that mkt does not know yet does no harm. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { componentKeys, kindOf } from '../../src/model/component-kinds.ts';
import { namedComponents, wholeComponents } from '../support/components.ts';
import { folder, mkt, mktJson } from '../support/mkt.ts';

const index = (components: object) =>
  JSON.stringify({ mkt: 1, marketplace: 'lab', plugins: { all: { versions: { '1.0.0': { components } } } } });

const from = (file: string) => ['--registry', file, '--no-bundled'];

/** One of each, with a name that tells which it is. */
const nameFor = (key: string) => `one-of-${key.toLowerCase()}`;
const wholeIndex = () => folder({ 'all.json': index(wholeComponents(nameFor)) });

describe.each(componentKeys)('%s', (key) => {
  const { singular, plural, called } = kindOf(key);

  test('is counted by check', () => {
    const cwd = wholeIndex();
    const { code, stdout } = mkt(['check', 'all', ...from('./all.json')], { cwd });
    expect(code, stdout).toBe(0);
    expect(stdout.replace(/\s+/g, ' ')).toContain(`1 ${singular}`);
    expect(mktJson(['check', 'all', ...from('./all.json')], { cwd }).json.plugins[0].components[key]).toBe(1);
  });

  test('is named by info', () => {
    const { stdout } = mkt(['info', 'all', ...from('./all.json')], { cwd: wholeIndex() });
    expect(stdout).toMatch(new RegExp(`^${plural} .*${nameFor(key)}`, 'm'));
  });

  test('is found by its name, if it has one', () => {
    const cwd = wholeIndex();
    const found = called === undefined ? /^missing$/ : /^plugin\t.*\nall\t/;
    const listed = mkt(['list', '--component', nameFor(key), ...from('./all.json')], { cwd });
    const searched = mkt(['search', nameFor(key), ...from('./all.json')], { cwd });
    expect(listed.stdout || 'missing', listed.stderr).toMatch(found);
    expect(searched.stdout || 'missing', searched.stderr).toMatch(found);
  });
});

test.each([
  ['whole', wholeComponents(nameFor)],
  ['only named', namedComponents(nameFor)],
])('registry build writes all that are %s, and reads them again', (_, components) => {
  const cwd = folder({ 'all.json': index(components) });
  const built = mkt(['registry', 'build', './all.json'], { cwd });
  expect(built).toMatchObject({ code: 0, stderr: '' });
  writeFileSync(join(cwd, 'built.json'), built.stdout);
  const before = mktJson(['info', 'all', ...from('./all.json')], { cwd }).json.components;
  const after = mktJson(['info', 'all', ...from('./built.json')], { cwd });
  expect(after).toMatchObject({ code: 0, stderr: '' });
  expect(after.json.components).toEqual(before);
  expect(Object.keys(before).sort()).toEqual([...componentKeys].sort());
});

describe('a kind that mkt does not know', () => {
  const components = { agents: ['known'], gadgets: ['new'], gizmos: { shape: 1 }, gears: null };
  const unknown = () => folder({ 'all.json': index(components) });

  test('costs no release of an index that registry build writes', () => {
    const { code, stdout } = mkt(['registry', 'build', './all.json'], { cwd: unknown() });
    expect(code).toBe(0);
    expect(JSON.parse(stdout).plugins.all.versions['1.0.0']).toEqual({ components: { agents: ['known'] } });
  });

  test('is told as an unknown key, and the rest is checked', () => {
    const { code, stdout, stderr } = mkt(['check', 'all', ...from('./all.json')], { cwd: unknown() });
    expect(code).toBe(0);
    expect(stdout).toContain('all  1.0.0  1 agent\n');
    expect(stdout).toMatch(/warning\[MKT903\]: unknown key `gadgets`/);
    expect(stdout + stderr).not.toContain('a bug in mkt');
  });

  test.each([['info'], ['search'], ['plan']])('does not stop %s', (command) => {
    const { code, stderr } = mkt([command, 'all', ...from('./all.json')], { cwd: unknown() });
    expect(code).toBe(0);
    expect(stderr).not.toContain('a bug in mkt');
  });
});

describe('a marketplace with a plugin that has components of kinds that lie in files of their own', () => {
  const files = {
    '.claude-plugin/marketplace.json': JSON.stringify({
      name: 'lab',
      description: 'lab',
      owner: { name: 'lab' },
      plugins: [{ name: 'p', source: './p', description: 'd' }],
    }),
    'p/.claude-plugin/plugin.json': JSON.stringify({ name: 'p', version: '1.0.0', description: 'd' }),
    'p/output-styles/brief.md': 'Say little',
    'p/workflows/audit.js': "export const meta = { name: 'audit' };",
    'p/monitors/monitors.json': JSON.stringify([{ name: 'log', command: 'tail -f x', description: 'd' }]),
    'p/themes/dusk.json': '{}',
    'p/hooks/hooks.json': JSON.stringify({ modules: ['./guard.ts'] }),
    'p/hooks/guard.ts': 'export function register() {}',
  };
  const components = {
    outputStyles: ['brief'],
    workflows: ['audit'],
    monitors: [{ name: 'log', command: 'tail -f x' }],
    themes: ['dusk'],
    mods: ['hooks/guard.ts'],
  };

  test('brings something, and check counts them', () => {
    const cwd = folder(files);
    expect(mkt(['validate', '.'], { cwd }).stdout).not.toContain('brings nothing');
    const { stdout } = mkt(['check', 'p', ...from('.')], { cwd });
    const counts = '1 output style, 1 workflow, 1 monitor, 1 theme, 1 mod';
    expect(stdout.replace(/\s+/g, ' ')).toContain(`p 1.0.0 ${counts}`);
  });

  test('an index of it holds them, and is read again', () => {
    const cwd = folder(files);
    const { stdout, code } = mkt(['registry', 'build', '.'], { cwd });
    expect(code).toBe(0);
    expect(JSON.parse(stdout).plugins.p.versions['1.0.0'].components).toEqual(components);
    writeFileSync(join(cwd, 'built.json'), stdout);
    expect(mktJson(['info', 'p', ...from('./built.json')], { cwd }).json.components).toMatchObject(
      components,
    );
    for (const name of ['brief', 'audit', 'log', 'dusk', 'hooks/guard.ts'])
      expect(mkt(['list', '--component', name, ...from('./built.json')], { cwd }).stdout).toMatch(/^p\t/m);
  });
});
