import type { Location } from '../../model/location.ts';
import { componentName, type Mention, type Reference } from '../../model/plugin.ts';
import type { TextComponent } from './texts.ts';

/** `plugin:component`, as a command (`/plugin:command`), a skill or an agent. */
const qualified = /(?<![\w./:@-])\/?([A-Za-z0-9][\w.-]*):{1,2}([A-Za-z0-9][\w-]*(?:[.:/][\w-]+)*)/g;

/** A word with everything that belongs to a path, an address or a call. */
const word = /[\w./:@#$-]+/g;

/**
 * Where texts name components of other plugins by their full name. A name counts only if its first part is one of the plugins:
 * `http://host:80`, `key: value` and `12:30` do not count.
 */
export function referencesIn(
  texts: readonly TextComponent[],
  own: string,
  plugins: ReadonlySet<string>,
): Reference[] {
  return texts.flatMap(({ text, shown }) => {
    const found: Reference[] = [];
    const placeOf = placesIn(text, shown);
    for (const match of text.matchAll(qualified)) {
      const [whole, plugin = '', component = ''] = match;
      if (plugin === own || !plugins.has(plugin)) continue;
      found.push({ plugin, component, location: placeOf(match.index + (whole.startsWith('/') ? 1 : 0)) });
    }
    return found;
  });
}

/**
 * Where texts name other plugins without a component. Only names with a hyphen count, since `base` or `review` are words too, and
 * only those that no component of the plugin itself has.
 */
export function mentionsIn(
  texts: readonly TextComponent[],
  own: readonly string[],
  plugins: ReadonlySet<string>,
): Mention[] {
  const ownNames = new Set([
    ...own,
    ...texts.flatMap(({ path, fallback }) => [componentName(path), componentName(fallback)]),
  ]);
  return texts.flatMap(({ text, shown }) => {
    const found: Mention[] = [];
    const placeOf = placesIn(text, shown);
    for (const { 0: whole, index } of text.matchAll(word)) {
      if (!whole.includes('-')) continue;
      const plugin = whole.replace(/[.:]+$/, '');
      if (!plugins.has(plugin) || ownNames.has(plugin)) continue;
      found.push({ plugin, location: placeOf(index) });
    }
    return found;
  });
}

/**
 * Turns increasing offsets into locations. The end of the next line is kept: to look for it again each time would take very long
 * where a line is long.
 */
export function placesIn(text: string, file: string): (offset: number) => Location {
  let line = 1;
  let lineStart = 0;
  let lineEnd = text.indexOf('\n');
  return (offset) => {
    while (lineEnd >= 0 && lineEnd < offset) {
      line += 1;
      lineStart = lineEnd + 1;
      lineEnd = text.indexOf('\n', lineStart);
    }
    return { file, line, column: offset - lineStart + 1 };
  };
}
