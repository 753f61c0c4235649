import { markup } from '../markup.ts';

/** How the script of a page finds the plugins of a drawing. */
export interface NodeMarks {
  /** The id of the panel of a plugin, which its card leads to. */
  readonly idOf: (plugin: string) => string;
  /** The attributes of its card, escaped, each with a space before it. */
  readonly attributesOf: (plugin: string) => string;
  /** Further attributes of a line from one plugin to others, the same way. */
  readonly lineAttributesOf: (from: string, to: readonly string[]) => string;
}

type Attributes = Readonly<Record<string, string>>;

/**
 * Makes the marks.
 * @param idOf the id of the panel of a plugin, which its card leads to.
 * @param moreOf further attributes of its card by name: by what it is found and filtered.
 * @param moreOfLine the same for a line.
 */
export function nodeMarks(
  idOf: (plugin: string) => string,
  moreOf: (plugin: string) => Attributes = () => ({}),
  moreOfLine: (from: string, to: string) => Attributes = () => ({}),
): NodeMarks {
  return {
    idOf,
    attributesOf: (plugin) => {
      const id = idOf(plugin);
      return textOf({ href: `#${id}`, 'data-node': id, ...moreOf(plugin) });
    },
    lineAttributesOf: (from, to) =>
      textOf({
        'data-from': idOf(from),
        'data-to': to.map(idOf).join(' '),
        ...moreOfLine(from, to[0] ?? ''),
      }),
  };
}

const textOf = (all: Attributes): string =>
  Object.entries(all)
    .map(([name, value]) => ` ${name}="${markup(value)}"`)
    .join('');
