import type { OpenNeed } from '../model/combination-evidence.ts';
import type { CatalogueEntry, Context } from './context.ts';

const most = 4;

const mostForRole = 3;

/** Who produces each artifact, of the plugins that were not chosen; made once for a context, since many inputs may be open. */
const producers = new WeakMap<Context, ReadonlyMap<string, readonly CatalogueEntry[]>>();

function producersOf(context: Context, artifact: string): readonly CatalogueEntry[] {
  let known = producers.get(context);
  if (known === undefined) {
    const chosen = new Set(context.releases.map(({ name }) => name));
    const found = new Map<string, CatalogueEntry[]>();
    for (const entry of context.catalogue) {
      if (chosen.has(entry.name)) continue;
      for (const made of new Set(entry.integration.produces.map((port) => port.artifact))) {
        const list = found.get(made);
        if (list === undefined) found.set(made, [entry]);
        else list.push(entry);
      }
    }
    known = found;
    producers.set(context, known);
  }
  return known.get(artifact) ?? [];
}

/** Plugins of the registries that produce an artifact in one of the formats, those still maintained first. */
export function suggestedProducers(context: Context, artifact: string, formats: readonly string[]): string[] {
  return producersOf(context, artifact)
    .filter(({ integration }) =>
      integration.produces.some((port) => port.artifact === artifact && formats.includes(port.format)),
    )
    .sort(maintainedFirst)
    .map(({ name }) => name)
    .filter(isFirst)
    .slice(0, most);
}

/** What a plugin of the registries needs and no chosen plugin produces: what stays open if it is added. */
export function openNeeds(name: string, { catalogue, releases }: Context): OpenNeed[] {
  const made = outputsOf(releases);
  const needs = new Map<string, { formats: string[]; isMet: boolean }>();
  for (const { artifact, format, optional } of catalogue.find((entry) => entry.name === name)?.integration
    .consumes ?? [])
    if (optional !== true) {
      const { formats = [], isMet = false } = needs.get(artifact) ?? {};
      needs.set(artifact, {
        formats: [...formats, format],
        isMet: isMet || made.has(`${artifact}:${format}`),
      });
    }
  return [...needs].flatMap(([artifact, { formats, isMet }]) => (isMet ? [] : [{ artifact, formats }]));
}

const outputsOf = (releases: Context['releases']): ReadonlySet<string> =>
  new Set(
    releases.flatMap(({ integration }) =>
      integration.produces.map(({ artifact, format }) => `${artifact}:${format}`),
    ),
  );

/**
 * Plugins with a role, those with a successor only if there are no others, and first those that read most of what others produce.
 * @param readers those whose role works on what others produce, such as tests: if any of them reads it, only such plugins.
 */
export function suggestedForRole(
  role: string,
  { catalogue, releases }: Context,
  { readers = false, builders }: { readers?: boolean; builders?: readonly string[] } = {},
): string[] {
  const outputs = outputsOf(releases.filter(({ name }) => builders?.includes(name) !== false));
  const reads = ({ integration }: CatalogueEntry) =>
    integration.consumes.filter(({ artifact, format }) => outputs.has(`${artifact}:${format}`)).length;
  const isOld = ({ supersededBy }: CatalogueEntry) => supersededBy !== undefined;
  const all = catalogue.filter(({ integration }) => integration.roles.includes(role));
  const current = all.filter((entry) => !isOld(entry));
  const fitting = readers ? current.filter((entry) => reads(entry) > 0) : [];
  return ([fitting, current].find(({ length }) => length > 0) ?? all)
    .sort((a, b) => reads(b) - reads(a) || maintainedFirst(a, b))
    .map(({ name }) => name)
    .filter(isFirst)
    .slice(0, mostForRole);
}

/** Sorts plugins to recommend: those without a successor first, then by name. */
export function maintainedFirst(a: CatalogueEntry, b: CatalogueEntry): number {
  return (
    Number(a.supersededBy !== undefined) - Number(b.supersededBy !== undefined) || (a.name < b.name ? -1 : 1)
  );
}

/** For `filter`: leaves each name there once, where several marketplaces have a plugin of that name. */
export function isFirst(name: string, index: number, names: readonly string[]): boolean {
  return names.indexOf(name) === index;
}

/** Plugins that take an artifact in one format and give it in another. */
export function convertersOf(
  { catalogue }: Context,
  artifact: string,
  from: readonly string[],
  to: readonly string[],
): string[] {
  return catalogue
    .filter(
      ({ integration: { consumes, produces } }) =>
        consumes.some((port) => port.artifact === artifact && from.includes(port.format)) &&
        produces.some((port) => port.artifact === artifact && to.includes(port.format)),
    )
    .sort(maintainedFirst)
    .map(({ name }) => name)
    .filter(isFirst)
    .slice(0, most);
}
