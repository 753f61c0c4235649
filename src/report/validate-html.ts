import { byPlugin } from './by-plugin.ts';
import { findingHtml, findingStyle } from './finding-html.ts';
import { markup } from './markup.ts';
import { pageOf } from './page.ts';
import type { ValidateResult } from './results.ts';
import { sinceWords, validateWords } from './validate-words.ts';

const classes = { good: 'good', bad: 'error' } as const;
const marks = { good: '✓', bad: '✗' } as const;

/** `mkt validate --format html`: the result, how many findings each plugin has, and the findings. */
export function validateHtml(result: ValidateResult): string {
  const { findings, since } = result;
  const { sign, words } = validateWords(result);
  return pageOf(
    markup(`mkt validate: ${words}`),
    [
      `<h1><span class="${classes[sign]}">${marks[sign]}</span> ${markup(words)}</h1>`,
      ...(since === undefined ? [] : sinceWords(since).map((line) => `<p>${markup(line)}</p>`)),
      ...tableOf(result),
      ...findings.map((finding, index) => findingHtml(finding, `finding-${index + 1}`)),
    ],
    findingStyle,
  );
}

function tableOf({ findings }: ValidateResult): string[] {
  if (findings.length === 0) return [];
  const heads = ['plugin', 'errors', 'warnings', 'notes'];
  return [
    '<table>',
    `<tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr>`,
    ...byPlugin(findings).map(
      ({ plugin, summary: { errors, warnings, notes } }) =>
        `<tr><td>${plugin === undefined ? '(none)' : markup(plugin)}</td>${[errors, warnings, notes].map((amount) => `<td class="number">${amount}</td>`).join('')}</tr>`,
    ),
    '</table>',
  ];
}
