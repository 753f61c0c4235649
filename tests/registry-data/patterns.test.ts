import { readFileSync } from 'node:fs';
import validRange from 'semver/ranges/valid.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { outsideData } from '../support/outside-data.ts';
import { patternFiles, patterns, plugins } from './data.ts';

interface PatternFacts {
  origin: string;
  category: string;
  order: (string | string[])[];
  benefits?: string[];
  steps?: string[];
  outcomes?: string[];
  exampleWorkflow?: { language: string };
  prerequisites?: { runtimes?: Record<string, string>; tools?: string[]; optional?: string[] };
  orchestration?: string;
}

const { path: factsFile, isHere: hasFacts, needed } = outsideData('patterns');

describe('the patterns', () => {
  it('are 24', () => {
    expect(patterns).toHaveLength(24);
  });

  it.each(patternFiles)('$id is complete', ({ id, pattern }) => {
    expect(pattern.id).toBe(id);
    const { title, useCase, benefits, steps, outcomes, example } = pattern;
    for (const text of [title, useCase, ...benefits, ...steps, ...outcomes])
      expect(text).toMatch(/^\S.{5,120}[^.\s]$/);
    for (const list of [benefits, steps, outcomes]) expect(list.length).toBeGreaterThanOrEqual(3);
    const lines = example.code.trimEnd().split('\n');
    expect(lines.length).toBeGreaterThanOrEqual(3);
    expect(lines.length).toBeLessThanOrEqual(22);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(110);
  });

  it.each(patternFiles)('$id asks for plugins that exist, in ranges that a release meets', ({ pattern }) => {
    for (const { name, version } of pattern.plugins) {
      expect(plugins.has(name), name).toBe(true);
      expect(validRange(version)).not.toBeNull();
    }
    expect(new Set(pattern.plugins.map(({ name }) => name)).size).toBe(pattern.plugins.length);
    for (const range of Object.values(pattern.prerequisites.runtimes))
      expect(validRange(range)).not.toBeNull();
  });

  it.each(patternFiles)('$id numbers its stages from 1 without gaps', ({ pattern }) => {
    const stages = [...new Set(pattern.plugins.map(({ stage }) => stage))];
    expect(stages).toEqual(stages.map((_, index) => index + 1));
  });

  it.each(patternFiles)('$id is no pipeline where it has one stage of several plugins', ({ pattern }) => {
    const stages = new Set(pattern.plugins.map(({ stage }) => stage));
    if (stages.size === 1 && pattern.plugins.length > 1) expect(pattern.orchestration).not.toBe('pipeline');
  });
});

describe('the facts of the patterns', needed, () => {
  const facts: Record<string, PatternFacts> = hasFacts ? parse(readFileSync(factsFile, 'utf8')).patterns : {};
  const pairs = Object.entries(facts).map(([id, fact]) => ({
    id,
    fact,
    pattern: patterns.find((pattern) => pattern.id === id),
  }));

  it('are facts of the same patterns', () => {
    expect(Object.keys(facts).sort()).toEqual(patterns.map(({ id }) => id).sort());
  });

  it.each(pairs)('$id: origin, category, order and orchestration', ({ fact, pattern }) => {
    const order = new Map<number, string[]>();
    for (const { name, stage } of pattern?.plugins ?? [])
      order.set(stage, [...(order.get(stage) ?? []), name]);
    expect(pattern).toMatchObject({ origin: fact.origin, category: fact.category });
    expect([...order.values()]).toEqual(
      fact.order.map((entry) => (typeof entry === 'string' ? [entry] : entry)),
    );
    if (fact.orchestration !== undefined) expect(pattern?.orchestration).toBe(fact.orchestration);
  });

  it.each(pairs)('$id: as many benefits, steps and outcomes, in the same language', ({ fact, pattern }) => {
    for (const key of ['benefits', 'steps', 'outcomes'] as const) {
      if (fact[key] !== undefined) expect(pattern?.[key], key).toHaveLength(fact[key].length);
    }
    if (fact.exampleWorkflow !== undefined)
      expect(pattern?.example.language).toBe(fact.exampleWorkflow.language);
  });

  it.each(pairs)('$id: prerequisites', ({ fact, pattern }) => {
    expect(pattern?.prerequisites.runtimes).toMatchObject(fact.prerequisites?.runtimes ?? {});
    const tools = pattern?.prerequisites.tools ?? [];
    const required = tools.filter(({ optional }) => optional !== true).map(({ anyOf }) => anyOf);
    for (const tool of fact.prerequisites?.tools ?? []) {
      expect(
        required.some((anyOf) => stands(anyOf, tool)),
        `${tool} among ${JSON.stringify(required)}`,
      ).toBe(true);
    }
    const others = tools.filter(({ optional }) => optional === true).flatMap(({ anyOf }) => anyOf);
    if (fact.prerequisites?.optional?.includes('jax with gpu')) expect(others).toContain('jax-gpu');
  });

  it('keeps the numbers', () => {
    const outcomes = (id: string) => patterns.find((pattern) => pattern.id === id)?.outcomes.join('\n');
    expect(outcomes('rest-api-tested')).toContain('more than 80 %');
    expect(outcomes('container-deployment')).toContain('3 replicas');
  });
});

/** Whether a list of alternatives corresponds to the words of the facts. */
function stands(anyOf: readonly string[], words: string): boolean {
  const meant: Readonly<Record<string, readonly string[]>> = {
    'a cloud account': ['aws', 'az', 'gcloud'],
    'an API gateway': ['kong', 'traefik', 'nginx'],
    'an HPC cluster': ['slurm', 'pbs'],
  };
  const wanted = meant[words] ?? words.split(' or ').filter((word) => word !== 'alike');
  return wanted.every((word) => anyOf.includes(word));
}
