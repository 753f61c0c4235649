import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { atEnd } from '../files/at-end.ts';
import { writeAtomically } from '../files/atomic-write.ts';
import { readBytes } from '../files/read-file.ts';
import { unnoted } from '../files/trace.ts';
import { isOfUserAlone } from '../files/user-folders.ts';

/** An object as git gives it, or another answer, whose type says what was asked. */
export interface KeptAnswer {
  readonly type: string;
  readonly content: Buffer;
}

/**
 * What git answered about a repository that never changes, for later runs: starting git a dozen times takes longer than everything
 * else that is done for a lock of twenty plugins.
 */
export interface KeptAnswers {
  get(question: string): KeptAnswer | undefined;
  put(question: string, answer: KeptAnswer): void;
  /** Keeps an answer that is complete only at the end of the run, if there is one then, in place of an earlier one. */
  putAtEnd(question: string, answer: () => KeptAnswer | undefined): void;
}

/** The name of the file in the repository. A copy of a repository that is changed must not have it. */
export const keptAnswersFile = 'mkt-answers';

/** Whether a name in a repository is that of the file, or of one that was not finished. */
export const isOfKeptAnswers = (name: string): boolean =>
  name === keptAnswersFile || name.startsWith(`${keptAnswersFile}.`);

/** The form of the file; one in another form is not read. */
const form = 'mkt answers 1';

/** So much is kept of one repository; beyond that, only what the last run asked for. */
const mostBytes = 4 * 1024 * 1024;

/** A larger answer costs more to read again than git takes to start. */
const mostBytesOfOne = 256 * 1024;

/**
 * Opens what was kept. A file that is not whole, of another form, or that others could write counts as none, and so does one of a
 * repository that lacks something since: git shall say so. A folder that cannot be written is no reason to fail.
 * @param gitDir a repository of mkt's cache that no longer changes, apart from objects that are added.
 */
export function keptAnswers(gitDir: string): KeptAnswers {
  const file = join(gitDir, keptAnswersFile);
  let known: ReadonlyMap<string, KeptAnswer> | undefined;
  const used = new Map<string, KeptAnswer>();
  const later = new Map<string, () => KeptAnswer | undefined>();
  const write = () => {
    if (!existsSync(gitDir)) return;
    try {
      for (const [question, answer] of later) {
        const complete = answer();
        if (complete !== undefined && complete.content.length <= mostBytesOfOne) used.set(question, complete);
      }
      // Another run, or this one in another place, may have written since.
      writeAtomically(file, bytesOf(stampOf(gitDir), worthKeeping(readKept(gitDir), used)));
    } catch {
      // See above.
    }
  };
  return {
    get(question) {
      known ??= unnoted(() => readKept(gitDir));
      const answer = used.get(question) ?? known.get(question);
      if (answer !== undefined) used.set(question, answer);
      return answer;
    },
    put(question, answer) {
      if (answer.content.length > mostBytesOfOne || used.has(question)) return;
      used.set(question, answer);
      atEnd(write);
    },
    putAtEnd(question, answer) {
      later.set(question, answer);
      atEnd(write);
    },
  };
}

/** Everything, if it is little enough; else what this run asked for. */
function worthKeeping(
  known: ReadonlyMap<string, KeptAnswer>,
  used: ReadonlyMap<string, KeptAnswer>,
): ReadonlyMap<string, KeptAnswer> {
  const kept = new Map<string, KeptAnswer>();
  let total = 0;
  for (const [question, answer] of [...used, ...known]) {
    if (kept.has(question)) continue;
    total += question.length + answer.content.length;
    if (total > mostBytes) return new Map([...kept].filter(([each]) => used.has(each)));
    kept.set(question, answer);
  }
  return kept;
}

/** What a file starts with: the state of the repository; and questions, types and sizes of the contents after it. */
type Head = readonly [
  stamp: string,
  answers: readonly (readonly [question: string, type: string, size: number])[],
];

/**
 * The name of a repository, the names in it, and the sizes of its packs: something else when any of it is gone or was added, and in a
 * copy, which can be changed: an mkt that does not know this file copies it with the rest.
 */
function stampOf(gitDir: string): string {
  const packs = join(gitDir, 'objects', 'pack');
  const own = readdirSync(gitDir).filter((name) => !isOfKeptAnswers(name) && !/\.(?:lock|new)$/.test(name));
  const held = readdirSync(packs).map((name) => `${name} ${statSync(join(packs, name)).size}`);
  return [basename(gitDir), ...[...own, ...held].sort()].join('\n');
}

/** A line with the form and a hash of the rest; a line with the head; the contents. */
function bytesOf(stamp: string, answers: ReadonlyMap<string, KeptAnswer>): Buffer {
  const list = [...answers].map(([question, { type, content }]) => [question, type, content.length] as const);
  const head: Head = [stamp, list];
  const body = Buffer.concat([
    Buffer.from(`${JSON.stringify(head)}\n`),
    ...[...answers.values()].map(({ content }) => content),
  ]);
  return Buffer.concat([Buffer.from(`${form} ${hashOf(body)}\n`), body]);
}

function readKept(gitDir: string): ReadonlyMap<string, KeptAnswer> {
  try {
    const read = readBytes(join(gitDir, keptAnswersFile), 2 * mostBytes);
    // Who can write it could have mkt say anything about a plugin.
    if (!('bytes' in read) || !isOfUserAlone(read.status)) return new Map();
    const { bytes } = read;
    const start = bytes.indexOf(10) + 1;
    const body = bytes.subarray(start);
    if (bytes.toString('latin1', 0, start) !== `${form} ${hashOf(body)}\n`) return new Map();
    let at = body.indexOf(10) + 1;
    const [stamp, list] = JSON.parse(body.toString('utf8', 0, at)) as Head;
    if (stamp !== stampOf(gitDir)) return new Map();
    const answers = new Map<string, KeptAnswer>();
    for (const [question, type, size] of list) {
      answers.set(question, { type, content: body.subarray(at, at + size) });
      at += size;
    }
    return answers;
  } catch {
    return new Map();
  }
}

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
