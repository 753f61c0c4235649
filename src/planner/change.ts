import { pinsBundle } from '../model/pins.ts';
import type { PlanChange, PlannedChange, Succession } from '../model/plan.ts';
import { type PluginId, pluginId, type Release, shownVersion } from '../model/plugin.ts';
import type { AddedFrom, Now } from './input.ts';
import { otherVersion } from './other-version.ts';
import type { Team } from './team.ts';

interface Compared {
  readonly now: Now | undefined;
  /** The plugins that the client loads from copies in the project. */
  readonly copied: ReadonlySet<PluginId> | undefined;
  /** The plugins that the client loads from the project's pins, and the ids by which it knows them. */
  readonly pinned: ReadonlyMap<PluginId, PluginId> | undefined;
  /** The commits at which the pins are. */
  readonly pinCommits?: ReadonlyMap<PluginId, string> | undefined;
  /** The plugins that are left out of the steps. */
  readonly absent: ReadonlySet<string>;
  /** The plugins that those of the plan replaced. */
  readonly successions: readonly Succession[];
  /** The versions that the client would install of plugins in place of the chosen ones. */
  readonly otherVersions?: ReadonlyMap<PluginId, string> | undefined;
  /** How the client can add each marketplace, where that is known. */
  readonly sources?: ReadonlyMap<string, AddedFrom> | undefined;
}

/** Compares the plan with what is installed, enabled and locked. */
export function changeOf(team: Team, compared: Compared): PlanChange {
  const { now, pinned = new Map<PluginId, PluginId>(), absent, successions } = compared;
  const planned = new Set<PluginId>(team.names.map((name) => team.id(name)));
  for (const pin of pinned.values()) planned.add(pin).add(bundleOf(pin));
  const others = [...(now?.plugins ?? [])]
    .filter(([id, { state }]) => state === 'loads' && !planned.has(id))
    .map(([id]) => id);
  const disabled = others.flatMap((id): PlannedChange[] => {
    const heir = successions.find(({ plugin, marketplace }) => pluginId(plugin, marketplace) === id)?.by;
    if (heir !== undefined) return [{ plugin: id, action: 'disable', because: `${heir} replaced it` }];
    const by = team.releases.find(({ conflicts, marketplace }) =>
      conflicts.some(
        ({ name, range, marketplace: of = marketplace }) => range === '*' && pluginId(name, of) === id,
      ),
    );
    return by === undefined
      ? []
      : [{ plugin: id, action: 'disable', because: `${by.name} does not go together with it` }];
  });
  const gone = new Set(disabled.map(({ plugin }) => plugin));
  return {
    plugins: [
      ...team.names.filter((name) => !absent.has(name)).map((name) => changeOfOne(name, team, compared)),
      ...disabled,
    ],
    others: others.filter((id) => !gone.has(id)),
  };
}

/** What happens to a plugin, and which version the client installs if no command can ask for the planned one. */
function changeOfOne(plugin: string, team: Team, compared: Compared): PlannedChange {
  const change = plannedChange(plugin, team, compared);
  const installs = otherVersion(team.release(plugin), compared);
  const isInstalled = change.action === 'add' || change.action === 'move';
  return installs !== undefined && isInstalled ? { ...change, installs } : change;
}

function plannedChange(
  plugin: string,
  team: Team,
  { now, copied, pinned, pinCommits }: Compared,
): PlannedChange {
  const id = team.id(plugin);
  const release = team.release(plugin);
  const to = versionIn(release);
  const locked = now?.locked?.get(id);
  const base = {
    plugin,
    ...(to !== undefined && { to }),
    ...(locked !== undefined && locked !== release.version && { locked }),
  };
  if (copied?.has(id) === true) return { ...base, action: 'keep' };
  const there = now?.plugins.get(pinned?.get(id) ?? id);
  if (there === undefined || there.state === 'elsewhere') return { ...base, action: 'add' };
  const { version: from, state } = there;
  if (from !== undefined && to !== undefined && from !== to) return { ...base, action: 'move', from };
  // The lock of a pin names a commit, and the client could have installed another one of the same version.
  const [at, wanted] = [there.commit, pinCommits?.get(id)];
  if (state === 'loads' && at !== undefined && wanted !== undefined && at !== wanted)
    return { ...base, action: 'move', from: atCommit(from ?? to, at), to: atCommit(to, wanted) };
  // One that fails is installed again: most often its files are missing.
  return { ...base, action: state === 'loads' ? 'keep' : state === 'off' ? 'enable' : 'add' };
}

const atCommit = (version: string | undefined, commit: string): string =>
  `${version === undefined ? '' : `${version} `}at ${commit.slice(0, 12)}`;

/** The plugin that brings a pinned one along. */
const bundleOf = (pin: PluginId): PluginId => pluginId(pinsBundle, pin.slice(pin.lastIndexOf('@') + 1));

/** The version that users see; undefined if the release has none. */
const versionIn = (release: Release): string | undefined =>
  release.unpinnable === true && release.statedVersion === undefined ? undefined : shownVersion(release);
