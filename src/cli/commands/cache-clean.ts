import type { CleanResult } from '../../report/results.ts';
import { cleanCache } from '../../sources/cache/clean.ts';
import { registriesFile } from '../../sources/cache/user-registries.ts';
import { cacheFolder } from '../../sources/files/user-folders.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';

/** `mkt cache clean`: removes everything that can be fetched or computed again. */
export async function run({ world }: Call): Promise<Answer<CleanResult>> {
  return {
    code: exitCode.fine,
    result: cleanCache(cacheFolder(world.env), [`${registriesFile(world.env)}.lock`]),
  };
}
