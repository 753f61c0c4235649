import type { Entry } from '../client/manifest.ts';
import { topKeys } from '../client/manifest.ts';
import type { MarketplaceReading } from '../client/reading/marketplace-reading.ts';
import { componentKeys, kindOf } from '../model/component-kinds.ts';
import { member } from '../text/values.ts';
import type { Placed } from './rule.ts';

/** Entries with the same name as an earlier one, or with the same source. */
export function repeatedEntries(reading: MarketplaceReading): Placed<'MKT907'>[] {
  const names = new Map<string, Entry>();
  const sources = new Map<string, Entry>();
  const repeated: Placed<'MKT907'>[] = [];
  for (const entry of likeOthers(reading)) {
    const { file, index, name } = entry;
    const at = (key: string) => file.read().locate(['plugins', index, key]);
    const lineOf = (other: Entry) => file.read().locate(['plugins', other.index]).line;
    const same = names.get(name);
    if (same === undefined) names.set(name, entry);
    const source = sourceKey(entry);
    const shared = source === undefined ? undefined : sources.get(source);
    if (source !== undefined && shared === undefined) sources.set(source, entry);
    if (same !== undefined)
      repeated.push({
        case: 'listed-twice',
        evidence: { plugin: name, firstLine: lineOf(same) },
        location: at('name'),
        plugins: [name],
      });
    else if (shared !== undefined)
      repeated.push({
        case: 'one-source',
        evidence: { plugin: name, other: shared.name, otherLine: lineOf(shared) },
        location: at('source'),
        plugins: [shared.name, name],
      });
  }
  return repeated;
}

/** The entries with the name of another, or with the most telling part of its source: only these can repeat one. */
function likeOthers({ entries, places }: MarketplaceReading): readonly Entry[] {
  const seen = new Set<unknown>();
  const repeated = new Set<unknown>();
  for (const entry of entries) {
    const part = tellingPart(entry);
    if (seen.has(part)) repeated.add(part);
    else seen.add(part);
  }
  if (repeated.size === 0 && places.size === entries.length) return [];
  const names = new Set(entries.flatMap(({ name }, place) => (places.get(name) === place ? [] : [name])));
  return entries.filter((entry) => names.has(entry.name) || repeated.has(tellingPart(entry)));
}

/** A part of a source by which most differ: of equal sources, it is equal. */
function tellingPart({ value: { source } }: Entry): unknown {
  if (typeof source === 'string') return placeOf(source);
  return member(source, 'repo') ?? member(source, 'url') ?? member(source, 'package');
}

/** A path without the slashes at its end, which mean nothing. */
const placeOf = (path: string): string => path.replace(/\/+$/, '');

/** The keys of an entry that pick components. */
const pickingKeys: readonly string[] = componentKeys.flatMap((kind) => topKeys(kindOf(kind)));

/** The source of an entry with the components that it picks; undefined for the whole marketplace, which several entries may share. */
function sourceKey({ value }: Entry): string | undefined {
  const source = member(value, 'source');
  if (source === undefined || source === '.' || source === './') return undefined;
  // Entries that pick different components of one folder are different plugins.
  const picks = pickingKeys.flatMap((key) => {
    const picked = member(value, key);
    return picked === undefined ? [] : [[key, picked]];
  });
  const place = typeof source === 'string' ? placeOf(source) : source;
  return JSON.stringify([place, picks]);
}
