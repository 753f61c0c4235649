import { markup } from '../markup.ts';
import type { Card, DrawnLink } from './drawing.ts';
import { linkKinds } from './drawing.ts';
import { fonts, sizes } from './lane-sizes.ts';
import { type LegendWords, planWords } from './link-words.ts';
import { legendSample, levelOf, rounded, type Sample } from './signs.ts';
import { textWidth } from './text-size.ts';

/** What a sign of a drawing means. */
interface LegendEntry {
  readonly sample: Sample;
  readonly text: string;
}

/** What a legend has to explain. */
export interface Signs {
  readonly links: readonly Pick<DrawnLink, 'kind' | 'isOptional'>[];
  readonly cards: readonly Pick<Card, 'findings' | 'isStated'>[];
}

/** The entries for what the drawing shows, and nothing else. */
function entriesOf({ links, cards }: Signs, words: LegendWords): LegendEntry[] {
  const levels = ['error', 'warning', 'note'] as const;
  const optional = links.find(({ isOptional }) => isOptional);
  return [
    ...linkKinds
      .filter((kind) => links.some((link) => link.kind === kind))
      .map((kind): LegendEntry => ({ sample: { is: 'link', kind, isOptional: false }, text: words[kind] })),
    ...(optional === undefined
      ? []
      : [
          {
            sample: { is: 'link', kind: optional.kind, isOptional: true },
            text: 'can do without',
          } as const,
        ]),
    ...(cards.some(({ isStated }) => !isStated)
      ? [{ sample: { is: 'unknown' }, text: 'states no inputs or outputs' } as const]
      : []),
    ...levels
      .filter((level) => cards.some(({ findings }) => levelOf(findings) === level && findings[level] > 0))
      .map((level): LegendEntry => ({ sample: { is: 'mark', level }, text: `${level}s` })),
  ];
}

/**
 * A legend as a part of an SVG, in as many rows as its width needs.
 * @param place the width of the drawing, and the height at which the legend begins.
 */
export function legendSvg(
  signs: Signs,
  words: LegendWords,
  place: { readonly width: number; readonly top: number },
): { readonly width: number; readonly height: number; readonly markup: string } {
  const width = Math.max(leastWidth, place.width);
  const items: string[] = [];
  let [x, row] = [0, 0];
  for (const { sample, text } of entriesOf(signs, words)) {
    const before = sample.is === 'mark' ? 28 : 48;
    const own = before + textWidth(text, fonts.note);
    if (x > 0 && x + own > width - 2 * sizes.margin) [x, row] = [0, row + 1];
    const at = `${rounded(sizes.margin + x)} ${rounded(place.top + 12 + row * 24)}`;
    items.push(
      `<g transform="translate(${at})">${legendSample(sample)}<text class="remark" x="${before}" y="4">${markup(text)}</text></g>`,
    );
    x += own + 20;
  }
  if (items.length === 0) return { width: 0, height: 0, markup: '' };
  return { width, height: (row + 1) * 24 + 8, markup: items.join('\n') };
}

const leastWidth = 300;

/** The same for a page, above its drawing. */
export function legendMarkup(signs: Signs, words: LegendWords = planWords): string {
  const items = entriesOf(signs, words).map(({ sample, text }) => {
    const width = sample.is === 'mark' ? 24 : 44;
    return `<li><svg class="drawing" width="${width}" height="18" viewBox="-2 -9 ${width} 18" aria-hidden="true">${legendSample(sample)}</svg> ${markup(text)}</li>`;
  });
  return ['<ul class="legend">', ...items, '</ul>'].join('\n');
}
