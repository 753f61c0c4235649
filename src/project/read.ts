import type { ReadProject } from './read-project.ts';

/**
 * Reads a project's file, `mkt.yaml` or the client's settings.
 * @param file its absolute path, as `findProject` gives it.
 * @param cwd the folder to which the paths in the result are relative.
 */
export async function readProject(file: string, cwd: string): Promise<ReadProject> {
  if (file.endsWith('.json')) return (await import('./settings.ts')).readSettings(file, cwd);
  return (await import('./mkt-yaml.ts')).readMktYaml(file, cwd);
}
