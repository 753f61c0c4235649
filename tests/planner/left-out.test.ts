import { expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { leftOut } from '../../src/planner/left-out.ts';
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
