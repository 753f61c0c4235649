import type { Fault } from '../model/fault.ts';
import type { Project } from '../model/project.ts';

/** A project as far as it could be read: with faults, it may be empty. */
export interface ReadProject {
  readonly project: Project;
  readonly faults: Fault[];
}

/**
 * Reads a project's file, `mkt.yaml` or the client's settings.
 * @param file its absolute path, as `findProject` gives it.
 * @param cwd the folder to which the paths in the result are relative.
 */
export async function readProject(file: string, cwd: string): Promise<ReadProject> {
  if (file.endsWith('.json')) return (await import('./settings.ts')).readSettings(file, cwd);
  return (await import('./mkt-yaml.ts')).readMktYaml(file, cwd);
}

/** A project that asks for nothing. */
export function emptyProject(file: string, root: string): Project {
  return {
    file,
    root,
    registries: [],
    plugins: [],
    patterns: [],
    environment: { runtimes: {} },
    budgets: {},
    rules: {},
    ignores: [],
  };
}
