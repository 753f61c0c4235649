import { homedir } from 'node:os';
import { resolve } from 'node:path';

/**
 * The home folder of the user, as the client and git look for it. A user that the system does not know has none, as in a container that
 * is started with a bare number: then the root folder, where nothing of anyone's is, and which that user cannot write to.
 * @param ofSystem asks the system, which throws for a user that it does not know.
 */
export const homeFolder = (
  env: Readonly<Record<string, string | undefined>>,
  ofSystem: () => string = homedir,
): string => env.HOME || env.USERPROFILE || found(ofSystem);

function found(ofSystem: () => string): string {
  try {
    return ofSystem();
  } catch {
    return resolve('/');
  }
}
