import type { CardFindings, LinkKind, Point } from './drawing.ts';

/** A sign of a drawing that its legend explains. */
export type Sample =
  | { readonly is: 'link'; readonly kind: LinkKind; readonly isOptional: boolean }
  | { readonly is: 'unknown' }
  | { readonly is: 'mark'; readonly level: keyof CardFindings };

/** A sign in a legend, in a room of 40 by 16 around the point 20, 0. */
export function legendSample(sample: Sample): string {
  if (sample.is === 'mark') return `<g class="${sample.level}">${markShape(sample.level, 12, 0)}</g>`;
  if (sample.is === 'unknown')
    return '<rect class="body unknown" x="1" y="-7" width="38" height="14" rx="4"/>';
  return `<g class="${sample.kind}"><path class="line" d="M0 0H34"/>${arrowTip({ x: 40, y: 0 }, 1, sample.isOptional)}</g>`;
}

/**
 * The head of an arrow, open if its target can do without.
 * @param way 1 to the right, -1 to the left.
 */
export function arrowTip({ x, y }: Point, way: number, isOptional: boolean): string {
  const back = rounded(x - 8 * way);
  return `<path class="tip${isOptional ? ' open' : ''}" d="M${back} ${rounded(y - 4.5)}L${rounded(x)} ${rounded(y)}L${back} ${rounded(y + 4.5)}Z"/>`;
}

/** The mark of a level of findings. Each has its own shape: not all readers see colors. */
export function markShape(level: keyof CardFindings, x: number, y: number): string {
  const at = `${rounded(x)} ${rounded(y)}`;
  return {
    error: `<circle class="mark" cx="${rounded(x)}" cy="${rounded(y)}" r="6.5"/><path class="sign" d="M${at}m-2.5 -2.5l5 5m0 -5l-5 5"/>`,
    warning: `<path class="mark" d="M${at}m0 -7l7 12.5h-14z"/><path class="sign" d="M${at}m0 -2v3.5m0 1.6v0.4"/>`,
    note: `<path class="mark" d="M${at}m-6 -6h12v12h-12z"/><path class="sign" d="M${at}m0 -3v0.4m0 2v3.6"/>`,
  }[level];
}

/** A number for an attribute, with one decimal. */
export const rounded = (value: number): string => String(Math.round(value * 10) / 10);

/** The worst level of findings that a card is marked with. */
export const levelOf = ({ error, warning }: CardFindings): keyof CardFindings =>
  error > 0 ? 'error' : warning > 0 ? 'warning' : 'note';

export const amountOf = ({ error, warning, note }: CardFindings): number => error + warning + note;
