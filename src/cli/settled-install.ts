import type { ClientFailure, ClientRun } from '../model/client-run.ts';
import type { Finding } from '../model/finding.ts';
import { type PluginId, pluginId } from '../model/plugin.ts';
import { isBlocking } from '../model/problems.ts';
import { type PlanInput, type Refused, tagOf } from '../planner/index.ts';

/** The name of the rule that compares with the client's own way of installing. */
const clientsWay = 'client-resolution-differs';

/** Its cases that the commands of a plan can settle: by their order, or by the versions that they fetch. */
const settledCases = ['installation-fails', 'not-loaded', 'other-versions'];

/** What keeps plugins from being installed or loaded in every order. */
export function refusedAnyway(findings: readonly Finding[]): Refused[] {
  return findings
    .filter((finding) => finding.severity === 'error' && isBlocking(finding) && finding.name !== clientsWay)
    .flatMap((finding) => finding.plugins.map((name) => ({ name, finding })));
}

/**
 * What becomes of a plan because of how the client installs: another order, other versions, plugins without commands. What its
 * commands settle is no longer a finding.
 * @param isPlanned whether the client was modelled in the plan's own order, not in that of the request.
 */
export function settledBy(
  run: ClientRun | undefined,
  { findings, releases, marketplaces, refused = [] }: PlanInput,
  { isPlanned }: { readonly isPlanned: boolean },
): Pick<PlanInput, 'installOrder' | 'otherVersions' | 'findings' | 'refused' | 'orderCounts'> & {
  readonly findings: readonly Finding[];
} {
  if (run === undefined) return { findings };
  const installOrder = isPlanned ? run.order : undefined;
  const failures = installOrder === undefined ? run.failures : [];
  const release = (name: string) => releases.find((each) => each.name === name);
  const otherVersions = new Map<PluginId, string>();
  const isFetched = (failure: ClientFailure): boolean => {
    if (failure.kind !== 'other-version') return false;
    const own = release(failure.on);
    if (own === undefined) return false;
    otherVersions.set(pluginId(own.name, own.marketplace), failure.installed);
    return tagOf(own, marketplaces?.get(own.marketplace)) !== undefined;
  };
  const open = failures.filter((failure) => !isFetched(failure));
  const isSettled = (finding: Finding) =>
    isPlanned && open.length === 0 && finding.name === clientsWay && settledCases.includes(finding.case);
  return {
    ...(installOrder !== undefined && { installOrder }),
    otherVersions,
    findings: findings.filter((finding) => !isSettled(finding)),
    orderCounts: findings.some((finding) => isSettled(finding) && finding.case !== 'other-versions'),
    refused: [...refused, ...refusedBy(open, findings)],
  };
}

/** The plugins that the client does not install or load in any order that was tried. */
function refusedBy(failures: readonly ClientFailure[], findings: readonly Finding[]): Refused[] {
  const finding = findings.find((each) => each.name === clientsWay && isBlocking(each));
  if (finding === undefined) return [];
  return failures.flatMap((failure) => {
    if ('installing' in failure) return [{ name: failure.installing, finding }];
    return 'asked' in failure ? [{ name: failure.asked.by, finding }] : [];
  });
}
