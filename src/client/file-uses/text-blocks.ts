/** A part of a Markdown text that is one thought: a paragraph, an item of a list, a row of a table, a heading. */
export interface TextBlock {
  readonly kind: 'heading' | 'item' | 'row' | 'paragraph';
  /** After the mark of a heading or an item. */
  readonly start: number;
  readonly end: number;
}

const fence = /^\s{0,12}(`{3,}|~{3,})/;
/** What a block begins with, if it is not a paragraph. */
const marks = {
  heading: /^#{1,6}\s/,
  item: /^[\s>]*(?:[-*+]|\d{1,3}[.)])\s+(?:\[[ x]\]\s+)?/i,
  row: /^\s*\|/,
} as const;

/**
 * The blocks of a text from an offset on, in order. What is in fenced code is an example as often as an instruction, and is left out, as
 * are comments.
 */
export function blocksOf(text: string, from: number): TextBlock[] {
  const blocks: TextBlock[] = [];
  let open: { kind: TextBlock['kind']; start: number; end: number } | undefined;
  let closing: string | undefined;
  let isComment = false;
  const close = () => {
    if (open !== undefined) blocks.push(open);
    open = undefined;
  };
  for (let start = from; start < text.length; ) {
    const next = text.indexOf('\n', start);
    const end = next < 0 ? text.length : next;
    const line = text.slice(start, Math.min(end, start + 400));
    const mark = fence.exec(line)?.[1];
    if (closing !== undefined) {
      if (mark?.startsWith(closing)) closing = undefined;
    } else if (isComment || line.startsWith('<!--')) {
      close();
      isComment = !line.includes('-->');
    } else if (mark !== undefined) {
      close();
      closing = mark;
    } else if (line.trim() === '') close();
    else {
      const [kind, marked] = markOf(line);
      if (kind !== 'paragraph' || open === undefined || open.kind === 'heading' || open.kind === 'row') {
        close();
        open = { kind, start: start + marked, end };
      } else open.end = end;
    }
    start = end + 1;
  }
  close();
  return blocks;
}

function markOf(line: string): readonly [kind: TextBlock['kind'], length: number] {
  for (const kind of ['heading', 'item', 'row'] as const) {
    const mark = marks[kind].exec(line)?.[0];
    if (mark !== undefined) return [kind, mark.length];
  }
  return ['paragraph', 0];
}

const sentences = /^(?:description|when_to_use|argument-hint):/;

/** The parts of front matter that are sentences: the values of a few keys, over as many lines as they have. */
export function sentencesOfFrontMatter(
  text: string,
  end: number,
): { readonly start: number; readonly end: number }[] {
  const found: { start: number; end: number }[] = [];
  let current: { start: number; end: number } | undefined;
  for (let start = 0; start < end; ) {
    const next = text.indexOf('\n', start);
    const stop = next < 0 || next > end ? end : next;
    const line = text.slice(start, Math.min(stop, start + 40));
    if (/^(?:[\w-]+:|---)/.test(line)) {
      current = sentences.test(line) ? { start: start + line.indexOf(':') + 1, end: stop } : undefined;
      if (current !== undefined) found.push(current);
    } else if (current !== undefined) current.end = stop;
    start = stop + 1;
  }
  return found;
}
