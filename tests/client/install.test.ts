/** How much work a simulated installation is: what is there is not judged again for each plugin. */
import { expect, test } from 'vitest';
import { type Install, type InstallablePlugin, installWithClient } from '../../src/client/install.ts';

function installed(needs: Readonly<Record<string, readonly string[]>>, requests: readonly string[]) {
  let looks = 0;
  const found: string[] = [];
  const find = (name: string): InstallablePlugin | null => {
    const needed = needs[name];
    if (needed === undefined) return null;
    return {
      name,
      marketplace: 'lab',
      client: {
        current: '1.0.0',
        loaded: '1.0.0',
        loadsCurrent: false,
        tagged: ['1.0.0'],
        dependencies: () => {
          looks += 1;
          return needed.map((each) => ({ name: each, range: '*' }));
        },
      },
    };
  };
  const asked = requests.map((name): Install => ({ name, marketplace: 'lab', range: '*' }));
  const run = installWithClient(asked, () => true);
  let step = run.next();
  while (step.done !== true) {
    found.push(step.value.name);
    step = run.next(find(step.value.name));
  }
  return { run: step.value, looks, found };
}

test('plugins that are there already cost nothing more', () => {
  const names = Array.from({ length: 40 }, (_, index) => `p${index}`);
  const needs = { all: names, ...Object.fromEntries(names.map((name) => [name, []])) };
  const alone = installed(needs, ['all']);
  const again = installed(needs, ['all', ...names]);
  expect(again.run?.failures).toEqual([]);
  expect(again.run?.recorded).toEqual(alone.run?.recorded);
  // What does not load is looked for once more, after the first plugin.
  expect(again.looks - alone.looks).toBe(41);
});

test('what an installation brings counts for the next one: what does not load is taken again', () => {
  const { run, found } = installed({ app: ['ghost'] }, ['app', 'app']);
  const once = ['app', 'app', 'ghost'];
  // Then the other order is tried, which asks the same.
  expect(found.slice(0, 6)).toEqual([...once, ...once]);
  expect(run?.failures).toMatchObject([{ kind: 'dependency-unsatisfied', on: 'ghost' }]);
});

test('an optional dependency that is there, or comes along, is not looked for again', () => {
  const found: string[] = [];
  const plugin = (
    name: string,
    needs: readonly string[],
    wishes: readonly string[] = [],
  ): InstallablePlugin => ({
    name,
    marketplace: 'lab',
    client: {
      current: '1.0.0',
      loaded: '1.0.0',
      loadsCurrent: false,
      tagged: ['1.0.0'],
      dependencies: () => needs.map((each) => ({ name: each, range: '*' })),
      optionalDependencies: () => wishes.map((each) => ({ name: each, range: '^1.0.0' })),
    },
  });
  const plugins = [
    plugin('app', ['base'], ['extra']),
    plugin('extra', ['base', 'more', 'more']),
    plugin('base', []),
    plugin('more', ['extra']),
  ];
  const run = installWithClient([{ name: 'app', marketplace: 'lab', range: '*' }], () => true);
  let step = run.next();
  while (step.done !== true) {
    const { name } = step.value;
    found.push(name);
    step = run.next(plugins.find((each) => each.name === name) ?? null);
  }
  expect([...(step.value?.recorded.keys() ?? [])].sort()).toEqual([
    'app@lab',
    'base@lab',
    'extra@lab',
    'more@lab',
  ]);
  expect(found.filter((name) => name === 'more' || name === 'extra')).toEqual(['extra', 'more']);
});
