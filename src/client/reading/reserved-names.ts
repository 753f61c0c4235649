import type { ClientFacts } from '../../model/client.ts';
import { member, textOf } from '../../text/values.ts';
import type { JsonFile } from '../json-file.ts';

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

/** What tells whose marketplace it is. */
export interface Provenance {
  /** The repository that it comes from, if known. */
  readonly origin: string | undefined;
  /** Its `owner.name`: what is no repository of theirs, and says to be Anthropic's, is a copy. */
  readonly owner: string | undefined;
}

export const provenanceOf = (file: JsonFile, origin: string | undefined): Provenance => ({
  origin,
  owner: textOf(member(member(file.value, 'owner'), 'name')),
});

/** For whom a marketplace name is reserved; undefined if anybody can use it. Some names belong to one owner. */
export function reservationOf(
  name: string,
  { names }: ClientFacts,
  { origin, owner = '' }: Provenance,
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
    if (origin === undefined) return /^anthropic\b/i.test(owner) ? 'official' : 'official-elsewhere';
    return /github\.com[/:]anthropics\//i.test(origin) ? undefined : 'official-elsewhere';
  }
  if (impersonating.test(name) || /[^\u0020-\u007e]/.test(name)) return 'impersonating';
  if (names.documentedMarketplaces?.includes(plain)) return 'documented';
  return names.desktopMarketplaces.includes(plain) ? 'desktop' : undefined;
}
