import type { Fault } from '../model/fault.ts';
import type { Project } from '../model/project.ts';
import type { Comment } from '../text/source-text.ts';

type Ignores = Project['ignores'];

const form = 'write `mkt-ignore MKT303: reason`, behind the plugin that it is about';

/**
 * Reads `mkt-ignore MKT303, MKT306: reason` comments. A rule that is silenced without a reason would stay silent for ever, so
 * the reason is required.
 * @param lines the lines on which something of the list stands, elsewhere a comment would silence nothing; undefined where
 *   the list could not be read.
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
    const fault = (message: string, help = form) => faults.push({ rule: 'MKT902', message, location, help });
    const strange = rules.filter((rule) => !/^MKT\d{3}$/.test(rule));
    const ids = rules.slice(0, rules.indexOf(strange[0] ?? ''));
    if (match[2] === undefined && strange.length > 0 && ids.length > 0) {
      const meant = `mkt-ignore ${ids.join(', ')}: ${rules.slice(ids.length).join(' ')}`;
      fault('`mkt-ignore` has no colon before its reason', `write \`${meant}\``);
      continue;
    }
    if (rules.length === 0) fault('`mkt-ignore` names no rule');
    for (const rule of strange) fault(`\`${rule}\` is not the id of a rule`);
    if (reason === '') fault('`mkt-ignore` gives no reason');
    if (rules.length === 0 || strange.length > 0 || reason === '') continue;
    if (lines?.has(location.line) === false) {
      const message = '`mkt-ignore` stands on a line without a plugin, so it silences nothing';
      faults.push({ rule: 'MKT902', severity: 'warning', message, location, help: form });
      continue;
    }
    ignores.push(...rules.map((rule) => ({ rule, reason, location })));
  }
  return { ignores, faults };
}
