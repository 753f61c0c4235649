import { hasFile, hasFolder, shownIn } from '../../client/file-tree.ts';
import { manifestPath } from '../../client/manifest.ts';
import { componentKinds, textKeys } from '../../model/component-kinds.ts';
import { inOneLine } from '../faults.ts';
import type { Placed, Rule } from '../rule.ts';

export const unlistedPlugin: Rule<'MKT905'> = {
  id: 'MKT905',
  marketplace({ tree, entries }) {
    const listed = new Set(entries.flatMap(({ source }) => (source.kind === 'path' ? [source.folder] : [])));
    if (listed.has('')) return [];
    const files = tree.files();
    const isListed = (folder: string): boolean =>
      listed.has(folder) || (folder.includes('/') && isListed(folder.slice(0, folder.lastIndexOf('/'))));
    return files.flatMap((path): Placed<'MKT905'>[] => {
      const folder = pluginFolderOf(path, files);
      if (folder === undefined || folder === '' || isListed(folder)) return [];
      const location = { file: shownIn(tree, path), line: 1, column: 1 };
      return [{ case: 'folder', evidence: { folder }, location }];
    });
  },
  say: inOneLine<Rule<'MKT905'>['say']>({
    folder: ({ folder }) => ({
      message: `\`${folder}\` holds a plugin that no entry of the marketplace names: nobody can install it`,
      help: `add \`{ "name": "${folder.slice(folder.lastIndexOf('/') + 1)}", "source": "./${folder}" }\` to \`plugins\`, or remove the folder`,
    }),
  }),
};

/** The folder of a plugin, if this is its manifest. One at the root counts only beside components. */
function pluginFolderOf(path: string, files: readonly string[]): string | undefined {
  if (path.endsWith(`/${manifestPath}`)) return path.slice(0, -manifestPath.length - 1);
  if (!path.endsWith('/plugin.json') || path.endsWith('.claude-plugin/plugin.json')) return undefined;
  const folder = path.slice(0, -'/plugin.json'.length);
  if (hasFile(files, `${folder}/${manifestPath}`)) return undefined;
  const hasComponents = textKeys.some((kind) => hasFolder(files, `${folder}/${componentKinds[kind].place}`));
  return hasComponents ? folder : undefined;
}
