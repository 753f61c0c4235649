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
