import type { Knowledge, Pattern } from '../model/knowledge.ts';
import type { Location } from '../model/location.ts';
import { nearest } from '../model/nearest.ts';
import { type Fault, problem } from '../model/problems.ts';
import type { Project } from '../model/project.ts';
import type { Spec } from '../model/resolution.ts';

/**
 * The plugins of a pattern.
 * @param places where its file names each of them.
 */
export function patternSpecs(pattern: Pattern | undefined, places: readonly Location[] = []): Spec[] {
  return (pattern?.plugins ?? []).map(({ name, version, marketplace }, index) => ({
    text: [name, marketplace, version === '*' ? undefined : version]
      .filter((part) => part !== undefined)
      .join('@'),
    name,
    range: version,
    ...(marketplace !== undefined && { marketplace }),
    ...(places[index] && { location: places[index] }),
  }));
}

/** Plugins that the user named win over those that a pattern adds. */
export function merge(named: readonly Spec[], added: readonly Spec[]): Spec[] {
  const names = new Set(named.map(({ name }) => name));
  return [...named, ...added.filter(({ name }) => !names.has(name))];
}

/** The plugins of a project: those that it lists, and those of its patterns. Patterns that do not exist become faults. */
export function listOf(project: Project | undefined, knowledge: Knowledge, faults: Fault[]): Spec[] {
  let specs = [...(project?.plugins ?? [])];
  for (const { id, location } of project?.patterns ?? []) {
    const pattern = knowledge.patterns.find((candidate) => candidate.id === id);
    if (pattern === undefined) {
      const near = nearest(
        id,
        knowledge.patterns.map((candidate) => candidate.id),
      );
      faults.push(problem('schema-violation', 'unknown-pattern', { pattern: id, near }, { location }));
    }
    specs = merge(
      specs,
      patternSpecs(pattern).map((spec) => ({ ...spec, location })),
    );
  }
  return specs;
}
