import { displayWidth } from '../display-width.ts';

/**
 * The widths of the characters from space to tilde in hundredths of the size of the font: those of DejaVu Sans, the widest of the
 * common fonts without serifs. Where another font is used, texts are narrower than the room they get.
 */
const widths = [
  32, 40, 46, 84, 64, 95, 78, 28, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34,
  34, 84, 84, 84, 53, 100, 68, 69, 70, 77, 63, 58, 77, 75, 30, 30, 66, 56, 86, 75, 79, 60, 79, 69, 63, 61, 73,
  68, 99, 69, 61, 69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61, 63,
  63, 41, 52, 39, 63, 59, 82, 59, 59, 52, 64, 34, 64, 84,
];

/** How much of the size of the font other characters take for each of their columns in a terminal. */
const widthOfColumn = 0.65;

/** How much wider bold letters are. */
const widening = 1.13;

export interface Font {
  /** In pixels. */
  readonly size: number;
  readonly isBold?: boolean;
}

/** About how wide a line of text is drawn, in pixels: never less in the usual fonts. */
export function textWidth(text: string, { size, isBold = false }: Font): number {
  let sum = 0;
  let others = '';
  for (const char of text) {
    const width = widths[char.charCodeAt(0) - 32];
    if (width === undefined) others += char;
    else sum += width / 100;
  }
  return (sum + displayWidth(others) * widthOfColumn) * size * (isBold ? widening : 1);
}

let segmenter: Intl.Segmenter | undefined;

/** A text that is drawn in the room, cut with an ellipsis if it would not fit; characters stay whole. */
export function fitted(text: string, room: number, font: Font): string {
  if (textWidth(text, font) <= room) return text;
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  const end = textWidth('…', font);
  let kept = '';
  let width = 0;
  // A hostile name can be as long as a book: what is beyond the room is not looked at.
  for (const { segment } of segmenter.segment(text)) {
    width += textWidth(segment, font);
    if (width + end > room) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}
