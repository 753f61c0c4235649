import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Fault } from '../model/problems.ts';
import type { Project } from '../model/project.ts';
import { printable } from '../model/text.ts';
import type { ReadSettings } from '../project/client-settings.ts';
import { findProject, readProject } from '../project/index.ts';
import type { ProjectFiles } from '../project/project-files.ts';
import { managedSettings } from '../project/settings-places.ts';
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
  /** The command with what was typed before its plugins, such as `why git`: for an example when there is no list. */
  readonly command?: string | undefined;
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
  { required, takesPlugins = true }: { required: boolean; takesPlugins?: boolean },
): Promise<{ project?: Project; faults: Fault[] }> {
  const file = options.list ?? findProject(options.cwd, { env, files: options.files });
  if (file === undefined || (!required && file.endsWith('.json'))) {
    if (!required) return { faults: [] };
    throw takesPlugins ? noPlugins(options.command ?? 'check') : noList();
  }
  const { cwd, files } = options;
  return readProject(file, {
    cwd,
    env,
    files,
    policy: policyFile(options),
    withoutUser: options.withoutUser ?? files !== undefined,
  });
}

/** The administrator's settings alone; undefined if there are none. Most machines have none, and then nothing is loaded to read them. */
export async function managedPolicy(
  env: Io['env'],
  options: Pick<ProjectOptions, 'cwd' | 'policy'>,
): Promise<ReadSettings | undefined> {
  const places = managedSettings(env, { policy: policyFile(options) });
  if (!places.some(({ path }) => existsSync(path))) return undefined;
  const { readClientSettings } = await import('../project/client-settings.ts');
  return readClientSettings(places, { cwd: options.cwd, env });
}

function policyFile({ cwd, policy }: Pick<ProjectOptions, 'cwd' | 'policy'>): string | undefined {
  if (policy === undefined) return undefined;
  const path = resolve(cwd, policy);
  if (!existsSync(path)) throw new Failure(`\`--policy ${printable(policy)}\` does not exist`);
  return path;
}

const nothing =
  'no `mkt.yaml` (or `mkt.yml`) and no `.claude/settings.json` with `enabledPlugins` in this folder or above';

const noPlugins = (command: string): Failure =>
  new Failure(`no plugins given, and ${nothing}`, {
    hint: `name plugins (\`mkt ${printable(command)} julia-development hpc-computing\`), or create \`mkt.yaml\` with \`plugins: [julia-development]\``,
  });

/** A command that only works on a list has none. */
export const noList = (): Failure => new Failure(nothing, { hint: 'run `mkt init` to create a list' });
