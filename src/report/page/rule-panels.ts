import type { Finding } from '../../model/finding.ts';
import { entryOf, levelOf, type RuleId } from '../../model/problems.ts';
import { count } from '../../model/text.ts';
import type { PageView } from '../view.ts';
import { commands } from './blocks.ts';
import { statementOf } from './finding-card.ts';
import { html, withCode } from './html.ts';
import type { Panel } from './page.ts';
import { rulePageHtml } from './rule-page.ts';

/** The id of the panel of a rule. */
export const ruleId = (rule: string): string => `rule-${rule}`;

/** A panel for each rule that found something: what it checks, why that matters and what to do, and what it found. */
export function rulePanels(findings: readonly Finding[], { rulePage }: PageView = {}): Panel[] {
  const byRule = new Map<RuleId, Finding[]>();
  for (const finding of findings) byRule.set(finding.rule, [...(byRule.get(finding.rule) ?? []), finding]);
  return [...byRule]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([rule, found]) => {
      const { name, summary } = entryOf(rule);
      return {
        id: ruleId(rule),
        title: `${name} (${rule})`,
        body: html`<p>${withCode(summary)}</p>
<p class="faint">Its usual level is ${levelOf(rule)}; it has ${count(found.length, 'finding')} here.</p>
${rulePage !== undefined && rulePageHtml(rulePage(rule))}
<h4>All of its page</h4>
${commands([`mkt explain ${rule}`])}
<h4>Found here</h4>
<ul>${found.map(({ message }) => html`<li>${withCode(statementOf(message))}</li>`)}</ul>`,
      };
    });
}
