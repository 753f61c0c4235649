import type { Finding } from '../../model/finding.ts';
import type { Location } from '../../model/location.ts';
import { count } from '../../model/text.ts';
import { type Html, html, withCode } from './html.ts';

/** What a page knows about the things that its findings are about. */
export interface FindingPlaces {
  /** The ids of a plugin, by which findings are filtered; several if plugins of several marketplaces have the name. */
  readonly pluginIds: (name: string) => readonly string[];
  /** Whether these ids are those of panels. */
  readonly hasPluginPanels: boolean;
  /** The id of the panel of a rule; undefined if the page has none. */
  readonly ruleId?: (rule: string) => string;
}

/** More lines and places than this are folded. */
const shown = 3;
/** More plugins than this are folded, with one to spare: a fold needs as much room. */
const shownPlugins = 6;

/** A finding as a card that can be searched and filtered: what, about whom, where, and what to do. */
export function findingCard(
  finding: Finding,
  id: string,
  { pluginIds, hasPluginPanels, ruleId }: FindingPlaces,
): Html {
  const { rule, name, severity, message, plugins, location, related = [], help } = finding;
  const [first = '', ...rest] = message.split('\n').filter((line) => line.trim() !== '');
  const about = plugins.flatMap(pluginIds);
  const statement = statementOf(first, 500);
  const more = [
    ...(statement === first ? [] : [html`<li>${withCode(first)}</li>`]),
    ...rest.map((line) => html`<li>${withCode(line.replace(/^\s*-?\s+/, ''))}</li>`),
    ...related.map((other) => html`<li>${placeText(other.location)} ${withCode(other.message)}</li>`),
  ];
  const title = html`${name} <small>${rule}</small>`;
  return html`<article id="${id}" class="finding ${severity}" data-find="" data-level="${severity}" data-rule="${rule}" data-plugin="${about.join(' ')}">
<h3><span class="level">${severity}</span> ${ruleId === undefined ? title : html`<a href="#${ruleId(rule)}">${title}</a>`}</h3>
<p>${withCode(statement)}</p>
${plugins.length > 0 && chips(plugins.map((plugin) => chip(plugin, hasPluginPanels ? pluginIds(plugin)[0] : undefined)))}
${location !== undefined && html`<p class="place">${placeText(location)}</p>`}
${help !== undefined && html`<div class="help">${help.split('\n').map((line) => html`<p>${withCode(line)}</p>`)}</div>`}
${more.length > 0 && folded(more)}
</article>`;
}

function folded(items: readonly Html[]): Html {
  if (items.length <= shown) return html`<ul class="more">${items}</ul>`;
  return html`<details open data-fold><summary>${count(items.length, 'more line')}</summary><ul class="more">${items}</ul></details>`;
}

function chips(all: readonly Html[]): Html {
  if (all.length <= shownPlugins + 1) return html`<div class="chips">${all}</div>`;
  const [first, rest] = [all.slice(0, shownPlugins), all.slice(shownPlugins)];
  return html`<div class="chips">${first}<details open data-fold><summary>${rest.length} more</summary><div class="chips">${rest}</div></details></div>`;
}

const chip = (name: string, id: string | undefined): Html =>
  id === undefined
    ? html`<span class="chip">${name}</span>`
    : html`<a class="chip" href="#${id}">${name}</a>`;

/** Where something is, as editors open it. */
export const placeText = ({ file, line }: Location): Html => html`<code>${`${file}:${line}`}</code>`;

/** A finding in one line of a panel, which leads to its card. */
export const findingLine = ({ severity, message, location }: Finding, id: string): Html =>
  html`<li><a class="${severity}" href="#${id}">${severity}</a> ${withCode(statementOf(message))}${location !== undefined && html` ${placeText(location)}`}</li>`;

/** The first line of a message, which can name hundreds of plugins, cut if it is long; what is in backticks stays so. */
export function statementOf(message: string, longest = 200): string {
  const [statement = ''] = message.split('\n', 1);
  if (statement.length <= longest) return statement;
  const end = statement.lastIndexOf(' ', longest);
  const cut = statement.slice(0, end > 0 ? end : longest);
  return `${cut}${cut.split('`').length % 2 === 0 ? '`' : ''} …`;
}
