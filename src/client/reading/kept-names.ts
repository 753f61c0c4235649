import type { ClientFacts } from '../../model/client.ts';

/** For whom a marketplace name is reserved; the client refuses to add all but the last two. */
export type Keeper = 'reserved' | 'official-elsewhere' | 'impersonating' | 'official' | 'desktop';

const impersonating =
  /official[^a-z0-9]*(anthropic|claude)|(anthropic|claude)[^a-z0-9]*official|^(anthropic|claude)[^a-z0-9]*(marketplace|plugins)/i;

/**
 * For whom a marketplace name is reserved; undefined if anybody can use it.
 * @param origin the repository that the marketplace comes from, if known: some names belong to one owner.
 */
export function keeperOf(
  name: string,
  { names }: ClientFacts,
  origin: string | undefined,
): Keeper | undefined {
  const plain = name
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/[^a-z0-9_]/g, '-');
  if (names.reservedMarketplaces.includes(plain) || plain.startsWith('claudeai-')) return 'reserved';
  if (names.officialMarketplaces.includes(plain)) {
    if (origin === undefined) return 'official';
    return /github\.com[/:]anthropics\//i.test(origin) ? undefined : 'official-elsewhere';
  }
  if (impersonating.test(name) || /[^\u0020-\u007e]/.test(name)) return 'impersonating';
  return names.desktopMarketplaces.includes(plain) ? 'desktop' : undefined;
}
