import type { DoctorLine } from '../../../model/doctor.ts';
import type { Finding } from '../../../model/finding.ts';
import type { Release } from '../../../model/plugin.ts';
import { withBaseline } from '../../baseline.ts';
import type { Call } from '../../call.ts';
import { gather } from '../../gather.ts';
import { combinationOf } from '../../gathered.ts';
import { inspect } from '../../inspection.ts';
import { checkResult } from '../check.ts';
import { firstLine, summaryLine } from './doctor-lines.ts';

/** What `mkt check` says about the list, and the releases that were chosen. */
interface CheckedList {
  readonly findings: readonly Finding[];
  readonly releases: readonly Release[];
  /** Whether the list could be read, and there is something to look at. */
  readonly isRead: boolean;
}

/** Resolves the list, once for all that is asked about it. */
export async function checkedList(call: Call): Promise<CheckedList> {
  const { options, world } = call;
  const gathered = await gather([], options, world);
  const { context, ...full } = checkResult(gathered, await inspect(gathered, call), call);
  const { findings } = await withBaseline(options, gathered, full);
  const isRead =
    gathered.state !== 'unreadable' && (gathered.state === 'resolved' || combinationOf(gathered).length > 0);
  return { findings, releases: isRead ? context.releases : [], isRead };
}

/** What is wrong with the list: all together, and some of it in lines of its own. */
export function listLines({ findings, isRead }: CheckedList): DoctorLine[] {
  if (!isRead) return [summaryLine('list', findings, 'mkt check')];
  const apart = Object.values(toldApart).flat();
  return [
    summaryLine(
      'list',
      findings.filter(({ name }) => !apart.includes(name)),
      'mkt check',
    ),
    ...Object.entries(toldApart).map(([check, rules]) =>
      ruleLine(
        check,
        findings.filter(({ name }) => rules.includes(name)),
      ),
    ),
  ];
}

/** The rules that have a line of their own, by name. */
const toldApart: Readonly<Record<string, readonly string[]>> = {
  engines: ['client-too-old'],
  policy: ['blocked-by-policy'],
  settings: ['lists-differ', 'project-clash'],
  ports: ['port-clash'],
};

function ruleLine(check: string, [first, ...more]: readonly Finding[]): DoctorLine {
  if (first === undefined) return { check, level: 'ok', message: 'nothing to report' };
  return {
    check,
    level: first.severity === 'error' ? 'error' : 'warning',
    message: `${firstLine(first)}${more.length > 0 ? `, and ${more.length} more` : ''}`,
    help: `run \`mkt check\`${first.help === undefined ? '' : `: ${first.help}`}`,
  };
}
