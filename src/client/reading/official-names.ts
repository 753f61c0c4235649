import type { OfficialPluginNames } from '../../model/client.ts';

/**
 * Whether a plugin name passes as one of Anthropic's own, as the client's validator judges: case does not count, and a run of
 * separators counts as one.
 * @param official the names that this version of the client looks for; undefined if it looks for none.
 * @returns undefined if nothing about the name is reserved.
 */
export function officialReading(
  name: string,
  official: OfficialPluginNames | undefined,
): 'reserved' | 'word' | undefined {
  if (official === undefined) return undefined;
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const words = plain.split('-');
  const { prefixes, names, beside, words: plainWords } = official;
  const isReserved =
    names.includes(plain) ||
    prefixes.some((prefix) => plain.startsWith(`${prefix}-`)) ||
    words.some(
      (word, index) =>
        word === beside.word &&
        [words[index - 1], words[index + 1]].some(
          (each) => each !== undefined && beside.others.includes(each),
        ),
    );
  if (isReserved) return 'reserved';
  return words.some((word) => plainWords.includes(word)) ? 'word' : undefined;
}

/** Parts of names in lower-case letters, digits and hyphens without any of which such a name does not pass as one of Anthropic's. */
export function officialParts(official: OfficialPluginNames | undefined): readonly string[] {
  if (official === undefined) return [];
  const { prefixes, names, beside, words } = official;
  const parts = [...new Set([...prefixes, ...names, beside.word, ...words])];
  return parts.filter((part) => !parts.some((other) => other !== part && part.includes(other)));
}
