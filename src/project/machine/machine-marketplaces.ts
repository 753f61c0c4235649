import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { MachineMarketplace } from '../../client/machine/machine-files.ts';
import { marketplaceRecords } from '../../client/machine/records.ts';
import { readMarketplace } from '../../client/marketplace.ts';
import type { ClientFacts } from '../../model/client.ts';
import { knownMarketplaces } from '../../model/formats/machine.ts';
import type { KnownMarketplace } from '../../model/machine.ts';
import type { Fault } from '../../model/problems.ts';
import type { ClientSettings } from '../../model/settings.ts';
import { marketplacePlace } from '../../sources/files/marketplace-place.ts';
import { isMissing } from '../../sources/files/read-file.ts';
import { readText } from '../../sources/files/text-file.ts';
import { readJson } from '../../text/json.ts';
import { validate } from '../../text/validate.ts';
import type { Open } from './machine-copies.ts';
import type { MachinePlaces } from './machine-places.ts';

/** Where a marketplace is; undefined if the client has not fetched it yet. */
type Place = Pick<KnownMarketplace, 'source'> & { readonly place: string | undefined };

interface Options {
  readonly places: MachinePlaces;
  readonly cwd: string;
  readonly shown: (path: string) => string;
  readonly open: Open;
  readonly facts: ClientFacts;
}

/** The marketplaces that the client knows on this machine: by its own record, by seeds, and by settings. */
export async function machineMarketplaces(
  settings: ClientSettings,
  wanted: ReadonlySet<string>,
  options: Options,
): Promise<{
  readonly marketplaces: Map<string, MachineMarketplace>;
  /** Where all of them lie that the client has, wanted or not. */
  readonly known: readonly string[];
  /** The names of those that the client has added, or finds in a seed. */
  readonly names: ReadonlySet<string>;
  readonly faults: readonly Fault[];
}> {
  const { places, cwd, shown } = options;
  const own = readKnown(join(places.plugins, 'known_marketplaces.json'), shown);
  const seeds = places.seeds.map((seed) => ({
    seed,
    ...readKnown(join(seed, 'known_marketplaces.json'), shown),
  }));
  // The client adds these by itself as soon as settings enable a plugin of theirs.
  const found = new Map<string, Place>(
    Object.entries(options.facts.names.builtInMarketplaces).map(([name, repo]) => [
      name,
      { source: { kind: 'github', repo }, place: undefined },
    ]),
  );
  for (const [name, { value }] of settings.marketplaces) {
    const { source } = value;
    const isHere = source.kind === 'directory' || source.kind === 'file';
    found.set(name, { source, place: isHere ? resolve(cwd, source.path) : undefined });
  }
  for (const each of own.known) found.set(each.name, each);
  // A seed may have been moved since it was made: its layout counts, not the path in its record. The first seed wins.
  for (const { seed, known } of seeds.reverse())
    for (const each of known) found.set(each.name, { ...each, place: join(seed, 'marketplaces', each.name) });
  const opened = await Promise.all(
    [...found]
      .filter(([name]) => wanted.has(name))
      .map(async ([name, place]) => [name, await openOne(place, options)] as const),
  );
  return {
    marketplaces: new Map(opened),
    known: [...found.values()].flatMap(({ place }) => place ?? []),
    names: new Set([own, ...seeds].flatMap(({ known }) => known.map(({ name }) => name))),
    faults: [own, ...seeds].flatMap(({ faults }) => faults),
  };
}

function readKnown(
  path: string,
  shown: (path: string) => string,
): { readonly known: readonly KnownMarketplace[]; readonly faults: readonly Fault[] } {
  if (isMissing(path)) return { known: [], faults: [] };
  const content = readText(path, shown(path));
  if ('fault' in content) return { known: [], faults: [content.fault] };
  const { value, faults } = validate(knownMarketplaces, readJson(content.text, shown(path)));
  return { known: value === undefined ? [] : marketplaceRecords(value), faults };
}

async function openOne(
  { source, place }: Place,
  { shown, open, facts }: Options,
): Promise<MachineMarketplace> {
  if (place === undefined) return { shown: '', marketplace: undefined, isInPlace: false, isAwaited: true };
  const isInPlace = source.kind === 'directory' || source.kind === 'file';
  const nothing = { shown: shown(place), marketplace: undefined, isInPlace, isAwaited: false };
  const at = placeOf(place);
  if (at === undefined) return nothing;
  const { marketplace } = await readMarketplace(open(at.root), {
    source: shown(place),
    path: at.path,
    facts,
  });
  return { ...nothing, marketplace };
}

function placeOf(path: string) {
  try {
    const status = statSync(path, { throwIfNoEntry: false });
    return status && marketplacePlace(path, status.isFile());
  } catch {
    // A folder on the way may not be entered.
    return undefined;
  }
}
