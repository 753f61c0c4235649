import type { Finding } from '../model/finding.ts';
import { markup } from './markup.ts';

/** The style of {@link findingHtml}, and of the words and marks of a level. */
export const findingStyle = `
  .error { color: var(--error); } .warning { color: var(--warning); } .note { color: var(--note); } .good { color: var(--good); }
  .faint { color: var(--faint); }
  .meeting { border-left: 4px solid currentColor; padding-left: 0.8rem; margin: 1rem 0; }
  .meeting > * { color: var(--text); margin: 0.2rem 0; }
  .meeting > h3 { color: inherit; font-size: 1em; }
  .meeting:target { background: var(--shade); }`;

/** Escaped text, with what stands in backticks as code. */
const withCode = (text: string): string => markup(text).replace(/`([^`]+)`/g, '<code>$1</code>');

/** A finding as a part of a page. */
export function findingHtml({ rule, name, severity, message, location, help }: Finding, id: string): string {
  const [first = '', ...rest] = message.split('\n');
  const place = location === undefined ? '' : ` <code>${markup(`${location.file}:${location.line}`)}</code>`;
  return [
    `<section class="meeting ${severity}" id="${id}">`,
    `<h3>${severity}: ${markup(name)} (${rule})</h3>`,
    `<p>${withCode(first)}</p>`,
    ...rest.map((line) => `<p class="faint">${withCode(line)}</p>`),
    ...(place === '' ? [] : [`<p>${place}</p>`]),
    ...(help === undefined ? [] : [`<p>Help: ${withCode(help)}</p>`]),
    '</section>',
  ].join('\n');
}
