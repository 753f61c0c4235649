import { describe, expect, it } from 'vitest';
import { practices } from './data.ts';

const ids = (list: readonly { id: string }[]): string[] => list.map(({ id }) => id);

describe('the practices', () => {
  it('are the twelve of the guide, in three groups', () => {
    const of = (group: string) => ids(practices.practices.filter((practice) => practice.group === group));
    expect(practices.practices).toHaveLength(12);
    expect(of('planning')).toEqual([
      'identify-dependencies',
      'map-data-flow',
      'version-compatibility',
      'test-integration',
    ]);
    expect(of('workflow-design')).toEqual([
      'modular-architecture',
      'clear-interfaces',
      'error-handling',
      'documentation',
    ]);
    expect(of('performance')).toEqual([
      'profile-bottlenecks',
      'parallel-execution',
      'resource-management',
      'caching',
    ]);
  });

  it('name the pitfalls, the steps of troubleshooting, the error patterns and the orchestrations', () => {
    expect(ids(practices.pitfalls)).toEqual([
      'dependency-conflicts',
      'communication-overhead',
      'configuration-complexity',
      'testing-integration',
    ]);
    expect(ids(practices.troubleshooting)).toEqual([
      'isolate-plugins',
      'check-logs',
      'verify-interfaces',
      'use-monitoring',
    ]);
    expect(ids(practices.errorPatterns)).toEqual([
      'plugin-not-found',
      'configuration-errors',
      'performance-degradation',
    ]);
    expect(ids(practices.orchestrations)).toEqual(['pipeline', 'parallel', 'event-driven']);
  });

  it('refer to rules by id, each once', () => {
    for (const { id, rules } of [
      ...practices.pitfalls,
      ...practices.troubleshooting,
      ...practices.errorPatterns,
    ]) {
      expect(rules.length, id).toBeGreaterThan(0);
      expect(new Set(rules).size, id).toBe(rules.length);
      for (const rule of rules) expect(rule).toMatch(/^MKT[1-9]\d\d$/);
    }
  });

  it('are sentences without a full stop at the end', () => {
    const texts = [
      ...practices.practices.map(({ advice }) => advice),
      ...practices.pitfalls.flatMap(({ problem, solution }) => [problem, solution]),
      ...[...practices.troubleshooting, ...practices.errorPatterns].flatMap(({ steps }) => steps),
      ...practices.orchestrations.flatMap(({ idea, when }) => [idea, when]),
    ];
    for (const text of texts) expect(text).toMatch(/^[A-Z].*[^.]$/);
  });
});
