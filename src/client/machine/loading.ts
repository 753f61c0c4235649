import type { InstallRecord, MachinePlugin, PluginState } from '../../model/machine.ts';
import { skillsMarketplace } from '../../model/plugin-id.ts';
import { type Fault, problem } from '../../model/problems.ts';
import type { Setting, SettingsScope } from '../../model/settings.ts';
import { isVersion } from '../../model/version.ts';
import { member, textOf } from '../../text/values.ts';
import { installedCopy, type SwitchedOn } from './installed-copy.ts';
import { loadedNeeds, type Needs } from './loaded-needs.ts';
import type { MachineCopy } from './machine-copy.ts';
import type { MachineFiles } from './machine-files.ts';
import { skillsCopies } from './skills-copies.ts';

/** What a session on a machine would load. */
export interface Loading {
  /** The enabled plugins whose files can be read, with what each needs from the others. */
  readonly loaded: readonly Needs[];
  /** Everything that is installed or enabled, sorted by id. */
  readonly plugins: readonly MachinePlugin[];
  /** What is wrong with the state of the machine, and with plugins of which nothing loads. */
  readonly faults: readonly Fault[];
}

/** Scopes of records, the one that counts first. */
const scopeOrder: readonly SettingsScope[] = ['managed', 'local', 'project', 'user'];

/** Pseudo-marketplaces of plugins that come from no marketplace; the client alone knows what is in those that are not on the disk. */
const placeless: ReadonlySet<string> = new Set([skillsMarketplace, 'inline', 'synced', 'builtin']);

/** Decides what the client loads, and from where. */
export function loadingOf(files: MachineFiles): Loading {
  const rows = new Map<string, MachinePlugin>();
  const copies: MachineCopy[] = [];
  const names = new Map<string, string>();
  const known = candidatesOf(files);
  const faults = marketplaceFaults(known.filter(isOn), files);
  for (const plugin of known) {
    const { id, name, records, others } = plugin;
    const row = (state: PluginState, copy?: MachineCopy) =>
      rows.set(id, rowOf(id, state, copy?.scopes ?? scopesOf(records.length > 0 ? records : others), copy));
    if (!isOn(plugin)) {
      if (records.length > 0) row('off');
      else if (others.length > 0) row('elsewhere');
    } else {
      const settled = installedCopy(plugin, files);
      if ('copy' in settled) {
        copies.push(settled.copy);
        names.set(settled.copy.manifest.namespace, id);
        row('loads', settled.copy);
      } else {
        faults.push(...settled.faults);
        row('fails');
      }
    }
    // A disabled one still occupies its name.
    if (records.length > 0 && !names.has(name)) names.set(name, id);
  }
  const skills = skillsCopies(files, names);
  copies.push(...skills.copies);
  for (const copy of skills.copies) rows.set(copy.id, rowOf(copy.id, 'loads', copy.scopes, copy));
  for (const copy of skills.off) rows.set(copy.id, rowOf(copy.id, 'off', copy.scopes, copy));
  for (const { id, scope } of skills.failed) if (!rows.has(id)) rows.set(id, rowOf(id, 'fails', [scope]));
  const inState = (state: PluginState) =>
    new Set([...rows.values()].flatMap((row) => (row.state === state ? [row.id] : [])));
  const others = { off: inState('off'), failed: inState('fails') };
  const { needs, faults: unmet, broken } = loadedNeeds(copies, others);
  for (const id of broken) {
    const row = rows.get(id);
    if (row !== undefined) rows.set(id, { ...row, state: 'fails' });
  }
  return {
    loaded: needs,
    faults: [...faults, ...skills.faults, ...unmet, ...copies.flatMap(otherVersion)],
    plugins: [...rows.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

/** A plugin of a marketplace that is installed or that settings name. */
interface Candidate extends Omit<SwitchedOn, 'setting'> {
  readonly setting: Setting<boolean> | undefined;
  /** Installations for other folders. */
  readonly others: readonly InstallRecord[];
}

/** Without a setting a plugin is off, installed or not. */
const isOn = (candidate: Candidate): candidate is Candidate & SwitchedOn => candidate.setting?.value === true;

/** In the order of the settings that switch them on, the others last. */
function candidatesOf({ records, settings, isHere }: MachineFiles): Candidate[] {
  const byId = new Map<string, InstallRecord[]>();
  for (const record of records) byId.set(record.id, [...(byId.get(record.id) ?? []), record]);
  return [...new Set([...settings.enabledPlugins.keys(), ...byId.keys()])].flatMap((id): Candidate[] => {
    const at = id.lastIndexOf('@');
    const [name, marketplace] = [id.slice(0, at), id.slice(at + 1)];
    if (placeless.has(marketplace)) return [];
    const all = byId.get(id) ?? [];
    const counts = ({ scope, projectPath }: InstallRecord) =>
      scope === 'user' || scope === 'managed' || (projectPath !== undefined && isHere(projectPath));
    return [
      {
        id,
        name,
        marketplace,
        setting: settings.enabledPlugins.get(id),
        records: all.filter(counts).sort((a, b) => scopeOrder.indexOf(a.scope) - scopeOrder.indexOf(b.scope)),
        others: all.filter((record) => !counts(record)),
      },
    ];
  });
}

const scopesOf = (records: readonly InstallRecord[]): SettingsScope[] => [
  ...new Set(records.map(({ scope }) => scope)),
];

function rowOf(
  id: string,
  state: PluginState,
  scopes: readonly SettingsScope[],
  copy?: MachineCopy,
): MachinePlugin {
  const recorded = copy?.record?.version;
  return {
    id,
    state,
    scopes,
    ...(recorded !== undefined && { recorded }),
    ...(copy !== undefined && { copy: copy.shown }),
  };
}

/** If a marketplace is unknown or missing, none of its plugins load. */
function marketplaceFaults(on: readonly SwitchedOn[], { marketplaces }: MachineFiles): Fault[] {
  const byMarketplace = new Map<string, SwitchedOn[]>();
  for (const plugin of on) {
    const { marketplace } = plugin;
    if (marketplaces.get(marketplace)?.marketplace === undefined)
      byMarketplace.set(marketplace, [...(byMarketplace.get(marketplace) ?? []), plugin]);
  }
  return [...byMarketplace].flatMap(([marketplace, plugins]) => {
    if (marketplaces.get(marketplace)?.isAwaited === true) return [];
    const names = plugins.map(({ name }) => name).sort();
    const where = { location: (plugins[0] as SwitchedOn).setting.location, plugins: names };
    const known = marketplaces.get(marketplace);
    return known === undefined
      ? problem('installed-state', 'marketplace-unknown', { marketplace, plugins: names }, where)
      : problem(
          'installed-state',
          'marketplace-gone',
          { marketplace, plugins: names, place: known.shown },
          where,
        );
  });
}

/** The client lists the version that it recorded, and may load another one. */
function otherVersion({ id, name, record, manifest, shown, location }: MachineCopy): Fault[] {
  const recorded = record?.resolvedVersion ?? record?.version;
  const loaded = textOf(member(manifest.json?.value, 'version'));
  if (record === undefined || recorded === undefined || loaded === undefined) return [];
  // A version with a commit behind it, or none at all, cannot be compared.
  const [before = ''] = recorded.split(/-[0-9a-f]{12}$/);
  if (!isVersion(before) || !isVersion(loaded) || before === loaded) return [];
  return [
    problem(
      'installed-state',
      'other-version',
      { id, recorded: before, loaded, copy: shown },
      { location: location ?? record.location, plugins: [name] },
    ),
  ];
}
