/** A drawing as a value: where everything is, and what it says. All texts are as they came; who renders them escapes them. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly frames: readonly Frame[];
  readonly cards: readonly Card[];
  readonly links: readonly DrawnLink[];
  readonly labels: readonly LinkLabel[];
}

/** How a plugin can be linked to another one. `order`: the one comes after the other, and nothing is known to go between them. */
export const linkKinds = ['call', 'data', 'file', 'event', 'dependency', 'mention', 'order'] as const;

export type LinkKind = (typeof linkKinds)[number];

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Plugins that belong together: a stage of a plan, or a category of a map. */
export interface Frame extends Box {
  readonly title: string;
  /** What fits of the title above the cards. */
  readonly shownTitle: string;
  /** Below the title: `in parallel`. */
  readonly note: string;
}

/** A plugin. */
export interface Card extends Box {
  readonly plugin: string;
  /** What fits of its name. */
  readonly shownName: string;
  /** What fits of the line below: its version and roles. */
  readonly shownDetail: string;
  /** Everything, for a tooltip. */
  readonly tooltip: string;
  readonly findings: CardFindings;
  /** Whether it says what it hands on; drawn with a broken line if not. */
  readonly isStated: boolean;
}

/** How many findings are about a plugin. */
export interface CardFindings {
  readonly error: number;
  readonly warning: number;
  readonly note: number;
}

/** An arrow from a plugin to another one. */
export interface DrawnLink {
  readonly from: string;
  readonly to: string;
  readonly kind: LinkKind;
  /** Its target can do without it; drawn with an open head. */
  readonly isOptional: boolean;
  /** Everything, for a tooltip. */
  readonly tooltip: string;
  /** The end at which other links may share its path: dashes are counted from there, so that they are the same. */
  readonly hub: 'from' | 'to';
  /**
   * From the one card to the other. Between two points at the same height the path is straight, otherwise a curve that begins and ends
   * level.
   */
  readonly points: readonly Point[];
}

/** The text along one or more arrows of the same plugin. */
export interface LinkLabel extends Box {
  /** What fits of each line. */
  readonly lines: readonly string[];
  /** Places in {@link Drawing.links}. */
  readonly links: readonly number[];
}
