import type { CopyEdit, VendoredFile } from '../model/formats/vendored.ts';
import type { LockedPlugin } from '../model/lock.ts';
import type { PluginId } from '../model/plugin-id.ts';

/** Where the client looks for the plugins of a project, and what mkt keeps next to its copies. */
export const skillsFolder = '.claude/skills';
export const recordFile = '.claude/mkt-vendored.json';
export const attributesFile = `${skillsFolder}/.gitattributes`;
const attributesHead = '# Written by `mkt sync`.';

/** What makes two files the same. */
export interface FileState {
  /** Undefined where the system does not know. */
  readonly executable: boolean | undefined;
  readonly sha256: string;
}

/** A copy as it should be. */
export interface WantedCopy {
  readonly id: PluginId;
  readonly locked: LockedPlugin;
  /** Its name in {@link skillsFolder}. */
  readonly folder: string;
  readonly edits: readonly CopyEdit[];
  readonly files: ReadonlyMap<string, FileState>;
  /** Over all files; undefined where modes are not known. */
  readonly hash?: string;
}

/** What is at the place of a copy. */
export type FolderState = ReadonlyMap<string, FileState> | { readonly link: string } | undefined;

/** Entries of the client's settings: plugins that are on, and marketplaces that are known. */
export interface SettingsEntries {
  readonly enabled: readonly string[];
  readonly marketplaces: readonly string[];
}

/** A project's copies as they are. */
export interface PresentCopies {
  /** The copies that are mkt's, by plugin. */
  readonly record: VendoredFile['plugins'];
  readonly recordText: string | undefined;
  /** The entries of the project's settings that are mkt's. */
  readonly settings: SettingsEntries;
  readonly attributesText: string | undefined;
  /** By name in {@link skillsFolder}. */
  readonly folders: ReadonlyMap<string, FolderState>;
}

/** What becomes of one file, by its path in the copy. */
export interface CopyStep {
  readonly path: string;
  readonly kind: 'add' | 'change' | 'mode' | 'remove';
}

/** What becomes of one copy. `restore`: it is not what it was when it was written. */
export interface CopyChange {
  readonly kind: 'add' | 'move' | 'restore' | 'remove';
  readonly id: PluginId;
  readonly folder: string;
  readonly before?: string;
  readonly after?: string;
  readonly steps: readonly CopyStep[];
  readonly edits: readonly CopyEdit[];
}

/** Why something is not carried out. */
export interface RefusedCopy {
  readonly id: string;
  readonly reason: string;
  readonly hint?: string;
}

export interface CopyPlan {
  readonly changes: readonly CopyChange[];
  readonly refused: readonly RefusedCopy[];
  /** The new texts of mkt's own files; null where there shall be none. */
  readonly recordText: string | null;
  readonly attributesText: string | null;
}

/** What the record says besides copies. */
export interface Beside {
  readonly settings: SettingsEntries;
  /** The locked plugins that are not copies. */
  readonly elsewhere: NonNullable<VendoredFile['elsewhere']>;
}

/** What makes a project hold exactly the wanted copies, and touches nothing that is not mkt's. */
export function planCopies(wanted: readonly WantedCopy[], present: PresentCopies, beside: Beside): CopyPlan {
  const refused: RefusedCopy[] = [...twins(wanted)];
  const changes: CopyChange[] = [];
  const owners = new Map(Object.entries(present.record).map(([id, { folder }]) => [folder, id]));
  for (const copy of wanted) {
    const { id, folder, locked, edits } = copy;
    const state = present.folders.get(folder);
    const owner = owners.get(folder);
    const reason = whyUntouchable(copy, state, owner !== undefined);
    if (reason !== undefined) {
      refused.push({ id, ...reason });
      continue;
    }
    const steps = stepsTo(copy.files, state);
    const old = owner === undefined ? undefined : present.record[owner];
    const isSame = owner === id && old?.version === locked.version && old.integrity === locked.integrity;
    if (steps.length === 0 && (isSame || owner === undefined)) continue;
    const kind = old === undefined ? 'add' : isSame ? 'restore' : 'move';
    const before = old === undefined ? {} : { before: old.version };
    changes.push({ kind, id, folder, ...before, after: locked.version, steps, edits });
  }
  const kept = new Set(wanted.map(({ folder }) => folder));
  for (const [folder, id] of owners) {
    if (kept.has(folder)) continue;
    const state = present.folders.get(folder);
    const before = present.record[id]?.version;
    if (state !== undefined && 'link' in state) refused.push({ id, ...isLink(folder, state.link) });
    else
      changes.push({
        kind: 'remove',
        id,
        folder,
        ...(before !== undefined && { before }),
        steps: stepsTo(new Map(), state),
        edits: [],
      });
  }
  const { attributesText } = present;
  if (attributesText !== undefined && !attributesText.startsWith(attributesHead))
    refused.push({
      id: attributesFile,
      reason: 'was not written by `mkt sync`',
      hint: "move its lines to the project's `.gitattributes`, then remove it",
    });
  return {
    changes,
    refused,
    recordText: recordText(wanted, beside),
    attributesText: attributesFor(wanted.map(({ folder }) => folder)),
  };
}

