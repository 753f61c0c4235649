/** Rules that hand on what readers have found: everything under MKT9, and what they found of other rules. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { emptyContext } from '../../src/analysis/context.ts';
import { findingsOf as ofRule, runRules } from '../../src/analysis/engine.ts';
import { rules } from '../../src/analysis/rules/index.ts';
import type { Fault } from '../../src/model/problems.ts';
import { entryOf, levelOf, problem, type RuleId } from '../../src/model/problems.ts';
import { openRegistries } from '../../src/sources/registries/open-registries.ts';
import { folder, root } from '../support/mkt.ts';
import { hasMarketplaces, marketplaces, needsMarketplaces } from './bundled.ts';

const location = { file: 'r/a.yaml', line: 3, column: 7 };
/** A fault of a rule, of its usual case or of one that is told apart; what it is made of does not count here. */
const faultOf = (rule: RuleId, more: Partial<Fault> = {}): Fault =>
  ({
    rule,
    case: Object.keys(entryOf(rule).cases)[0],
    evidence: {
      folder: 'f',
      kind: 'constraint',
      detail: `found by ${rule}`,
      known: [],
      chain: [],
      versions: [],
      explanation: [],
      events: [],
    },
    location,
    ...more,
  }) as Fault;
const none = { levels: {}, ignores: [] };
const findingsOf = (...faults: Fault[]) => runRules(rules, { ...emptyContext, faults }, none);

describe('what a reader found becomes a finding', () => {
  test('in the words and at the level of its case, with the plugins where it has them', () => {
    const evidence = { kind: 'constraint', detail: 'two\n  lines', help: 'h' } as const;
    const found = problem('schema-violation', 'ignored-violation', evidence, { location, plugins: ['a'] });
    expect(findingsOf(found)).toEqual([
      {
        rule: 'MKT902',
        name: 'schema-violation',
        case: 'ignored-violation',
        severity: 'warning',
        message: 'two lines',
        help: 'h',
        plugins: ['a'],
        location,
        evidence,
      },
    ]);
  });

  const readersRules = rules.filter(({ id }) => id.startsWith('MKT9') && !['MKT912', 'MKT913'].includes(id));

  test.each(readersRules.map((rule) => [rule.id as RuleId, rule] as const))(
    '%s: its own, once, and nobody else’s',
    (id, rule) => {
      expect(findingsOf(faultOf(id))).toMatchObject([
        { rule: id, name: entryOf(id).name, severity: levelOf(id), location, plugins: [] },
      ]);
      const others = readersRules.filter((each) => each.id !== id).map((each) => faultOf(each.id as RuleId));
      expect(ofRule(rule, { ...emptyContext, faults: others })).toEqual([]);
      expect(ofRule(rule, emptyContext)).toEqual([]);
    },
  );

  test('all faults of a file are told, each at its line, errors before warnings', () => {
    const at = (rule: RuleId, line: number) => faultOf(rule, { location: { ...location, line } });
    const found = findingsOf(at('MKT903', 1), at('MKT902', 12), at('MKT902', 9), at('MKT901', 20));
    expect(found.map((finding) => `${finding.rule}:${finding.location?.line}`)).toEqual([
      'MKT901:20',
      'MKT902:9',
      'MKT902:12',
      'MKT903:1',
    ]);
  });
});

describe('real files', () => {
  test('the bundled registry’s own folder has no fault', async () => {
    const { faults, registries } = await openRegistries(['registry'], { cwd: root, bundled: false });
    expect(faults).toEqual([]);
    expect(registries[0]?.names()).toHaveLength(38);
  });

  const broken = hasMarketplaces
    ? readdirSync(join(marketplaces, '_malformed')).filter((name) => name.endsWith('marketplace.json'))
    : [];

  test('there are broken marketplaces to try', needsMarketplaces, () => {
    expect(broken.length).toBeGreaterThan(2);
  });

  test.each(broken)('MKT901: %s', async (name) => {
    const text = readFileSync(join(marketplaces, '_malformed', name), 'utf8');
    const cwd = folder({ '.claude-plugin/marketplace.json': text });
    const { faults } = await openRegistries(['.'], { cwd, bundled: false });
    const findings = findingsOf(...faults);
    expect(findings.length).toBeGreaterThan(0);
    for (const finding of findings) {
      expect(finding).toMatchObject({ rule: 'MKT901', severity: 'error' });
      const { file, line = 0, column = 0 } = finding.location ?? {};
      expect(file).toBe('.claude-plugin/marketplace.json');
      expect(line).toBeGreaterThan(1);
      expect(column).toBeLessThanOrEqual((text.split('\n')[line - 1] ?? '').length + 1);
    }
    expect(() => JSON.parse(text)).toThrow();
  });
});
