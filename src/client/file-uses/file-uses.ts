import { componentName } from '../../model/component-kinds.ts';
import type { FileUse } from '../../model/file-use.ts';
import { groupedBy } from '../../model/grouped-by.ts';
import { once } from '../../text/once.ts';
import { member, textOf } from '../../text/values.ts';
import type { FoundHook } from '../components/hooks.ts';
import type { ReadWhole } from '../components/readers.ts';
import type { TextComponent } from '../components/texts.ts';
import { hasFile, hasFolder } from '../file-tree.ts';
import type { Manifest } from '../manifest.ts';
import { usesInCommand } from './command-uses.ts';
import { usesInBlock } from './stated-uses.ts';
import { usesInText } from './text-uses.ts';
import { isSure, type StatedUse } from './use-forms.ts';
import { piecesOf } from './words-of.ts';

/**
 * What a plugin says about files of the project in its description, its texts and its hooks: each file once for writing and once for
 * reading, with the clearest statement. Its own files are not the project's.
 */
export function fileUsesIn(
  manifest: Manifest,
  { texts, hooks }: Pick<ReadWhole, 'texts' | 'hooks'>,
): FileUse[] {
  const isOwn = ownFiles(manifest.tree?.files() ?? []);
  return clearest([
    ...usesOfDescription(manifest),
    ...texts.flatMap((text) => usesOfText(text, isOwn)),
    ...hooks.flatMap(usesOfHook),
  ]);
}

/** What a text says about files that are not the plugin's own. */
export function usesOfText(text: TextComponent, isOwn: ReturnType<typeof ownFiles>): FileUse[] {
  const folder = text.file?.slice(0, text.file.lastIndexOf('/') + 1) ?? '';
  return usesInText(text).filter((use) => !isOwn(use, folder));
}

/**
 * Whether a plugin has a file itself: at a path from its root, from the folder of the text, or at the end of any path, since texts give
 * them in parts. A name without a folder can be that of a template whose copy is written.
 */
export function ownFiles(
  files: readonly string[],
): (use: Pick<FileUse, 'path' | 'does'>, folder: string) => boolean {
  const byName = once(() => groupedBy(files, componentName));
  return ({ path, does }, folder) => {
    if (path.includes('*')) return false;
    if (path.endsWith('/'))
      return [path, `${folder}${path}`].some((each) => hasFolder(files, each.slice(0, -1)));
    if (does === 'writes' && !path.includes('/'))
      return hasFile(files, path) || hasFile(files, `${folder}${path}`);
    return (byName().get(componentName(path)) ?? []).some((own) => own === path || own.endsWith(`/${path}`));
  };
}

function usesOfDescription({ json }: Manifest): FileUse[] {
  const text = textOf(member(json?.value, 'description'));
  if (json === undefined || text === undefined) return [];
  return inSentences(text).map((use) => useAt(use, () => json.read().locate(['description'])));
}

/** What its command does, and what is written about it: hooks and their groups have descriptions and messages. */
function usesOfHook({ value, file, path }: FoundHook): FileUse[] {
  const group = path.slice(0, -2);
  const groupValue = group.reduce<unknown>(
    (at, key) => (Array.isArray(at) ? at[key as number] : member(at, String(key))),
    file.value,
  );
  const prose = [
    ...(['prompt', 'statusMessage', 'description'] as const).map(
      (key) => [textOf(member(value, key)), [...path, key]] as const,
    ),
    [textOf(member(groupValue, 'description')), [...group, 'description']] as const,
  ];
  const command = textOf(member(value, 'command'));
  return [
    ...prose.flatMap(([text, at]) =>
      text === undefined ? [] : inSentences(text).map((use) => useAt(use, () => file.read().locate(at))),
    ),
    ...(command === undefined
      ? []
      : usesInCommand(command, 0).map((use) => useAt(use, () => file.read().locate([...path, 'command'])))),
  ];
}

const inSentences = (text: string): StatedUse[] =>
  usesInBlock(piecesOf(text, 0, text.length), undefined).uses;

/** A use whose location is computed when it is shown. */
const useAt = (use: StatedUse, place: () => FileUse['location']): FileUse => ({
  path: use.path,
  does: use.does,
  isSure: isSure(use),
  get location() {
    return place();
  },
});

/** Of several statements about one file the first sure one, or else the first. */
function clearest(uses: readonly FileUse[]): FileUse[] {
  const byFile = new Map<string, FileUse>();
  for (const use of uses) {
    const key = `${use.does} ${use.path}`;
    const known = byFile.get(key);
    if (known === undefined || (use.isSure && !known.isSure)) byFile.set(key, use);
  }
  return [...byFile.values()];
}
