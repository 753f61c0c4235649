import type { CardFindings, LinkKind } from './drawing.ts';

/** What is to be drawn: plugins in lanes, and the links between them. */
export interface Lanes {
  readonly title: string;
  /** Whether one lane comes after the other, which arrows between them show. */
  readonly isInOrder: boolean;
  readonly lanes: readonly Lane[];
  readonly links: readonly LaneLink[];
}

export interface Lane {
  readonly title: string;
  readonly note: string;
  readonly cards: readonly LaneCard[];
}

export interface LaneCard {
  readonly plugin: string;
  readonly detail: string;
  readonly tooltip: string;
  readonly findings: CardFindings;
  readonly isStated: boolean;
}

export interface LaneLink {
  readonly from: string;
  readonly to: string;
  readonly kind: LinkKind;
  readonly isOptional: boolean;
  /** The lines of its label. */
  readonly texts: readonly string[];
}
