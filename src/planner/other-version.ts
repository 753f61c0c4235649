import { type PluginId, pluginId, type Release } from '../model/plugin.ts';
import type { AddedFrom } from './input.ts';
import { tagOf } from './marketplace-commands.ts';

/** What decides which version of a plugin the client installs. */
interface Installed {
  /** The versions that it would install in place of the chosen ones. */
  readonly otherVersions?: ReadonlyMap<PluginId, string> | undefined;
  /** How it can add each marketplace, where that is known. */
  readonly sources?: ReadonlyMap<string, AddedFrom> | undefined;
}

/** The version that the client installs in place of a release, if no command of a plan can make it install that one. */
export function otherVersion(release: Release, { otherVersions, sources }: Installed): string | undefined {
  const other = otherVersions?.get(pluginId(release.name, release.marketplace));
  return other !== undefined && tagOf(release, sources?.get(release.marketplace)) === undefined
    ? other
    : undefined;
}
