import { type Access, accessOf } from '../sources/cache/access.ts';
import { spinner } from './spinner.ts';
import { note, type World } from './world.ts';

/** How this run reaches remote registries: waits are shown on a terminal, notices on stderr. */
export function accessFor(
  { env, aside }: Pick<World, 'env' | 'aside'>,
  {
    offline,
    fresh = false,
    lockedCommits,
  }: Pick<Partial<Access>, 'fresh' | 'lockedCommits'> & { offline: boolean },
): Access {
  const { waiting, clear } = spinner({ stderr: aside.stream, env }, { isQuiet: aside.quiet });
  return accessOf(env, {
    offline,
    fresh,
    lockedCommits,
    waiting,
    notice: (text) => {
      clear();
      note(aside, text);
    },
  });
}
