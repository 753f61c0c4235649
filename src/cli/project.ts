import type { Fault } from '../model/problems.ts';
import type { Project } from '../model/project.ts';
import { findProject, readProject } from '../project/index.ts';
import { Failure } from './failure.ts';

/**
 * The project that contains the working folder. With plugins on the command line its list is not needed, and only `mkt.yaml`
 * counts: its registries, environment, budgets and rules.
 */
export async function projectOf(
  cwd: string,
  { required }: { required: boolean },
): Promise<{ project?: Project; faults: Fault[] }> {
  const file = findProject(cwd);
  if (file === undefined || (!required && !file.endsWith('mkt.yaml'))) {
    if (!required) return { faults: [] };
    throw new Failure(
      'no plugins given, and no `mkt.yaml` or `.claude/settings.json` with `enabledPlugins` in this folder or above',
      {
        hint: 'name plugins (`mkt check julia-development hpc-computing`), or create `mkt.yaml` with `plugins: [julia-development]`',
      },
    );
  }
  return readProject(file, cwd);
}
