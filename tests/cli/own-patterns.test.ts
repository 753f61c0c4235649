/** Patterns of a project's own. */
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { withOwnPatterns } from '../../src/cli/own-patterns.ts';
import { emptyKnowledge } from '../../src/model/knowledge.ts';
import type { Project } from '../../src/model/project.ts';
import { unprintable } from '../../src/model/text.ts';
import { patternYaml } from '../../src/report/pattern-yaml.ts';
import { marketplace } from '../support/git.ts';
import { folder, mkt, mktJson, root } from '../support/mkt.ts';

const pattern = (id: string) => `id: ${id}\ntitle: Ours\nplugins: [unit-testing, code-documentation]\n`;

test('in `patterns/` next to the list: every command knows them', () => {
  const cwd = folder({ 'mkt.yaml': 'patterns: [ours]\n', 'patterns/ours.yaml': pattern('ours') });
  const { code, json } = mktJson(['check'], { cwd });
  expect(code).toBe(0);
  expect(json.plugins.map(({ name }: { name: string }) => name).sort()).toEqual([
    'code-documentation',
    'unit-testing',
  ]);
  expect(mktJson(['plan', '--pattern', 'ours'], { cwd }).json.pattern).toBe('ours');
  expect(mkt(['patterns', 'show', 'ours'], { cwd }).stdout).toContain('Ours');
});

test('a file that the list names, elsewhere', () => {
  const cwd = folder({ 'mkt.yaml': 'patterns: [./flows/x.yaml]\n', 'flows/x.yaml': pattern('x') });
  expect(mktJson(['check'], { cwd }).json.plugins).toHaveLength(2);
});

test('a broken one is a finding with its line, and the others are still checked', () => {
  const cwd = folder({
    'mkt.yaml': 'patterns: [ours]\n',
    'patterns/ours.yaml': pattern('ours'),
    'patterns/broken.yaml': 'id: broken\ntitle: 5\nplugins: [x]\n',
  });
  const { code, json } = mktJson(['check'], { cwd });
  expect(code).toBe(1);
  expect(json.plugins).toHaveLength(2);
  expect(json.findings).toContainEqual(
    expect.objectContaining({
      rule: 'MKT902',
      location: expect.objectContaining({ file: 'patterns/broken.yaml', line: 2 }),
    }),
  );
});

test('a file called `patterns` is none of them; a folder that cannot be read is a fault', async () => {
  const cwd = folder({ 'mkt.yaml': 'plugins: []\n', patterns: 'not a folder' });
  const project = { file: 'mkt.yaml', root: cwd, patterns: [] } as unknown as Project;
  expect((await withOwnPatterns(emptyKnowledge, project, cwd)).faults).toEqual([]);
  const loop = folder();
  symlinkSync('patterns', join(loop, 'patterns'));
  expect((await withOwnPatterns(emptyKnowledge, { ...project, root: loop }, loop)).faults).toMatchObject([
    { case: 'unreadable', location: { file: 'patterns' } },
  ]);
});

test('a file of `patterns/` that the list names, too, is read once, and known by both names', async () => {
  const cwd = folder({ 'patterns/ours.yaml': pattern('ours'), 'patterns/broken.yaml': 'id: 5\n' });
  const named = [{ id: './patterns/ours.yaml' }, { id: 'patterns/broken.yaml' }];
  const project = { file: 'mkt.yaml', root: cwd, patterns: named } as unknown as Project;
  const { knowledge, faults } = await withOwnPatterns(emptyKnowledge, project, cwd);
  expect(knowledge.patterns.map(({ id }) => id)).toEqual(['ours', './patterns/ours.yaml']);
  expect(new Set(faults.map((fault) => JSON.stringify(fault))).size).toBe(faults.length);
  expect(faults).not.toEqual([]);
});

test('foreign text in a printed pattern has no control characters', () => {
  const text = 'a\u009b31m\u202eb';
  const yaml = patternYaml({
    id: 'p',
    title: text,
    plugins: [{ name: 'x', version: '*', role: text }],
  } as never);
  expect(yaml).not.toMatch(unprintable);
  expect(parse(yaml)).toMatchObject({ title: text, plugins: [{ role: text }] });
});

test('a folder of patterns without a list next to it does not count', () => {
  const cwd = folder({ 'patterns/ours.yaml': pattern('ours') });
  expect(mkt(['plan', '--pattern', 'ours'], { cwd }).code).toBe(1);
});

const faulty = `id: faulty
title: Faulty
plugins:
  - unit-testin
  - { name: code-documentation, version: ^9 }
  - deep-learning
`;

