import { type Fault, isOf, problem } from '../model/problems.ts';

/**
 * A fault of something that the client drops or never reads: it is still a fault, but does not prevent the plugin from loading.
 * Only faults that schemas find have such a second case.
 */
export function asIgnored(fault: Fault): Fault {
  const where = whereOf(fault);
  if (isOf(fault, 'schema-violation', 'violation'))
    return problem('schema-violation', 'ignored-violation', fault.evidence, where);
  if (isOf(fault, 'bad-version', 'not-semver'))
    return problem('bad-version', 'ignored-not-semver', fault.evidence, where);
  return fault;
}

/** A fault that the client's validator refuses, while the client drops the value and loads the plugin. */
export const asValidatorOnly = (fault: Fault): Fault =>
  isOf(fault, 'schema-violation', 'violation')
    ? problem('schema-violation', 'validator-only', fault.evidence, whereOf(fault))
    : fault;

/** A fault of an MCP server, which the client silently drops: it loads the plugin and starts the other servers. */
export const asServerLost = (fault: Fault): Fault =>
  isOf(fault, 'schema-violation', 'violation')
    ? problem('schema-violation', 'server-violation', fault.evidence, whereOf(fault))
    : fault;

const whereOf = ({ location, fix, cause }: Fault) => ({
  location,
  ...(fix !== undefined && { fix }),
  ...(cause !== undefined && { cause }),
});

/** A fault of a file because of which the client loads nothing of the whole plugin. */
export function asPluginLost(fault: Fault): Fault {
  return isOf(fault, 'malformed-file')
    ? ({ ...fault, evidence: { ...fault.evidence, losesPlugin: true } } as Fault)
    : fault;
}
