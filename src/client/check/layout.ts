import { componentKinds, textKeys } from '../../model/component-kinds.ts';
import { type Fault, problem } from '../../model/problems.ts';
import { type FileTree, filesBelow, hasFile, hasFolder, shownIn } from '../file-tree.ts';
import { declarations, type Manifest } from '../manifest.ts';

/** Files that lie where the client does not look for them. */
export function checkLayout(manifest: Manifest): Fault[] {
  const { tree } = manifest;
  if (tree === undefined) return [];
  const files = tree.files();
  return [
    ...textKeys.flatMap((kind) => misplaced(tree, files, componentKinds[kind].place)),
    ...skillFolders(manifest, tree, files),
    ...rootFiles(tree, files),
  ];
}

const at = (tree: FileTree, path: string) => ({
  location: { file: shownIn(tree, path), line: 1, column: 1 },
});

function misplaced(tree: FileTree, files: readonly string[], folder: string): Fault[] {
  if (hasFile(files, folder)) return [problem('MKT911', 'not-a-folder', { folder }, at(tree, folder))];
  const inside = `.claude-plugin/${folder}`;
  if (!hasFolder(files, inside)) return [];
  const first = filesBelow(files, inside)[0] ?? '';
  return [problem('MKT911', 'beside-manifest', { folder, inside }, at(tree, `${inside}/${first}`))];
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
        faults.push(problem('MKT911', 'loose-skill', { file }, at(tree, `skills/${file}`)));
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
        problem('MKT911', 'skill-capitals', { file: otherCase }, at(tree, `skills/${folder}/${otherCase}`)),
      );
    else if (inside.some((file) => file.startsWith('SKILL.md/')))
      faults.push(problem('MKT911', 'skill-not-a-file', {}, at(tree, `skills/${folder}/SKILL.md`)));
    else if (deeper !== undefined && !declared)
      faults.push(problem('MKT911', 'skill-too-deep', { folder }, at(tree, `skills/${folder}/${deeper}`)));
    else if (deeper === undefined && inside.some((file) => /^[^/]*\.md$/i.test(file)))
      faults.push(problem('MKT911', 'no-skill-file', { folder }, at(tree, `skills/${folder}/${inside[0]}`)));
  }
  return faults;
}

function rootFiles(tree: FileTree, files: readonly string[]): Fault[] {
  if (!hasFile(files, 'CLAUDE.md')) return [];
  return [problem('MKT911', 'claude-md', {}, at(tree, 'CLAUDE.md'))];
}
