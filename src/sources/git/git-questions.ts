import { isFixed, isTracing, noteCommand, spoil } from '../files/trace.ts';
import type { GitCommand, GitOutcome } from './git-command.ts';

/** What of a command to git decides its answer, apart from the repository and the environment. */
export type GitQuestion = Pick<GitCommand, 'args' | 'gitDir' | 'indexFile' | 'input' | 'mostBytes'>;

/** Notes what git answered, for a later run that asks again. */
export function noteGit(command: GitCommand, outcome: GitOutcome): void {
  if (!isTracing()) return;
  const { args, gitDir, indexFile, input, mostBytes, network } = command;
  if (network === true || !outcome.ok) {
    spoil('git fetched something, or failed');
    return;
  }
  if (isSettled(command, outcome.stdout)) return;
  const question: GitQuestion = {
    args,
    ...(gitDir !== undefined && { gitDir }),
    ...(indexFile !== undefined && { indexFile }),
    ...(input !== undefined && { input }),
    ...(mostBytes !== undefined && { mostBytes }),
  };
  noteCommand(JSON.stringify(question), answerOf(outcome));
}

/** An answer in the form in which it is noted. */
export const answerOf = (outcome: GitOutcome): string =>
  outcome.ok ? outcome.stdout.toString('latin1') : `failed: ${outcome.problem.kind}`;

/**
 * Whether the answer never changes: objects that are named by their ids, and what a mirror in mkt's cache has, of which each change
 * makes a new one.
 */
function isSettled({ args, gitDir = '', input = '' }: GitCommand, stdout: Buffer): boolean {
  if (stdout.includes(' missing\n')) return false;
  if (isFixed(gitDir)) return true;
  return args[0] === 'cat-file' && /^(?:(?:[0-9a-f]{40}|[0-9a-f]{64})(?::.*)?\n)+$/.test(input);
}
