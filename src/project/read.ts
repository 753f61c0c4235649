import type { ReadProject } from './read-project.ts';

/**
 * Reads the file of a project, `mkt.yaml` or the settings of the client.
 * @param file its absolute path, as `findProject` returns it.
 * @param cwd the folder to which the paths in the result are relative.
 */
export async function readProject(file: string, cwd: string): Promise<ReadProject> {
  if (file.endsWith('.json')) return (await import('./settings.ts')).readSettings(file, cwd);
  return (await import('./mkt-yaml.ts')).readMktYaml(file, cwd);
}
