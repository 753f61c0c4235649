import { isFixed, isTracing, noteCommand, spoil } from '../files/trace.ts';
import type { GitCommand, GitOutcome } from './git-command.ts';

/** What of a command to git decides its answer, apart from the repository and the environment. */
export type GitQuestion = Pick<GitCommand, 'args' | 'gitDir' | 'indexFile' | 'input' | 'mostBytes'>;

/** Notes what git answered, for a later run that asks again. */
export function noteGit(command: GitCommand, outcome: GitOutcome): void {
  if (!isTracing()) return;
  const { network } = command;
  if (network === true || !outcome.ok) {
    spoil('git fetched something, or failed');
    return;
  }
  if (isSettled(command, outcome.stdout)) return;
  noteCommand(questionOf(command), answerOf(outcome));
}

function questionOf({ args, gitDir, indexFile, input, mostBytes }: GitCommand): string {
  const question: GitQuestion = {
    args,
    ...(gitDir !== undefined && { gitDir }),
    ...(indexFile !== undefined && { indexFile }),
    ...(input !== undefined && { input }),
    ...(mostBytes !== undefined && { mostBytes }),
  };
  return JSON.stringify(question);
}

/** Answers that git gave a moment ago, by question, for who asks the same next in the same environment. */
let fresh: { readonly env: GitCommand['env']; readonly answers: Map<string, GitOutcome> } | undefined;

/** Lets the work use answers that git gave a moment ago, each once. */
export async function withFreshAnswers<Result>(
  env: GitCommand['env'],
  answers: ReadonlyMap<string, GitOutcome>,
  work: () => Promise<Result>,
): Promise<Result> {
  fresh = { env, answers: new Map(answers) };
  try {
    return await work();
  } finally {
    fresh = undefined;
  }
}

/** The answer to a command that git gave a moment ago, if it did. */
export function takeFresh(command: GitCommand): GitOutcome | undefined {
  if (fresh === undefined || fresh.answers.size === 0 || command.env !== fresh.env) return undefined;
  const question = questionOf(command);
  const answer = command.network === true ? undefined : fresh.answers.get(question);
  fresh.answers.delete(question);
  return answer;
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
