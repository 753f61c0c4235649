import { type Access, accessOf } from '../sources/cache/access.ts';
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
  return accessOf(env, {
    offline,
    fresh,
    lockedCommits,
    ...(!aside.quiet && { waiting: aside.spinner.waiting }),
    notice: (text) => note(aside, text),
  });
}
