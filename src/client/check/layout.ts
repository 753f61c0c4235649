import type { Fault } from '../../model/fault.ts';
import { type FileTree, filesBelow, hasFile, hasFolder, shownIn } from '../file-tree.ts';
import { declarations, type Manifest } from '../manifest.ts';

/** Files that lie where the client does not look for them. */
export function checkLayout(manifest: Manifest): Fault[] {
  const { tree } = manifest;
  if (tree === undefined) return [];
  const files = tree.files();
  return [
    ...['agents', 'commands', 'skills'].flatMap((folder) => misplaced(tree, files, folder)),
    ...skillFolders(manifest, tree, files),
    ...rootFiles(tree, files),
  ];
}

const fault = (tree: FileTree, path: string, message: string, help: string): Fault => ({
  rule: 'MKT911',
  severity: 'warning',
  message,
  location: { file: shownIn(tree, path), line: 1, column: 1 },
  help,
});

function misplaced(tree: FileTree, files: readonly string[], folder: string): Fault[] {
  if (hasFile(files, folder))
    return [
      fault(
        tree,
        folder,
        `\`${folder}\` is a file, so the client finds no ${folder} in it`,
        'make it a folder',
      ),
    ];
  const inside = `.claude-plugin/${folder}`;
  if (!hasFolder(files, inside)) return [];
  const first = filesBelow(files, inside)[0] ?? '';
  return [
    fault(
      tree,
      `${inside}/${first}`,
      `the client does not look into \`.claude-plugin/\` for ${folder}`,
      `move \`${inside}/\` to \`${folder}/\``,
    ),
  ];
}

/** A skill is a folder with a `SKILL.md`, directly below `skills/`. */
function skillFolders(manifest: Manifest, tree: FileTree, files: readonly string[]): Fault[] {
  if (hasFile(files, 'skills/SKILL.md')) return [];
  const declared = declarations(manifest, 'skills').length > 0;
  const below = filesBelow(files, 'skills');
  const faults: Fault[] = [];
  const folders = new Map<string, string[]>();
  for (const file of below) {
    const slash = file.indexOf('/');
    if (slash < 0) {
      if (/\.md$/i.test(file) && !/^(readme|license|changelog|contributing)\b/i.test(file))
        faults.push(
          fault(
            tree,
            `skills/${file}`,
            `\`skills/${file}\` is no skill: a skill is a folder with a \`SKILL.md\``,
            `move it to \`skills/${file.replace(/\.md$/i, '')}/SKILL.md\``,
          ),
        );
      continue;
    }
    const folder = file.slice(0, slash);
    folders.set(folder, [...(folders.get(folder) ?? []), file.slice(slash + 1)]);
  }
  for (const [folder, inside] of folders) {
    if (inside.includes('SKILL.md')) continue;
    const deeper = inside.find((file) => file.endsWith('/SKILL.md'));
    const otherCase = inside.find((file) => /^skill\.md$/i.test(file));
    if (otherCase !== undefined)
      faults.push(
        fault(
          tree,
          `skills/${folder}/${otherCase}`,
          `\`${otherCase}\` is not found where capitals count`,
          'call it `SKILL.md`',
        ),
      );
    else if (inside.some((file) => file.startsWith('SKILL.md/')))
      faults.push(
        fault(
          tree,
          `skills/${folder}/SKILL.md`,
          '`SKILL.md` is a folder, so there is no skill',
          'make it a file',
        ),
      );
    else if (deeper !== undefined && !declared)
      faults.push(
        fault(
          tree,
          `skills/${folder}/${deeper}`,
          'this skill lies deeper than `skills/<name>/SKILL.md`, where the client looks',
          `add \`"./skills/${folder}/"\` to \`skills\` in the manifest, or move it up`,
        ),
      );
    else if (deeper === undefined && inside.some((file) => /^[^/]*\.md$/i.test(file)))
      faults.push(
        fault(
          tree,
          `skills/${folder}/${inside[0]}`,
          `\`skills/${folder}/\` has no \`SKILL.md\`, so it is no skill`,
          'add `SKILL.md`, or move the folder out of `skills/`',
        ),
      );
  }
  return faults;
}

function rootFiles(tree: FileTree, files: readonly string[]): Fault[] {
  if (!hasFile(files, 'CLAUDE.md')) return [];
  const noted = fault(
    tree,
    'CLAUDE.md',
    '`CLAUDE.md` of a plugin is not read by the client',
    'put instructions that users of the plugin need into a skill',
  );
  return [{ ...noted, severity: 'note' }];
}
