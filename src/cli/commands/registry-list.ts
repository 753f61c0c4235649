import type { RegistriesResult, RegistryRow } from '../../report/results.ts';
import { readBundled } from '../../sources/registries/bundled.ts';
import { accessFor } from '../access.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';
import { describeRegistry, namedRegistries } from '../registries.ts';

/** `mkt registry list`: every registry that commands search, in their order. Does not use the network. */
export async function run({ options, world }: Call): Promise<Answer<RegistriesResult>> {
  const { env, aside } = world;
  const named = await namedRegistries(options, env);
  const access = accessFor({ env, aside: { ...aside, quiet: true } }, { offline: true });
  const rows: RegistryRow[] = await Promise.all(
    named.map((each) => describeRegistry(each, options.cwd, access)),
  );
  if (options.bundled) rows.push(await bundledRow());
  if (rows.length === 0 && !aside.quiet)
    aside.stream.write(
      `${aside.style.cyan('hint:')} there are no registries: add one with \`mkt registry add <source>\`, for example \`mkt registry add owner/repo\`\n`,
    );
  return { code: exitCode.fine, result: { rows } };
}

async function bundledRow(): Promise<RegistryRow> {
  const { registry } = await readBundled();
  const { source, marketplaces } = registry;
  return { source, from: 'bundled', marketplaces, plugins: registry.names()?.length ?? 0 };
}
