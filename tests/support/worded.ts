import { sayProblem } from '../../src/analysis/rules/index.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Fault } from '../../src/model/problems.ts';

/** A fault in the words of its rule, with its level. */
export type Worded = Fault & Finding;

/** What readers find, as people read it. */
export const worded = (faults: readonly Fault[]): Worded[] =>
  faults.map((fault) => ({ ...sayProblem(fault), ...fault }) as Worded);
