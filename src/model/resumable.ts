import type { Plugin } from './plugin.ts';
import type { Resolution, ResolveRequest } from './resolution.ts';

/** A plugin that the resolver wants to know. */
export interface Wanted {
  readonly name: string;
  readonly marketplace: string;
}

/** What a registry answered. Offline is not missing: a failure has its reason. */
export type Answer =
  | { readonly status: 'found'; readonly plugin: Plugin }
  | { readonly status: 'missing' }
  | { readonly status: 'failed'; readonly reason: string };

/**
 * A resolver that does not fetch. `step` runs until the end or until plugins are needed that it was not given; whoever drives
 * it loads those side by side, hands them over with `provide`, and steps again.
 */
export interface Resolver {
  step():
    | { readonly status: 'need'; readonly plugins: readonly Wanted[] }
    | { readonly status: 'done'; readonly resolution: Resolution };
  provide(wanted: Wanted, answer: Answer): void;
}

export type CreateResolver = (request: ResolveRequest) => Resolver;
