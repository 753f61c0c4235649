/** Which patterns are of use for plugins that are there. */
import { expect, test } from 'vitest';
import type { Pattern } from '../../src/model/knowledge.ts';
import { suggestPatterns } from '../../src/planner/suggest.ts';

const pattern = (id: string, ...plugins: readonly (readonly [name: string, role?: string])[]) =>
  ({
    id,
    title: id,
    plugins: plugins.map(([name, role]) => ({ name, version: '*', role })),
  }) as unknown as Pattern;

const patterns = [
  pattern('ship', ['maker', 'development'], ['tester', 'testing'], ['shipper', 'deployment']),
  pattern('tested', ['maker', 'development'], ['tester', 'testing']),
  pattern('docs', ['writer', 'documentation'], ['tester', 'testing']),
];

const shown = (...plugins: readonly { name: string; roles: readonly string[] }[]) =>
  suggestPatterns(plugins, patterns).map(
    ({ pattern: { id }, has, instead, needs }) =>
      `${id}: ${has.join()} | ${instead.map(({ plugin, of }) => `${plugin}=${of}`).join()} | ${needs.join()}`,
  );

test('by name: first what has the most, then what needs the least', () => {
  expect(shown({ name: 'maker', roles: [] }, { name: 'tester', roles: [] })).toEqual([
    'tested: maker,tester |  | ',
    'ship: maker,tester |  | shipper',
    'docs: tester |  | writer',
  ]);
});

test('a plugin of the same role stands in, for one plugin only', () => {
  expect(shown({ name: 'maker', roles: [] }, { name: 'qa', roles: ['testing', 'deployment'] })).toEqual([
    'tested: maker | qa=tester | ',
    'ship: maker | qa=tester | shipper',
  ]);
});

test('a role alone is not enough, two of three are', () => {
  expect(shown({ name: 'qa', roles: ['testing'] })).toEqual([]);
  expect(shown({ name: 'qa', roles: ['testing'] }, { name: 'ops', roles: ['deployment'] })).toEqual([
    'ship:  | qa=tester,ops=shipper | maker',
  ]);
});

test('a plugin that the pattern names does not stand in for another', () => {
  expect(shown({ name: 'tester', roles: ['testing', 'documentation'] })).toEqual([
    'docs: tester |  | writer',
    'tested: tester |  | maker',
    'ship: tester |  | maker,shipper',
  ]);
});
