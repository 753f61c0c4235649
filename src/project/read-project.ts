import type { Fault } from '../model/problems.ts';
import type { Project } from '../model/project.ts';

/** A project as far as it could be read; with faults, it may be empty. */
export interface ReadProject {
  readonly project: Project;
  readonly faults: Fault[];
}

/** A project that requires nothing. */
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
  };
}
