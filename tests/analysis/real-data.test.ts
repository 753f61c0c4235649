/** Every rule over real data: what fires how often, and that all others are silent. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../../src/analysis/rules/index.ts';
import type { Finding } from '../../src/model/finding.ts';
import { readBundled } from '../../src/sources/registries/bundled.ts';
import { checkBundled, checkMarketplace, marketplaces, namesIn, needsMarketplaces } from './bundled.ts';

const counted = (findings: readonly Finding[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { rule } of findings) counts[rule] = (counts[rule] ?? 0) + 1;
  return counts;
};

describe('real marketplaces, all plugins together', needsMarketplaces, () => {
  test.each<[marketplace: string, counts: Record<string, number>, without?: string[]]>([
    [
      'anthropics+claude-plugins-official',
      { MKT109: 1, MKT301: 2, MKT302: 1, MKT303: 1, MKT306: 3, MKT307: 2, MKT309: 1, MKT507: 3, MKT405: 1 },
    ],
    ['boostvolt+claude-code-lsps', { MKT306: 1 }],
    ['enchanter-ai+hydra', { MKT306: 2, MKT402: 1, MKT405: 1 }, ['full']],
    [
      'galaykos+cc-marketplace',
      { MKT302: 7, MKT306: 4, MKT307: 7, MKT309: 1, MKT402: 1, MKT403: 1, MKT405: 1 },
    ],
    ['gtapps+claude-code-hermit', { MKT303: 2, MKT306: 2, MKT307: 2, MKT402: 1, MKT405: 1 }],
    ['imewei+MyClaude@seed', { MKT301: 6, MKT302: 1, MKT403: 1, MKT405: 1 }],
    ['testdouble+han', { MKT307: 1, MKT403: 1, MKT405: 1 }],
    ['wshobson+agents', { MKT302: 10, MKT306: 2, MKT307: 1, MKT403: 1, MKT405: 1 }],
  ])('%s', async (marketplace, counts, without) => {
    const names = namesIn(marketplace, without);
    expect(names.length).toBeGreaterThan(5);
    expect(counted(await checkMarketplace(join(marketplaces, marketplace), ...names))).toEqual(counts);
  });
});

test('all patterns: what fires, and no error', async () => {
  const { patterns } = (await readBundled()).knowledge;
  const all: Finding[] = [];
  for (const { plugins } of patterns) all.push(...(await checkBundled(...plugins.map(({ name }) => name))));
  expect(all.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(counted(all)).toEqual({
    MKT108: 25,
    MKT301: 4,
    MKT307: 1,
    MKT404: 1,
    MKT503: 2,
    MKT701: 18,
    MKT702: 3,
    MKT703: 1,
    MKT802: 3,
  });
});

test('all bundled plugins at once: every finding names what it saw, and what to do', async () => {
  const names = (await readBundled()).registry.names() ?? [];
  const findings = await checkBundled(...names);
  expect(findings.length).toBeGreaterThan(20);
  const known = new Set(rules.map(({ id }) => id));
  for (const { rule, message, help, plugins } of findings) {
    expect(known).toContain(rule);
    expect(plugins.length, message).toBeGreaterThan(0);
    expect(message, rule).toMatch(/`[^`]+`|\d/);
    expect(help ?? '', message).not.toBe('');
  }
});
