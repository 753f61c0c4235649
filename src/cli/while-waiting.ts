import { spinner } from './spinner.ts';
import type { World } from './world.ts';

/** Does something that may take long, and says on a terminal what is waited for. */
export async function whileWaiting<Result>(
  what: string,
  { env, aside }: Pick<World, 'env' | 'aside'>,
  work: () => Promise<Result>,
): Promise<Result> {
  const done = spinner({ stderr: aside.stream, env }, { isQuiet: aside.quiet }).waiting(what);
  try {
    return await work();
  } finally {
    done();
  }
}

/** Lets go for a moment in the middle of long work, so that what is waited for can be shown. */
export const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
