/** The sample marketplaces whose front matter, manifests and hooks are labeled, and what mkt sees in them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { callsAmong } from '../src/analysis/calls.ts';
import { fileLinksAmong } from '../src/analysis/file-links.ts';
import type { seenRoles } from '../src/analysis/seen-roles.ts';
import { readMarketplace } from '../src/client/marketplace.ts';
import type { PlanCall, PlanFile } from '../src/model/plan.ts';
import type { Release } from '../src/model/plugin.ts';
import { folderTree } from '../src/sources/files/folder-tree.ts';
import { clientFacts } from '../src/sources/registries/bundled-client-facts.ts';
import type { Labels } from './seen-tally.ts';

/** What is labeled of a plugin, by `marketplace/plugin`. */
export interface SampleLabels extends Labels {
  readonly calls: readonly {
    readonly component: string;
    readonly plugin: string | null;
    readonly kind: 'use' | 'referral';
  }[];
  /** It was not drawn, but found by the names of files. */
  readonly isExtra?: true;
}

/** A file or a call that goes from one plugin to another, by `marketplace/plugin`. */
export interface SampleLink {
  readonly from: string;
  readonly to: string;
  readonly path: string;
}

/** What a marketplace says of one of its plugins, by `marketplace/plugin`. */
export function describedIn(id: string, folder: string): Parameters<typeof seenRoles>[0] {
  const [sample = '', name = ''] = id.split('/');
  const file = join(folder, sample, '.claude-plugin/marketplace.json');
  const entry = JSON.parse(readFileSync(file, 'utf8')).plugins.find(
    (each: { name: string }) => each.name === name,
  );
  const { category, keywords = [], tags = [], description = '' } = entry;
  return { name, category, keywords: [...keywords, ...tags], description };
}

/** What mkt sees of the labeled plugins. */
export interface SeenSamples {
  /** The newest release of each. */
  readonly releases: ReadonlyMap<string, Release>;
  readonly links: readonly (PlanFile & SampleLink)[];
  readonly calls: readonly PlanCall[];
}

/** Reads the labeled plugins. @param folder that of the marketplaces. */
export async function seenSamples(ids: readonly string[], folder: string): Promise<SeenSamples> {
  const releases = new Map<string, Release>();
  const links: SeenSamples['links'][number][] = [];
  const calls: PlanCall[] = [];
  for (const sample of new Set(ids.map((id) => id.split('/')[0] ?? ''))) {
    const tree = folderTree(join(folder, sample), folder);
    const { marketplace } = await readMarketplace(tree, { source: sample, facts: clientFacts() });
    const own: Release[] = [];
    const all: Release[] = [];
    for (const name of marketplace?.registry.names() ?? []) {
      const looked = await marketplace?.registry.lookup(name);
      const plugin = looked?.status === 'found' ? looked.plugins[0] : undefined;
      const release = plugin?.release(plugin.versions[0] ?? '');
      if (release === undefined) continue;
      all.push(release);
      if (!ids.includes(`${sample}/${name}`)) continue;
      own.push(release);
      releases.set(`${sample}/${name}`, release);
    }
    const placed = <Link extends { from: string; to: string }>(link: Link): Link => ({
      ...link,
      from: `${sample}/${link.from}`,
      to: `${sample}/${link.to}`,
    });
    links.push(...fileLinksAmong(own).map(placed));
    calls.push(
      ...callsAmong(all, clientFacts())
        .map(placed)
        .filter(({ from }) => ids.includes(from)),
    );
  }
  return { releases, links, calls };
}
