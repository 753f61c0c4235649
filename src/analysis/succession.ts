import gte from 'semver/functions/gte.js';
import { pluginId, type Release } from '../model/plugin.ts';
import type { Context } from './context.ts';

/** A plugin that replaced another one, with the first release that includes it. */
interface Heir {
  readonly name: string;
  readonly marketplace: string;
  readonly since: string;
}

/** A chosen plugin of which no successor is chosen. */
export interface Superseded {
  readonly old: Release;
  /** Its successor, that one's successor, and so on; not empty. */
  readonly line: readonly Heir[];
  /** The day of its last release, where the registry knows it. */
  readonly lastRelease: string | undefined;
}

export interface Successions {
  /** Chosen successors, and the chosen plugins that they replaced. */
  readonly together: ReadonlyMap<Release, readonly Release[]>;
  /** The others, grouped by the plugin that replaced them. */
  readonly alone: readonly (readonly Superseded[])[];
}

/** Finds the chosen plugins that were replaced by others. */
export function successionsIn(context: Context): Successions {
  const chosen = new Map(context.releases.map((release) => [idOf(release), release]));
  const together = new Map<Release, Release[]>();
  const alone = new Map<string, Superseded[]>();
  for (const old of [...context.releases].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1))) {
    const line = heirsOf(old, context);
    const last = line.at(-1);
    if (last === undefined) continue;
    const present = line.flatMap((heir) => {
      const release = chosen.get(idOf(heir));
      // Before that release the successor did not include the components yet.
      return release !== undefined && gte(release.version, heir.since) ? [release] : [];
    })[0];
    if (present !== undefined) append(together, present, old);
    else append(alone, idOf(last), { old, line, lastRelease: context.inCatalogue(old)?.date });
  }
  return { together, alone: [...alone.values()] };
}

/** A plugin with the same name in another marketplace is another plugin. */
const idOf = ({ name, marketplace }: { readonly name: string; readonly marketplace: string }) =>
  pluginId(name, marketplace);

/** The successor of a plugin, that one's successor, and so on, all in its own marketplace. */
function heirsOf(
  old: { readonly name: string; readonly marketplace: string },
  { inCatalogue }: Pick<Context, 'inCatalogue'>,
): Heir[] {
  const { marketplace } = old;
  const line: Heir[] = [];
  let heir = inCatalogue(old)?.supersededBy;
  while (heir !== undefined && !line.some((each) => each.name === heir?.name)) {
    line.push({ ...heir, marketplace });
    heir = inCatalogue({ name: heir.name, marketplace })?.supersededBy;
  }
  return line;
}

function append<Key, T>(map: Map<Key, T[]>, key: Key, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
