/** Short notation for domain values in tests. */
import type { Context } from '../../src/analysis/context.ts';
import type { Components, Integration, Port, Release } from '../../src/model/plugin.ts';
import type { Spec } from '../../src/model/resolution.ts';
import { parseSpec } from '../../src/model/spec.ts';
import { wire } from '../../src/model/wiring.ts';
import { clientFacts } from '../../src/sources/registries/bundled-client-facts.ts';
import { noComponents } from './components.ts';

export const noIntegration: Integration = {
  produces: [],
  consumes: [],
  publishes: [],
  subscribes: [],
  requires: { runtimes: {}, libraries: {}, tools: [] },
  env: [],
  roles: [],
};

/** `artifact:format`, with `?` behind it for an optional one. */
export function port(text: string): Port {
  const [artifact = '', format = ''] = text.replace('?', '').split(':');
  return text.endsWith('?') ? { artifact, format, optional: true } : { artifact, format };
}

export interface ReleaseSketch extends Partial<Components> {
  produces?: string[];
  consumes?: string[];
  integration?: Partial<Integration>;
  marketplace?: string;
  roles?: string[];
}

/** A release in one line: `release('a@1.2.0', { agents: ['x'], produces: ['report:json'] })`. */
export function release(nameAtVersion: string, sketch: ReleaseSketch = {}): Release {
  const [name = '', version = '1.0.0'] = nameAtVersion.split('@');
  const {
    produces = [],
    consumes = [],
    integration = {},
    marketplace = 'lab',
    roles = [],
    ...components
  } = sketch;
  return {
    name,
    version,
    marketplace,
    description: `${name} for tests`,
    keywords: [],
    components: { ...noComponents, ...components },
    dependencies: [],
    conflicts: [],
    integration: {
      ...noIntegration,
      roles,
      ...integration,
      produces: produces.map(port),
      consumes: consumes.map(port),
    },
  };
}

export function spec(text: string, line?: number): Spec {
  const parsed = parseSpec(text, line === undefined ? undefined : { file: 'mkt.yaml', line, column: 5 });
  if ('error' in parsed) throw new Error(parsed.error);
  return parsed;
}

/** A context in which the given releases were requested, one a line from line 2 of `mkt.yaml`, and chosen. */
export function contextOf(releases: Release[], overrides: Partial<Context> = {}): Context {
  const chosen = releases.map(({ name, marketplace, version }) => ({
    name,
    marketplace,
    version,
    requested: true,
    requiredBy: [],
  }));
  return {
    faults: [],
    request: releases.map(({ name }, index) => spec(name, index + 2)),
    problems: [],
    isPartial: false,
    moreConflicts: [],
    renamed: [],
    blocked: [],
    outside: [],
    leftOut: [],
    resolution: { ok: true, chosen },
    releases,
    chosen,
    plugins: new Map(),
    wiring: wire(releases),
    environment: { runtimes: {} },
    vocabulary: { artifacts: {}, formats: {}, events: {}, roles: {}, verify: {} },
    client: clientFacts(),
    budgets: {},
    orchestration: { stages: [] },
    marketplaces: [],
    declared: [],
    catalogue: [],
    inCatalogue: ({ name, marketplace }) =>
      overrides.catalogue?.find((entry) => entry.name === name && entry.marketplace === marketplace),
    commands: [],
    ...overrides,
  };
}
