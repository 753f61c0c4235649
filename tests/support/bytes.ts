/** What a stream of a tree gives. */
import type { FileTree } from '../../src/client/file-tree.ts';
import { UnreadableEntry } from '../../src/client/tree-entry.ts';

/** All bytes of a stream, or the case of what ended it. */
export async function bytesOf(tree: FileTree, path: string): Promise<Buffer | string> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of tree.stream(path)) chunks.push(chunk);
  } catch (error) {
    if (error instanceof UnreadableEntry) return `${error.fault.rule} ${error.fault.case}`;
    throw error;
  }
  return Buffer.concat(chunks);
}
