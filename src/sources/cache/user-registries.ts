import { join } from 'node:path';
import { writeAtomically } from '../files/atomic-write.ts';
import { readOwn } from '../files/read-file.ts';
import { configFolder } from '../files/user-folders.ts';
import type { Environment } from '../git/git-environment.ts';

/** The registries that the user has added for all projects, or why the file with their list cannot be used. */
export type UserRegistries = { readonly registries: readonly string[] } | { readonly problem: string };

/** The file with the registries that the user has added. */
export function registriesFile(env: Environment): string {
  return join(configFolder(env), 'registries.json');
}

/** The registries that the user has added, in order. Without the file, there are none. */
export function userRegistries(env: Environment): UserRegistries {
  const file = registriesFile(env);
  const problem = (reason: string) => ({ problem: `\`${file}\` ${reason}` });
  let text: string;
  try {
    text = readOwn(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? { registries: [] } : problem('cannot be read');
  }
  try {
    const { registries } = JSON.parse(text) as { registries?: unknown };
    return Array.isArray(registries) && registries.every((each): each is string => typeof each === 'string')
      ? { registries }
      : problem('must have a key `registries` with a list of strings');
  } catch {
    return problem('is not valid JSON');
  }
}

/** Writes the whole list; only the user can read it, since a URL may contain a token. */
export function writeUserRegistries(env: Environment, registries: readonly string[]): void {
  writeAtomically(registriesFile(env), `${JSON.stringify({ registries }, null, 2)}\n`);
}
