import { type Finding, summarize } from '../model/finding.ts';
import { isUnknownName } from '../model/problems.ts';
import type { CheckResult } from '../model/project.ts';
import { count, listed } from '../model/text.ts';
import type { Verdict } from '../model/verdict.ts';

/** Whether the answer is yes, no, or not known. */
export type Sign = 'good' | 'bad' | 'unknown';

/** Says the verdict in one sentence, without counts of findings. */
export function verdictWords(result: CheckResult): { readonly sign: Sign; readonly words: string } {
  const { findings, plugins, verdict, strict, looked, brings } = result;
  const summary = summarize(findings);
  const errors = findings.filter(({ severity }) => severity === 'error');
  switch (verdict.kind) {
    case 'unreadable':
      return {
        sign: 'bad',
        words:
          errors.length > 0 && errors.every(isUnknownName)
            ? 'nothing was checked, because the list names a pattern that does not exist'
            : 'nothing was checked, because a file cannot be read',
      };
    case 'unsolvable':
      return { sign: 'bad', words: unsolvable(result, verdict) };
    case 'refused':
      if (looked.list.kind === 'machine' && brings === undefined)
        return {
          sign: 'bad',
          words: result.findings.some(isOfRequired)
            ? 'not everything that must be installed loads here'
            : 'the client does not load everything that is enabled',
        };
      return { sign: 'bad', words: `the client will not install or load ${together(result)}` };
    default: {
      if (summary.errors > 0 && brings !== undefined)
        return { sign: 'bad', words: `${listed(brings.specs)} cannot be added without errors` };
      if (summary.errors > 0)
        return { sign: 'bad', words: `${count(plugins.length, 'plugin')} resolved, but there are errors` };
      if (verdict.kind === 'unknown') return { sign: 'unknown', words: unknown(result, verdict) };
      const words = loads(result, verdict);
      return strict && summary.warnings > 0
        ? { sign: 'bad', words: `${words}, but \`--strict\` fails on warnings` }
        : { sign: 'good', words };
    }
  }
}

/** Whether it is about a plugin that must be installed on this machine. */
const isOfRequired = (finding: Finding): boolean =>
  finding.name === 'installed-state' &&
  ['required-missing', 'required-off', 'required-elsewhere', 'required-fails'].includes(finding.case);

function loads(
  { plugins, looked: { list }, brings }: CheckResult,
  { apart }: Extract<Verdict, { kind: 'loads' }>,
): string {
  const [first] = plugins;
  if (brings !== undefined) return `${listed(brings.specs)} can be added`;
  if (first === undefined && list.kind === 'machine') return 'no installed plugin is enabled in this folder';
  if (first === undefined)
    return list.kind !== 'file' || !list.file.endsWith('.json')
      ? 'the list is empty'
      : list.otherOrigins === undefined
        ? 'no plugin is enabled'
        : 'no plugin of a marketplace is enabled';
  const from = copiesIn(plugins);
  if (plugins.length < 2) return `${first.name} can be used${from}`;
  return `${count(plugins.length, 'plugin')} go together${apart ? ' in separate environments' : ''}${from}`;
}

/** From where the client loads plugins, if not from an installation. */
function copiesIn(plugins: CheckResult['plugins']): string {
  const copied = plugins.filter((plugin) => plugin.copied === true).length;
  const pinned = plugins.filter((plugin) => plugin.pinned === true).length;
  const amount = (some: number, verb: string) => (some === plugins.length ? verb : `${some} of them ${verb}`);
  return [
    ...(copied === 0
      ? []
      : [
          `, ${amount(copied, 'loaded')} from ${plugins.length === 1 ? 'its copy' : 'the copies'} in \`.claude/skills\``,
        ]),
    ...(pinned === 0 ? [] : [`, ${amount(pinned, 'installed')} as pinned in the project`]),
  ].join('');
}

/** The plugins of a combination that as a whole does not work. */
function together({ plugins }: CheckResult): string {
  const [first] = plugins;
  return plugins.length === 1 && first !== undefined
    ? first.name
    : `these ${count(plugins.length, 'plugin')} as they are`;
}

function unsolvable(
  { requested }: CheckResult,
  { conflict, missing, restChecked }: Extract<Verdict, { kind: 'unsolvable' }>,
): string {
  const isWhole = conflict.length + missing.length >= requested.length;
  if (requested.length < 2)
    return missing.length > 0 ? 'this plugin is not available' : 'this plugin cannot be installed';
  if (missing.length === 0 && isWhole) return `these ${requested.length} plugins do not go together`;
  const parts = [
    ...(missing.length === 0
      ? []
      : [
          `${missing.length} of ${requested.length} plugins ${missing.length === 1 ? 'is' : 'are'} not available`,
        ]),
    ...(conflict.length === 0
      ? []
      : [
          `${missing.length === 0 ? `${conflict.length} of ${requested.length} plugins` : conflict.length} ${conflict.length === 1 ? 'cannot be installed' : 'do not go together'}`,
        ]),
  ];
  const lost = missing.length + conflict.length;
  return `${listed(parts)}${restChecked ? others(requested.length - lost, lost) : ''}`;
}

function unknown(
  { requested }: CheckResult,
  { plugins, restChecked }: Extract<Verdict, { kind: 'unknown' }>,
): string {
  const names = [...new Set(plugins.map(({ name }) => name))];
  const lost = plugins.filter(({ requiredBy }) => requiredBy.length === 0).length;
  const known =
    names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : listed(names);
  const rest = requested.length - lost;
  const checked = lost === 0 ? '; everything else was checked' : others(rest, lost);
  return `unknown: ${known} could not be looked up${restChecked && rest > 0 ? checked : ''}`;
}

const others = (rest: number, lost: number): string =>
  `; the ${rest === 1 ? 'other was' : 'others were'} checked without ${lost === 1 ? 'it' : 'them'}`;
