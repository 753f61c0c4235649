import { markup, xmlText } from '../markup.ts';

/** Markup that is safe to put into a page. Only {@link html} and {@link trusted} make it. */
export interface Html {
  readonly markup: string;
}

type Value = string | number | Html | readonly Html[] | false | undefined;

/**
 * A tag for templates of HTML: what is filled in is escaped, also in attributes in quotes, unless it is {@link Html} already. A list is
 * joined, and `false` and `undefined` are nothing.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  return {
    markup: parts
      .map((part, index) => `${part}${index < values.length ? textOf(values[index]) : ''}`)
      .join(''),
  };
}

function textOf(value: Value): string {
  if (value === undefined || value === false) return '';
  if (typeof value === 'string') return markup(value);
  if (typeof value === 'number') return String(value);
  return 'markup' in value ? value.markup : value.map((each) => each.markup).join('\n');
}

/** Markup that another renderer made, such as the SVG of a picture, which has escaped foreign text itself. */
export const trusted = (text: string): Html => ({ markup: text });

/** Text with what is in backticks as code. */
export const withCode = (text: string): Html =>
  trusted(markup(text).replace(/`([^`]+)`/g, '<code>$1</code>'));

/** Text whose lines stay lines, for `<pre>`. */
export const inLines = (text: string): Html => trusted(xmlText(text));
