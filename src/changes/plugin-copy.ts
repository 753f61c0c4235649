import { applyEdits, modify } from 'jsonc-parser';
import { findMonitors } from '../client/components/monitors.ts';
import {
  declarations,
  declaredDependencies,
  entryComponents,
  type Manifest,
  manifestPath,
} from '../client/manifest.ts';
import { dependencyOf, presentName, type Renames } from '../client/requirements.ts';
import type { TreeEntry } from '../client/tree-entry.ts';
import { places } from '../model/component-kinds.ts';
import type { CopyEdit } from '../model/formats/vendored.ts';
import type { LockedPlugin } from '../model/lock.ts';
import { type PluginId, pluginId } from '../model/plugin-id.ts';
import { noVersion } from '../model/version.ts';
import { isMap, member } from '../text/values.ts';
import { withoutLinks } from './copy-links.ts';

/** One file of a copy: the bytes of a file of the release, or a text that was changed. */
export interface CopyFile {
  readonly path: string;
  readonly executable: boolean;
  readonly content: { readonly from: string } | { readonly text: string };
}

/** What the copy of a locked plugin holds. */
export interface PluginCopy {
  readonly files: readonly CopyFile[];
  /** Everything in which it differs from the release. */
  readonly edits: readonly CopyEdit[];
}

/** Why a plugin cannot be a copy, as the end of a sentence that names the plugin. */
export interface NoCopy {
  readonly refused: string;
}

/** A locked plugin with its files and its marketplace entry. */
export interface LockedRelease {
  readonly locked: LockedPlugin;
  readonly manifest: Manifest;
  readonly entries: readonly TreeEntry[];
  /** The text of its own `plugin.json`. */
  readonly manifestText: string | undefined;
  /** The former names of plugins of its marketplace. */
  readonly renames: Renames;
  /** The names at the top of the repository or the folder that holds it. */
  readonly around?: readonly string[];
}

/** Keys of an entry that say where the plugin is and how it is listed; the rest is its manifest if it has none. */
const listingKeys: ReadonlySet<string> = new Set([
  'name',
  'version',
  'source',
  'strict',
  'category',
  'tags',
  'defaultEnabled',
]);

/**
 * The copy of a locked plugin: its files as they are, except for what the client would otherwise not find next to other copies.
 * @param names the manifest names of all locked plugins, by which copies find each other.
 */
export function pluginCopy(
  release: LockedRelease,
  names: ReadonlyMap<PluginId, string>,
): PluginCopy | NoCopy {
  const { manifest, entries, manifestText } = release;
  const { json, entry } = manifest;
  if (json !== undefined && !isMap(json.value)) return { refused: '`plugin.json` is not a JSON object' };
  if (json === undefined && entry === undefined)
    return { refused: 'it has no `plugin.json`, and its marketplace entry could not be read' };
  const linked = withoutLinks(entries);
  if ('link' in linked)
    return {
      refused: `\`${linked.link}\` is a link that leads out of the plugin, to nothing, or in a cycle`,
    };
  const edits = editsOf(release, names);
  if ('refused' in edits) return edits;
  const files = linked.files.map(
    ({ path, from, executable }): CopyFile => ({ path, executable, content: { from } }),
  );
  if (edits.length === 0) return { files, edits };
  const text = edited(manifest.json === undefined ? '{}\n' : (manifestText ?? '{}\n'), edits);
  const own = files.find(({ path }) => path === manifestPath);
  const changed = { path: manifestPath, executable: own?.executable ?? false, content: { text } };
  return {
    files: [...files.filter((file) => file !== own), changed].sort((a, b) => (a.path < b.path ? -1 : 1)),
    edits,
  };
}

/** What the client does not run of a plugin in a project's skills folder, as the end of a sentence; undefined if it runs all of it. */
export function notInSkills({ manifest, entries }: LockedRelease): string | undefined {
  if (findMonitors(manifest).length > 0)
    return 'it has monitors, which the client does not start from a copy';
  const servers = declarations(manifest, 'mcpServers').flatMap(({ value }) =>
    Array.isArray(value) ? value : [value],
  );
  if (servers.some((each) => typeof each === 'string' && /\.(?:mcpb|dxt)$/i.test(each)))
    return 'it has an MCP bundle, which the client does not load from a copy';
  return needsPackages({ manifest, entries })
    ? 'it needs Node packages (`package.json`), which are not installed for a copy'
    : undefined;
}

const licenseFile = /^(?:un)?(?:licen[cs]e|copying)(?:[.-].*)?$/i;

