import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { holdsCredentials } from '../../model/mask.ts';
import { printable } from '../../model/text.ts';
import type { RegistryChange } from '../../report/results.ts';
import { registriesFile } from '../../sources/cache/user-registries.ts';
import { accessFor } from '../access.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';
import { Failure } from '../failure.ts';
import { describeRegistry } from '../registries.ts';
import { addedRegistries, changeRegistries } from '../user-registries.ts';
import { note } from '../world.ts';

/** `mkt registry add`: adds a registry for all projects of the user, if it can be read. */
export async function run({ args, options, world }: Call): Promise<Answer<RegistryChange>> {
  const { env, aside } = world;
  const [stated = ''] = args;
  const path = resolve(options.cwd, stated);
  // An absolute path means the same in every folder.
  const source = !/[\0-\x1f]/.test(stated) && existsSync(path) ? path : stated;
  const before = addedRegistries(env);
  const access = accessFor(world, { offline: options.offline, fresh: true });
  const row = await describeRegistry({ source, from: 'user' }, options.cwd, access);
  if (row.problem !== undefined)
    throw new Failure(printable(`cannot add \`${row.source}\`: ${row.problem}`), {
      code: row.isWorld === true ? exitCode.failed : exitCode.usage,
      hint: 'a registry is a folder, an index file, `owner/repo`, a git URL, or the URL of a `marketplace.json`',
    });
  const wasThere = before.includes(source);
  if (!wasThere)
    await changeRegistries(env, (added) => (added.includes(source) ? added : [...added, source]));
  if (holdsCredentials(source))
    note(
      aside,
      `the credentials in this URL are stored in \`${registriesFile(env)}\`, which only you can read; a git credential helper is safer`,
    );
  return { code: exitCode.fine, result: { rows: [row], wasThere } };
}
