import type { Project } from '../model/project.ts';
import type { RegistrySource } from '../model/registry-source.ts';
import type { Io } from './io.ts';
import { addedRegistries } from './user-registries.ts';

/**
 * The registries that a command uses before the bundled one, as the user wrote them. A project without `mkt.yaml` contributes
 * the marketplaces in its settings of the client.
 * @param named those of the command line.
 */
export function registrySources(
  named: readonly string[],
  env: Io['env'],
  project: Project | undefined,
): readonly RegistrySource[] {
  return [...named, ...projectSources(project), ...addedRegistries(env)];
}

/** The registries that a project names for itself. */
export function projectSources(project: Project | undefined): readonly RegistrySource[] {
  return [...(project?.registries ?? []).map(({ source }) => source), ...(project?.marketplaces ?? [])];
}
