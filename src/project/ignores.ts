import {
  type CaseName,
  type EvidenceOf,
  type Fault,
  fault as faultAt,
  type IdOf,
  ruleNamed,
} from '../model/problems.ts';
import type { Project } from '../model/project.ts';
import type { Comment } from '../text/source-text.ts';

type Ignores = Project['ignores'];

/**
 * Reads `mkt-ignore MKT303, MKT306: reason` comments. A rule that is silenced without a reason would stay silent forever, so the
 * reason is required.
 * @param lines the lines with entries of the list, since a comment on another line would silence nothing; undefined if the list
 * could not be read.
 */
export function readIgnores(
  comments: readonly Comment[],
  lines: ReadonlySet<number> | undefined,
): { ignores: Ignores; faults: Fault[] } {
  const ignores: Ignores[number][] = [];
  const faults: Fault[] = [];
  for (const { text, location } of comments) {
    const match = /^mkt-ignore(?![\w-])([^:]*)(?::(.*))?$/s.exec(text);
    if (match === null) continue;
    const rules = (match[1] ?? '').split(/[\s,]+/).filter((word) => word !== '');
    const reason = (match[2] ?? '').trim();
    const fault = <Name extends CaseName<IdOf<'schema-violation'>>>(
      name: Name,
      evidence: EvidenceOf<IdOf<'schema-violation'>, Name>,
    ) => faults.push(faultAt('schema-violation', name, evidence, location));
    const strange = rules.filter((rule) => !/^MKT\d{3}$/.test(rule));
    const ids = rules.slice(0, rules.indexOf(strange[0] ?? ''));
    if (match[2] === undefined && strange.length > 0 && ids.length > 0) {
      const meant = `mkt-ignore ${ids.join(', ')}: ${rules.slice(ids.length).join(' ')}`;
      fault('ignore-without-colon', { meant });
      continue;
    }
    if (rules.length === 0) fault('ignore-without-rule', {});
    for (const rule of strange) {
      const id = ruleNamed(rule);
      const meant = id && `mkt-ignore ${[...ids, id].join(', ')}: ${reason || '…'}`;
      fault('ignore-of-no-rule', { rule, ...(meant !== undefined && { meant }) });
    }
    if (reason === '')
      fault('ignore-without-reason', {
        ...(rules.length > 0 && strange.length === 0 && { meant: `mkt-ignore ${rules.join(', ')}: …` }),
      });
    if (rules.length === 0 || strange.length > 0 || reason === '') continue;
    if (lines?.has(location.line) === false) {
      fault('ignore-of-nothing', {});
      continue;
    }
    ignores.push(...rules.map((rule) => ({ rule, reason, location })));
  }
  return { ignores, faults };
}
