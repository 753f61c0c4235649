import { describe, expect, test } from 'vitest';
import { componentsOf } from '../../src/model/complete-release.ts';
import { componentKeys, fullName, kindOf, nameOf, typedName } from '../../src/model/component-kinds.ts';
import { problems, type RuleId, ruleNamed } from '../../src/model/problems.ts';
import { namedComponents, wholeComponents } from '../support/components.ts';

describe('the table of the kinds of component', () => {
  test('no two kinds share a name', () => {
    for (const word of ['detail', 'singular', 'plural'] as const) {
      const words = componentKeys.map((key) => kindOf(key)[word]);
      expect(new Set(words).size, word).toBe(words.length);
    }
  });

  test('of the fields of each kind one is its name', () => {
    for (const key of componentKeys) {
      const types = Object.values(kindOf(key).fields ?? { name: { type: 'name' } }).map(({ type }) => type);
      expect(
        types.filter((type) => type === 'name'),
        key,
      ).toHaveLength(1);
    }
  });

  test('a clash is told by a rule that there is, about combinations', () => {
    const clashes = componentKeys.flatMap((key) => kindOf(key).clash ?? []);
    expect(clashes).not.toEqual([]);
    for (const { rule } of clashes)
      expect(problems[ruleNamed(rule) as RuleId]?.scope, rule).toBe('combination');
  });

  test('one that is only named has its name, and nothing else that is not known', () => {
    const named = componentsOf(namedComponents((key) => `deep/${key}`));
    for (const key of componentKeys) {
      const [item] = named[key];
      expect(item === undefined ? '' : nameOf(key, item)).toBe(kindOf(key).inFolders ? key : `deep/${key}`);
    }
    expect(named.lspServers).toEqual([{ name: 'deep/lspServers', extensions: [] }]);
    expect(named.hooks).toEqual([{ event: 'deep/hooks' }]);
  });

  test('one that is stated whole stays as it is', () => {
    const whole = wholeComponents((key) => key);
    expect(componentsOf(whole)).toEqual(whole);
  });
});

test('full names, and what users type', () => {
  expect(fullName('commands', 'p', 'draw')).toBe('/p:draw');
  expect(fullName('agents', 'p', 'plotter')).toBe('p:plotter');
  expect(fullName('mcpServers', 'p', '{plugin}')).toBe('plugin:p:{plugin}');
  expect(typedName('agents', 'p', 'plotter')).toBe('@agent-p:plotter');
  expect(typedName('hooks', 'p', 'Stop')).toBeUndefined();
});
