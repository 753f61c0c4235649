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
import { folder, mkt, mktJson } from '../support/mkt.ts';

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
