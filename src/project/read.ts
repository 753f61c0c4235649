import type { ReadContext, ReadProject } from './read-project.ts';

/**
 * Reads a project's list, `mkt.yaml` or the client's settings, and the settings that concern it.
 * @param file its absolute path, as `findProject` returns it.
 */
export async function readProject(file: string, context: ReadContext): Promise<ReadProject> {
  if (file.endsWith('.json')) return (await import('./settings.ts')).readSettings(file, context);
  return (await import('./mkt-yaml.ts')).readMktYaml(file, context);
}
