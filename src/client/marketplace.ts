import type { ClientFacts } from '../model/client.ts';
import { type Fault, isError, problem } from '../model/problems.ts';
import type { Lookup, MarketplaceOrigin, MarketplacePolicy, Registry } from '../model/registry.ts';
import { suggester } from '../model/suggestion.ts';
import { member, textOf } from '../text/values.ts';
import { type FileTree, marketplacePath, shownIn } from './file-tree.ts';
import { type JsonFile, openJson } from './json-file.ts';
import { listedEntry } from './listed-entry.ts';
import { type Entry, type Manifest, readManifest } from './manifest.ts';
import { entriesOf, isOrdinary, maximumMarketplaceBytes, policyOf, treeInPlace } from './marketplace-file.ts';
import { marketplacePlugin } from './marketplace-plugin.ts';
import { missingFolder, type VersionsAnswer, type VersionsOf, whyUnusable } from './plugin-copies.ts';
import { provenanceOf, reservationOf } from './reading/reserved-names.ts';
import { presentName } from './requirements.ts';

export { marketplacePath };

/** A Claude Code marketplace, wherever its files are. */
export interface Marketplace {
  readonly name: string;
  readonly tree: FileTree;
  readonly file: JsonFile;
  /** Every entry that has a name, in order; if several have the same name, the client takes the first. */
  readonly entries: readonly Entry[];
  readonly policy: MarketplacePolicy;
  readonly registry: Registry;
}

/** Where a marketplace is, and for a folder what its commit contains instead of the files of the folder. */
export interface Origin extends MarketplaceOrigin {
  readonly committed?: (folder: string) => FileTree;
  /** The client clones it, and reads its plugins from copies. */
  readonly isCloned?: boolean;
}

export interface MarketplaceOptions {
  /** The registry as the user wrote it. */
  readonly source: string;
  /** The path of `marketplace.json` in the tree, if it is not the default. */
  readonly path?: string;
  /** What is known about the client. */
  readonly facts: ClientFacts;
  /** Versions from tags; without it, only the current copies are known. */
  readonly versionsOf?: VersionsOf;
  /** Where it is. */
  readonly origin?: Origin;
  /** The file was put together from parts of another one: its lines mean nothing. */
  readonly isMade?: true;
}

/**
 * Reads a marketplace. Plugins are read when they are looked up.
 * @returns the faults that prevent it from being used at all; a fault of a single plugin only prevents that plugin from being
 * found.
 */
export async function readMarketplace(
  tree: FileTree,
  options: MarketplaceOptions,
): Promise<{ readonly marketplace?: Marketplace; readonly faults: readonly Fault[] }> {
  const path = options.path ?? marketplacePath;
  const file = openJson(tree, path, maximumMarketplaceBytes);
  const name = textOf(member(file?.value, 'name'));
  const plugins = member(file?.value, 'plugins');
  if (file === undefined)
    return { faults: tree.problems.length > 0 ? tree.problems : [notThere(tree, path)] };
  const { facts, origin } = options;
  const isReadable = name !== undefined && Array.isArray(plugins);
  if (
    isReadable &&
    isOrdinary(file) &&
    reservationOf(name, facts, provenanceOf(file, origin?.url)) === undefined
  )
    return { marketplace: marketplaceOf(tree, file, name, options), faults: [] };
  const { addingFaults, marketplaceFileFaults } = await import('./reading/marketplace-file-faults.ts');
  if (!isReadable) return { faults: marketplaceFileFaults(file, facts).filter(isError) };
  const faults = addingFaults(file, facts, origin?.url);
  return faults.length > 0 ? { faults } : { marketplace: marketplaceOf(tree, file, name, options), faults };
}

