import { componentKinds, kindOf, type TextKey } from '../../model/component-kinds.ts';
import { type FrontMatter, readFrontMatter } from '../../text/front-matter.ts';
import { isMap, listOf, member, textOf } from '../../text/values.ts';
import { type FileTree, filesBelow, hasFile, hasFolder, pathInTree, shownIn } from '../file-tree.ts';
import { declarations, type Manifest, replacesDefault } from '../manifest.ts';

export type TextKind = TextKey;

/** An agent, command or skill as it was found, not yet read. */
export interface FoundText {
  readonly kind: TextKind;
  /** Folders and file without its extension: the name if the front matter has none. */
  readonly fallback: string;
  /** The file in the plugin's tree. */
  readonly file?: string;
  /** A command that is written in the manifest itself, or what the manifest adds to a file. */
  readonly inline?: { readonly content?: string; readonly description?: string };
}

/** A text component that was read. */
export interface TextComponent extends FoundText {
  /** Its name with the folders in front of it, as in {@link Components}. */
  readonly path: string;
  readonly shown: string;
  readonly front: FrontMatter;
  /** The whole text. */
  readonly text: string;
  readonly description: string;
}

/** Finds agents, commands and skills where the client looks for them, without reading them. */
export function findTexts(manifest: Manifest): FoundText[] {
  const { tree } = manifest;
  if (tree === undefined) return [];
  const files = tree.files();
  return [
    ...findFlat(manifest, 'agents', files),
    ...findFlat(manifest, 'commands', files),
    ...findSkills(manifest, files),
  ];
}

/** Agents and commands: Markdown files of a folder, with the folders below it as part of the name. */
function findFlat(manifest: Manifest, kind: 'agents' | 'commands', files: readonly string[]): FoundText[] {
  const found: FoundText[] = [];
  const add = (file: string, base: string) => {
    const inside = base === '' ? file : file.slice(base.length + 1);
    found.push({ kind, fallback: inside.replace(/\.md$/i, ''), file });
  };
  const scan = (folder: string) => {
    for (const file of filesBelow(files, folder))
      if (/\.md$/i.test(file)) add(folder === '' ? file : `${folder}/${file}`, folder);
  };
  const { place } = componentKinds[kind];
  if (!replacesDefault(manifest, kind)) scan(place);
  for (const { value } of declarations(manifest, kind)) {
    if (isMap(value)) {
      if (kind === 'commands') found.push(...mappedCommands(value, files));
      continue;
    }
    for (const stated of listOf(value)) {
      const path = typeof stated === 'string' ? pathInTree('', stated) : undefined;
      if (path === undefined) continue;
      if (hasFile(files, path)) {
        // Inside the default folder, subfolders are part of the name, however the file was declared.
        if (/\.md$/i.test(path)) add(path, path.startsWith(`${place}/`) ? place : folderOf(path));
      } else if (hasFolder(files, path)) scan(path);
    }
  }
  return withoutRepetition(found);
}

/** `"commands": { "about": { "content": "…" } }`: the key is the name. */
function mappedCommands(map: Readonly<Record<string, unknown>>, files: readonly string[]): FoundText[] {
  return Object.entries(map).flatMap(([name, value]): FoundText[] => {
    const source = textOf(member(value, 'source'));
    const content = textOf(member(value, 'content'));
    const description = textOf(member(value, 'description'));
    const inline = {
      ...(content !== undefined && { content }),
      ...(description !== undefined && { description }),
    };
    const file = source === undefined ? undefined : pathInTree('', source);
    if (file !== undefined && hasFile(files, file))
      return [{ kind: 'commands', fallback: name, file, inline }];
    return content === undefined ? [] : [{ kind: 'commands', fallback: name, inline }];
  });
}

