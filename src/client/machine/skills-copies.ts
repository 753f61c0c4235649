import { skillsMarketplace } from '../../model/plugin-id.ts';
import { type Fault, problem } from '../../model/problems.ts';
import { member } from '../../text/values.ts';
import { shownIn } from '../file-tree.ts';
import { manifestPath, readManifest } from '../manifest.ts';
import { type MachineCopy, usable } from './machine-copy.ts';
import type { MachineFiles, SkillsFolder } from './machine-files.ts';

/** What becomes of the plugins in `.claude/skills`. */
export interface SettledSkills {
  readonly copies: readonly MachineCopy[];
  readonly off: readonly MachineCopy[];
  readonly faults: readonly Fault[];
  /** Those that do not load, by the names of their folders. */
  readonly failed: readonly { readonly id: string; readonly scope: SkillsFolder['scope'] }[];
}

/**
 * The plugins in `.claude/skills`: their names are those of their manifests, and the first to have one keeps it. An installed plugin
 * comes before them, even if it is disabled; the user's folder comes before the project's.
 * @param taken ids of installed plugins by the name in their manifests.
 */
export function skillsCopies(files: MachineFiles, taken: ReadonlyMap<string, string>): SettledSkills {
  const [copies, off]: [MachineCopy[], MachineCopy[]] = [[], []];
  const [faults, failed]: [Fault[], SettledSkills['failed'][number][]] = [[], []];
  const names = new Map(taken);
  for (const folder of inOrder(files.skills)) {
    const settled = copyOf(folder, files);
    if ('faults' in settled) {
      faults.push(...settled.faults);
      failed.push({ id: `${folder.name}@${skillsMarketplace}`, scope: folder.scope });
      continue;
    }
    const { copy } = settled;
    const holder = names.get(copy.name);
    if (holder === undefined) {
      names.set(copy.name, copy.shown);
      (isOn(copy, files) ? copies : off).push(copy);
      continue;
    }
    failed.push({ id: `${folder.name}@${skillsMarketplace}`, scope: folder.scope });
    faults.push(
      problem(
        'installed-state',
        'name-taken',
        { name: copy.name, folder: copy.shown, by: holder, isInstalled: taken.has(copy.name) },
        {
          location: { file: shownIn(folder.tree, manifestPath), line: 1, column: 1 },
          plugins: [copy.name],
        },
      ),
    );
  }
  return { copies, off, faults, failed };
}

/** The user's before the project's; within a folder the client takes them as the disk lists them, which is not known here. */
function inOrder(folders: readonly SkillsFolder[]): SkillsFolder[] {
  const place = ({ scope }: SkillsFolder) => (scope === 'user' ? 0 : 1);
  return [...folders].sort((a, b) => place(a) - place(b) || (a.name < b.name ? -1 : 1));
}

function copyOf({ scope, tree }: SkillsFolder, { facts, settings }: MachineFiles) {
  const manifest = readManifest(tree, undefined, facts);
  const id = `${manifest.namespace}@${skillsMarketplace}`;
  const location = settings.enabledPlugins.get(id)?.location;
  return usable({
    id,
    name: manifest.namespace,
    marketplace: skillsMarketplace,
    scopes: [scope],
    manifest,
    shown: tree.label,
    ...(location && { location }),
  });
}

const isOn = ({ id, manifest }: MachineCopy, { settings }: MachineFiles): boolean =>
  settings.enabledPlugins.get(id)?.value ?? member(manifest.json?.value, 'defaultEnabled') !== false;
