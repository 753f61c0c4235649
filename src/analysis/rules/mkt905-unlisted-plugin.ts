import { hasFile, hasFolder, shownIn } from '../../client/file-tree.ts';
import type { Entry } from '../../client/manifest.ts';
import { manifestPath } from '../../client/manifest.ts';
import { componentKinds, textKeys } from '../../model/component-kinds.ts';
import { count, listed, quoted } from '../../model/text.ts';
import { inOneLine } from '../reader-faults.ts';
import type { Rule } from '../rule.ts';
import { supportFolder } from '../support-folder.ts';

export const unlistedPlugin: Rule<'MKT905'> = {
  id: 'MKT905',
  marketplace({ tree, notable }) {
    const listed = new Set(notable.flatMap(foldersOf));
    if (listed.has('')) return [];
    const files = tree.files();
    const isListed = (folder: string): boolean =>
      listed.has(folder) || (folder.includes('/') && isListed(folder.slice(0, folder.lastIndexOf('/'))));
    const found = files.flatMap((path) => {
      const folder = pluginFolderOf(path, files);
      if (folder === undefined || folder === '' || isAside(folder) || isListed(folder)) return [];
      return [{ folder, location: { file: shownIn(tree, path), line: 1, column: 1 } }];
    });
    const [first, ...others] = found;
    if (first === undefined) return [];
    const { folder, location } = first;
    if (others.length === 0) return [{ case: 'folder', evidence: { folder }, location }];
    const folders = found.map((each) => each.folder);
    const related = others.map((each) => ({ location: each.location, message: '' }));
    return [{ case: 'folders', evidence: { folders }, location, related }];
  },
  say: inOneLine<Rule<'MKT905'>['say']>({
    folder: ({ folder }) => ({
      message: `\`${folder}\` contains a plugin that the marketplace does not list, so it cannot be installed`,
      help: `add ${entryFor(folder)} to \`plugins\`, or remove the folder`,
    }),
    folders: ({ folders }) => ({
      message: `${count(folders.length, 'folder')} contain plugins that the marketplace does not list, so they cannot be installed: ${listed(shortened(folders))}`,
      help: `add entries such as ${entryFor(folders[0] ?? '')} to \`plugins\`, or remove the folders`,
    }),
  }),
};

const entryFor = (folder: string): string =>
  `\`{ "name": "${folder.slice(folder.lastIndexOf('/') + 1)}", "source": "./${folder}" }\``;

const shownFolders = 5;

const shortened = (folders: readonly string[]): string[] => {
  const more = folders.length - shownFolders;
  return more > 1 ? [...quoted(folders.slice(0, shownFolders)), `${more} more`] : quoted(folders);
};

/** The folders that an entry names, even if its source lacks `./`, which is a fault of its own. */
const foldersOf = ({ source }: Entry): string[] =>
  source.kind === 'path'
    ? [source.folder]
    : source.kind === 'invalid'
      ? source.wrong.flatMap(({ meant }) => (meant === undefined ? [] : [meant]))
      : [];

/** The folder of a plugin that is itself not published. A published plugin can be called `tests` or `build`. */
const asidePlugin = /^(?:[._].*|(?:plugin-)?(?:template|example|fixture|backup)s?(?:-plugin)?)$/i;

const isAside = (folder: string): boolean => {
  const parts = folder.split('/');
  return asidePlugin.test(parts.at(-1) ?? '') || parts.slice(0, -1).some((part) => supportFolder.test(part));
};

/** The folder of a plugin, if this is its manifest. A `plugin.json` outside `.claude-plugin/` counts only next to components. */
function pluginFolderOf(path: string, files: readonly string[]): string | undefined {
  if (path.endsWith(`/${manifestPath}`)) return path.slice(0, -manifestPath.length - 1);
  if (!path.endsWith('/plugin.json') || path.endsWith('.claude-plugin/plugin.json')) return undefined;
  const folder = path.slice(0, -'/plugin.json'.length);
  if (hasFile(files, `${folder}/${manifestPath}`)) return undefined;
  const hasComponents = textKeys.some((kind) => hasFolder(files, `${folder}/${componentKinds[kind].place}`));
  return hasComponents ? folder : undefined;
}
