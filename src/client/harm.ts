import { type Fault, problem } from '../model/problems.ts';

/**
 * A fault of something that the client drops or never reads: it stays a fault, and keeps nothing from loading. Only what schemas find
 * has such a second case.
 */
export function ignored(fault: Fault): Fault {
  const { location, fix } = fault;
  const where = { location, ...(fix !== undefined && { fix }) };
  if (fault.rule === 'MKT902' && fault.case === 'violation')
    return problem('MKT902', 'ignored-violation', fault.evidence, where);
  if (fault.rule === 'MKT910' && fault.case === 'not-semver')
    return problem('MKT910', 'ignored-not-semver', fault.evidence, where);
  return fault;
}

/** A fault of a file for which the client loads nothing of the whole plugin. */
export function losingPlugin(fault: Fault): Fault {
  return fault.rule === 'MKT901'
    ? ({ ...fault, evidence: { ...fault.evidence, losesPlugin: true } } as Fault)
    : fault;
}
