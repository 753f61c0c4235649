import { describe, expect, test } from 'vitest';
import { gravestVerdict, verdictOf } from '../../src/analysis/verdict.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { RequestProblem } from '../../src/model/resolution.ts';
import type { Verdict } from '../../src/model/verdict.ts';

const finding = (more: Partial<Finding>): Finding => ({
  rule: 'MKT304',
  name: 'mcp-server-clash',
  case: 'different-servers',
  evidence: {},
  severity: 'error',
  message: 'm',
  plugins: ['b', 'a'],
  ...more,
});
const spec = (name: string) => ({ text: name, name, range: '*' });
const unknown: RequestProblem = {
  kind: 'registry-failed',
  spec: spec('far'),
  registry: 'r',
  reason: 'no network',
};
const missing: RequestProblem = { kind: 'not-found', spec: spec('gone'), nearest: [], asked: ['r'] };
const resolved = { state: 'read', problems: [], failed: [], restChecked: true, apart: false } as const;

describe('what a check comes to', () => {
  test('files that cannot be read, each once', () => {
    const at = (file: string) => finding({ location: { file, line: 1, column: 1 } });
    const findings = [at('b'), at('a'), at('b'), { ...at('c'), severity: 'warning' as const }];
    expect(verdictOf({ state: 'unreadable' }, findings)).toEqual({ kind: 'unreadable', files: ['a', 'b'] });
  });

  test('a conflict', () => {
    const failed = {
      ok: false,
      explanation: [],
      conflict: ['a', 'b'],
      minimal: true,
      smallest: true,
      suggestions: [],
      causes: [],
    } as const;
    expect(verdictOf({ ...resolved, failed: [failed], restChecked: false }, [])).toMatchObject({
      kind: 'unsolvable',
      conflict: ['a', 'b'],
      missing: [],
    });
  });

  test('what could not be looked up is unknown, not missing', () => {
    expect(verdictOf({ ...resolved, problems: [unknown] }, [])).toEqual({
      kind: 'unknown',
      plugins: [{ name: 'far', registry: 'r', reason: 'no network', requiredBy: [] }],
      restChecked: true,
    });
  });

  test.each<[string, RequestProblem[], string[]]>([
    ['a plugin that is nowhere', [missing], ['gone']],
    ['beside one that is unknown', [unknown, missing], ['gone']],
    ['one that nobody can install', [{ ...unknown, isBroken: true }], ['far']],
  ])('%s: there is no combination', (_, problems, names) => {
    expect(verdictOf({ ...resolved, problems, restChecked: false }, [])).toMatchObject({
      kind: 'unsolvable',
      missing: names,
    });
  });

  test('an error that blocks: refused, with the rule and the plugins', () => {
    const blocking = finding({ rule: 'MKT911', case: 'path' });
    expect(verdictOf(resolved, [blocking])).toEqual({
      kind: 'refused',
      rules: ['MKT911'],
      plugins: ['a', 'b'],
      reasons: ['m'],
      unknown: [],
    });
  });

  test('a broken file of a registry that concerns no chosen plugin refuses nothing', () => {
    const broken = finding({ rule: 'MKT901', case: 'syntax', plugins: [] });
    expect(verdictOf(resolved, [broken])).toEqual({ kind: 'loads', apart: false });
    expect(verdictOf(resolved, [{ ...broken, plugins: ['a'] }])).toMatchObject({
      kind: 'refused',
      plugins: ['a'],
    });
  });

  test('what is refused outweighs what is not known, and what is not known is listed all the same', () => {
    const blocking = finding({ rule: 'MKT110', case: 'installation-fails' });
    expect(verdictOf({ ...resolved, problems: [unknown] }, [blocking])).toMatchObject({
      kind: 'refused',
      unknown: [{ name: 'far' }],
    });
  });

  test('an error that blocks nothing, and a case that a project has made milder: it loads', () => {
    const harmless = finding({ rule: 'MKT909', case: 'cycle' });
    const milder = finding({ rule: 'MKT911', case: 'path', severity: 'warning' });
    expect(verdictOf(resolved, [harmless, milder])).toEqual({ kind: 'loads', apart: false });
  });
});

test('of several verdicts the gravest counts, of equal ones the first', () => {
  const loads: Verdict = { kind: 'loads', apart: false };
  const notKnown: Verdict = { kind: 'unknown', plugins: [], restChecked: true };
  const refused = (plugin: string): Verdict => ({
    kind: 'refused',
    rules: [],
    plugins: [plugin],
    reasons: [],
    unknown: [],
  });
  const unreadable: Verdict = { kind: 'unreadable', files: ['x'] };
  expect(gravestVerdict([loads, notKnown])).toBe(notKnown);
  expect(gravestVerdict([notKnown, loads, refused('a'), refused('b')])).toEqual(refused('a'));
  expect(gravestVerdict([refused('a'), unreadable])).toBe(unreadable);
  expect(gravestVerdict([loads])).toBe(loads);
  expect(gravestVerdict([])).toBeUndefined();
});