/** Whether anything says under which terms a plugin may be copied: its manifest, its entry, or a file of it or at the top of its repository. */
export function hasLicense({ manifest, entries, around = [] }: LockedRelease): boolean {
  const { json, entry } = manifest;
  const stated = [json?.value, entry?.value].map((value) => member(value, 'license'));
  if (stated.some((license) => typeof license === 'string' && license.trim() !== '')) return true;
  return [...around, ...entries.map(({ path }) => path)].some((name) => licenseFile.test(name));
}

/** Whether a plugin needs Node packages that are not among its files. */
export function needsPackages({ manifest, entries }: Pick<LockedRelease, 'manifest' | 'entries'>): boolean {
  const packages = member(manifest.open('package.json')?.value, 'dependencies');
  const hasModules = entries.some(({ path }) => path.startsWith('node_modules/'));
  return isMap(packages) && Object.keys(packages).length > 0 && !hasModules;
}

function editsOf(release: LockedRelease, names: ReadonlyMap<PluginId, string>): CopyEdit[] | NoCopy {
  const { locked, manifest, renames } = release;
  const own = manifest.json?.value;
  const edits: CopyEdit[] = [];
  const set = (key: string, why: CopyEdit['why'], after: unknown, before: unknown = member(own, key)) =>
    edits.push({ key, why, ...(before !== undefined && { before }), after });
  if (member(own, 'name') === undefined) set('name', 'name', manifest.namespace);
  const hasNoVersion = locked.version === noVersion && member(own, 'version') === undefined;
  if (!hasNoVersion && member(own, 'version') !== locked.version)
    set('version', 'locked-version', locked.version);
  // The list asks for it, and nothing switches a copy on.
  if (member(own, 'defaultEnabled') === false) set('defaultEnabled', 'off', true);
  const carried = fromEntry(release);
  if ('refused' in carried) return carried;
  for (const [key, value] of carried.fields) set(key, 'entry', value);
  const stated = member(own, 'dependencies');
  let count = Array.isArray(stated) ? stated.length : 0;
  for (const declared of declaredDependencies(manifest)) {
    const { value, from, file } = declared;
    const requirement = dependencyOf(declared);
    if (requirement === undefined) continue;
    const { name: stated, marketplace = locked.marketplace } = requirement;
    const name = marketplace === locked.marketplace ? (presentName(stated, renames) ?? stated) : stated;
    const sibling = names.get(pluginId(name, marketplace));
    if (sibling === undefined)
      return { refused: `it requires \`${pluginId(name, marketplace)}\`, which the lock does not contain` };
    const bare = bareDependency(value, sibling);
    const isOwn = from === 'manifest' && file === manifest.json;
    if (!isOwn) {
      set(`dependencies.${count}`, 'entry', bare, undefined);
      count += 1;
    } else if (bare !== value) set(`dependencies.${declared.path.at(-1)}`, 'sibling', bare, value);
  }
  return edits;
}

/** What the marketplace entry adds. Next to a manifest only what can be added without a change of what the manifest means. */
function fromEntry({
  manifest: { json, entry },
  entries,
}: LockedRelease): { readonly fields: readonly (readonly [string, unknown])[] } | NoCopy {
  if (entry === undefined) return { fields: [] };
  if (json === undefined)
    return {
      fields: Object.entries(entry.value).filter(([key]) => !listingKeys.has(key) && key !== 'dependencies'),
    };
  const added = entry.strict ? entryComponents.filter((key) => entry.value[key] !== undefined) : [];
  const hard = added.find((key) => {
    const place = places.find(({ keys }) => keys.includes(key))?.place ?? key;
    const isThere = entries.some(({ path }) => path === place || path.startsWith(`${place}/`));
    return isThere || member(json.value, key) !== undefined;
  });
  return hard === undefined
    ? { fields: added.map((key) => [key, entry.value[key]] as const) }
    : {
        refused: `its marketplace entry adds \`${hard}\` to what the plugin itself has, which a copy cannot express`,
      };
}

/** A dependency as a copy must name it: without the marketplace, by the name of the sibling's manifest. */
function bareDependency(value: unknown, sibling: string): unknown {
  if (!isMap(value)) return value === sibling ? value : sibling;
  const { marketplace, ...rest } = value;
  return marketplace === undefined && rest.name === sibling ? value : { ...rest, name: sibling };
}

/** A JSON text with some values changed, and every other character as it was. */
function edited(text: string, edits: readonly CopyEdit[]): string {
  const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
  const formattingOptions = { insertSpaces: true, tabSize: 2, eol: text.includes('\r\n') ? '\r\n' : '\n' };
  return (
    mark +
    edits.reduce((now, { key, after }) => {
      const path = key.startsWith('dependencies.') ? ['dependencies', Number(key.slice(13))] : [key];
      return applyEdits(now, modify(now, path, after, { formattingOptions }));
    }, text.slice(mark.length))
  );
}
