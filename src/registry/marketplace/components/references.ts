import type { Reference } from '../../../model/plugin.ts';
import type { TextComponent } from './texts.ts';

/** `plugin:component`, as a command (`/plugin:command`), a skill or an agent. */
const qualified = /(?<![\w./:@-])\/?([A-Za-z0-9][\w.-]*):{1,2}([A-Za-z0-9][\w-]*(?:[.:/][\w-]+)*)/g;

/**
 * Where texts name components of other plugins by their full name. A name counts only if its first part is one of the plugins:
 * `http://host:80`, `key: value` and `12:30` are none.
 */
export function referencesIn(
  texts: readonly TextComponent[],
  own: string,
  plugins: ReadonlySet<string>,
): Reference[] {
  return texts.flatMap(({ text, shown }) => {
    const found: Reference[] = [];
    let line = 1;
    let lineStart = 0;
    for (const match of text.matchAll(qualified)) {
      const [whole, plugin = '', component = ''] = match;
      if (plugin === own || !plugins.has(plugin)) continue;
      const offset = match.index + (whole.startsWith('/') ? 1 : 0);
      for (
        let end = text.indexOf('\n', lineStart);
        end >= 0 && end < offset;
        end = text.indexOf('\n', lineStart)
      ) {
        line += 1;
        lineStart = end + 1;
      }
      found.push({ plugin, component, location: { file: shown, line, column: offset - lineStart + 1 } });
    }
    return found;
  });
}
