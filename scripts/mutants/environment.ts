const reached = 'MUTANTS_REACHED';

/** The folder into which each test file writes what it reached; undefined if that is not recorded. */
export const reachedFolder = (): string | undefined => process.env[reached];

export const asVariables = (folder: string | undefined): Record<string, string> =>
  folder === undefined ? {} : { [reached]: folder };
