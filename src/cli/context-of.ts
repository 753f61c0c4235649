import type { CatalogueEntry, Context } from '../analysis/context.ts';
import type { Resolution } from '../model/resolution.ts';
import { wire } from '../model/wiring.ts';
import { clientFacts } from '../sources/registries/bundled-client-facts.ts';
import { catalogueOf, entryOf } from './catalogue.ts';
import { clientVersion } from './client-version.ts';
import { combinationOf, type Gathered, settingsOf } from './gathered.ts';
import type { Inspection } from './inspection.ts';
import { pluginsAtOnce } from './open.ts';

/**
 * The values that rules look at.
 * @param more what a closer look at the combination showed.
 */
export function contextOf(
  gathered: Gathered,
  more: Pick<Context, 'clientRun'> & Partial<Inspection> = {},
): Context {
  const { faults, specs, project, knowledge, registries } = gathered;
  const combination = combinationOf(gathered);
  const releases = combination.map(({ release }) => release);
  const chosen = combination.map((each) => each.chosen);
  const resolution = resolutionOf(gathered);
  const settings = settingsOf(gathered);
  let catalogue: readonly CatalogueEntry[] | undefined;
  return {
    faults: [...faults, ...(more.releaseFaults ?? [])],
    ...(gathered.requiredHere && { requiredHere: gathered.requiredHere }),
    request: specs,
    problems: gathered.state === 'unsettled' ? gathered.problems : [],
    isPartial: gathered.state === 'unsettled' || gathered.state === 'unsolvable',
    moreConflicts: 'failed' in gathered ? gathered.failed.slice(1) : [],
    ...lookedAt(gathered),
    ...(resolution === undefined ? { resolution: undefined } : { resolution }),
    releases,
    chosen,
    wiring: wire(releases),
    environment: gathered.environment,
    declared: gathered.declared,
    ...(gathered.list.kind === 'file' && gathered.project && { project: gathered.project }),
    vocabulary: knowledge.vocabulary,
    client: clientFacts(clientVersion(undefined, { environment: gathered.environment })),
    budgets: project?.budgets ?? {},
    orchestration: gathered.state === 'resolved' ? gathered.orchestration : { stages: [] },
    commands: gathered.commands,
    ...(more.clientRun && { clientRun: more.clientRun }),
    ...(more.mods && { mods: more.mods }),
    ...(settings && { settings }),
    ...(more.own && { own: more.own }),
    ...(more.copied && { copied: more.copied }),
    ...(more.pinned && { pinned: new Set(more.pinned.keys()) }),
    ...(gathered.policy && { policy: gathered.policy.stated }),
    marketplaces: registries.flatMap((registry) => {
      const added = gathered.policy?.sourceOf(registry.source);
      return registry.marketplaces
        .filter((name) => registry.policy?.(name) !== undefined)
        .map((name) => ({ name, registry: registry.source, ...(added && { added }) }));
    }),
    // Built when the first rule asks for it: most runs over large registries never do.
    get catalogue() {
      catalogue ??= catalogueOf(registries);
      return catalogue;
    },
    inCatalogue: ({ name, marketplace }) => {
      for (const registry of registries)
        for (const plugin of pluginsAtOnce(registry, name))
          if (plugin.name === name && plugin.marketplace === marketplace) {
            const entry = entryOf(plugin);
            if (entry !== undefined) return entry;
          }
      return undefined;
    },
  };
}

/** What was looked up; nothing if files could not be read. */
function lookedAt(
  gathered: Gathered,
): Pick<Context, 'plugins' | 'renamed' | 'blocked' | 'outside' | 'leftOut' | 'needs'> {
  if (gathered.state === 'unreadable')
    return { plugins: new Map(), renamed: [], blocked: [], outside: [], leftOut: [] };
  const { plugins, renamed, blocked, outside, leftOut, needs } = gathered;
  return { plugins, renamed, blocked, outside, leftOut, ...(needs && { needs }) };
}

/** The resolution of the request, or of those of its plugins that exist. */
export function resolutionOf(gathered: Gathered): Resolution | undefined {
  switch (gathered.state) {
    case 'unreadable':
      return undefined;
    case 'resolved':
      return { ok: true, chosen: gathered.combination.map(({ chosen }) => chosen) };
    default: {
      const { failed, rest } = gathered;
      return failed[0] ?? (rest && { ok: true, chosen: rest.map(({ chosen }) => chosen) });
    }
  }
}
