import { type RegistryRow, registriesJson, registriesText } from '../../report/registries.ts';
import { readBundled } from '../../sources/registries/bundled.ts';
import { accessFor } from '../access.ts';
import type { Call } from '../command.ts';
import { emit } from '../emit.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { look, namedRegistries } from '../registries.ts';

/** `mkt registry list`: every registry that commands ask, in their order. Uses no network. */
export async function run(call: Call): Promise<ExitCode> {
  const { options, out, err, width, io } = call;
  const named = await namedRegistries(call);
  const still: Call = { ...call, options: { ...options, offline: true, quiet: true } };
  const access = accessFor(still);
  const rows: RegistryRow[] = await Promise.all(named.map((each) => look(each, options.cwd, access)));
  if (options.bundled) rows.push(await bundledRow());
  if (rows.length === 0 && !options.quiet)
    io.stderr.write(
      `${err.cyan('hint:')} no registry is named: add one with \`mkt registry add <source>\`, for example \`mkt registry add owner/repo\`\n`,
    );
  const terminal = io.stdout.isTTY === true && options.output === undefined;
  await emit(
    call,
    options.format === 'json' ? registriesJson(rows) : registriesText(rows, { style: out, width, terminal }),
  );
  return exitCode.fine;
}

async function bundledRow(): Promise<RegistryRow> {
  const { registry } = await readBundled();
  const { source, marketplaces } = registry;
  return { source, from: 'bundled', marketplaces, plugins: registry.names()?.length ?? 0 };
}
