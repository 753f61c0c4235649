import type { CardFindings, LinkKind, Point } from './drawing.ts';

/** What is to be drawn in a circle: names in groups, and links between them. */
export interface Groups {
  readonly title: string;
  readonly groups: readonly NameGroup[];
  readonly links: readonly GroupLink[];
}

export interface NameGroup {
  /** Undefined if there is only one group, and nothing to say about it. */
  readonly title: string | undefined;
  readonly names: readonly GroupName[];
}

export interface GroupName {
  readonly plugin: string;
  readonly tooltip: string;
  readonly findings: CardFindings;
}

export interface GroupLink {
  readonly from: string;
  readonly to: string;
  /** The strongest first. */
  readonly kinds: readonly LinkKind[];
  readonly tooltip: string;
}

/**
 * A drawing of many plugins, as a value: names around a circle like the spokes of a wheel, groups as frames around their names, links as
 * curves inside. So no line can cross a name.
 */
export interface Circle {
  readonly title: string;
  /** Width and height. */
  readonly size: number;
  readonly center: Point;
  /** The radius that links stay inside of. */
  readonly inner: number;
  readonly frames: readonly CircleFrame[];
  readonly spokes: readonly Spoke[];
  readonly chords: readonly Chord[];
}

/** Angles are in radians, clockwise from the top. */
export interface CircleFrame {
  readonly title: string;
  /** What fits of it. */
  readonly shownTitle: string;
  /** Where the title is; undefined if there is none to show. */
  readonly titleAngle: number | undefined;
  readonly start: number;
  readonly end: number;
  /** The radius of its outer border: its names are as long as that. */
  readonly outer: number;
}

export interface Spoke {
  readonly plugin: string;
  /** What fits of the name. */
  readonly shownName: string;
  readonly tooltip: string;
  readonly findings: CardFindings;
  readonly angle: number;
  /** Place of its frame. */
  readonly frame: number;
}

export interface Chord {
  readonly from: string;
  readonly to: string;
  readonly kinds: readonly LinkKind[];
  readonly tooltip: string;
  /** The start, and three points for each curve of Bézier; it arrives along the spoke of its target. */
  readonly curve: readonly Point[];
}
