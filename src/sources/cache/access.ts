import { spoil } from '../files/trace.ts';
import { cacheFolder } from '../files/user-folders.ts';
import type { Environment } from '../git/git-environment.ts';
import type { GitProblem } from '../git/git-problem.ts';
import { atMost } from '../process/at-most.ts';

/** How to read what is not on this disk; one object for a run, so that its limits apply to the whole run. */
export interface Access {
  readonly env: Environment;
  readonly cache: string;
  /** Nothing is fetched; what was fetched before is used, however old. */
  readonly offline: boolean;
  /** What is in the cache is fetched again, however recent. */
  readonly fresh: boolean;
  /** The commits that a lock names, by the masked URL of their repository: a copy that has had them is not updated. */
  readonly lockedCommits?: ReadonlyMap<string, readonly string[]> | undefined;
  readonly now: () => number;
  /** Waits for so many milliseconds. */
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Limits the number of transfers at the same time. */
  readonly transfer: <T>(work: () => Promise<T>) => Promise<T>;
  /** Servers that did not answer in this run: they are not asked again, or a list of many plugins would wait for each. */
  readonly silentServers: Map<string, GitProblem>;
  /** The histories that were asked for in this run, by repository and ref: the commits, a line each; undefined if not available. */
  readonly histories: Map<string, Promise<Buffer | undefined>>;
  /** Shows that an operation is running that may take long; calling the result ends it. */
  readonly waiting: (what: string) => () => void;
  /** Receives what the user should know about the answer, such as the age of a cached copy. */
  readonly notice: (text: string) => void;
}

const transfersAtOnce = 4;

/** The usual access of a run, with defaults for everything that is not given. */
export function accessOf(
  env: Environment,
  { offline = false, fresh = false, lockedCommits, waiting, notice, pause }: Partial<Access> = {},
): Access {
  const said = new Set<string>();
  return {
    env,
    cache: cacheFolder(env),
    offline,
    fresh,
    lockedCommits,
    now: Date.now,
    pause: pause ?? ((milliseconds) => new Promise((go) => setTimeout(go, milliseconds))),
    transfer: atMost(transfersAtOnce),
    silentServers: new Map(),
    histories: new Map(),
    waiting: waiting ?? (() => () => undefined),
    notice: (text) => {
      // Also where `--quiet` keeps it from being printed.
      spoil('there was a note');
      if (!said.has(text)) notice?.(text);
      said.add(text);
    },
  };
}
