import type { Location } from './location.ts';
import type { ModReading } from './mod.ts';
import type { MeetingGrid } from './surface.ts';

/**
 * How one plugin can be tied to another: it depends on it, its texts call a component of it, its texts name it, it hands it an
 * artifact, it writes a file that the other reads, or it publishes an event that the other subscribes to.
 */
export const tieKinds = ['dependency', 'call', 'mention', 'data', 'file', 'event'] as const;

export type TieKind = (typeof tieKinds)[number];

/** One reason why two plugins are tied. */
export interface Evidence {
  readonly kind: TieKind;
  /** `base@^1.0.0`, `review:code-reviewer`, `review`, `table (csv)`, `docs/plan.md`, `model.trained`. */
  readonly what: string;
  /** Its place; undefined if a registry does not say. */
  readonly location?: Location;
  /** Of a file: where the other plugin says that it reads it. */
  readonly read?: Location;
}

/** How often each kind occurs; kinds that do not occur are absent. */
export type TieCounts = Readonly<Partial<Record<TieKind, number>>>;

/** All ties from one plugin to another. */
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
  /** Its name, or `name@marketplace` if several plugins have the name. */
  readonly label: string;
  readonly name: string;
  readonly marketplace: string;
  readonly version: string;
  readonly category?: string;
  /** Whether the user named it. */
  readonly isAsked: boolean;
  /** Whether its files are elsewhere and were not read, so that its references are not known. */
  readonly isElsewhere: boolean;
  /** How many others it refers to, and how many refer to it. */
  readonly refersTo: number;
  readonly referredBy: number;
  /** What its mod does; undefined if it has none, or its files were not read. */
  readonly mod?: ModReading;
}

/** The ties between the plugins of two categories; undefined for plugins without one. */
export interface CategoryTie {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly pairs: number;
  readonly count: number;
}

/** A dependency on a plugin that is not in any registry. */
export interface AbsentTie {
  readonly from: string;
  readonly name: string;
  readonly evidence: readonly Evidence[];
}

/** Which plugins refer to which. */
export interface IntegrationMap {
  /** By category, then by name; plugins without a category last. */
  readonly plugins: readonly MapPlugin[];
  /** In the order of {@link plugins}. */
  readonly ties: readonly Tie[];
  readonly categories: readonly CategoryTie[];
  readonly absent: readonly AbsentTie[];
  /** Plugins that cannot be used and are not on the map. */
  readonly unusable: readonly string[];
  /** Whether data and events were omitted because they have too many connections. */
  readonly isWithoutData: boolean;
  /** Where the plugins would meet, if all of them were enabled; undefined if the report does not show it. */
  readonly grid?: MeetingGrid;
}
