import type { Location } from './location.ts';

/** A plugin and a range that a user (a spec) or another plugin (a dependency, a declared conflict) states. */
export interface Requirement {
  readonly name: string;
  /** A node-semver range as its author wrote it; `*` if none was given. */
  readonly range: string;
  /** If absent: the marketplace of the declaring plugin, or any registered one for a spec. */
  readonly marketplace?: string;
  readonly location?: Location;
}
