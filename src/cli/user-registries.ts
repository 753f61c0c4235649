import { LockBusy, withLock } from '../sources/cache/lock.ts';
import { registriesFile, userRegistries, writeUserRegistries } from '../sources/cache/user-registries.ts';
import { Failure } from './failure.ts';
import type { Io } from './io.ts';

/**
 * The registries that the user has added.
 * @throws Failure if their list cannot be used: to ask fewer registries without a word would give other answers.
 */
export function addedRegistries(env: Io['env']): readonly string[] {
  const added = userRegistries(env);
  if ('registries' in added) return added.registries;
  throw new Failure(added.problem, {
    hint: 'mend the file, or remove it and add your registries again with `mkt registry add`',
  });
}

/**
 * Changes the list as it is by now, while no other mkt does: one that was read before may be old.
 * @throws Failure if another mkt does not end.
 */
export async function changeRegistries(
  env: Io['env'],
  change: (added: readonly string[]) => readonly string[],
): Promise<void> {
  try {
    await withLock(`${registriesFile(env)}.lock`, async () =>
      writeUserRegistries(env, change(addedRegistries(env))),
    );
  } catch (error) {
    if (error instanceof LockBusy) throw new Failure(error.message);
    throw error;
  }
}
