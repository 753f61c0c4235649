import type { Font } from './text-size.ts';

/** The fonts of a drawing; its style repeats them. */
export const fonts = {
  title: { size: 14, isBold: true },
  note: { size: 11 },
  name: { size: 13, isBold: true },
  detail: { size: 11 },
  label: { size: 11 },
} as const satisfies Record<string, Font>;

/** Sizes and distances in pixels. */
export const sizes = {
  /** Cards are as wide as their longest name needs, in these limits. */
  cardWidth: { least: 150, most: 250 },
  cardHeight: 52,
  /** From the border of a card or a label to its text. */
  inside: 10,
  labelLine: 15,
  labelWidth: 250,
  /** Around the whole drawing. */
  margin: 12,
  /** From the border of a frame to its cards. */
  frame: 16,
  /** The title and the note of a frame. */
  head: 50,
  /** The room of the mark with the findings of a card. */
  mark: 40,
} as const;
