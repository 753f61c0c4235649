/** What a plan changes, compared with what is there, and the commands that follow from it. */
import { describe, expect, test } from 'vitest';
import { emptyKnowledge } from '../../src/model/knowledge.ts';
import type { Release } from '../../src/model/plugin.ts';
import { makePlan, type Now } from '../../src/planner/index.ts';
import { planText } from '../../src/report/plan-text.ts';
import { plain } from '../../src/report/style.ts';
import { release } from '../support/releases.ts';

type There = Record<
  string,
  { state: 'loads' | 'off' | 'elsewhere' | 'fails'; version?: string; commit?: string }
>;

function plan(
  releases: Release[],
  there: There = {},
  more: Partial<Now> = {},
  source?: string,
  pinned?: ReadonlyMap<string, string>,
  pinCommits?: ReadonlyMap<string, string>,
) {
  return makePlan({
    releases,
    chosen: [],
    requested: releases.map(({ name }) => name),
    knowledge: emptyKnowledge,
    findings: [],
    environment: { runtimes: {} },
    orchestration: 'auto',
    now: {
      plugins: new Map(Object.entries(there)) as unknown as Now['plugins'],
      marketplaces: new Set(),
      ...more,
    },
    ...(pinned && { pinned }),
    ...(pinCommits && { pinCommits }),
    ...(source !== undefined && { marketplaces: new Map([['lab', { add: source }]]) }),
  });
}

const typed = ({ install }: { readonly install: readonly string[] }) =>
  install.filter((line) => !line.startsWith('#'));

describe('change', () => {
  test('each plugin: to install, to enable, to move, or as it is', () => {
    const { change } = plan([release('new'), release('off'), release('old@2.0.0'), release('same')], {
      'off@lab': { state: 'off' },
      'old@lab': { state: 'loads', version: '1.0.0' },
      'same@lab': { state: 'loads', version: '1.0.0' },
      'more@lab': { state: 'loads', version: '1.0.0' },
      'never@lab': { state: 'off' },
    });
    expect(change.plugins.map(({ plugin, action }) => [plugin, action])).toEqual([
      ['new', 'add'],
      ['off', 'enable'],
      ['old', 'move'],
      ['same', 'keep'],
    ]);
    expect(change.plugins[2]).toMatchObject({ from: '1.0.0', to: '2.0.0' });
    expect(change.others).toEqual(['more@lab']);
  });

  test('the commands follow from it, and what is in place has none', () => {
    const releases = [release('new'), release('off'), release('old@2.0.0'), release('same')];
    const there: There = {
      'off@lab': { state: 'off' },
      'old@lab': { state: 'loads', version: '1.0.0' },
      'same@lab': { state: 'loads', version: '1.0.0' },
    };
    expect(typed(plan(releases, there, {}, './lab'))).toEqual([
      'claude plugin marketplace add ./lab',
      'claude plugin install new@lab',
      'claude plugin enable off@lab',
      'claude plugin update old@lab',
    ]);
    expect(typed(plan(releases, there, { marketplaces: new Set(['lab']) }, './lab'))[0]).toBe(
      'claude plugin marketplace update lab',
    );
    expect(typed(plan([release('same')], there))).toEqual([]);
  });

  test('the way back is the opposite, and says what has none', () => {
    const { rollback } = plan([release('new'), release('off'), release('old@2.0.0')], {
      'off@lab': { state: 'off' },
      'old@lab': { state: 'loads', version: '1.0.0' },
    });
    expect(rollback).toEqual([
      'claude plugin uninstall new@lab',
      'claude plugin disable off@lab',
      '# old was 1.0.0 and is now 2.0.0: its marketplace must offer 1.0.0 again first',
      'claude plugin marketplace remove lab',
    ]);
  });

  test('an enabled plugin that does not go with a new one is disabled; one that is off stays so', () => {
    const picky = { ...release('picky'), conflicts: [{ name: 'other', range: '*' }] };
    const enabled = plan([picky], { 'other@lab': { state: 'loads' } });
    expect(enabled.change.plugins.at(-1)).toMatchObject({ plugin: 'other@lab', action: 'disable' });
    expect(typed(enabled)[0]).toBe('claude plugin disable other@lab');
    expect(enabled.rollback).toContain('claude plugin enable other@lab');
    expect(plan([picky], { 'other@lab': { state: 'off' } }).change.plugins).toHaveLength(1);
  });

  test('a pinned plugin is in place if the client has it by the id of its pin, and the way back leaves it alone', () => {
    const pins = new Map([
      ['a@lab', 'a@team-pins'],
      ['b@lab', 'b@team-pins'],
    ]);
    const releases = [release('a'), release('b')];
    const fresh = plan(releases, {}, {}, './lab', pins);
    expect(fresh.change.plugins.map(({ action }) => action)).toEqual(['add', 'add']);
    expect(fresh.install.join()).toContain('run: mkt sync --install');
    expect(fresh.rollback).toEqual([]);
    const loads = { state: 'loads', version: '1.0.0' } as const;
    const there: There = { 'a@team-pins': loads, 'b@team-pins': loads, 'locked@team-pins': loads };
    const done = plan(releases, { ...there, 'x@team-pins': loads }, {}, './lab', pins);
    expect(done.change.plugins.map(({ action }) => action)).toEqual(['keep', 'keep']);
    expect(done.change.others).toEqual(['x@team-pins']);
    expect(done.rollout.every(({ commands, remarks }) => commands.length === remarks.length)).toBe(true);
    expect(done.rollback).toEqual([]);
    const moved = plan(
      releases,
      { ...there, 'a@team-pins': { ...loads, version: '0.9.0' } },
      {},
      './lab',
      pins,
    );
    const commits = new Map([['a@lab', '1234567890abcdef']]);
    const at = (commit: string) =>
      plan(releases, { ...there, 'a@team-pins': { ...loads, commit } }, {}, './lab', pins, commits).change
        .plugins[0];
    expect(at('1234567890abcdef')).toMatchObject({ action: 'keep' });
    expect(at('fedcba0987654321')).toMatchObject({
      action: 'move',
      from: '1.0.0 at fedcba098765',
      to: '1.0.0 at 1234567890ab',
    });
    expect(moved.change.plugins.map(({ action }) => action)).toEqual(['move', 'keep']);
    expect(moved.install[0]).toContain('run: mkt sync --install');
    expect(moved.rollback).toEqual([]);
  });

  test('a version that differs from the lock is shown', () => {
    const locked = new Map([['a@lab', '0.9.0']]) as unknown as NonNullable<Now['locked']>;
    expect(plan([release('a'), release('b')], {}, { locked }).change.plugins).toMatchObject([
      { plugin: 'a', locked: '0.9.0' },
      { plugin: 'b' },
    ]);
  });

  test('an installed dependency is not left to the client, which would not move it', () => {
    const top = { ...release('top'), dependencies: [{ name: 'base', range: '^2' }] };
    const base = release('base@2.0.0');
    const chosen = [top, base].map(({ name, marketplace, version }) => ({
      name,
      marketplace,
      version,
      requested: name === 'top',
      requiredBy: [],
    }));
    const made = (there: There) =>
      typed(
        makePlan({
          releases: [top, base],
          chosen,
          requested: ['top'],
          knowledge: emptyKnowledge,
          findings: [],
          environment: { runtimes: {} },
          orchestration: 'auto',
          now: {
            plugins: new Map(Object.entries(there)) as unknown as Now['plugins'],
            marketplaces: new Set(),
          },
        }),
      );
    expect(made({})).toEqual(['claude plugin install top@lab']);
    expect(made({ 'base@lab': { state: 'loads', version: '1.0.0' } })).toEqual([
      'claude plugin update base@lab',
      'claude plugin install top@lab',
    ]);
  });
});