test('`patterns validate`: every fault with its line, in the files and in the plugins that they name', () => {
  const cwd = folder({
    'faulty.yaml': faulty,
    'broken.yaml': 'id: broken\ntitel: Broken\nplugins: [{ name: x, stage: 0 }]\n',
    'good.yaml': pattern('good'),
  });
  const { code, json } = mktJson(['patterns', 'validate', 'faulty.yaml', 'broken.yaml', 'good.yaml'], {
    cwd,
  });
  expect(code).toBe(2);
  expect(mkt(['patterns', 'validate', 'faulty.yaml'], { cwd }).code).toBe(1);
  const shown = json.findings.map(
    ({ rule, location, help }: { rule: string; location: { file: string; line: number }; help?: string }) =>
      `${rule} ${location.file}:${location.line}${/did you mean `[\w-]+`/.exec(help ?? '')?.[0] ?? ''}`,
  );
  expect(shown.sort()).toEqual([
    'MKT101 faulty.yaml:4did you mean `unit-testing`',
    'MKT102 faulty.yaml:5',
    'MKT902 broken.yaml:1',
    'MKT902 broken.yaml:3',
    'MKT903 broken.yaml:2did you mean `title`',
  ]);
  expect(json.parts).toHaveLength(3);
  const good = mkt(['patterns', 'validate', 'good.yaml'], { cwd });
  expect(good).toMatchObject({ code: 0, stdout: expect.stringContaining('pattern good.yaml is valid') });
  expect(mkt(['patterns', 'validate', '.'], { cwd }).code).toBe(2);
});

test('`patterns validate` says which plugins of a pattern do not go together, and where it names them', () => {
  const cwd = folder({ 'both.yaml': 'id: both\ntitle: Both\nplugins:\n  - archive\n  - notebook\n' });
  const lab = join(root, 'examples/lab');
  const { code, stdout } = mkt(['patterns', 'validate', 'both.yaml', '--registry', lab, '--no-bundled'], {
    cwd,
  });
  expect(code).toBe(1);
  expect(stdout).toMatch(/incompatible[\s\S]*both\.yaml:[45]/);
});

test('`--pattern` with a file, with or without a list', () => {
  const cwd = folder({
    'flows/x.yaml': pattern('x'),
    'flows/faulty.yaml': faulty,
    'flows/broken.yaml': 'id: 5\n',
  });
  expect(mktJson(['check', '--pattern', 'flows/x.yaml'], { cwd }).json.plugins).toHaveLength(2);
  expect(mktJson(['plan', '--pattern', './flows/x.yaml'], { cwd }).json.pattern).toBe('x');
  expect(mkt(['patterns', 'show', 'flows/x.yaml'], { cwd }).stdout).toContain('Ours');
  const { code, stdout } = mkt(['check', '--pattern', 'flows/faulty.yaml'], { cwd });
  expect(code).toBe(1);
  expect(stdout).toContain('flows/faulty.yaml:4');
  for (const command of [
    ['check', '--pattern'],
    ['plan', '--pattern'],
    ['patterns', 'show'],
  ]) {
    const broken = mkt([...command, 'flows/broken.yaml'], { cwd });
    expect(broken.code).toBe(2);
    expect(broken.stdout + broken.stderr).toContain('MKT902');
  }
  expect(mkt(['check', '--pattern', 'flows/none.yaml'], { cwd })).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('does not exist'),
  });
});

test('`patterns new` prints a valid one, which can be planned', () => {
  const cwd = folder({ 'mkt.yaml': 'plugins: []\n', 'patterns/.keep': '' });
  const args = ['patterns', 'new', 'mine', 'python-development', 'unit-testing'];
  const { stdout } = mkt(args, { cwd });
  expect(parse(stdout)).toMatchObject({
    id: 'mine',
    plugins: [
      { name: 'python-development', role: 'development', stage: 1 },
      { name: 'unit-testing', role: 'testing', stage: 2 },
    ],
  });
  expect(mkt([...args, '-o', 'patterns/mine.yaml'], { cwd }).code).toBe(0);
  expect(mkt(['validate', 'patterns/mine.yaml'], { cwd }).code).toBe(0);
  expect(mktJson(['plan', '--pattern', 'mine'], { cwd }).json.stages).toHaveLength(2);
  expect(mkt(['patterns', 'new', 'Not An Id', 'unit-testing'], { cwd }).code).toBe(2);
});

test('`patterns suggest` looks for the plugins of the list, native ones by the roles that their words show', () => {
  const files = marketplace({
    'our-tests': { manifest: { version: '1.0.0', description: 'runs all of it', keywords: ['testing'] } },
  });
  const cwd = folder({
    ...Object.fromEntries(Object.entries(files).map(([name, content]) => [`market/${name}`, content])),
    'mkt.yaml': 'registries: [./market]\nplugins: [python-development, our-tests]\n',
    'patterns/ours.yaml':
      'id: ours\ntitle: Ours\nplugins: [python-development, { name: unit-testing, role: testing }]\n',
  });
  const { json } = mktJson(['patterns', 'suggest'], { cwd });
  expect(json.suggestions[0]).toEqual({
    id: 'ours',
    title: 'Ours',
    has: ['python-development'],
    instead: [{ plugin: 'our-tests', role: 'testing', of: 'unit-testing' }],
    needs: [],
  });
  expect(mkt(['patterns', 'suggest'], { cwd }).stdout).toContain(
    'ours: Ours\n  has python-development; our-tests can take the role testing of unit-testing\n',
  );
  const empty = folder({ 'mkt.yaml': 'plugins: []\n' });
  expect(mkt(['patterns', 'suggest'], { cwd: empty }).code).toBe(2);
  expect(mkt(['patterns', 'suggest'], { cwd: folder() }).code).toBe(2);
});
