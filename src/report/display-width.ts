import { eastAsianWidth } from 'get-east-asian-width';

/**
 * The columns that a text takes in a terminal: two for wide characters and emoji, none for what combines with the character before it.
 * Pass text without styles. `string-width` counts the same (a test compares them), but takes several milliseconds to start, and mkt runs
 * in hooks.
 */
export function displayWidth(text: string): number {
  if (isPlain.test(text)) return text.length;
  let width = 0;
  for (const cluster of clustersOf(text)) width += widthOfCluster(cluster);
  return width;
}

/** The longest beginning of a text that takes at most so many columns, with its characters as they are written there. */
export function beginningOf(text: string, columns: number): string {
  if (isPlain.test(text)) return text.slice(0, columns);
  let width = 0;
  let kept = '';
  for (const whole of wholes(text)) {
    width += displayWidth(whole);
    if (width > columns) break;
    kept += whole;
  }
  return kept;
}

/** A text in parts that take at most so many columns each, unless a single character takes more. The parts joined are the text. */
export function cut(text: string, columns: number): string[] {
  const parts: string[] = [];
  let part = '';
  let width = 0;
  for (const whole of wholes(text)) {
    const own = displayWidth(whole);
    if (part !== '' && width + own > columns) {
      parts.push(part);
      part = '';
      width = 0;
    }
    part += whole;
    width += own;
  }
  return part === '' ? parts : [...parts, part];
}

let segmenter: Intl.Segmenter | undefined;

/** The characters as a reader sees them, each with what combines with it: a text is never cut within one. Nothing is normalized. */
function* wholes(text: string): Generator<string> {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  for (const { segment } of segmenter.segment(text)) yield segment;
}

/** A text with spaces behind it, so that it takes so many columns. */
export const padded = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(0, columns - displayWidth(text)));

const isPlain = /^[\x20-\x7e]*$/;

/** What a terminal shows as one: a flag, an emoji with its modifiers, a key cap, or a character with what combines with it. */
const clusters =
  /\p{RI}{2}|\p{ExtPict}(?:\p{EMod}|\ufe0f)?(?:\u200d\p{ExtPict}(?:\p{EMod}|\ufe0f)?)*|[#*0-9]\ufe0f?\u20e3|[\s\S]/gu;

const clustersOf = (text: string): readonly string[] => text.normalize('NFC').match(clusters) ?? [];

function widthOfCluster(cluster: string): number {
  const code = cluster.codePointAt(0) as number;
  const isOne = cluster.length === (code > 0xffff ? 2 : 1);
  if (!isOne) return 2;
  return isInvisible.test(cluster) ? 0 : eastAsianWidth(code);
}

const isInvisible = /[\p{Mn}\p{Me}\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}]/u;
