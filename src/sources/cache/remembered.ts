import { createHash } from 'node:crypto';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withoutCredentials } from '../../model/mask.ts';
import { writeAtomically } from '../files/atomic-write.ts';
import type { FolderTree } from '../files/folder-tree.ts';
import { readBytes } from '../files/read-file.ts';
import { cacheFolder, isOfUserAlone } from '../files/user-folders.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What an earlier run computed from the same files, and how to store what this run computes. */
export interface Remembered {
  readonly known: unknown;
  readonly keep: (value: unknown) => void;
}

/** Larger results are not stored. */
const mostCharacters = 16 * 1024 * 1024;
const mostBytes = 4 * mostCharacters;

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
  const key = [build, ...stamps].join('\0\0');
  return {
    known: kept(env, question, key),
    keep: (value) => keep(env, question, key, value),
  };
}

/** Whether a JSON text has a secret: it belongs into no file of the cache. */
function hasCredentials(json: string): boolean {
  // An escape would look like a part of the word after it.
  const text = json.replace(/\\(?:u[0-9a-f]{4}|.)/g, ' ');
  return withoutCredentials(text) !== text;
}

/** So many answers are kept: the oldest go first. */
const mostFiles = 500;

/** What was kept as the answer to a question, if it was kept under the same key and not changed since. */
export function kept(env: Environment, question: string, key: string): unknown {
  try {
    const file = readBytes(fileOf(env, question), mostBytes);
    // Who can write it could have mkt say anything, and have it ask git for anything.
    if (!('bytes' in file) || !isOfUserAlone(file.status)) return undefined;
    const text = file.bytes.toString('utf8');
    const end = text.indexOf('\n');
    const body = text.slice(end + 1);
    if (text.slice(0, end) !== shortened(body)) return undefined;
    const read = JSON.parse(body) as { key?: unknown; value?: unknown } | null;
    return read?.key === `${question}\0\0${key}` ? read.value : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps the answer to a question, in place of an earlier one. A cache that cannot be written is no reason to fail: the answer is there. */
export function keep(env: Environment, question: string, key: string, value: unknown): void {
  const body = JSON.stringify({ key: `${question}\0\0${key}`, value });
  if (body.length > mostCharacters || hasCredentials(body)) return;
  const file = fileOf(env, question);
  try {
    writeAtomically(file, `${shortened(body)}\n${body}`);
    forgetOldest(dirname(file));
  } catch {
    // See above.
  }
}

function forgetOldest(folder: string): void {
  const names = readdirSync(folder);
  if (names.length <= mostFiles) return;
  const files = names.map((name) => {
    const file = join(folder, name);
    return { file, at: statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0 };
  });
  files.sort((a, b) => b.at - a.at);
  for (const { file } of files.slice(mostFiles / 2)) rmSync(file, { force: true });
}

const fileOf = (env: Environment, question: string): string =>
  join(cacheFolder(env), 'results', `${shortened(question)}.json`);

/** A short name for a text. */
export const shortened = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 32);
