import type { InstallRecord } from '../../model/machine.ts';
import { type Fault, problem } from '../../model/problems.ts';
import type { Setting, SettingsScope } from '../../model/settings.ts';
import type { FileTree } from '../file-tree.ts';
import { type Entry, readManifest, statedVersion } from '../manifest.ts';
import { treeOf } from '../marketplace-file.ts';
import { presentName } from '../requirements.ts';
import { type Settled, usable } from './machine-copy.ts';
import type { MachineFiles, MachineMarketplace } from './machine-files.ts';

/** A plugin of a marketplace that settings enable. */
export interface SwitchedOn {
  readonly id: string;
  readonly name: string;
  readonly marketplace: string;
  readonly setting: Setting<boolean>;
  /** Its installations that count in this folder, the highest scope first. */
  readonly records: readonly InstallRecord[];
}

/** The copy that the client loads of a plugin of a marketplace, or why it loads none. */
export function installedCopy(plugin: SwitchedOn, files: MachineFiles): Settled {
  const { id, name, marketplace, setting, records } = plugin;
  const [record] = records;
  const known = files.marketplaces.get(marketplace);
  const where = { location: setting.location, plugins: [name] };
  if (known?.isAwaited === true)
    return { faults: [problem('installed-state', 'not-fetched', { id, scope: setting.scope }, where)] };
  // That a marketplace is unknown or gone is one fault for all of its plugins.
  if (known?.marketplace === undefined) return { faults: [] };
  const entry = known.marketplace.entries.find((each) => each.name === name);
  if (entry === undefined) {
    const later = presentName(name, known.marketplace.policy.renames);
    const renamed = later !== undefined && later !== name ? { renamedTo: later } : {};
    return {
      faults: [problem('installed-state', 'not-listed', { plugin: name, marketplace, ...renamed }, where)],
    };
  }
  const tree =
    entry.source.kind === 'path' ? inMarketplace(entry, known, files) : fetched(plugin, entry, files);
  if (tree === undefined) return { faults: [whyNone(plugin, entry, known)] };
  const resolvedVersion = entry.source.kind === 'path' ? undefined : record?.resolvedVersion;
  return usable({
    id,
    name,
    marketplace,
    scopes: scopesOf(records, setting.scope),
    manifest: readManifest(tree, entry, files.facts),
    shown: tree.label,
    location: setting.location,
    ...(record && { record }),
    ...(resolvedVersion !== undefined && { resolvedVersion }),
  });
}

/** Of a plugin that needs no record: whose settings switch it on. */
const scopesOf = (records: readonly InstallRecord[], switchedOn: SettingsScope): SettingsScope[] =>
  records.length === 0 ? [switchedOn] : [...new Set(records.map(({ scope }) => scope))];

/**
 * The copy of a plugin inside the marketplace: the current folder, whatever version is recorded. Of a marketplace that
 * was cloned the client keeps a copy by version, and makes no new one while the version stays.
 */
function inMarketplace(
  entry: Entry,
  { marketplace, isInPlace }: MachineMarketplace,
  files: MachineFiles,
): FileTree | undefined {
  const folder = marketplace && treeOf(marketplace.tree, entry);
  if (folder === undefined || isInPlace) return folder;
  const version = statedVersion(readManifest(folder, entry, files.facts));
  const kept =
    version === undefined ? undefined : files.cached(marketplace?.name ?? '', entry.name).get(version);
  return kept?.tree ?? folder;
}

/** The copy of a plugin that the client has fetched from elsewhere. */
function fetched({ records, name, marketplace }: SwitchedOn, entry: Entry, files: MachineFiles) {
  for (const { installPath } of records) {
    const tree = installPath === undefined ? undefined : files.copyAt(installPath);
    if (tree !== undefined) return tree;
  }
  const seeded = [...files.cached(marketplace, name)].filter(([, { isSeed }]) => isSeed);
  const stated = records[0]?.version ?? entry.value.version;
  const [only, ...others] = seeded;
  const chosen = others.length === 0 ? only : seeded.find(([version]) => version === stated);
  return chosen?.[1].tree;
}

/** Why there is nothing to load. */
function whyNone(
  { id, name, setting, records: [record] }: SwitchedOn,
  entry: Entry,
  known: MachineMarketplace,
) {
  const where = { location: setting.location, plugins: [name] };
  if (entry.source.kind === 'path')
    return problem(
      'installed-state',
      'folder-gone',
      { id, folder: entry.source.folder, marketplace: known.shown },
      where,
    ) satisfies Fault;
  if (record !== undefined) {
    const { scope, version } = record;
    return problem(
      'installed-state',
      'files-gone',
      { id, scope, ...(version !== undefined && { version }) },
      { ...where, location: record.location },
    ) satisfies Fault;
  }
  return setting.scope === 'project'
    ? problem('installed-state', 'not-installed', { id }, where)
    : problem('installed-state', 'not-fetched', { id, scope: setting.scope }, where);
}
