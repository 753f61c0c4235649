import { registriesFile, userRegistries, writeUserRegistries } from '../sources/cache/user-registries.ts';
import { Failure } from './failure.ts';
import type { Io } from './io.ts';

/**
 * The registries that the user has added.
 * @throws Failure if their list cannot be read: using fewer registries would silently change the results.
 */
export function addedRegistries(env: Io['env']): readonly string[] {
  const added = userRegistries(env);
  if ('registries' in added) return added.registries;
  throw new Failure(added.problem, {
    hint: 'fix the file, or remove it, and add your registries again with `mkt registry add`',
  });
}

/**
 * Changes the current list under a lock: a list that was read earlier may be out of date.
 * @throws Failure if another mkt keeps the lock.
 */
export async function changeRegistries(
  env: Io['env'],
  change: (added: readonly string[]) => readonly string[],
): Promise<void> {
  // Every command reads the registries, and few change them.
  const { LockBusy, withLock } = await import('../sources/cache/lock.ts');
  try {
    await withLock(`${registriesFile(env)}.lock`, async () =>
      writeUserRegistries(env, change(addedRegistries(env))),
    );
  } catch (error) {
    if (error instanceof LockBusy) throw new Failure(error.message);
    throw error;
  }
}
