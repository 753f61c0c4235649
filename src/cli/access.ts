import { printable } from '../model/text.ts';
import { type Access, accessOf } from '../sources/cache/access.ts';
import type { Call } from './command.ts';
import { spinner } from './spinner.ts';

/** How this run gets at registries elsewhere: what it waits for is shown on a terminal, what the user should know on stderr. */
export function accessFor(call: Call, { fresh = false }: { fresh?: boolean } = {}): Access {
  const { io, err, options } = call;
  const { waiting, clear } = spinner(io, { isQuiet: options.quiet });
  return accessOf(io.env, {
    offline: options.offline,
    fresh,
    waiting,
    notice: (text) => {
      if (options.quiet) return;
      clear();
      io.stderr.write(`${err.yellow('note:')} ${printable(text)}\n`);
    },
  });
}
