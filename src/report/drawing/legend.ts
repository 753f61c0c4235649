import { markup } from '../markup.ts';
import type { Drawing, LinkKind } from './drawing.ts';
import { linkKinds } from './drawing.ts';
import { fonts, sizes } from './lane-layout.ts';
import { legendSample, type Sample } from './signs.ts';
import { textWidth } from './text-size.ts';

/** What a sign of a drawing means. */
export interface LegendEntry {
  readonly sample: Sample;
  readonly text: string;
}

const words: Readonly<Record<LinkKind, string>> = {
  call: 'calls a component',
  data: 'hands on data',
  event: 'publishes an event',
  dependency: 'is required by',
  mention: 'mentions',
  order: 'next stage',
};

/** The entries for what the drawing shows, and nothing else. */
export function legendEntries({ links, cards }: Pick<Drawing, 'links' | 'cards'>): LegendEntry[] {
  const levels = ['error', 'warning', 'note'] as const;
  return [
    ...linkKinds
      .filter((kind) => links.some((link) => link.kind === kind))
      .map((kind): LegendEntry => ({ sample: { is: 'link', kind, isOptional: false }, text: words[kind] })),
    ...links
      .filter(({ isOptional }) => isOptional)
      .slice(0, 1)
      .map(
        ({ kind }): LegendEntry => ({
          sample: { is: 'link', kind, isOptional: true },
          text: 'can do without',
        }),
      ),
    ...(cards.some(({ isStated }) => !isStated)
      ? [{ sample: { is: 'unknown' }, text: 'states no inputs or outputs' } as const]
      : []),
    ...levels
      .filter((level) => cards.some(({ findings }) => findings[level] > 0))
      .map((level): LegendEntry => ({ sample: { is: 'mark', level }, text: `${level}s` })),
  ];
}

/** The entries below a drawing, in as many rows as its width needs; they begin at the left upper corner. */
export function legendOf(drawing: Drawing): {
  readonly width: number;
  readonly height: number;
  readonly items: readonly (LegendEntry & { readonly x: number; readonly y: number })[];
} {
  const least = 300;
  const room = Math.max(least, drawing.width) - 2 * sizes.margin;
  const items: (LegendEntry & { x: number; y: number })[] = [];
  let [x, row] = [0, 0];
  for (const entry of legendEntries(drawing)) {
    const width = (entry.sample.is === 'mark' ? 28 : 48) + textWidth(entry.text, fonts.note) + 20;
    if (x > 0 && x + width - 20 > room) [x, row] = [0, row + 1];
    items.push({ ...entry, x: sizes.margin + x, y: 12 + row * 24 });
    x += width;
  }
  return {
    width: items.length === 0 ? 0 : Math.min(least, room + 2 * sizes.margin),
    height: items.length === 0 ? 0 : (row + 1) * 24 + 8,
    items,
  };
}

/** The same entries for a page, above its drawing. */
export function legendMarkup(drawing: Pick<Drawing, 'links' | 'cards'>): string {
  const items = legendEntries(drawing).map(
    ({ sample, text }) =>
      `<li><svg class="drawing" width="44" height="18" viewBox="-2 -9 44 18" aria-hidden="true">${legendSample(sample)}</svg> ${markup(text)}</li>`,
  );
  return ['<ul class="legend">', ...items, '</ul>'].join('\n');
}
