import { userRegistries } from '../registry/cache/user-registries.ts';
import { Failure } from './failure.ts';
import type { Io } from './io.ts';

/**
 * The registries that the user has added.
 * @throws Failure if their list cannot be used: to ask fewer registries without a word would give other answers.
 */
export function addedRegistries({ env }: Io): readonly string[] {
  const added = userRegistries(env);
  if ('registries' in added) return added.registries;
  throw new Failure(added.problem, {
    hint: 'mend the file, or remove it and add your registries again with `mkt registry add`',
  });
}
