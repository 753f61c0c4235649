import { join } from 'node:path';
import { writeAtomically } from '../files/atomic-write.ts';
import type { FolderTree } from '../files/folder-tree.ts';
import { readOwn } from '../files/read-file.ts';
import { cacheFolder } from '../files/user-folders.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What an earlier run computed from the same files, and how to store what this run computes. */
export interface Remembered {
  readonly known: unknown;
  readonly keep: (value: unknown) => void;
}

/** Larger results are not stored. */
const mostCharacters = 16 * 1024 * 1024;

/**
 * Results about folders, stored until one of their files changes. Call this before any file is read.
 * @param what the command, and everything else that distinguishes this question from others about the same folders.
 * @param build changes with mkt itself.
 * @returns undefined if a change could go unnoticed; then nothing is stored.
 */
export function rememberedFor(
  trees: readonly { readonly root: string; readonly tree: FolderTree }[],
  { what, build }: { what: readonly string[]; build: string },
  env: Environment,
): Remembered | undefined {
  const stamps: string[] = [];
  for (const { tree } of trees) {
    const stamp = tree.stamp();
    if (stamp === undefined) return undefined;
    stamps.push(stamp);
  }
  const places = trees.map(({ root, tree }) => `${root}\0${tree.label}`);
  // One file for each question: the answer to an earlier state is useless.
  const question = [...what, ...places].join('\0\0');
  const key = [question, build, ...stamps].join('\0\0');
  const file = join(cacheFolder(env), 'results', `${shortened(question)}.json`);
  return {
    known: valueIn(file, key),
    keep: (value) => {
      const text = JSON.stringify({ key, value });
      if (text.length > mostCharacters) return;
      try {
        writeAtomically(file, text);
      } catch {
        // A cache that cannot be written is no reason to fail: the answer is there.
      }
    },
  };
}

function valueIn(file: string, key: string): unknown {
  try {
    const kept = JSON.parse(readOwn(file)) as { key?: unknown; value?: unknown } | null;
    return kept?.key === key ? kept.value : undefined;
  } catch {
    return undefined;
  }
}

/** A name for a file: FNV-1a, twice. A collision does no harm, since the whole key is compared. */
function shortened(text: string): string {
  let first = 0x811c9dc5;
  let second = 0x9747b28c;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    first = Math.imul(first ^ code, 0x01000193);
    second = Math.imul(second ^ code, 0x01000193) + index;
  }
  return [first, second].map((part) => (part >>> 0).toString(16).padStart(8, '0')).join('');
}
