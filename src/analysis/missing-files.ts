import type { TextComponent } from '../client/components/texts.ts';
import { hasFile, hasFolder, pathInTree } from '../client/file-tree.ts';
import type { PluginReading } from '../client/reading/plugin-reading.ts';
import type { DocumentPath } from '../text/source-text.ts';
import { textsBelow } from '../text/values.ts';
import type { Placed, Say } from './rule.ts';

type Found = Placed<'MKT911'>;

/** Files of the plugin itself that hooks, servers and texts refer to, and that do not exist. */
export function missingFiles({ contents }: PluginReading): Found[] {
  if (contents === undefined) return [];
  const { files, components } = contents;
  const isThere = (path: string) => hasFile(files, path) || hasFolder(files, path);
  const configured = [...components.hooks, ...components.mcpServers, ...components.lspServers];
  return [
    ...configured.flatMap(({ value, file, path }) =>
      textsBelow(value).flatMap((text) =>
        ownPaths(text.text).flatMap((own): Found[] => {
          if (isThere(own)) return [];
          const location = file.read().locate([...path, ...text.path]);
          const variable = variableOf(text.path);
          const evidence = { path: own, ...(variable !== undefined && { variable }) };
          return [{ case: 'file', evidence, location }];
        }),
      ),
    ),
    ...components.texts.flatMap((text) => missingInText(text, isThere)),
  ];
}

/** The environment variable that a value is for: it starts nothing by itself. */
function variableOf(path: DocumentPath): string | undefined {
  const above = path.findIndex((step) => step === 'env' || step === 'environment');
  const name = above < 0 ? undefined : path[above + 1];
  return name === undefined ? undefined : String(name);
}

/** Whether a path in a text stands for any path, such as `path/to/x`, `filename.md`, `your-notes.md` or `foo.md`. */
const isPlaceholder = (path: string): boolean =>
  /(^|\/)path\/to\//i.test(path) ||
  /(^|\/)(file[-_]?name|example|your[-_][\w-]+|x{2,}|foo|bar|baz)(\.\w+)?$/i.test(path);

/** A test of a variable that the client does not set: what comes after it runs for those who set it, or never. */
const testOfVariable = /\[\s+-[nz]\s+["']?\$\{?(?!CLAUDE_)\w/;

/** Paths after `${CLAUDE_PLUGIN_ROOT}` that contain no variable or pattern, and that everyone gets to. */
function ownPaths(text: string): string[] {
  const test = testOfVariable.exec(text)?.index ?? text.length;
  return [...text.matchAll(/\$(?:\{CLAUDE_PLUGIN_ROOT\}|CLAUDE_PLUGIN_ROOT\b)["']?\/([\w./@+-]+)/g)].flatMap(
    ([whole, path = ''], index, all) => {
      const match = all[index];
      if ((match?.index ?? 0) > test) return [];
      const next = text.charAt((match?.index ?? 0) + whole.length);
      // A path that continues with a variable or a pattern is not known.
      if (next === '$' || next === '*' || next === '{' || next === '<' || next === '[') return [];
      const inside = pathInTree('', path.replace(/\.+$/, ''));
      return inside === undefined || inside === '' ? [] : [inside];
    },
  );
}

/** Files that a text refers to by the plugin's root or by a link. Code blocks contain examples and do not count. */
function missingInText(
  { front, shown, file, kind }: TextComponent,
  isThere: (path: string) => boolean,
): Found[] {
  if (file === undefined) return [];
  const found: Found[] = [];
  const folder = file.slice(0, Math.max(0, file.lastIndexOf('/')));
  let inCode = false;
  front.body.split('\n').forEach((line, index) => {
    if (/^\s*(```|~~~)/.test(line)) inCode = !inCode;
    if (inCode || line.length > 5000) return;
    const add = (name: 'file-in-text' | 'link-in-text', path: string, column: number) =>
      found.push({
        case: name,
        evidence: { path },
        location: { file: shown, line: front.bodyLine + index, column },
      });
    if (line.includes('CLAUDE_PLUGIN_ROOT')) {
      for (const path of ownPaths(line))
        if (!isThere(path) && !isPlaceholder(path))
          add('file-in-text', path, line.indexOf('CLAUDE_PLUGIN_ROOT') + 1);
    }
    if (kind !== 'skills') return;
    for (const match of line.matchAll(/\]\(([\w./-]+\.[a-z0-9]{1,5})(?:#[^)\s]*)?\)/gi)) {
      const stated = match[1] ?? '';
      const path = stated.startsWith('/') ? undefined : pathInTree(folder, stated);
      if (path !== undefined && !isThere(path) && !isPlaceholder(stated))
        add('link-in-text', stated, match.index + 1);
    }
  });
  return found;
}

const addFile = 'add the file, or fix the path';

export const fileWords: Pick<Say<'MKT911'>, 'file' | 'file-in-text' | 'link-in-text'> = {
  file: ({ path, variable }) => ({
    message:
      variable === undefined
        ? `\`${path}\` does not exist in the plugin, so the hook or server that uses it fails`
        : `\`${path}\` does not exist in the plugin, but the environment variable \`${variable}\` of a hook or server names it`,
    help: addFile,
  }),
  'file-in-text': sayInText,
  'link-in-text': sayInText,
};

function sayInText({ path }: { readonly path: string }) {
  return { message: `this file refers to \`${path}\`, which does not exist in the plugin`, help: addFile };
}
