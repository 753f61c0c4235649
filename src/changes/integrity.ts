import type { Content, ContentEntry } from '../model/content.ts';

/** A running SHA-256, as `createHash('sha256')` makes one. */
export interface Hash {
  update(bytes: Uint8Array | string): unknown;
  digest(encoding: 'base64'): string;
}

/**
 * The integrity of a release: SHA-256 over every file and link, sorted by path. Before the bytes of each comes a line with its
 * kind, its path and its size, so that no bytes of a file can pass for another file.
 * @param createHash makes a fresh SHA-256; where it is computed is no matter of this room.
 * @throws what the content throws where a file cannot be read whole.
 */
export async function integrityOf(content: Content, createHash: () => Hash): Promise<string> {
  const hash = createHash();
  for (const entry of content.entries()) {
    const { path, kind, target } = entry;
    hash.update(entryHead(entry));
    if (kind === 'link') hash.update(target ?? '');
    else for await (const bytes of content.stream(path)) hash.update(bytes);
  }
  return `sha256-${hash.digest('base64')}`;
}

/** The line before the bytes of a file or the target of a link. */
export function entryHead({ kind, executable, path, size }: Omit<ContentEntry, 'target'>): string {
  const mode = kind === 'link' ? 'link' : executable ? 'executable' : 'file';
  return `${JSON.stringify([mode, path, size])}\n`;
}
