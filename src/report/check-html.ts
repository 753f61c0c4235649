import { type Finding, summarize } from '../model/finding.ts';
import { shownVersion } from '../model/plugin.ts';
import { listed } from '../model/text.ts';
import { originText } from '../model/verdict.ts';
import { countedLevels } from './counted-levels.ts';
import { findingHtml } from './finding-html.ts';
import { markup } from './markup.ts';
import { gridHtml, gridStyle } from './meeting-grid.ts';
import { pageOf } from './page.ts';
import type { CheckedList } from './results.ts';
import { verdictWords } from './verdict-words.ts';

/** `mkt check --format html`: the verdict, the plugins, where they meet as one picture, and everything else that was found. */
export function checkHtml(result: CheckedList): string {
  const lists = result.parts ?? [result];
  return pageOf(
    markup(`mkt check: ${verdictWords(result).words}`),
    lists.flatMap((list, index) =>
      lists.length > 1
        ? listHtml(list, `list-${index + 1}-`, `${originText(list.looked.list)}: `)
        : listHtml(list, '', ''),
    ),
    gridStyle,
  );
}

const classes = { good: 'good', bad: 'error', unknown: 'warning' } as const;
const marks = { good: '✓', bad: '✗', unknown: '?' } as const;

/**
 * @param prefix of the ids of this list.
 * @param title before its verdict.
 */
function listHtml(result: CheckedList, prefix: string, title: string): string[] {
  const { findings, plugins, grid } = result;
  const { sign, words } = verdictWords(result);
  const counted = countedLevels(summarize(findings));
  const inGrid = new Set<Finding>(grid?.meetings.map(({ finding }) => finding));
  const others = findings.filter((finding) => !inGrid.has(finding));
  return [
    `<h1><span class="${classes[sign]}">${marks[sign]}</span> ${markup(`${title}${words}`)}${counted === '' ? '' : `: ${counted}`}</h1>`,
    ...(plugins.length === 0
      ? []
      : [
          '<table>',
          `<tr>${['plugin', 'version', 'marketplace', 'required by'].map((head) => `<th scope="col">${head}</th>`).join('')}</tr>`,
          ...plugins.map(({ name, marketplace, requested, requiredBy, ...plugin }) => {
            const by = requested ? 'requested' : listed([...new Set(requiredBy)]);
            const cells = [name, shownVersion(plugin), marketplace, by];
            return `<tr>${cells.map((text) => `<td>${markup(text)}</td>`).join('')}</tr>`;
          }),
          '</table>',
        ]),
    ...(grid === undefined ? [] : gridHtml(grid, prefix)),
    ...(others.length === 0
      ? []
      : [
          '<h2>Other findings</h2>',
          ...others.map((finding, index) => findingHtml(finding, `${prefix}finding-${index + 1}`)),
        ]),
  ];
}
