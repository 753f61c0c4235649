import type { Fault } from '../../model/fault.ts';
import type { DocumentPath } from '../../text/source-text.ts';
import { isMap, listOf, member } from '../../text/values.ts';
import { filesBelow, hasFile, hasFolder, pathInTree } from '../file-tree.ts';
import { type Declaration, declarations, type Manifest, replacesDefault } from '../manifest.ts';
import { suggestion } from './suggest.ts';

const pathFields = [
  'agents',
  'commands',
  'skills',
  'hooks',
  'mcpServers',
  'lspServers',
  'outputStyles',
  'workflows',
  'themes',
  'monitors',
];

const defaultFolders: Readonly<Record<string, string>> = {
  agents: 'agents',
  commands: 'commands',
  outputStyles: 'output-styles',
  workflows: 'workflows',
  themes: 'themes',
};

/** Paths that a manifest or an entry states and that lead nowhere, and default folders that they switch off. */
export function checkPaths(manifest: Manifest): Fault[] {
  if (manifest.tree === undefined) return [];
  const files = manifest.tree.files();
  const experimental = member(manifest.json?.value, 'experimental');
  const json = manifest.json;
  const nested: Declaration[] =
    json === undefined || !isMap(experimental)
      ? []
      : ['themes', 'monitors'].flatMap((key) => {
          const value = member(experimental, key);
          return value === undefined
            ? []
            : [{ value, file: json, path: ['experimental', key], from: 'manifest' as const }];
        });
  const declared = [...pathFields.flatMap((key) => declarations(manifest, key)), ...nested];
  return [
    ...declared.flatMap((declaration) =>
      pathsIn(declaration).flatMap((stated) => missing(stated, declaration, files)),
    ),
    ...Object.entries(defaultFolders).flatMap(([key, folder]) =>
      ignoredDefault(manifest, key, folder, files),
    ),
  ];
}

interface Stated {
  readonly text: string;
  readonly path: DocumentPath;
}

function pathsIn({ value, path }: Declaration): Stated[] {
  const list = listOf(value);
  return list.flatMap((item, index): Stated[] => {
    const at = Array.isArray(value) ? [...path, index] : path;
    if (typeof item === 'string') return [{ text: item, path: at }];
    if (!isMap(item) || path.at(-1) !== 'commands') return [];
    return Object.entries(item).flatMap(([name, command]) => {
      const source = member(command, 'source');
      return typeof source === 'string' ? [{ text: source, path: [...at, name, 'source'] }] : [];
    });
  });
}

function missing({ text, path }: Stated, { file, from }: Declaration, files: readonly string[]): Fault[] {
  // What has not the right form at all is told with the schema.
  if (text !== '.' && !text.startsWith('./')) return [];
  const inside = pathInTree('', text);
  if (inside === undefined || hasFile(files, inside) || hasFolder(files, inside)) return [];
  const near = suggestion(inside, files);
  return [
    {
      rule: 'MKT911',
      severity: 'error',
      message: `\`${text}\` does not exist in the plugin${from === 'entry' ? '; the path starts at the plugin’s folder, not at the marketplace' : ''}: the client reports the plugin as broken`,
      location: file.read().locate(path),
      help: near !== undefined ? `did you mean \`./${near}\`?` : 'add the file, or remove the path',
    },
  ];
}

function ignoredDefault(manifest: Manifest, key: string, folder: string, files: readonly string[]): Fault[] {
  if (!replacesDefault(manifest, key) || !hasFolder(files, folder)) return [];
  const stated = declarations(manifest, key);
  const paths = stated.flatMap((declaration) => pathsIn(declaration).map(({ text }) => pathInTree('', text)));
  if (paths.some((path) => path === folder || path?.startsWith(`${folder}/`))) return [];
  const unused = filesBelow(files, folder).length;
  const [first] = stated;
  if (first === undefined) return [];
  return [
    {
      rule: 'MKT911',
      severity: 'warning',
      message: `\`${key}\` replaces the default folder, so ${unused === 1 ? 'the file' : `the ${unused} files`} in \`${folder}/\` ${unused === 1 ? 'is' : 'are'} not loaded`,
      location: first.file.read().locateKey(first.path),
      help: `add \`"./${folder}/"\` to \`${key}\`, or remove the folder`,
    },
  ];
}
