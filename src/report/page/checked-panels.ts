import { componentKeys, kindOf } from '../../model/component-kinds.ts';
import { shownVersion } from '../../model/plugin.ts';
import { surfaceColumns } from '../../model/surface.ts';
import { count, listed } from '../../model/text.ts';
import { findingLine } from './finding-card.ts';
import { type Html, html } from './html.ts';
import type { ListOnPage } from './list-on-page.ts';
import { surfaceHeads } from './meeting-table.ts';
import type { Panel } from './page.ts';

/** A panel for each plugin that was checked: what it brings, where it can meet others, and what was found about it. */
export function checkedPanels({
  list,
  name: listName,
  prefix,
  idOfPlugin,
  idOfFinding,
}: ListOnPage): Panel[] {
  return list.plugins.map((plugin) => {
    const { name, marketplace, requested, requiredBy, components } = plugin;
    const id = idOfPlugin(`${name}@${marketplace}`)[0] ?? '';
    const surface = list.grid?.plugins.find(({ label }) => idOfPlugin(label)[0] === id);
    const found = list.findings.filter((finding) =>
      finding.plugins.some((each) => idOfPlugin(each).includes(id)),
    );
    const facts = [
      shownVersion(plugin),
      `of ${marketplace}`,
      requested ? 'requested' : `required by ${listed([...new Set(requiredBy)])}`,
      ...componentCounts(components),
      ...(prefix === '' ? [] : [listName]),
    ];
    const sections: (readonly [title: string, items: readonly Html[]])[] = [
      ['Findings', found.map((finding) => findingLine(finding, idOfFinding.get(finding) ?? ''))],
      ...surfaceColumns.map(
        (column) =>
          [
            surfaceHeads[column].join(': '),
            (surface?.[column] ?? []).map((item) => html`<li><code>${item}</code></li>`),
          ] as const,
      ),
    ];
    return {
      id,
      title: name,
      body: html`<p class="faint">${facts.join(' · ')}</p>
${sections.filter(([, items]) => items.length > 0).map(([title, items]) => html`<h4>${title}</h4><ul>${items}</ul>`)}`,
    };
  });
}

/** `2 agents`, `1 MCP server`, … */
const componentCounts = (amounts: Readonly<Record<string, number>>): string[] =>
  componentKeys.flatMap((key) => {
    const amount = amounts[key] ?? 0;
    return amount === 0 ? [] : [count(amount, kindOf(key).singular, kindOf(key).plural)];
  });
