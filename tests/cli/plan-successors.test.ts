/** Plans with the plugins that replaced others. */
import { expect, test } from 'vitest';
import { madeHome } from '../support/home.ts';
import { folder, mkt, mktJson } from '../support/mkt.ts';

test('a pattern: its successor takes all roles, and the plan says what it keeps', () => {
  const { code, json } = mktJson(['plan', '--pattern', 'ml-pipeline', '--successors'], { cwd: folder() });
  expect(code).toBe(0);
  expect(json.plugins).toMatchObject([{ name: 'science-suite', role: 'training, modelling, serving' }]);
  expect(json.successions.map(({ plugin, by }: Record<string, string>) => [plugin, by])).toEqual([
    ['deep-learning', 'science-suite'],
    ['machine-learning', 'science-suite'],
    ['llm-application-dev', 'science-suite'],
  ]);
  const [first] = json.successions;
  expect(first.lost).toEqual(['neural-architecture-engineer', 'research-paper-implementation']);
  expect(first.kept).not.toEqual([]);
});

test('a chain of successors is followed to the last, and living plugins stay', () => {
  const { json } = mktJson(['plan', 'unit-testing', 'agent-core', '--successors'], { cwd: folder() });
  expect(json.plugins.map(({ name }: { name: string }) => name)).toEqual(['dev-suite', 'agent-core']);
});

test('those that are enabled are disabled, and the way back enables them', () => {
  const id = 'deep-learning@scientific-computing-workflows';
  const made = madeHome({
    userSkills: {},
    records: { [id]: [{}] },
    user: { [id]: true },
    shop: {},
  });
  made.write('.claude/plugins/known_marketplaces.json', {
    'scientific-computing-workflows': {
      source: { source: 'directory', path: `${made.home}/suite` },
      installLocation: `${made.home}/suite`,
    },
  });
  made.write('suite/.claude-plugin/marketplace.json', {
    name: 'scientific-computing-workflows',
    owner: { name: 'x' },
    plugins: [{ name: 'deep-learning', source: './d' }],
  });
  made.write('suite/d/.claude-plugin/plugin.json', { name: 'deep-learning', version: '2.1.0' });
  const { json } = mktJson(['plan', 'deep-learning', '--successors'], { cwd: made.cwd, env: made.env });
  expect(json.change.plugins.at(-1)).toMatchObject({ plugin: id, action: 'disable' });
  expect(json.install[0]).toBe(`claude plugin disable ${id}`);
  expect(json.rollback).toContain(`claude plugin enable ${id}`);
});

test('without the option the plan says that there is one', () => {
  const { stdout } = mkt(['plan', 'deep-learning', 'machine-learning'], { cwd: folder() });
  expect(stdout).toContain('add `--successors` to plan with it');
  expect(mkt(['plan', 'agent-core'], { cwd: folder() }).stdout).not.toContain('--successors');
});
