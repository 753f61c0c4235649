import { markup } from '../markup.ts';

/** How the script of a page finds the plugins of a drawing. */
export interface NodeMarks {
  /** The id of the panel of a plugin, which its card leads to. */
  readonly idOf: (plugin: string) => string;
  /** The attributes of its card, escaped, each with a space before it. */
  readonly attributesOf: (plugin: string) => string;
}

/**
 * Makes the marks.
 * @param idOf the id of the panel of a plugin, which its card leads to.
 * @param moreOf further attributes of its card by name: by what it is found and filtered.
 */
export function nodeMarks(
  idOf: (plugin: string) => string,
  moreOf: (plugin: string) => Readonly<Record<string, string>> = () => ({}),
): NodeMarks {
  return {
    idOf,
    attributesOf: (plugin) => {
      const id = idOf(plugin);
      const all = { href: `#${id}`, 'data-node': id, ...moreOf(plugin) };
      return Object.entries(all)
        .map(([name, value]) => ` ${name}="${markup(value)}"`)
        .join('');
    },
  };
}
