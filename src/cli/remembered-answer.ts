import { resolve, sep } from 'node:path';
import { holdsCredentials } from '../model/mask.ts';
import type { View } from '../report/view.ts';
import { isGeneration } from '../sources/cache/mirror-files.ts';
import { keep, kept, shortened } from '../sources/cache/remembered.ts';
import { answerNow } from '../sources/files/disk-answers.ts';
import { type Asked, type AskedCommand, traced } from '../sources/files/trace.ts';
import { cacheFolder } from '../sources/files/user-folders.ts';
import type { GitOutcome } from '../sources/git/git-command.ts';
import { answerOf, type GitQuestion, withFreshAnswers } from '../sources/git/git-questions.ts';
import { runGitSync } from '../sources/git/run-git.ts';
import { buildStamp } from '../sources/registries/compiled-file.ts';
import { today } from './acceptances.ts';
import type { Rendered } from './command.ts';
import type { Io } from './io.ts';

/** What a run printed, and all that it had read for it. */
interface Kept {
  readonly answer: Pick<Rendered, 'code' | 'text' | 'afterwards'>;
  readonly asked: readonly Asked[];
  readonly commands: readonly AskedCommand[];
  /** When the answer counts, in milliseconds; absent if only what was read decides. Before the first, a clock was put back. */
  readonly recent?: readonly [from: number, until: number];
}

/** Variables that differ between any two shells, and those in which git tells its hooks who commits, and when. */
const isOfCaller = (name: string): boolean =>
  /^(?:_|OLDPWD|PWD|SHLVL|GIT_(?:AUTHOR|COMMITTER)_\w+)$/.test(name);

/**
 * The answer of a command that only reads: the one that an earlier run has given, if every question that it asked the disk and git
 * has the same answer now; else a new one.
 * @param args the command line.
 */
export async function rememberedAnswer(
  answer: (io: Io) => Promise<Rendered>,
  args: readonly string[],
  { view, io, now = Date.now() }: { readonly view: View; readonly io: Io; readonly now?: number },
): Promise<Rendered> {
  const build = buildStamp();
  const cache = cacheFolder(io.env);
  // Sources change without a build; and the command line would be written down.
  if (build === undefined || args.some(holdsCredentials)) return answer(io);
  const question = questionOf(args, { view, io });
  const before = kept(io.env, question, build) as Kept | undefined;
  // What git answers while an earlier answer is compared is not asked again if that answer no longer holds.
  const fresh = new Map<string, GitOutcome>();
  if (before !== undefined && isStillSo(before, { env: io.env, now, fresh })) return before.answer;
  let hasSpoken = false;
  const stderr = Object.create(io.stderr, {
    write: {
      value: (text: string) => {
        hasSpoken = true;
        return io.stderr.write(text);
      },
    },
  });
  const own = (path: string) => `${resolve(path)}${sep}`.startsWith(`${cache}${sep}`);
  const heard: Io = Object.create(io, { stderr: { value: stderr } });
  const isFixed = (gitDir: string) => isGeneration(cache, gitDir);
  const { result, trace } = await traced(() => withFreshAnswers(io.env, fresh, () => answer(heard)), {
    own,
    isFixed,
    now,
  });
  const { code, text, afterwards, ...more } = result;
  const isWhole = Object.values(more).every((value) => value === undefined);
  if (trace !== undefined && trace.spoiledBy === undefined && isWhole && !hasSpoken && code <= 1)
    keep(io.env, question, build, {
      answer: { code, ...(text !== undefined && { text }), ...(afterwards !== undefined && { afterwards }) },
      asked: [...trace.asked.values()],
      commands: [...trace.commands.values()],
      ...(Number.isFinite(trace.until) && { recent: [now, trace.until] as const }),
    } satisfies Kept);
  return result;
}

/** All that decides an answer, besides what is read. */
function questionOf(args: readonly string[], { view, io }: { readonly view: View; readonly io: Io }): string {
  const { style, width, breakAt, terminal, version } = view;
  const env = Object.entries(io.env).filter(([name]) => !isOfCaller(name));
  return JSON.stringify([
    args,
    io.cwd,
    today(),
    [style.bold(style.red('x')), style.unicode, width, breakAt ?? null, terminal, version()],
    process.version,
    process.getuid?.() ?? null,
    // Only a hash is written down: variables have secrets.
    shortened(JSON.stringify(env.sort())),
  ]);
}

/** @param fresh receives what git answered. */
function isStillSo(
  { asked, commands, recent }: Kept,
  {
    env,
    now,
    fresh,
  }: { readonly env: Io['env']; readonly now: number; readonly fresh: Map<string, GitOutcome> },
): boolean {
  if (recent !== undefined && (now < recent[0] || now >= recent[1])) return false;
  for (const [kind, path, answer] of asked) if (answerNow(kind, path) !== answer) return false;
  for (const [question, answer] of commands) {
    const again = runGitSync({ ...(JSON.parse(question) as GitQuestion), env });
    fresh.set(question, again);
    if (answerOf(again) !== answer) return false;
  }
  return true;
}