/** Whether something that exists is replaced or removed. */
export const replaces = (changes: readonly CopyChange[]): boolean =>
  changes.some(({ steps }) => steps.some(({ kind }) => kind !== 'add'));

/** Whether a plan leaves a project as it is. */
export function isInSync(plan: CopyPlan, present: PresentCopies): boolean {
  return (
    plan.refused.length === 0 &&
    plan.changes.length === 0 &&
    plan.recordText === (present.recordText ?? null) &&
    plan.attributesText === (present.attributesText ?? null)
  );
}

/** The client loads one of several plugins with one name. Some disks do not tell capitals from small letters. */
function twins(wanted: readonly WantedCopy[]): RefusedCopy[] {
  const first = new Map<string, PluginId>();
  return wanted.flatMap(({ id, folder }) => {
    const key = folder.toLowerCase();
    const other = first.get(key);
    if (other === undefined) {
      first.set(key, id);
      return [];
    }
    return [
      {
        id,
        reason: `its manifest and that of \`${other}\` have the same name, \`${folder}\`, so the client would load only one of them`,
        hint: 'remove one of the two plugins from the plugin list',
      },
    ];
  });
}

function whyUntouchable(
  { folder, files }: WantedCopy,
  state: FolderState,
  isOwn: boolean,
): Omit<RefusedCopy, 'id'> | undefined {
  if (!/^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u.test(folder))
    return { reason: `its manifest has the name \`${folder}\`, which cannot be the name of a folder` };
  if (state === undefined) return undefined;
  if ('link' in state) return isLink(folder, state.link);
  if (isOwn || state.size === 0 || stepsTo(files, state).length === 0) return undefined;
  return {
    reason: `\`${skillsFolder}/${folder}\` exists, but \`mkt sync\` did not create it`,
    hint: 'rename or remove the folder',
  };
}

const isLink = (folder: string, path: string): Omit<RefusedCopy, 'id'> => ({
  reason: `\`${[skillsFolder, folder, path].filter((part) => part !== '').join('/')}\` is a link`,
  hint: 'remove the link',
});

function stepsTo(files: ReadonlyMap<string, FileState>, state: FolderState): CopyStep[] {
  const there: ReadonlyMap<string, FileState> =
    state === undefined || 'link' in state ? new Map<string, FileState>() : state;
  const paths = [...new Set([...files.keys(), ...there.keys()])].sort();
  return paths.flatMap((path): CopyStep[] => {
    const [goal, now] = [files.get(path), there.get(path)];
    if (goal === undefined) return [{ path, kind: 'remove' }];
    if (now === undefined) return [{ path, kind: 'add' }];
    if (goal.sha256 !== now.sha256) return [{ path, kind: 'change' }];
    const isOther = now.executable !== undefined && now.executable !== goal.executable;
    return isOther ? [{ path, kind: 'mode' }] : [];
  });
}

const byId = (a: WantedCopy, b: WantedCopy): number => (a.id < b.id ? -1 : 1);

/** No entry of settings. */
export const noEntries: SettingsEntries = { enabled: [], marketplaces: [] };

function recordText(wanted: readonly WantedCopy[], { settings, elsewhere }: Beside): string | null {
  const hasEntries = settings.enabled.length + settings.marketplaces.length > 0;
  if (wanted.length === 0 && !hasEntries) return null;
  const plugins = Object.fromEntries(
    [...wanted].sort(byId).map(({ id, locked, folder, edits, hash }) => [
      id,
      {
        folder,
        // The format of a lock has checked it.
        source: locked.source as VendoredFile['plugins'][string]['source'],
        ...(locked.commit !== undefined && { commit: locked.commit }),
        version: locked.version,
        integrity: locked.integrity,
        ...(hash !== undefined && { copy: hash }),
        changes: [...edits],
      },
    ]),
  );
  const record: VendoredFile = {
    version: 1,
    plugins,
    ...(Object.keys(elsewhere).length > 0 && { elsewhere }),
    ...(hasEntries && {
      settings: { enabled: [...settings.enabled], marketplaces: [...settings.marketplaces] },
    }),
  };
  return `${JSON.stringify(record, null, 2)}\n`;
}

/** Keeps checkouts from changing line ends in the copies, and leaves the neighbors alone. */
export function attributesFor(folders: readonly string[]): string | null {
  if (folders.length === 0) return null;
  const lines = folders.map((folder) => `${pattern(folder)} -text linguist-vendored`).sort();
  return `${[attributesHead, ...lines].join('\n')}\n`;
}

const pattern = (folder: string): string => (folder.includes(' ') ? `"/${folder}/**"` : `/${folder}/**`);

/** What a copy's hash is taken over: a line a file, with whether it can be run, its path and its own hash. Undefined where modes are not known. */
export function hashedText(files: ReadonlyMap<string, FileState>): string | undefined {
  const lines = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  if (lines.some(([, { executable }]) => executable === undefined)) return undefined;
  return lines
    .map(([path, { executable, sha256 }]) => `${JSON.stringify([executable, path, sha256])}\n`)
    .join('');
}
