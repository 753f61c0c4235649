import type { Fault } from '../model/problems.ts';
import type { Project } from '../model/project.ts';
import type { Surroundings } from './find.ts';

/** A project as far as it could be read; with faults, it may be empty. */
export interface ReadProject {
  readonly project: Project;
  readonly faults: Fault[];
}

/** What reading a project depends on, apart from its own file. */
export interface ReadContext extends Surroundings {
  /** The folder to which the paths in the result are relative. */
  readonly cwd: string;
  /** A file of managed settings to use instead of the system's. */
  readonly policy?: string | undefined;
  /** Whether the user's own settings are left out, because the result must be the same on every machine. */
  readonly withoutUser?: boolean | undefined;
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
    named: [],
    ignores: [],
    accepted: [],
  };
}
