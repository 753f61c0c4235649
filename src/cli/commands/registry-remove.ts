import { resolve } from 'node:path';
import { masked } from '../../model/mask.ts';
import { nearest } from '../../model/nearest.ts';
import { printable } from '../../model/text.ts';
import type { RegistryChange } from '../../report/results.ts';
import { accessFor } from '../access.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';
import { didYouMean, Failure } from '../failure.ts';
import { describeRegistry } from '../registries.ts';
import { addedRegistries, changeRegistries } from '../user-registries.ts';
import type { World } from '../world.ts';

/** `mkt registry remove`: removes a registry from the user's list, by its source or by the name of its marketplace. */
export async function run({ args, options, world }: Call): Promise<Answer<RegistryChange>> {
  const [stated = ''] = args;
  const added = addedRegistries(world.env);
  const source =
    added.find((each) => isMeant(each, stated, options.cwd)) ??
    (await sourceWithMarketplace(stated, added, options.cwd, world));
  if (source === undefined) {
    throw new Failure(`\`${printable(masked(stated))}\` is not one of the registries that you added`, {
      code: exitCode.problem,
      hint: didYouMean(nearest(stated, added.map(masked))) ?? 'run `mkt registry list` to see them',
    });
  }
  await changeRegistries(world.env, (now) => now.filter((each) => each !== source));
  const row = { source: masked(source), from: 'user' as const, marketplaces: [] };
  return { code: exitCode.fine, result: { rows: [row], wasThere: true } };
}

function isMeant(source: string, stated: string, cwd: string): boolean {
  return source === stated || masked(source) === stated || source === resolve(cwd, stated);
}

/** The only registry with a marketplace of this name, as far as that is known without the network. */
async function sourceWithMarketplace(
  name: string,
  added: readonly string[],
  cwd: string,
  { env, aside }: World,
): Promise<string | undefined> {
  const access = accessFor({ env, aside: { ...aside, quiet: true } }, { offline: true });
  const rows = await Promise.all(
    added.map((source) => describeRegistry({ source, from: 'user' }, cwd, access)),
  );
  const found = added.filter((_, index) => rows[index]?.marketplaces.includes(name));
  return found.length === 1 ? found[0] : undefined;
}
