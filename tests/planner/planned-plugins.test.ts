import { expect, test } from 'vitest';
import { emptyKnowledge } from '../../src/model/knowledge.ts';
import { pluginId } from '../../src/model/plugin.ts';
import { makePlan } from '../../src/planner/index.ts';
import { release } from '../support/releases.ts';

test('a plan says what each plugin adds, by name, and what it takes', () => {
  const releases = [
    { ...release('a', { agents: ['deep/one', 'one'], commands: ['run'] }), contextTokens: 12 },
    { ...release('b'), description: '' },
  ];
  const { plugins } = makePlan({
    releases,
    chosen: [],
    requested: ['a', 'b'],
    knowledge: emptyKnowledge,
    findings: [],
    environment: { runtimes: {} },
    orchestration: 'auto',
    processes: new Map([[pluginId('a', releases[0]?.marketplace ?? ''), 3]]),
  });
  expect(plugins[0]).toMatchObject({
    components: { agents: ['deep:one', 'one'], commands: ['run'] },
    cost: { tokens: 12, processes: 3 },
  });
  expect(plugins[1]).toMatchObject({ components: {}, cost: { processes: 0 } });
  expect(plugins[1]).not.toHaveProperty('description');
  expect(plugins[1]?.cost).not.toHaveProperty('tokens');
});

test('the title names what was asked for, and not what that requires', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const titleOf = (...requested: string[]) =>
    makePlan({
      releases: names.map((name) => release(name)),
      chosen: names.map((name) => ({
        name,
        marketplace: 'lab',
        version: '1.0.0',
        requested: requested.includes(name),
        requiredBy: [],
      })),
      requested,
      knowledge: emptyKnowledge,
      findings: [],
      environment: { runtimes: {} },
      orchestration: 'auto',
    }).title;
  expect(titleOf('a')).toBe('a');
  expect(titleOf('a', 'b')).toBe('a and b');
  expect(titleOf('a', 'b', 'c', 'd')).toBe('a and 3 more plugins');
});
