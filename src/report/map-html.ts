import type { IntegrationMap, MapPlugin, Tie } from '../model/map.ts';
import { count } from '../model/text.ts';
import { mapSvg } from './map-svg.ts';
import { categoryName, countedKinds, kindWord } from './map-words.ts';
import { markup } from './markup.ts';
import { gridHtml, gridStyle } from './meeting-grid.ts';
import { shownModRows } from './mod-rows.ts';
import { pageOf } from './page.ts';

/** `mkt map --format html`: one self-contained page with the matrix, the plugins, and all evidence to unfold. */
export function mapHtml(map: IntegrationMap): string {
  const { plugins, ties, absent, unusable, grid } = map;
  const title = `Plugin map: ${count(plugins.length, 'plugin')}, ${count(ties.length, 'connected pair')}`;
  return pageOf(
    markup(title),
    [
      `<h1>${markup(title)}</h1>`,
      ...(ties.length === 0
        ? ['<p>No plugin refers to another.</p>']
        : [
            `<p>${markup(countedKinds(ties))}. Rows refer to columns.</p>`,
            `<div class="picture">\n${mapSvg(map)}\n</div>`,
          ]),
      '<h2>Plugins</h2>',
      ...table(plugins),
      ...mods(plugins),
      ...(grid === undefined ? [] : gridHtml(grid)),
      ...(ties.length === 0 ? [] : ['<h2>Evidence</h2>', ...ties.map(evidence)]),
      ...(absent.length === 0
        ? []
        : [
            '<h2>Dependencies on plugins that are missing</h2>',
            list(
              absent.map(({ from, name }) => `<code>${markup(from)}</code>: <code>${markup(name)}</code>`),
            ),
          ]),
      ...(unusable.length === 0
        ? []
        : [
            '<h2>Skipped, because they cannot be used</h2>',
            list(unusable.map((name) => `<code>${markup(name)}</code>`)),
          ]),
    ],
    gridStyle,
  );
}

function table(plugins: readonly MapPlugin[]): string[] {
  const head = ['plugin', 'version', 'category', 'refers to', 'referred to by'];
  return [
    '<table>',
    `<tr>${head.map((each) => `<th scope="col">${each}</th>`).join('')}</tr>`,
    ...plugins.map(({ label, version, category, refersTo, referredBy }) => {
      const words = [label, version, categoryName(category)].map((each) => `<td>${markup(each)}</td>`);
      const numbers = [refersTo, referredBy].map((each) => `<td class="number">${each}</td>`);
      return `<tr>${[...words, ...numbers].join('')}</tr>`;
    }),
    '</table>',
  ];
}

/** What runs inside the client. */
function mods(plugins: readonly MapPlugin[]): string[] {
  const having = plugins.flatMap(({ label, mod }) => (mod === undefined ? [] : [{ label, mod }]));
  if (having.length === 0) return [];
  return [
    '<h2>Mods</h2>',
    ...having.map(
      ({ label, mod }) =>
        `<details><summary><b>${markup(label)}</b>: <code>${markup(mod.module)}</code></summary>\n${list(
          shownModRows(mod).map(([title, text]) => `${title}: ${markup(text)}`),
        )}\n</details>`,
    ),
  ];
}

function evidence(tie: Tie): string {
  const lines = tie.evidence.map(({ kind, what, location }) => {
    const place = location === undefined ? '' : ` (${markup(`${location.file}:${location.line}`)})`;
    return `${kindWord(kind)} <code>${markup(what)}</code>${place}`;
  });
  const head = `<b>${markup(tie.from)}</b> &rarr; <b>${markup(tie.to)}</b>: ${markup(countedKinds([tie]))}`;
  return `<details><summary>${head}</summary>\n${list(lines)}\n</details>`;
}

const list = (items: readonly string[]): string =>
  ['<ul>', ...items.map((item) => `<li>${item}</li>`), '</ul>'].join('\n');
