import type { Manifest } from '../manifest.ts';
import { filesOfKind, stemOf, textIn } from './declared-files.ts';
import { type FoundComponent, foundAt, topOf } from './found-component.ts';

/** Workflows: JavaScript files, named by the `meta` that they export, else after the file. */
export function findWorkflows(manifest: Manifest): FoundComponent<'workflows'>[] {
  return filesOfKind(manifest, 'workflows', /\.js$/i).flatMap((file) => {
    const text = textIn(manifest, file);
    if (text === undefined) return [];
    const name = metaName(text) ?? stemOf(file);
    return [foundAt('workflows', name, name, () => topOf(manifest, file))];
  });
}

/**
 * The tokens of JavaScript that are needed to walk a plain object: comments, strings, words and signs. An unterminated one extends
 * to the end of the file, so that nothing is read twice.
 */
const part = /\/\/.*|\/\*[\s\S]*?(?:\*\/|$)|(['"`])((?:\\[\s\S]|(?!\1)[^\\])*)(?:\1|$)|[\w$]+|[^\s\w$]/g;

/** `name` of `export const meta = { name: '…' }`, where it is a literal. */
function metaName(text: string): string | undefined {
  const start = /^[ \t]*export\s+const\s+meta\s*=\s*(?=\{)/m.exec(text);
  if (start === null) return undefined;
  const recent: string[] = [];
  let depth = 0;
  const body = text.slice(start.index + start[0].length);
  for (const { 0: whole, 1: quote, 2: inside = '', index } of body.matchAll(part)) {
    if (/^\/[/*]/.test(whole)) continue;
    if (/^[{[(]$/.test(whole)) depth += 1;
    else if (/^[}\])]$/.test(whole)) depth -= 1;
    if (depth === 0) return undefined;
    const isKey = recent[1] === ':' && /^(name|'name'|"name")$/.test(recent[0] ?? '');
    if (depth === 1 && isKey && quote !== undefined) {
      // What is computed, or spelled with escapes, is not known without running it.
      const isWhole = /^\s*[,}]/.test(body.slice(index + whole.length, index + whole.length + 80));
      return isWhole && inside !== '' && !/\\|\$\{/.test(inside) ? inside : undefined;
    }
    recent.push(whole);
    if (recent.length > 2) recent.shift();
  }
  return undefined;
}
