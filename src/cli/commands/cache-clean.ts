import { count, printable } from '../../model/text.ts';
import { jsonText } from '../../report/json.ts';
import { cleanCache } from '../../sources/cache/clean.ts';
import { cacheFolder } from '../../sources/files/user-folders.ts';
import type { Call } from '../command.ts';
import { emit } from '../emit.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';

/** `mkt cache clean`: removes everything that can be fetched again. */
export async function run(call: Call): Promise<ExitCode> {
  const { options, io } = call;
  const { folder, copies, bytes } = cleanCache(cacheFolder(io.env));
  const text =
    copies === 0
      ? `nothing was cached in ${folder}`
      : `removed ${count(copies, 'cached copy', 'cached copies')} (${Math.ceil(bytes / 1024)} KB) from ${folder}`;
  const json = () => jsonText({ ok: true, folder, copies, bytes });
  await emit(call, options.format === 'json' ? json() : options.quiet ? '' : printable(text));
  return exitCode.fine;
}