/** Skills: each in a folder of its own below `skills/`; declared folders are added. */
function findSkills(manifest: Manifest, files: readonly string[]): FoundText[] {
  const found: FoundText[] = [];
  const add = (folder: string) =>
    found.push({
      kind: 'skills',
      fallback: folder === '' ? manifest.namespace : folder.slice(folder.lastIndexOf('/') + 1),
      file: folder === '' ? 'SKILL.md' : `${folder}/SKILL.md`,
    });
  const scan = (folder: string) => {
    if (hasFile(files, folder === '' ? 'SKILL.md' : `${folder}/SKILL.md`)) return add(folder);
    for (const file of filesBelow(files, folder)) {
      const [name, second, third] = file.split('/');
      if (second === 'SKILL.md' && third === undefined) add(folder === '' ? `${name}` : `${folder}/${name}`);
    }
  };
  const declared = declarations(manifest, 'skills');
  if (!onlyDeclaredSkills(manifest)) {
    if (hasFolder(files, componentKinds.skills.place)) scan(componentKinds.skills.place);
    else if (declared.length === 0 && hasFile(files, 'SKILL.md')) add('');
  }
  for (const stated of declared.flatMap(({ value }) => listOf(value))) {
    const path = typeof stated === 'string' ? pathInTree('', stated) : undefined;
    if (path !== undefined) scan(path);
  }
  return withoutRepetition(found);
}

/** If the plugin of an entry is the whole marketplace and the entry lists skills, it has these and no others. */
function onlyDeclaredSkills({ entry }: Manifest): boolean {
  const source = entry?.source;
  return source?.kind === 'path' && source.folder === '' && member(entry?.value, 'skills') !== undefined;
}

/** The first of several that are the same file. */
function withoutRepetition(found: readonly FoundText[]): FoundText[] {
  const files = new Set<string>();
  return found.filter(({ file, fallback }) => {
    const key = file === undefined ? `\0${fallback}` : file;
    const isNew = !files.has(key);
    files.add(key);
    return isNew;
  });
}

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/**
 * Reads a component that was found; undefined if its file cannot be read.
 * @param namespace of the plugin: a name that begins with it is not given it twice.
 */
export function readText(found: FoundText, tree: FileTree, namespace = ''): TextComponent | undefined {
  const bytes = found.file === undefined ? undefined : tree.read(found.file);
  if (bytes === undefined && found.inline?.content === undefined) return undefined;
  const text = (bytes?.toString('utf8') ?? found.inline?.content ?? '').replace(/^\ufeff/, '');
  const shown = shownIn(tree, found.file ?? '.claude-plugin/plugin.json');
  const front = readFrontMatter(text, shown);
  // A command is named after its file; agents and skills can have another name.
  const { nameFrom } = kindOf(found.kind);
  const stated = nameFrom.startsWith('front matter') ? textOf(member(front.value, 'name')) : undefined;
  const isFull = found.kind === 'skills' && namespace !== '' && stated?.startsWith(`${namespace}:`) === true;
  const name = isFull ? stated.slice(namespace.length + 1) : stated;
  const folders = found.kind === 'skills' ? '' : found.fallback.slice(0, found.fallback.lastIndexOf('/') + 1);
  const description =
    found.inline?.description ?? textOf(member(front.value, 'description')) ?? beginningOf(found, front);
  return {
    ...found,
    path: name === undefined ? found.fallback : `${folders}${name}`,
    shown,
    front,
    text,
    description,
  };
}

/** What the client shows for a text without a description: its first 100 characters. */
function beginningOf({ kind }: FoundText, { body }: FrontMatter): string {
  if (kind === 'agents') return '';
  const line = body.split('\n').find((each) => each.trim() !== '') ?? '';
  return line
    .replace(/^#+\s*/, '')
    .trim()
    .slice(0, 100);
}

/**
 * Tokens that a component takes in every session: the characters of its full name and its description, divided by four, which is
 * how the client estimates them (`claude plugin details`). The model does not see a skill that it may not invoke.
 */
export function contextTokensOf(text: TextComponent, namespace: string): number {
  const { kind, path, description } = text;
  if (kind !== 'agents' && !isListed(text)) return 0;
  return Math.ceil((namespace.length + 1 + path.length + description.length) / 4);
}

/** Whether the model is told of a command or skill: not of one that it may not invoke. */
export const isListed = ({ kind, front }: TextComponent): boolean =>
  kind !== 'agents' && member(front.value, 'disable-model-invocation') !== true;

/** What it is told: the description, and when to use it. */
export function listedText({ description, front }: TextComponent): string {
  const when = textOf(member(front.value, 'when_to_use'));
  return when === undefined ? description : `${description} ${when}`;
}
