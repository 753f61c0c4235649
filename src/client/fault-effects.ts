import { type Fault, isOf, problem } from '../model/problems.ts';

/**
 * A fault of something that the client drops or never reads: it is still a fault, but does not prevent the plugin from loading.
 * Only faults that schemas find have such a second case.
 */
export function asIgnored(fault: Fault): Fault {
  const { location, fix, cause } = fault;
  const where = { location, ...(fix !== undefined && { fix }), ...(cause !== undefined && { cause }) };
  if (isOf(fault, 'schema-violation', 'violation'))
    return problem('schema-violation', 'ignored-violation', fault.evidence, where);
  if (isOf(fault, 'bad-version', 'not-semver'))
    return problem('bad-version', 'ignored-not-semver', fault.evidence, where);
  return fault;
}

/** A fault of a file because of which the client loads nothing of the whole plugin. */
export function asPluginLost(fault: Fault): Fault {
  return isOf(fault, 'malformed-file')
    ? ({ ...fault, evidence: { ...fault.evidence, losesPlugin: true } } as Fault)
    : fault;
}