function marketplaceOf(
  tree: FileTree,
  file: JsonFile,
  name: string,
  { source, facts, versionsOf = () => ({ versions: [] }), origin = {}, isMade }: MarketplaceOptions,
): Marketplace {
  const entries = entriesOf(file);
  const byName = new Map<string, Entry>();
  for (const entry of entries) if (!byName.has(entry.name)) byName.set(entry.name, entry);
  const policy = policyOf(file);
  const around = () => {
    const names = new Set(byName.keys());
    return { marketplace: name, names, near: suggester(() => names), otherNames: new Map(), ...policy };
  };
  const home = { marketplace: name, registry: source, renames: policy.renames, around, origin };
  const looked = new Map<string, Lookup | Promise<Lookup>>();

  const answerOf = (entry: Entry, answer: VersionsAnswer): Lookup => {
    // The place is found where the reason is read: of many plugins that are looked up, few reasons are shown.
    const failed = (reason: string, more: { isBroken?: true; help?: string } = {}): Lookup => ({
      status: 'failed',
      get reason() {
        if (isMade) return reason;
        const { file: shown, line } = file.read().locate(['plugins', entry.index]);
        return placedReason(reason, `${shown}:${line}`);
      },
      ...more,
    });
    if ('failed' in answer) {
      const { failed: why, ...more } = answer;
      return failed(why, more);
    }
    const now = readManifest(answer.current ?? treeInPlace(tree, entry), entry, facts);
    const reason = whyNotThere(entry, now, answer.versions.length);
    if (reason !== undefined) return failed(reason, { isBroken: true });
    return { status: 'found', plugins: [marketplacePlugin(entry, now, answer, home)] };
  };
  const lookUp = (entry: Entry): Lookup | Promise<Lookup> => {
    const answer = entry.source.kind === 'invalid' ? { versions: [] } : versionsOf(entry);
    return answer instanceof Promise
      ? answer.then((later) => answerOf(entry, later))
      : answerOf(entry, answer);
  };
  const registry: Registry = {
    source,
    marketplaces: [name],
    names: () => [...byName.keys()],
    glance(wanted) {
      const entry = byName.get(wanted);
      if (entry === undefined) return [];
      const known = entry.source.kind === 'path' ? registry.lookup(wanted) : looked.get(wanted);
      if (known !== undefined && !(known instanceof Promise))
        return known.status === 'found' ? known.plugins : [];
      if (entry.source.kind === 'invalid') return [];
      return [marketplacePlugin(entry, readManifest(undefined, entry, facts), { versions: [] }, home)];
    },
    listed(wanted) {
      const entry = byName.get(wanted);
      return entry === undefined || looked.has(wanted) ? undefined : listedEntry(entry, name);
    },
    policy: (marketplace) => (marketplace === name ? policy : undefined),
    origin: (marketplace) => (marketplace === name ? origin : undefined),
    lookup(wanted) {
      const entry = byName.get(wanted) ?? byName.get(presentName(wanted, policy.renames) ?? '');
      if (entry === undefined) return { status: 'found', plugins: [] };
      let lookup = looked.get(entry.name);
      if (lookup === undefined) {
        lookup = lookUp(entry);
        looked.set(entry.name, lookup);
      }
      return lookup;
    },
  };
  return { name, tree, file, entries, policy, registry };
}

/** A reason with the place of what it is about: before its cause, if it states one. */
const placedReason = (reason: string, place: string): string => reason.replace(/(?=: )|$/, ` (${place})`);

/** Why the plugin of an entry is not available, for reasons that apply to the client too. */
function whyNotThere(entry: Entry, now: Manifest, versions: number): string | undefined {
  const { source } = entry;
  if (source.kind === 'invalid') {
    const [first] = source.wrong;
    const key = ['source', ...(first?.path ?? [])].join('.');
    return `the \`${key}\` in its entry ${first?.message ?? 'is not valid'}`;
  }
  return versions > 0 ? undefined : (missingFolder(entry, now) ?? whyUnusable(now));
}

function notThere(tree: FileTree, path: string): Fault {
  const location = { file: shownIn(tree, path), line: 1, column: 1 };
  return problem('malformed-file', 'no-file', {}, { location });
}
