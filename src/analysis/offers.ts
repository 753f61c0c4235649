import type { Context } from './context.ts';

const most = 4;

/** Plugins of the registries that produce an artifact in one of the formats, those still maintained first. */
export function offersOf(
  { catalogue, releases }: Context,
  artifact: string,
  formats: readonly string[],
): string[] {
  const chosen = new Set(releases.map(({ name }) => name));
  return catalogue
    .filter(
      ({ name, integration }) =>
        !chosen.has(name) &&
        integration.produces.some((port) => port.artifact === artifact && formats.includes(port.format)),
    )
    .sort(
      (a, b) =>
        Number(a.supersededBy !== undefined) - Number(b.supersededBy !== undefined) ||
        (a.name < b.name ? -1 : 1),
    )
    .slice(0, most)
    .map(({ name }) => name);
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
    .map(({ name }) => name)
    .sort()
    .slice(0, most);
}
