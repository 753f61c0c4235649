import { patternsMeet } from '../model/file-pattern.ts';
import type { FileUse } from '../model/file-use.ts';
import { groupedBy } from '../model/grouped-by.ts';
import type { PlanFile } from '../model/plan.ts';
import type { Release } from '../model/plugin.ts';
import { labelsOf } from './calls.ts';
import { isOfFewProjects } from './common-files.ts';

/** What a plugin says about files. */
export interface Told {
  readonly name: string;
  readonly uses: readonly FileUse[];
}

/**
 * The files that the texts of one plugin say it writes and those of another say it reads, each once for two plugins. Plugins whose files
 * are not known say nothing.
 */
export function fileLinksAmong(releases: readonly Release[]): PlanFile[] {
  const labels = labelsOf(releases);
  return (
    fileLinks(
      releases.map((release) => ({
        name: labels.get(release) ?? release.name,
        uses: release.fileUses?.() ?? [],
      })),
    ) ?? []
  );
}

/** More paths than these are not compared: plugins that write and read so many of the same would all be connected. */
const mostComparisons = 1_000_000;

/**
 * Connects what is written to what is read, in the order of those who write. Files that most projects have connect nothing.
 * @returns undefined if there are too many paths to compare.
 */
export function fileLinks(plugins: readonly Told[]): PlanFile[] | undefined {
  const told = plugins.map(({ name, uses }) => ({ name, uses: named(uses.filter(ofFewProjects)) }));
  const reads = told.flatMap(({ name, uses }) => uses.filter(isRead).map((use) => ({ name, use })));
  const readsIn = groupedBy(reads, ({ use }) => startOf(use.path));
  let comparisons = 0;
  const links = told.flatMap(({ name: from, uses }) => {
    const byReader = new Map<string, PlanFile[]>();
    for (const written of uses) {
      if (isRead(written)) continue;
      const start = startOf(written.path);
      const candidates =
        start === varies ? reads : [...(readsIn.get(start) ?? []), ...(readsIn.get(varies) ?? [])];
      comparisons += candidates.length;
      if (comparisons > mostComparisons) return [];
      for (const { name: to, use: read } of candidates) {
        if (to === from || !patternsMeet(written.path, read.path)) continue;
        const found = byReader.get(to) ?? [];
        byReader.set(to, found);
        found.push({
          from,
          to,
          path: written.path,
          written: written.location,
          read: read.location,
          isSure: written.isSure && read.isSure,
        });
      }
    }
    return [...byReader.values()].flatMap(once);
  });
  return comparisons > mostComparisons ? undefined : links;
}

const isRead = ({ does }: FileUse): boolean => does === 'reads';

const ofFewProjects = ({ path }: FileUse): boolean => isOfFewProjects(path);

/** The start of a path that can begin with anything. */
const varies = '*';

/** What two paths must have in common to meet: their first part. */
function startOf(path: string): string {
  const [first = ''] = path.split('/', 1);
  return first.includes('*') ? varies : first;
}

/**
 * Completes a name without a folder if the plugin names just one file of this name in a folder: texts often give the whole path once and
 * then only the name.
 */
function named(uses: readonly FileUse[]): readonly FileUse[] {
  const wholes = new Map<string, Set<string>>();
  for (const { path } of uses) {
    const slash = path.lastIndexOf('/', path.length - 2);
    if (slash < 0) continue;
    const name = path.slice(slash + 1);
    wholes.set(name, (wholes.get(name) ?? new Set()).add(path));
  }
  return uses.map((use) => {
    const [whole, ...others] = wholes.get(use.path) ?? [];
    if (whole === undefined || others.length > 0) return use;
    return {
      path: whole,
      does: use.does,
      isSure: use.isSure,
      get location() {
        return use.location;
      },
    };
  });
}

/** Each file once, from the surest statements; a folder only if nothing in it connects the two. */
function once(links: readonly PlanFile[]): PlanFile[] {
  const byPath = new Map<string, PlanFile>();
  for (const link of links) {
    const known = byPath.get(link.path);
    if (known === undefined || (link.isSure && !known.isSure)) byPath.set(link.path, link);
  }
  const all = [...byPath.values()];
  return all.filter(
    ({ path, isSure }) =>
      !path.endsWith('/') ||
      !all.some((other) => other.path !== path && other.path.startsWith(path) && (other.isSure || !isSure)),
  );
}
