import { describe, expect, test } from 'vitest';
import { type Context, emptyContext } from '../../src/analysis/context.ts';
import { rulesOn, runRules, withoutIgnored } from '../../src/analysis/engine.ts';
import type { AnyRule } from '../../src/analysis/rule.ts';
import { rules } from '../../src/analysis/rules/index.ts';
import type { Location } from '../../src/model/location.ts';
import { pluginId } from '../../src/model/plugin-id.ts';
import { entryOf, type RuleId, type Where } from '../../src/model/problems.ts';
import { wire } from '../../src/model/wiring.ts';
import fc from '../support/fast-check.ts';
import { contextOf, release } from '../support/releases.ts';
import { bundledContext } from './bundled.ts';

const none = { levels: {}, ignores: [] };

const idOf = ({ name, marketplace } = release('a@1.0.0')) => pluginId(name, marketplace);

/** A rule that finds these, of its usual case where they name none, and says the same of each. */
function ruleOf(id: RuleId, ...drafts: (Where & { readonly case?: string })[]): AnyRule {
  const names = Object.keys(entryOf(id).cases);
  return {
    id,
    check: () => drafts.map((draft) => ({ case: names[0], evidence: {}, ...draft }) as never),
    say: Object.fromEntries(names.map((name) => [name, () => ({ message: 'm' })])),
  };
}

const at = (file: string, line: number) => ({ location: { file, line, column: 1 } });

describe('levels', () => {
  test('that of the case', () => {
    const [first, second] = runRules([ruleOf('MKT304', {}, { case: 'same-server' })], emptyContext, none);
    expect(first).toEqual({
      rule: 'MKT304',
      name: 'mcp-server-clash',
      severity: 'error',
      case: 'different-servers',
      message: 'm',
      plugins: [],
      evidence: {},
    });
    expect(second?.severity).toBe('note');
  });

  test.each(['MKT304', 'mcp-server-clash'])(
    'the project sets them by `%s`, for mild and harsh cases alike',
    (key) => {
      const rule = ruleOf('MKT304', {}, { case: 'same-server' });
      const findings = runRules([rule], emptyContext, { levels: { [key]: 'warning' }, ignores: [] });
      expect(findings.map(({ severity }) => severity)).toEqual(['warning', 'warning']);
    },
  );

  test('a rule that is off is not even asked', () => {
    const rule: AnyRule = {
      ...ruleOf('MKT301'),
      check: () => {
        throw new Error('asked all the same');
      },
    };
    expect(runRules([rule], emptyContext, { levels: { MKT301: 'off' }, ignores: [] })).toEqual([]);
    expect(() => runRules([rule], emptyContext, { levels: { MKT302: 'off' }, ignores: [] })).toThrow();
  });
});

describe('ignores', () => {
  const rule = ruleOf('MKT301', at('mkt.yaml', 3), at('mkt.yaml', 4), at('other.yaml', 3), {});
  const left = (...ignores: { rule: string; location: Location }[]) =>
    runRules([rule], emptyContext, { levels: {}, ignores }).length;

  test('silence one rule on one line of one file', () => {
    expect(left({ rule: 'MKT301', location: at('mkt.yaml', 3).location })).toBe(3);
    expect(
      left(
        { rule: 'MKT301', location: at('mkt.yaml', 4).location },
        { rule: 'MKT301', location: at('mkt.yaml', 3).location },
      ),
    ).toBe(2);
  });

  test('may stand behind any of the plugins that a finding is about', () => {
    const related = [{ message: 'and here', ...at('mkt.yaml', 5) }];
    const pair = ruleOf('MKT301', { ...at('mkt.yaml', 3), related });
    for (const [line, amount] of [
      [3, 0],
      [4, 1],
      [5, 0],
    ] as const) {
      const ignores = [{ rule: 'MKT301', ...at('mkt.yaml', line) }];
      expect(runRules([pair], emptyContext, { levels: {}, ignores })).toHaveLength(amount);
    }
  });

  test('leave other rules, lines and files alone, and findings without a place', () => {
    expect(left({ rule: 'MKT302', location: at('mkt.yaml', 3).location })).toBe(4);
    expect(left({ rule: 'MKT301', location: at('mkt.yaml', 5).location })).toBe(4);
    expect(left({ rule: 'MKT301', location: at('elsewhere/mkt.yaml', 3).location })).toBe(4);
  });
});

test('what says that something is missing is not asked where a part of the request is not there', () => {
  const missing: AnyRule = { ...ruleOf('MKT601', {}), needsAll: true };
  const clash = ruleOf('MKT301', {});
  const ids = (isPartial: boolean) => {
    const context = { ...emptyContext, isPartial };
    expect(rulesOn([missing, clash], none, context).map(({ id }) => id)).toEqual(
      runRules([clash, missing], context, none)
        .map(({ rule }) => rule)
        .reverse(),
    );
    return runRules([missing, clash], context, none).map(({ rule }) => rule);
  };
  expect(ids(false)).toEqual(['MKT301', 'MKT601']);
  expect(ids(true)).toEqual(['MKT301']);
});

