import { expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { leftOut } from '../../src/planner/left-out.ts';
import { type Comparable, diffPlans } from '../../src/planner/plan-diff.ts';
import { teamOf } from '../../src/planner/team.ts';
import { release } from '../support/releases.ts';

const finding: Finding = {
  rule: 'MKT911',
  name: 'dangling-reference',
  case: 'path',
  severity: 'error',
  message: 'what is wrong\nmore of it',
  plugins: ['base'],
  evidence: {},
  help: 'do this',
};

function team(...edges: string[]) {
  const needs = (name: string) =>
    edges.flatMap((edge) => {
      const [from, to = ''] = edge.split(' needs ');
      return from === name ? [{ name: to, range: '*' }] : [];
    });
  const releases = ['top', 'middle', 'base', 'other'].map((name) => ({
    ...release(`${name}@1.0.0`),
    dependencies: needs(name),
  }));
  return teamOf({ releases, requested: ['top', 'other'] });
}

test('a refused plugin, with the reason and what to do, and all that depend on it', () => {
  const left = leftOut(team('top needs middle', 'middle needs base', 'other needs top'), [
    { name: 'base', finding },
  ]);
  expect(left).toContainEqual({
    plugin: 'base',
    rule: 'MKT911',
    because: 'what is wrong',
    instead: 'do this',
  });
  expect(left).toContainEqual({
    plugin: 'top',
    rule: 'MKT911',
    because: 'it depends on middle, which is left out',
  });
  expect(left).toHaveLength(4);
});

test('not what it depends on itself, nor what has nothing to do with it', () => {
  const left = leftOut(team('top needs middle', 'middle needs base'), [{ name: 'middle', finding }]);
  expect(left.map(({ plugin }) => plugin)).toEqual(['top', 'middle']);
  expect(leftOut(team('top needs base'), [])).toEqual([]);
});

test.each([
  [['base@one'], 'base', { 'base@one': 'left-out' }],
  // Of two plugins of one name, a plan has the ids.
  [['base@one', 'base@two'], 'base@one', { 'base@one': 'left-out', 'base@two': 'removed' }],
  [['base@one'], 'other', { 'base@one': 'removed' }],
])('of %j, what leaves out %s is not a removal', (ids, plugin, changes) => {
  const plan = (plugins: readonly string[], left: readonly string[]): Comparable => ({
    verdict: { kind: 'loads' } as Comparable['verdict'],
    plugins: plugins.map((id) => {
      const [name, marketplace] = id.split('@');
      return { name, marketplace, version: '1.0.0' } as Comparable['plugins'][number];
    }),
    leftOut: left.map((each) => ({ plugin: each, rule: 'MKT911', because: 'x' })),
    install: [],
    dataFlow: [],
    events: [],
    calls: [],
    files: [],
    dependencies: [],
    findings: [],
  });
  const found = diffPlans(plan(ids, []), plan([], [plugin])).plugins;
  expect(Object.fromEntries(found.map((each) => [each.plugin, each.change]))).toEqual(changes);
});
