import { describe, expect, it } from 'vitest';
import { integrations, patterns, vocabulary } from './data.ts';

const ports = integrations.flatMap(({ owner, integration }) =>
  [...(integration.produces ?? []), ...(integration.consumes ?? [])].map((port) => ({ owner, ...port })),
);
const events = integrations.flatMap(({ integration }) => [
  ...(integration.publishes ?? []),
  ...(integration.subscribes ?? []),
]);
const roles = [
  ...integrations.flatMap(({ integration }) => integration.roles ?? []),
  ...patterns.flatMap((pattern) => pattern.plugins.map(({ role }) => role)),
];
const prerequisites = [
  ...integrations.flatMap(({ integration }) => [
    ...Object.keys(integration.requires?.runtimes ?? {}),
    ...(integration.requires?.tools ?? []),
  ]),
  ...patterns.flatMap(({ prerequisites: { runtimes, tools } }) => [
    ...Object.keys(runtimes),
    ...tools.flatMap(({ anyOf }) => anyOf),
  ]),
];

/** The two lists hold the same words: nothing is used that is not defined, nothing is defined that is not used. */
function expectClosed(used: readonly string[], defined: Readonly<Record<string, unknown>>): void {
  expect([...new Set(used)].sort()).toEqual(Object.keys(defined).sort());
}

describe('the vocabulary', () => {
  it('defines the artifacts and formats that plugins use, and no others', () => {
    const defined = Object.entries(vocabulary.artifacts).flatMap(([artifact, { formats }]) =>
      formats.map((format) => `${artifact} (${format})`),
    );
    const used = ports.map(({ artifact, format }) => `${artifact} (${format})`);
    expect([...new Set(used)].sort()).toEqual(defined.sort());
  });

  it('describes the formats that artifacts have, and no others', () => {
    expectClosed(
      Object.values(vocabulary.artifacts).flatMap(({ formats }) => formats),
      vocabulary.formats,
    );
  });

  it('describes the events that are published or awaited, and no others', () => {
    expectClosed(events, vocabulary.events);
  });

  it('describes the roles of plugins and patterns, and no others', () => {
    expectClosed(roles, vocabulary.roles);
  });

  it('has a verifying command for every runtime and tool, and no others', () => {
    expectClosed(prerequisites, vocabulary.verify);
  });

  it('describes every word in one line without a full stop', () => {
    const artifacts = Object.values(vocabulary.artifacts).map(({ description }) => description);
    const others = [vocabulary.formats, vocabulary.events, vocabulary.roles].flatMap((words) =>
      Object.values(words),
    );
    for (const text of [...artifacts, ...others]) expect(text).toMatch(/^[^\n]{5,110}[^.\n]$/);
  });
});

describe('events', () => {
  it('each have somebody who publishes and somebody who listens', () => {
    const of = (key: 'publishes' | 'subscribes') =>
      [...new Set(integrations.flatMap(({ integration }) => integration[key] ?? []))].sort();
    expect(of('publishes')).toEqual(Object.keys(vocabulary.events).sort());
    expect(of('subscribes')).toEqual(Object.keys(vocabulary.events).sort());
  });
});

describe('environment variables', () => {
  it('mean the same wherever they occur', () => {
    const meanings = new Map<string, string>();
    for (const { owner, integration } of integrations) {
      for (const { name, ...meaning } of integration.env ?? []) {
        const known = meanings.get(name) ?? JSON.stringify(meaning);
        expect(JSON.stringify(meaning), `${name} of ${owner}`).toBe(known);
        meanings.set(name, known);
        expect(meaning.description).toMatch(/\S/);
      }
    }
  });

  it('that a pattern names are read by one of its plugins', () => {
    for (const pattern of patterns) {
      const names = new Set(pattern.plugins.map(({ name }) => name));
      const read = integrations
        .filter(({ owner }) => names.has(owner))
        .flatMap(({ integration }) => (integration.env ?? []).map(({ name }) => name));
      expect(
        pattern.prerequisites.env.filter((name) => !read.includes(name)),
        pattern.id,
      ).toEqual([]);
    }
  });
});

describe('libraries', () => {
  it('carry their ecosystem', () => {
    for (const { integration } of integrations) {
      for (const library of Object.keys(integration.requires?.libraries ?? {}))
        expect(library).toMatch(/^(julia|npm|python):\S+$/);
    }
  });
});
