import type { Tie } from '../../model/map.ts';
import { count } from '../../model/text.ts';
import { kindWord } from '../map-words.ts';
import { shownModRows } from '../mod-rows.ts';
import { findingLine, placeText } from './finding-card.ts';
import { type Html, html } from './html.ts';
import type { MapOnPage } from './map-on-page.ts';
import type { Panel } from './page.ts';

/** More evidence of one tie than this is only counted: `mkt map <plugin>` has all of it. */
const shown = 8;

/** A panel for each plugin: what it refers to, with the evidence, what refers to it, and what was found about it. */
export function mapPanels(onPage: MapOnPage): Panel[] {
  const { map, idOf, foundAbout, findings } = onPage;
  const from = grouped(map.ties, (tie) => tie.from);
  const to = grouped(map.ties, (tie) => tie.to);
  const link = (label: string): Html => html`<a href="#${idOf(label)}">${label}</a>`;
  return map.plugins.map((plugin) => {
    const { label, version, marketplace, category, isElsewhere, mod } = plugin;
    const facts = [version, `of ${marketplace}`, ...(category === undefined ? [] : [category])];
    const sections: (readonly [title: string, items: readonly Html[]])[] = [
      ['Refers to', (from.get(label) ?? []).map((tie) => html`<li>${link(tie.to)}${evidence(tie)}</li>`)],
      ['Referred to by', (to.get(label) ?? []).map((tie) => html`<li>${link(tie.from)}: ${kinds(tie)}</li>`)],
      [
        'Missing',
        map.absent
          .filter((tie) => tie.from === label)
          .map(({ name }) => html`<li>depends on <code>${name}</code>, which no registry has</li>`),
      ],
      ['Findings', foundAbout(label).map((finding) => findingLine(finding, findings.get(finding) ?? ''))],
      [
        'Mod',
        mod === undefined ? [] : shownModRows(mod).map(([title, text]) => html`<li>${title}: ${text}</li>`),
      ],
    ];
    return {
      id: idOf(label),
      title: label,
      body: html`<p class="faint">${facts.join(' · ')}</p>
${isElsewhere && html`<p class="faint">Its files are elsewhere and were not read: what it refers to is not known.</p>`}
${sections.filter(([, items]) => items.length > 0).map(([title, items]) => html`<h4>${title}</h4><ul>${items}</ul>`)}`,
    };
  });
}

function evidence({ evidence: all }: Tie): Html {
  const items = all
    .slice(0, shown)
    .map(
      ({ kind, what, location, read }) =>
        html`<li>${kindWord(kind)} <code>${what}</code>${location !== undefined && html` ${placeText(location)}`}${read !== undefined && html`, read: ${placeText(read)}`}</li>`,
    );
  const rest = all.length - items.length;
  return html`<ul>${items}${rest > 0 && html`<li class="faint">and ${count(rest, 'more place')}</li>`}</ul>`;
}

const kinds = ({ evidence: all }: Tie): string =>
  [...new Set(all.map(({ kind }) => kindWord(kind)))].join(', ');

function grouped(ties: readonly Tie[], keyOf: (tie: Tie) => string): Map<string, Tie[]> {
  const groups = new Map<string, Tie[]>();
  for (const tie of ties) {
    const group = groups.get(keyOf(tie));
    if (group === undefined) groups.set(keyOf(tie), [tie]);
    else group.push(tie);
  }
  return groups;
}
