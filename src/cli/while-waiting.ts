import type { World } from './world.ts';

/** Does something that may take long, and says on a terminal what is waited for. */
export async function whileWaiting<Result>(
  what: string,
  { aside }: Pick<World, 'aside'>,
  work: () => Promise<Result>,
): Promise<Result> {
  const done = aside.spinner.waiting(what);
  try {
    return await work();
  } finally {
    done();
  }
}
