import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Fault } from '../model/problems.ts';
import type { Project } from '../model/project.ts';
import { printable } from '../model/text.ts';
import { findProject, readProject } from '../project/index.ts';
import type { ProjectFiles } from '../project/project-files.ts';
import { Failure } from './failure.ts';
import type { Io } from './io.ts';

/** Where the project is looked for, and what counts of it. */
export interface ProjectOptions {
  readonly cwd: string;
  /** A file of managed settings to use instead of the system's. */
  readonly policy?: string | undefined;
  /** The list to read, if it has been found already; absolute. */
  readonly list?: string | undefined;
  /** Where files are read from, if not from the disk. */
  readonly files?: ProjectFiles | undefined;
  /** Whether the user's own settings are left out; by default if files are not read from the disk. */
  readonly withoutUser?: boolean | undefined;
}

/**
 * The project that contains the working folder. With plugins on the command line its list is not needed, and only `mkt.yaml`
 * counts: its registries, environment, budgets and rules.
 */
export async function projectOf(
  options: ProjectOptions,
  env: Io['env'],
  { required }: { required: boolean },
): Promise<{ project?: Project; faults: Fault[] }> {
  const file = options.list ?? findProject(options.cwd, { env, files: options.files });
  if (file === undefined || (!required && file.endsWith('.json'))) {
    if (!required) return { faults: [] };
    throw new Failure(
      'no plugins given, and no `mkt.yaml` (or `mkt.yml`) and no `.claude/settings.json` with `enabledPlugins` in this folder or above',
      {
        hint: 'name plugins (`mkt check julia-development hpc-computing`), or create `mkt.yaml` with `plugins: [julia-development]`',
      },
    );
  }
  const { cwd, files, policy } = options;
  if (policy !== undefined && !existsSync(resolve(cwd, policy)))
    throw new Failure(`\`--policy ${printable(policy)}\` does not exist`);
  return readProject(file, {
    cwd,
    env,
    files,
    policy: policy === undefined ? undefined : resolve(cwd, policy),
    withoutUser: options.withoutUser ?? files !== undefined,
  });
}
