import type { Location } from './location.ts';

/** A wish for a plugin: by a user (a spec) or by another plugin (a dependency, a declared conflict). */
export interface Requirement {
  readonly name: string;
  /** A node-semver range as its author wrote it; `*` where none was given. */
  readonly range: string;
  /** Without one: the marketplace of the declaring plugin; at the root any registered marketplace. */
  readonly marketplace?: string;
  readonly location?: Location;
}
