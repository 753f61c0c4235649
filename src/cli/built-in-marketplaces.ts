import type { Project } from '../model/project.ts';
import type { DeclaredSource } from '../model/registry-source.ts';
import type { Spec } from '../model/resolution.ts';
import { clientFacts } from '../sources/registries/bundled-client-facts.ts';

/** The marketplaces of these specs that are built into the client: they are not declared, and are fetched like others. */
export function builtInSources(
  specs: readonly Spec[],
  project: Project | undefined,
  base: string,
): readonly DeclaredSource[] {
  const declared = new Set(project?.marketplaces?.map(({ declaredAs }) => declaredAs));
  const named = new Set(specs.map(({ marketplace }) => marketplace ?? ''));
  const open = [...named].filter((name) => name !== '' && !declared.has(name));
  if (open.length === 0) return [];
  const { builtInMarketplaces } = clientFacts().names;
  return open.flatMap((name): DeclaredSource[] => {
    const repo = Object.hasOwn(builtInMarketplaces, name) ? builtInMarketplaces[name] : undefined;
    return repo === undefined
      ? []
      : [{ text: repo, declaredAs: name, stated: { kind: 'github', repo }, base }];
  });
}