test('comments that silence nothing are told, and only those', () => {
  const findings = runRules([ruleOf('MKT301', at('mkt.yaml', 3), at('mkt.yaml', 4))], emptyContext, none);
  const ignores = [
    { rule: 'MKT301', ...at('mkt.yaml', 3) },
    { rule: 'MKT301', ...at('mkt.yaml', 9) },
    { rule: 'MKT302', ...at('mkt.yaml', 4) },
  ];
  const { findings: kept, unused } = withoutIgnored(findings, ignores);
  expect(kept.map(({ location }) => location?.line)).toEqual([4]);
  expect(unused).toEqual(ignores.slice(1));
});

describe('what the project itself holds, as copies or by pins', () => {
  const chosen = ['copy@1.0.0', 'pin@1.0.0', 'other@1.0.0'].map((each) => ({
    ...release(each),
    requested: true,
    requiredBy: [],
  }));
  const held = {
    chosen,
    copied: new Set([idOf(chosen[0])]),
    pinned: new Set([idOf(chosen[1])]),
  };
  const about = [[], ['copy'], ['pin'], ['copy', 'pin'], ['copy', 'other'], ['other']];
  const rule = ruleOf('MKT302', ...about.map((plugins) => ({ plugins })));
  const foundBy = (each: AnyRule, context: Partial<Context>) =>
    runRules([each], { ...emptyContext, ...context }, none).map(({ plugins }) => plugins);

  test('is not judged by how the client would install it, unless another plugin takes part', () => {
    expect(foundBy({ ...rule, ofInstallation: true }, held)).toEqual([[], ['copy', 'other'], ['other']]);
  });

  test('is judged by all other rules, and by all where nothing is held', () => {
    expect(foundBy(rule, held)).toHaveLength(about.length);
    expect(foundBy({ ...rule, ofInstallation: true }, { chosen })).toHaveLength(about.length);
  });
});

describe('order', () => {
  test('by level, then rule, then place, then plugins; line 10 comes after line 9', () => {
    const shown = runRules(
      [
        ruleOf('MKT604', {}),
        ruleOf('MKT302', at('mkt.yaml', 10), at('mkt.yaml', 9), { plugins: ['b'] }, { plugins: ['a'] }),
        ruleOf('MKT301', {}),
        ruleOf('MKT901', at('b.yaml', 1), at('a.yaml', 2)),
      ],
      emptyContext,
      none,
    ).map(
      ({ rule, location, plugins }) => `${rule} ${location?.file ?? '-'}:${location?.line ?? '-'} ${plugins}`,
    );
    expect(shown).toEqual([
      'MKT901 a.yaml:2 ',
      'MKT901 b.yaml:1 ',
      'MKT301 -:- ',
      'MKT302 -:- a',
      'MKT302 -:- b',
      'MKT302 mkt.yaml:9 ',
      'MKT302 mkt.yaml:10 ',
      'MKT604 -:- ',
    ]);
  });

  test('a file comes before one whose name continues with digits, whatever their lines', () => {
    const found = runRules([ruleOf('MKT302', at('a0', 1), at('a', 5))], emptyContext, none);
    expect(found.map(({ location }) => location?.file)).toEqual(['a', 'a0']);
  });

  test('the same combination in any order, in any order of rules, gives the same findings', async () => {
    const whole = await bundledContext([
      'julia-development',
      'science-suite',
      'hpc-computing',
      'deep-learning',
      'unit-testing@<2',
      'debugging-toolkit@<2',
      'machine-learning',
      'agent-core',
      'research-methodology',
    ]);
    const { catalogue, vocabulary } = whole;
    const run = (order: typeof whole.releases, entries: typeof catalogue, ordered: readonly AnyRule[]) => {
      const { chosen, ...context } = contextOf([...order]);
      const lines = new Map(whole.releases.map(({ name }, index) => [name, index + 2]));
      const request = context.request.map((spec) => ({
        ...spec,
        location: { file: 'mkt.yaml', line: lines.get(spec.name) ?? 0, column: 5 },
      }));
      return runRules(
        ordered,
        { ...context, chosen, request, wiring: wire(order), vocabulary, catalogue: entries },
        none,
      );
    };
    const expected = run(whole.releases, catalogue, rules);
    expect(expected.length).toBeGreaterThan(5);
    const shuffled = <T>(list: readonly T[]) =>
      fc.shuffledSubarray([...list], { minLength: list.length, maxLength: list.length });
    fc.assert(
      fc.property(
        shuffled(whole.releases),
        shuffled(catalogue),
        shuffled(rules),
        (order, entries, ordered) => {
          expect(run(order, entries, ordered)).toEqual(expected);
        },
      ),
      { numRuns: 60, seed: 7 },
    );
  });
});
