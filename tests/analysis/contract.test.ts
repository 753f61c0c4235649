import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { contractFile, contractRows, withNewRules } from '../../scripts/rule-contract.ts';
import { rules } from '../../src/analysis/rules/index.ts';
import { entryOf, ruleFacts } from '../../src/model/problems.ts';

/**
 * Ids, names and levels that scripts, `mkt.yaml` files and ignore comments out there rely on. Once given, they stay: a rule may
 * be added, which `npm run generate` writes down, but none changes its meaning under its name.
 */
const contract = contractRows(readFileSync(contractFile, 'utf8'));

describe('the rules keep their contract', () => {
  test.each(contract)('%s %s', (id, name, severity) => {
    expect(ruleFacts.find((rule) => rule.id === id)).toMatchObject({ id, name, severity });
  });

  test('every rule stands in it: `npm run generate` adds new ones', () => {
    const promised = new Set(contract.map(([id]) => id));
    expect(ruleFacts.map(({ id }) => id).filter((id) => !promised.has(id))).toEqual([]);
  });

  test('no id and no name is there twice, and they stand in order', () => {
    const ids = rules.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(new Set(ruleFacts.map(({ name }) => name)).size).toBe(rules.length);
  });

  test('each says in one line when it fires and which part of the guide it stands for', () => {
    for (const { id, summary, section } of ruleFacts) {
      expect(summary, id).toMatch(/^[a-z][^\n]*[^.\n]$/);
      expect(section, id).not.toBe('');
    }
  });
});

describe('a new rule', () => {
  const text = 'MKT101 plugin-not-found error\nMKT103 version-conflict error\n';

  test('takes its place in the order', () => {
    const rule = { id: 'MKT102', name: 'no-matching-version', severity: 'error' } as const;
    expect(withNewRules(text, [rule]).split('\n')[1]).toBe('MKT102 no-matching-version error');
  });

  test('what was promised before is never rewritten', () => {
    const changed = { id: 'MKT103', name: 'another-name', severity: 'note' } as const;
    expect(withNewRules(text, [changed])).toBe(text);
  });
});

describe('what a rule looks at agrees with its scope', () => {
  test.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
    const { scope } = entryOf(id);
    const looks = (['check', 'plugin', 'marketplace'] as const).filter((look) => look in rule);
    if (scope === 'list' || scope === 'combination') expect(looks).toContain('check');
    else expect(looks).not.toContain('check');
    if (scope === 'plugin') expect(looks).toContain('plugin');
  });
});
