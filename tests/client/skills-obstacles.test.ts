/** What keeps the client from loading the copies in a project's skills. */
import { expect, test } from 'vitest';
import { type SkillsObstacle, skillsObstacles } from '../../src/client/skills-obstacles.ts';
import type { OwnPlugin } from '../../src/model/machine.ts';
import { type ClientSettings, noSettings, type Setting, type Stated } from '../../src/model/settings.ts';

const stated = <Value>(value: Value): Stated<Value> => ({
  value,
  scope: 'managed',
  location: { file: 'f', line: 1, column: 1 },
});
const setting = (value: boolean): Setting<boolean> => ({ ...stated(value), overruled: [] });

function obstacles(
  names: readonly string[],
  own: readonly Partial<OwnPlugin>[],
  settings: Partial<ClientSettings> = {},
): readonly SkillsObstacle[] {
  const all = own.map((each): OwnPlugin => ({ id: '', name: 'a', scope: 'user', isOn: true, ...each }));
  return skillsObstacles(names, all, { ...noSettings, ...settings });
}

test.each([
  ['nothing', [], []],
  [
    'an installed plugin of that name',
    [{ id: 'a@lab' }],
    [{ kind: 'installed', name: 'a', id: 'a@lab', isOn: true }],
  ],
  [
    'one that is disabled, too',
    [{ id: 'a@lab', isOn: false }],
    [{ kind: 'installed', name: 'a', id: 'a@lab', isOn: false }],
  ],
  ['not one of another name', [{ id: 'b@lab', name: 'b' }], []],
  ["the user's own copy", [{ id: 'a@skills-dir' }], [{ kind: 'user-copy', name: 'a' }]],
  ['not the copy itself', [{ id: 'a@skills-dir', scope: 'project' }], []],
  ["not another copy of the user's", [{ id: 'b@skills-dir', name: 'b' }], []],
  [
    'the installed one before the copy of the user',
    [{ id: 'a@skills-dir' }, { id: 'a@lab' }],
    [{ kind: 'installed', name: 'a', id: 'a@lab', isOn: true }],
  ],
] as const)('%s', (_, own, expected) => {
  expect(obstacles(['a'], own)).toEqual(expected);
});

test('a setting that disables it, and none that enables it', () => {
  const off = setting(false);
  const enabledPlugins = new Map([
    ['a@skills-dir', off],
    ['b@skills-dir', setting(true)],
    ['c@lab', setting(false)],
  ]);
  expect(obstacles(['a', 'b', 'c'], [], { enabledPlugins })).toEqual([
    { kind: 'switched-off', name: 'a', at: off },
  ]);
});

test('the lists of an administrator stop all copies at once, if there are any', () => {
  const skills = stated({ kind: 'skills-dir' } as const);
  const other = stated({ kind: 'github', repo: 'a/b' } as const);
  const [without, withIt] = [stated([other]), stated([other, skills])];
  expect(obstacles(['a', 'b'], [], { blocked: [other, skills] })).toEqual([{ kind: 'policy', at: skills }]);
  expect(obstacles(['a', 'b'], [], { allowed: without })).toEqual([{ kind: 'policy', at: without }]);
  expect(obstacles(['a'], [], { allowed: withIt, blocked: [other] })).toEqual([]);
  expect(obstacles([], [], { blocked: [skills], allowed: without })).toEqual([]);
});
