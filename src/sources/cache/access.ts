import { cacheFolder } from '../files/user-folders.ts';
import type { Environment } from '../git/git-environment.ts';
import type { GitProblem } from '../git/git-problem.ts';
import { atMost } from '../process/at-most.ts';

/** How to get at what does not lie on this disk; one for a run, so that the bounds hold for all of it. */
export interface Access {
  readonly env: Environment;
  readonly cache: string;
  /** Nothing is fetched; what was fetched before is used, however old. */
  readonly offline: boolean;
  /** What is in the cache is fetched anew, however young. */
  readonly fresh: boolean;
  readonly now: () => number;
  /** Bounds how many transfers go on at once. */
  readonly transfer: <T>(work: () => Promise<T>) => Promise<T>;
  /** Servers that did not answer in this run: they are not asked again, or a list of many plugins would wait for each. */
  readonly silentServers: Map<string, GitProblem>;
  /** Tells that something is going on that may take long; the result ends it. */
  readonly waiting: (what: string) => () => void;
  /** Receives what the user should know of the answer, such as how old a copy is. */
  readonly notice: (text: string) => void;
}

const transfersAtOnce = 4;

/** The ordinary access of a run, with what is not given left to its default. */
export function accessOf(
  env: Environment,
  { offline = false, fresh = false, waiting, notice }: Partial<Access> = {},
): Access {
  const said = new Set<string>();
  return {
    env,
    cache: cacheFolder(env),
    offline,
    fresh,
    now: Date.now,
    transfer: atMost(transfersAtOnce),
    silentServers: new Map(),
    waiting: waiting ?? (() => () => undefined),
    notice: (text) => {
      if (!said.has(text)) notice?.(text);
      said.add(text);
    },
  };
}
