import type { Finding } from './finding.ts';

/** Where plugins can meet: what they listen to, what they can stop, how they are called, what they occupy or reach. */
export const surfaceColumns = ['hooks', 'gates', 'names', 'takes'] as const;

export type SurfaceColumn = (typeof surfaceColumns)[number];

/** What one plugin has in each of these, as people read it. */
export interface PluginSurface extends Readonly<Record<SurfaceColumn, readonly string[]>> {
  /** Its name, or `name@marketplace` if several plugins have the name. */
  readonly label: string;
  /** As findings name it. */
  readonly name: string;
}

/** A finding about plugins that meet, and where. */
export interface MeetingFinding {
  readonly column: SurfaceColumn;
  readonly finding: Finding;
}

/** The plugins of a combination, and where they meet. */
export interface MeetingGrid {
  readonly plugins: readonly PluginSurface[];
  readonly meetings: readonly MeetingFinding[];
}
