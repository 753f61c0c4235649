import { describe, expect, test } from 'vitest';
import { rules } from '../../src/analysis/rules/index.ts';
import { entryOf, ruleFacts } from '../../src/model/problems.ts';

/**
 * Ids, names and levels that scripts, `mkt.yaml` files and ignore comments out there rely on. Once given, they stay: a rule may
 * be added, but none changes its meaning under its name.
 */
const contract: readonly (readonly [id: string, name: string, severity: 'error' | 'warning' | 'note'])[] = [
  ['MKT101', 'plugin-not-found', 'error'],
  ['MKT102', 'no-matching-version', 'error'],
  ['MKT103', 'version-conflict', 'error'],
  ['MKT104', 'unknown-marketplace', 'error'],
  ['MKT105', 'cross-marketplace-blocked', 'error'],
  ['MKT106', 'dependency-cycle', 'warning'],
  ['MKT107', 'renamed-plugin', 'warning'],
  ['MKT108', 'superseded-plugin', 'warning'],
  ['MKT109', 'unpinnable-plugin', 'note'],
  ['MKT110', 'client-resolution-differs', 'warning'],
  ['MKT111', 'untagged-dependency', 'warning'],
  ['MKT112', 'marketplace-name-clash', 'error'],
  ['MKT201', 'runtime-conflict', 'error'],
  ['MKT202', 'library-conflict', 'error'],
  ['MKT203', 'runtime-not-in-environment', 'error'],
  ['MKT301', 'agent-name-clash', 'warning'],
  ['MKT302', 'command-name-clash', 'warning'],
  ['MKT303', 'skill-name-clash', 'warning'],
  ['MKT304', 'mcp-server-clash', 'error'],
  ['MKT305', 'lsp-extension-clash', 'warning'],
  ['MKT306', 'hook-overlap', 'warning'],
  ['MKT307', 'shadows-builtin', 'warning'],
  ['MKT308', 'executable-clash', 'warning'],
  ['MKT309', 'mcp-tool-name-length', 'warning'],
  ['MKT401', 'chatty-pair', 'warning'],
  ['MKT402', 'hook-fan-out', 'warning'],
  ['MKT403', 'context-budget', 'warning'],
  ['MKT404', 'duplicate-producer', 'note'],
  ['MKT501', 'env-var-clash', 'error'],
  ['MKT502', 'env-var-missing', 'warning'],
  ['MKT503', 'scattered-configuration', 'note'],
  ['MKT504', 'setting-clash', 'warning'],
  ['MKT505', 'secret-in-config', 'error'],
  ['MKT601', 'unmet-input', 'warning'],
  ['MKT602', 'format-mismatch', 'warning'],
  ['MKT603', 'data-cycle', 'warning'],
  ['MKT604', 'isolated-plugin', 'note'],
  ['MKT605', 'event-unheard', 'note'],
  ['MKT701', 'no-test-plugin', 'warning'],
  ['MKT702', 'no-ci', 'note'],
  ['MKT703', 'untested-link', 'note'],
  ['MKT801', 'resource-contention', 'error'],
  ['MKT802', 'no-monitoring', 'note'],
  ['MKT803', 'serial-bottleneck', 'note'],
  ['MKT804', 'undocumented-plugin', 'note'],
  ['MKT901', 'malformed-file', 'error'],
  ['MKT902', 'schema-violation', 'error'],
  ['MKT903', 'unknown-key', 'warning'],
  ['MKT904', 'missing-source', 'error'],
  ['MKT905', 'unlisted-plugin', 'warning'],
  ['MKT906', 'version-mismatch', 'warning'],
  ['MKT907', 'duplicate-plugin', 'error'],
  ['MKT908', 'bad-name', 'warning'],
  ['MKT909', 'broken-rename', 'error'],
  ['MKT910', 'bad-version', 'warning'],
  ['MKT911', 'dangling-reference', 'warning'],
  ['MKT912', 'unsatisfiable-release', 'error'],
  ['MKT913', 'stale-lock', 'error'],
];

/** Ids that are kept for rules to come. */
const reserved = ['MKT913'];

describe('the rules keep their contract', () => {
  const released = contract.filter(([id]) => !reserved.includes(id));

  test.each(released)('%s %s', (id, name, severity) => {
    expect(ruleFacts.find((rule) => rule.id === id)).toMatchObject({ id, name, severity });
  });

  test('every rule stands in it', () => {
    const promised = new Set(released.map(([id]) => id));
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

describe('what a rule looks at agrees with its scope', () => {
  test.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
    const { scope } = entryOf(id);
    const looks = (['check', 'plugin', 'marketplace'] as const).filter((look) => look in rule);
    if (scope === 'list' || scope === 'combination') expect(looks).toContain('check');
    else expect(looks).not.toContain('check');
    if (scope === 'plugin') expect(looks).toContain('plugin');
  });
});
