import { type ComponentKey, kindOf } from '../../model/component-kinds.ts';
import { listOf } from '../../text/values.ts';
import { filesBelow, hasFile, pathInTree } from '../file-tree.ts';
import { declarations, type Manifest, replacesDefault } from '../manifest.ts';

/**
 * The files of a kind of component that has its own files, each once: those directly in its default folder, unless a declaration
 * replaces it, and those that are declared one by one or by their folder.
 * @param ending of the files that count.
 */
export function filesOfKind(manifest: Manifest, key: ComponentKey, ending: RegExp): string[] {
  const files = manifest.tree?.files() ?? [];
  const { keys, place, declared } = kindOf(key);
  const stated = keys
    .flatMap((name) => declarations(manifest, name))
    .flatMap(({ value }) => listOf(value))
    .map((path) => (typeof path === 'string' ? pathInTree('', path) : undefined));
  const isReplaced = declared === 'replaces' && keys.some((name) => replacesDefault(manifest, name));
  const found = [...(isReplaced ? [] : [place]), ...stated].flatMap((path) =>
    path === undefined ? [] : hasFile(files, path) ? [path] : directlyIn(files, path),
  );
  return [...new Set(found)].filter((file) => ending.test(file));
}

const directlyIn = (files: readonly string[], folder: string): string[] =>
  filesBelow(files, folder)
    .filter((file) => !file.includes('/'))
    .map((file) => (folder === '' ? file : `${folder}/${file}`));

/** The text of a file; undefined if it cannot be read. */
export function textIn({ tree }: Manifest, file: string): string | undefined {
  return tree
    ?.read(file)
    ?.toString('utf8')
    .replace(/^\ufeff/, '');
}

/** The name of a file without its folders and extension. */
export function stemOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
}
