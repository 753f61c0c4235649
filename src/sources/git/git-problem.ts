import { masked } from '../../model/mask.ts';
import { printable } from '../../model/text.ts';

/** Why git failed; each kind has a name, because each needs another remedy. */
export interface GitProblem {
  readonly kind:
    | 'offline'
    | 'no-repository'
    | 'no-ref'
    | 'authentication'
    | 'redirected'
    | 'time-out'
    | 'git-missing'
    | 'too-large'
    | 'failed';
  /** Lower case, without a full stop, without credentials. */
  readonly message: string;
}

/** The messages of git, by outcome; the first that matches counts. */
const sayings: readonly (readonly [GitProblem['kind'], RegExp, string])[] = [
  [
    'authentication',
    /authentication failed|could not read (username|password)|terminal prompts disabled|permission denied \(|host key verification failed|invalid username or (password|token)|HTTP (401|403)|returned error: (401|403)/i,
    'it requires a login, or does not exist; a private repository needs a credential helper or an ssh key that git can use without asking',
  ],
  ['redirected', /returned error: 30[12378]\b/i, 'the server redirects to another address'],
  [
    'offline',
    /could not resolve (host|hostname|proxy)|couldn't connect|connection (refused|timed out|reset)|network is unreachable|failed to connect|no route to host|temporary failure in name resolution|operation timed out|operation too slow|unable to connect|recv failure|ssl_error_syscall/i,
    'the server is not reachable',
  ],
  [
    'no-ref',
    /couldn't find remote ref|not our ref|no such remote ref/i,
    'it has no such branch, tag or commit',
  ],
  [
    'no-repository',
    /repository not found|not found|does not exist|does not appear to be a git repository|not a git repository|no such file or directory/i,
    'there is no such repository',
  ],
];

/** Classifies a failure by what git wrote to stderr. */
export function problemOf(stderr: string): GitProblem {
  const lines = stderr.split('\n').filter((each) => each.trim() !== '');
  // What git only warns of is no reason to fail.
  const reasons = lines.filter((each) => !/^(warning|hint): */i.test(each));
  const told = reasons.join('\n');
  for (const [kind, pattern, message] of sayings) if (pattern.test(told)) return { kind, message };
  const [line] = [...reasons.filter((each) => /^(fatal|error): */i.test(each)), ...reasons, ...lines].map(
    (each) => each.replace(/^(fatal|error|remote|warning|hint): */i, '').trim(),
  );
  return { kind: 'failed', message: `git says: ${line === undefined ? 'nothing' : shown(line)}` };
}

/** One line of the output of another program, safe to print. */
function shown(line: string): string {
  const safe = masked(printable(line));
  return safe.length > 300 ? `${safe.slice(0, 300)}…` : safe;
}

export const gitMissing: GitProblem = {
  kind: 'git-missing',
  message: 'it needs git, which is not installed or not on PATH',
};

export const tooLarge: GitProblem = {
  kind: 'too-large',
  message: "git's output is too large",
};

/** @param seconds how long mkt waited. */
export function timedOut(seconds: number): GitProblem {
  return {
    kind: 'time-out',
    message: `git did not finish within ${seconds} seconds; set \`MKT_TIMEOUT\` to a higher number of seconds, or try again`,
  };
}
