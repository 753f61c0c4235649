import { pinsBundle, pinsFolder } from '../model/pins.ts';
import type { PluginId } from '../model/plugin-id.ts';
import { isArgument } from '../model/shell.ts';
import type { Pins } from './pins.ts';

/** What the client has to install in a project. */
export interface ToInstall {
  readonly pins: Pins | undefined;
  /** Each pinned plugin as it is locked, by the id that the client knows; those that require come before what they require. */
  readonly pinned: ReadonlyMap<PluginId, { readonly commit: string; readonly version: string }>;
  /** Plugins that are taken from their own marketplaces. */
  readonly listed: readonly PluginId[];
  /** What `marketplace add` takes for each of those. */
  readonly addFrom: ReadonlyMap<string, string>;
  readonly scope: 'project' | 'local' | 'user';
}

/** What the client has already. */
export interface Here {
  readonly marketplaces: ReadonlySet<string>;
  readonly plugins: ReadonlyMap<
    PluginId,
    { readonly scope: string; readonly commit?: string; readonly version?: string }
  >;
}

/**
 * The client's own commands, without its name, that install what is missing on a machine and move what is there in another version.
 * What the client would take for an option is not among them: names and sources come from others.
 */
export function installSteps(
  { pins, pinned, listed, addFrom, scope }: ToInstall,
  here: Here,
): readonly (readonly string[])[] {
  const steps: string[][] = [];
  const at = ['--scope', scope];
  const known = new Set(here.marketplaces);
  const add = (name: string, from: string | undefined) => {
    if (known.has(name) || from === undefined || !isArgument(from)) return;
    known.add(name);
    steps.push(['plugin', 'marketplace', 'add', from, ...at]);
  };
  if (pins !== undefined) {
    add(pins.marketplace, `./${pinsFolder}`);
    const bundle = `${pinsBundle}@${pins.marketplace}`;
    const isFirst = !here.plugins.has(bundle);
    if (isFirst) steps.push(['plugin', 'install', bundle, ...at]);
    for (const [id, { commit, version }] of pinned) {
      if (!isArgument(id)) continue;
      const there = here.plugins.get(id);
      if (there?.commit !== undefined && there.commit === commit) continue;
      // The bundle brings along what is not there yet.
      if (there === undefined) isFirst || steps.push(['plugin', 'install', id, ...at]);
      // What is installed elsewhere is another copy, which the client does not update from here.
      else if (there.scope !== scope) steps.push(['plugin', 'install', id, ...at]);
      // The client looks at versions alone: of the same one it takes no other commit.
      else if (there.version === undefined || there.version === version)
        steps.push(['plugin', 'uninstall', id, '--keep-data', ...at], ['plugin', 'install', id, ...at]);
      else steps.push(['plugin', 'update', id, ...at]);
    }
  }
  for (const id of listed) {
    if (!isArgument(id)) continue;
    const marketplace = id.slice(id.lastIndexOf('@') + 1);
    add(marketplace, addFrom.get(marketplace));
    if (!here.plugins.has(id)) steps.push(['plugin', 'install', id, ...at]);
  }
  return steps;
}
