import { count } from './text.ts';

/** What a machine provides: cores, bytes of memory or GPUs. */
export type ResourceKind = 'cpu' | 'memory' | 'gpu';

const units: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['k', 1e3],
  ['m', 1e6],
  ['g', 1e9],
  ['t', 1e12],
  ['ki', 2 ** 10],
  ['mi', 2 ** 20],
  ['gi', 2 ** 30],
  ['ti', 2 ** 40],
]);

/** Returns the bytes of a quantity such as `32Gi`, `512Mi` or `64GB`; undefined for anything else. */
export function bytesOf(quantity: string): number | undefined {
  const match = /^\s*(\d+(?:\.\d+)?)\s*([kmgt]?i?)b?\s*$/i.exec(quantity);
  const unit = units.get((match?.[2] ?? '?').toLowerCase());
  return match === null || unit === undefined ? undefined : Number(match[1]) * unit;
}

/** Formats bytes as gibibytes, `32 GiB`, rounded up to a tenth. */
function gibibytes(bytes: number): string {
  return `${Math.ceil((bytes / 2 ** 30) * 10) / 10} GiB`;
}

/** Formats an amount for people: `4 cores`, `32 GiB`, `1 GPU`. */
export function amountText(kind: ResourceKind, amount: number): string {
  if (kind === 'memory') return gibibytes(amount);
  return kind === 'cpu' ? count(amount, 'core') : count(amount, 'GPU');
}
