import { clientRuntime } from '../model/client.ts';
import type { Project } from '../model/project.ts';
import { printable } from '../model/text.ts';
import { isVersion } from '../model/version.ts';
import { Failure } from './failure.ts';

/**
 * The version of the client that will load the plugins: the one of the command line, else the one that the project's environment states.
 * @returns undefined if neither says, and then the newest known version counts.
 * @throws Failure if the one of the command line is not a version.
 */
export function clientVersion(
  stated: string | undefined,
  project?: Pick<Project, 'environment'>,
): string | undefined {
  if (stated !== undefined && !isVersion(stated))
    throw new Failure(`\`--claude-code ${printable(stated)}\` is not a valid version`, {
      hint: 'write all three numbers, such as `--claude-code 2.1.332`; `claude --version` prints yours',
    });
  const ofProject = project?.environment.runtimes[clientRuntime];
  return stated ?? (ofProject !== undefined && isVersion(ofProject) ? ofProject : undefined);
}
