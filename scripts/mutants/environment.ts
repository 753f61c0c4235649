/** Parameters of a test run, passed in the environment. */
export interface SuiteEnvironment {
  /** Test files in the order in which they run. */
  readonly order: readonly string[];
  /** The folder into which each test file writes what it reached; undefined if that is not recorded. */
  readonly reached: string | undefined;
}

const order = 'MUTANTS_ORDER';
const reached = 'MUTANTS_REACHED';

export const environment = (): SuiteEnvironment => ({
  order: JSON.parse(process.env[order] ?? '[]') as string[],
  reached: process.env[reached],
});

export const asVariables = (told: SuiteEnvironment): Record<string, string> => ({
  [order]: JSON.stringify(told.order),
  ...(told.reached !== undefined && { [reached]: told.reached }),
});