describe('a version that the client cannot be asked for', () => {
  const pinnedAt = { ...release('tool@1.0.0'), tag: 'tool--v1.0.0', source: './plugins/tool' };
  const planned = (own: Release, more: Partial<Parameters<typeof makePlan>[0]> = {}) =>
    makePlan({
      releases: [own, release('other')],
      chosen: [],
      requested: ['tool', 'other'],
      knowledge: emptyKnowledge,
      findings: [],
      environment: { runtimes: {} },
      orchestration: 'auto',
      otherVersions: new Map([['tool@lab' as const, '2.0.0']]),
      ...more,
    });
  const changeOf = (made: ReturnType<typeof planned>) =>
    planText({ plan: made, section: 'change' }, { style: plain, width: 120 }).split('\n')[1];

  test('the change says which one is installed, and so does the command', () => {
    const made = planned(release('tool@1.0.0'));
    expect(made.change.plugins[0]).toMatchObject({ plugin: 'tool', to: '1.0.0', installs: '2.0.0' });
    expect(changeOf(made)).toBe(
      '  + 2 to install: tool 1.0.0 (but the client installs 2.0.0) and other 1.0.0',
    );
    expect(made.install).toContain('# the client installs tool@lab 2.0.0, and cannot be asked for 1.0.0');
  });

  test('near misses: its tag can be checked out, or it is there already', () => {
    const marketplaces = new Map([['lab', { clone: 'https://git.example/lab.git' }]]);
    expect(planned(pinnedAt, { marketplaces }).change.plugins[0]).not.toHaveProperty('installs');
    const plugins = new Map([
      ['tool@lab', { state: 'loads', version: '1.0.0' }],
    ]) as unknown as Now['plugins'];
    const there = planned(release('tool@1.0.0'), { now: { plugins, marketplaces: new Set() } });
    expect(there.change.plugins[0]).toMatchObject({ action: 'keep' });
    expect(there.change.plugins[0]).not.toHaveProperty('installs');
  });
});
