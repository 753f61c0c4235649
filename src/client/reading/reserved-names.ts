import type { ClientFacts } from '../../model/client.ts';

/** Names that the client only warns of, or not at all. */
export type WarningOnly = 'official' | 'desktop' | 'documented';

export const isWarningOnly = (reservation: Reservation): reservation is WarningOnly =>
  reservation === 'official' || reservation === 'desktop' || reservation === 'documented';

/** For whom a marketplace name is reserved; the client refuses to add all but the last three. */
export type Reservation =
  | 'reserved'
  | 'official-elsewhere'
  | 'respelling'
  | 'impersonating'
  | 'official'
  | 'desktop'
  | 'documented';

const impersonating =
  /official[^a-z0-9]*(anthropic|claude)|(anthropic|claude)[^a-z0-9]*official|^(anthropic|claude)[^a-z0-9]*(marketplace|plugins)/i;

/**
 * For whom a marketplace name is reserved; undefined if anybody can use it.
 * @param origin the repository that the marketplace comes from, if known: some names belong to one owner.
 */
export function reservationOf(
  name: string,
  { names }: ClientFacts,
  origin: string | undefined,
): Reservation | undefined {
  const lower = name.toLowerCase();
  const plain = lower.replace(/\.$/, '').replace(/[^a-z0-9_]/g, '-');
  if (
    names.reservedMarketplaces.includes(plain) ||
    names.reservedMarketplacePrefixes.some((prefix) => plain.startsWith(prefix))
  )
    return 'reserved';
  if (names.officialMarketplaces.includes(plain) && plain !== lower) {
    if (names.refusesRespelling === true) return 'respelling';
  } else if (names.officialMarketplaces.includes(plain)) {
    if (origin === undefined) return 'official';
    return /github\.com[/:]anthropics\//i.test(origin) ? undefined : 'official-elsewhere';
  }
  if (impersonating.test(name) || /[^\u0020-\u007e]/.test(name)) return 'impersonating';
  if (names.documentedMarketplaces?.includes(plain)) return 'documented';
  return names.desktopMarketplaces.includes(plain) ? 'desktop' : undefined;
}
