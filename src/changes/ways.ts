import type { LockedPlugin } from '../model/lock.ts';
import type { PluginId } from '../model/plugin-id.ts';
import type { Route } from '../model/project.ts';
import type { RefusedCopy } from './copies.ts';
import { closureOf, whyNoPin } from './pins.ts';
import { hasLicense, type LockedRelease, notInSkills } from './plugin-copy.ts';
import { isStatedFor, routeOf, type StatedRoutes } from './routes.ts';

/** How a locked plugin reaches the client, and why, if the project does not ask for it. */
export interface Way {
  readonly route: Route;
  readonly reason?: string;
}

/** More bytes than this do not go into a project's repository unless it asks for them: every clone would have them for good. */
const mostCopiedBytes = 5 * 1024 * 1024;

/**
 * The way of each locked plugin: what the project states; for what cannot be a copy a pin, where that holds, or else a session. What a
 * pinned plugin requires is pinned, too.
 * @param releases those whose files were read.
 */
export function waysOf(
  plugins: ReadonlyMap<PluginId, LockedPlugin>,
  releases: ReadonlyMap<PluginId, LockedRelease>,
  { stated, mayPin }: { readonly stated: StatedRoutes; readonly mayPin: boolean },
): { readonly ways: ReadonlyMap<PluginId, Way>; readonly refused: readonly RefusedCopy[] } {
  const ways = new Map<PluginId, Way>();
  for (const [id, locked] of plugins) ways.set(id, { route: routeOf(locked, stated) });
  const refused: RefusedCopy[] = [];
  /** Pins a plugin with all that it requires; returns why that is not possible. */
  const pin = (id: PluginId, reason: string | undefined): string | undefined => {
    const all = closureOf(id, plugins);
    const why = all.flatMap((each) => whyNot(each, id) ?? [])[0] ?? twinsIn(all, id);
    if (why !== undefined) return why;
    for (const each of all) {
      const is = each === id ? reason : `\`${id}\`, which uses the route \`pin\`, requires it`;
      if (ways.get(each)?.route !== 'pin')
        ways.set(each, { route: 'pin', ...(is !== undefined && { reason: is }) });
    }
    return undefined;
  };
  /** A marketplace has each name once, also among what one plugin requires. */
  const twinsIn = (all: readonly PluginId[], root: PluginId): string | undefined => {
    const byName = new Map<string, PluginId>();
    for (const each of all) {
      const name = plugins.get(each)?.name ?? each;
      const twin = byName.get(name);
      if (twin !== undefined) {
        const [one, other] = each === root ? [each, twin] : [twin, each];
        return one === root
          ? `it requires \`${other}\`, which has the same name`
          : `it requires both \`${one}\` and \`${other}\`, which have the same name`;
      }
      byName.set(name, each);
    }
    return undefined;
  };
  const whyNot = (each: PluginId, root: PluginId): string | undefined => {
    const locked = plugins.get(each);
    const release = releases.get(each);
    // What could not be read is refused already.
    if (locked === undefined || release === undefined) return undefined;
    const of = each === root ? '' : `\`${each}\`, which it requires, cannot be pinned: `;
    const route = ways.get(each)?.route ?? 'skills';
    if (route !== 'pin' && isStatedFor(locked, stated)) {
      if (each !== root) return `\`route\` is \`${route}\` for \`${each}\`, which it requires`;
    }
    const twin = [...ways].find(
      ([id, way]) => id !== each && way.route === 'pin' && plugins.get(id)?.name === locked.name,
    );
    if (twin !== undefined) return `${of}\`${twin[0]}\` is pinned, too, and has the same name`;
    const why = whyNoPin(release, releases);
    return why === undefined ? undefined : `${of}${why}`;
  };
  for (const [id, { route }] of [...ways]) {
    if (route !== 'pin') continue;
    const why = pin(id, undefined);
    if (why !== undefined)
      refused.push({
        id,
        reason: `it cannot be pinned: ${why}`,
        hint: 'choose another route for it in `mkt.yaml`',
      });
  }
  for (const [id, { route }] of [...ways]) {
    const release = releases.get(id);
    if (route !== 'skills' || release === undefined || ways.get(id)?.route !== 'skills') continue;
    const reason =
      notInSkills(release) ??
      (hasRoute(release.locked, stated) ? undefined : (tooLarge(release) ?? unlicensed(release)));
    if (reason === undefined) continue;
    const why = mayPin ? pin(id, reason) : 'the plugin list is not in `mkt.yaml`';
    if (why !== undefined)
      ways.set(id, { route: 'run', reason: `${reason}; and it cannot be pinned: ${why}` });
  }
  return { ways, refused };
}

/** Whether the project says anything about the route of a plugin. */
const hasRoute = (locked: LockedPlugin, stated: StatedRoutes): boolean =>
  typeof stated === 'string' || isStatedFor(locked, stated);

function tooLarge({ entries }: LockedRelease): string | undefined {
  const bytes = entries.reduce((sum, { kind, size }) => sum + (kind === 'file' ? size : 0), 0);
  if (bytes <= mostCopiedBytes) return undefined;
  return `its files take ${Math.ceil(bytes / 1024 / 1024)} MB, which would stay in every clone of the project for good (\`route: skills\` copies them anyway)`;
}

const unlicensed = (release: LockedRelease): string | undefined =>
  hasLicense(release)
    ? undefined
    : 'it states no license, so a copy of its files in the project may not be allowed (`route: skills` copies them anyway)';
