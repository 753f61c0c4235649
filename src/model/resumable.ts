import type { Plugin } from './plugin.ts';
import type { Resolution, ResolveRequest } from './resolution.ts';

/** A plugin that the resolver needs. */
export interface Wanted {
  readonly name: string;
  readonly marketplace: string;
}

/** The answer of a registry. Offline is not missing: a failure has its reason. */
export type Answer =
  | { readonly status: 'found'; readonly plugin: Plugin }
  | { readonly status: 'missing' }
  /** `broken`: why it cannot be installed, if it is listed. */
  | { readonly status: 'failed'; readonly reason: string; readonly broken?: string };

/**
 * A resolver that does not fetch. `step` runs until the end, or until it needs plugins that it does not have; the driver loads
 * those in parallel, passes them to `provide`, and calls `step` again.
 */
export interface Resolver {
  step():
    | { readonly status: 'need'; readonly plugins: readonly Wanted[] }
    | { readonly status: 'done'; readonly resolution: Resolution };
  provide(wanted: Wanted, answer: Answer): void;
}

export type CreateResolver = (request: ResolveRequest) => Resolver;
