import type { Project } from '../model/project.ts';
import type { Call } from './command.ts';
import { addedRegistries } from './user-registries.ts';

/**
 * The registries that a command asks before the bundled one, as the user wrote them. A project without `mkt.yaml` brings the
 * marketplaces of its settings for the client.
 */
export function registrySources(
  options: Call['options'],
  io: Call['io'],
  project: Project | undefined,
): readonly string[] {
  return [...options.registry, ...projectSources(project), ...addedRegistries(io)];
}

/** The registries that a project names for itself. */
export function projectSources(project: Project | undefined): readonly string[] {
  return [...(project?.registries ?? []), ...(project?.marketplaces ?? [])].map(({ source }) => source);
}
