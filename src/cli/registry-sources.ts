import type { Project } from '../model/project.ts';
import type { Call } from './command.ts';
import { addedRegistries } from './user-registries.ts';

/** The registries that a command asks before the bundled one, as the user wrote them. */
export function registrySources(
  options: Call['options'],
  io: Call['io'],
  project: Project | undefined,
): readonly string[] {
  return [
    ...options.registry,
    ...(project?.registries ?? []).map(({ source }) => source),
    ...addedRegistries(io),
  ];
}
