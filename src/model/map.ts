import type { Location } from './location.ts';

/**
 * What one plugin can have to do with another: it depends on it, its texts call a component of it, its texts name it, it hands
 * it an artifact, it publishes an event that the other awaits.
 */
export const tieKinds = ['dependency', 'call', 'mention', 'data', 'event'] as const;

export type TieKind = (typeof tieKinds)[number];

/** One reason why two plugins are tied. */
export interface Evidence {
  readonly kind: TieKind;
  /** `base@^1.0.0`, `review:code-reviewer`, `review`, `table (csv)`, `model.trained`. */
  readonly what: string;
  /** Where it stands; undefined where a registry does not say. */
  readonly location?: Location;
}

/** How often each kind occurs; kinds that do not occur are left out. */
export type TieCounts = Readonly<Partial<Record<TieKind, number>>>;

/** All that one plugin has to do with another, in this direction. */
export interface Tie {
  /** Labels of {@link MapPlugin}. */
  readonly from: string;
  readonly to: string;
  readonly count: number;
  readonly counts: TieCounts;
  readonly evidence: readonly Evidence[];
}

/** A plugin on the map. */
export interface MapPlugin {
  /** Its name, or `name@marketplace` where a name is there twice. */
  readonly label: string;
  readonly name: string;
  readonly marketplace: string;
  readonly version: string;
  readonly category?: string;
  /** The user named it. */
  readonly isAsked: boolean;
  /** Its files lie elsewhere and were not read: it may refer to others without anybody knowing. */
  readonly isElsewhere: boolean;
  /** How many others it refers to, and how many refer to it. */
  readonly refersTo: number;
  readonly referredBy: number;
}

/** The ties between the plugins of two categories; undefined stands for plugins without one. */
export interface CategoryTie {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly pairs: number;
  readonly count: number;
}

/** A dependency on a plugin that no registry has. */
export interface AbsentTie {
  readonly from: string;
  readonly name: string;
  readonly evidence: readonly Evidence[];
}

/** Who refers to whom. */
export interface IntegrationMap {
  /** By category, then by name; plugins without a category last. */
  readonly plugins: readonly MapPlugin[];
  /** In the order of {@link plugins}. */
  readonly ties: readonly Tie[];
  readonly categories: readonly CategoryTie[];
  readonly absent: readonly AbsentTie[];
  /** Plugins that cannot be used and are not on the map. */
  readonly unusable: readonly string[];
  /** Data and events have so many connections that they were left out. */
  readonly isWithoutData: boolean;
}
