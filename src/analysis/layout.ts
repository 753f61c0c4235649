import { type FileTree, filesBelow, hasFile, hasFolder, pathInTree, shownIn } from '../client/file-tree.ts';
import { openJson } from '../client/json-file.ts';
import { declarations, replacesDefault, topKeys } from '../client/manifest.ts';
import type { PluginContents, PluginReading } from '../client/reading/plugin-reading.ts';
import { statedPaths } from '../client/reading/stated-paths.ts';
import { componentKinds, places, textKeys } from '../model/component-kinds.ts';
import type { Location } from '../model/location.ts';
import { listed, quoted } from '../model/text.ts';
import { isMap, member, textOf } from '../text/values.ts';
import type { Placed, Say } from './rule.ts';

type Found = Placed<'MKT911'>;

/** Files in places where the client does not look for them. */
export function misplacedFiles(reading: PluginReading): Found[] {
  const { contents } = reading;
  if (contents === undefined) return [];
  return [
    ...strayManifest(reading),
    ...places
      .filter(({ declared, place }) => declared === 'replaces' && !place.endsWith('.json'))
      .flatMap((kind) => topKeys(kind).flatMap((key) => ignoredDefault(reading, contents, key, kind.place))),
    ...textKeys.flatMap((kind) => misplacedFolder(contents, componentKinds[kind].place)),
    ...skillFolders(reading, contents),
    ...instructions(contents),
  ];
}

const at = (tree: FileTree, path: string): { readonly location: Location } => ({
  location: { file: shownIn(tree, path), line: 1, column: 1 },
});

/** A manifest where the client does not look. */
function strayManifest({ manifest: { stray, entry, tree } }: PluginReading): Found[] {
  if (stray === undefined) return [];
  if (isAgentPlugin(stray.value))
    return [
      { case: 'agent-plugins', evidence: { servers: otherServers(tree) }, location: stray.read().locate([]) },
    ];
  const evidence = { hasEntry: entry !== undefined };
  return [{ case: 'stray-manifest', evidence, location: stray.read().locate([]) }];
}

/** Whether a manifest is one of Agent Plugins, a format for several clients: its schema says so. */
const isAgentPlugin = (value: unknown): boolean =>
  textOf(member(value, '$schema'))?.startsWith('https://agent-plugins.org/schemas/') === true;

/** The servers that an agent plugin has for other clients: this one reads `.mcp.json` only. */
function otherServers(tree: FileTree | undefined): string[] {
  const servers = tree && member(openJson(tree, 'mcp.json')?.value, 'mcpServers');
  return isMap(servers) ? Object.keys(servers) : [];
}

/** A default folder with files that the client ignores because the manifest names other paths. */
function ignoredDefault(
  { manifest }: PluginReading,
  { files }: PluginContents,
  key: string,
  folder: string,
): Found[] {
  if (!replacesDefault(manifest, key) || !hasFolder(files, folder)) return [];
  const stated = declarations(manifest, key);
  const paths = stated.flatMap((declaration) =>
    statedPaths(declaration).map(({ text }) => pathInTree('', text)),
  );
  const [first] = stated;
  if (first === undefined || paths.some((path) => path === folder || path?.startsWith(`${folder}/`)))
    return [];
  const evidence = { key, folder, files: filesBelow(files, folder).length };
  return [{ case: 'default-folder', evidence, location: first.file.read().locateKey(first.path) }];
}

function misplacedFolder({ tree, files }: PluginContents, folder: string): Found[] {
  if (hasFile(files, folder)) return [{ case: 'not-a-folder', evidence: { folder }, ...at(tree, folder) }];
  const inside = `.claude-plugin/${folder}`;
  if (!hasFolder(files, inside)) return [];
  const first = filesBelow(files, inside)[0] ?? '';
  return [{ case: 'beside-manifest', evidence: { folder, inside }, ...at(tree, `${inside}/${first}`) }];
}

/** A skill is a folder with a `SKILL.md`, directly below `skills/`. */
function skillFolders({ manifest }: PluginReading, { tree, files }: PluginContents): Found[] {
  if (hasFile(files, 'skills/SKILL.md')) return [];
  const isDeclared = declarations(manifest, 'skills').length > 0;
  const found: Found[] = [];
  const folders = new Map<string, string[]>();
  for (const file of filesBelow(files, 'skills')) {
    const slash = file.indexOf('/');
    if (slash < 0) {
      if (/\.md$/i.test(file) && !/^(readme|license|changelog|contributing)\b/i.test(file))
        found.push({ case: 'loose-skill', evidence: { file }, ...at(tree, `skills/${file}`) });
      continue;
    }
    const folder = file.slice(0, slash);
    const inside = folders.get(folder);
    if (inside === undefined) folders.set(folder, [file.slice(slash + 1)]);
    else inside.push(file.slice(slash + 1));
  }
  for (const [folder, inside] of folders) found.push(...skillFolder(tree, folder, inside, isDeclared));
  return found;
}

function skillFolder(
  tree: FileTree,
  folder: string,
  inside: readonly string[],
  isDeclared: boolean,
): Found[] {
  if (inside.includes('SKILL.md')) return [];
  const below = (file: string) => at(tree, `skills/${folder}/${file}`);
  const otherCase = inside.find((file) => /^skill\.md$/i.test(file));
  if (otherCase !== undefined)
    return [{ case: 'skill-capitals', evidence: { file: otherCase }, ...below(otherCase) }];
  if (inside.some((file) => file.startsWith('SKILL.md/')))
    return [{ case: 'skill-not-a-file', evidence: {}, ...below('SKILL.md') }];
  const deeper = inside.find((file) => file.endsWith('/SKILL.md'));
  if (deeper !== undefined)
    return isDeclared ? [] : [{ case: 'skill-too-deep', evidence: { folder }, ...below(deeper) }];
  const [first = ''] = inside;
  return inside.some((file) => /^[^/]*\.md$/i.test(file))
    ? [{ case: 'no-skill-file', evidence: { folder }, ...below(first) }]
    : [];
}

function instructions({ tree, files }: PluginContents): Found[] {
  return hasFile(files, 'CLAUDE.md') ? [{ case: 'claude-md', evidence: {}, ...at(tree, 'CLAUDE.md') }] : [];
}

type Layout =
  | 'default-folder'
  | 'stray-manifest'
  | 'agent-plugins'
  | 'not-a-folder'
  | 'beside-manifest'
  | 'loose-skill'
  | 'skill-capitals'
  | 'skill-not-a-file'
  | 'skill-too-deep'
  | 'no-skill-file'
  | 'claude-md';

export const layoutWords: Pick<Say<'MKT911'>, Layout> = {
  'default-folder': ({ key, folder, files }) => ({
    message: `\`${key}\` replaces the default folder, so the client does not load ${files === 1 ? 'the file' : `the ${files} files`} in \`${folder}/\``,
    help:
      key === 'agents'
        ? `list the agent files in \`agents\`, such as \`"./agents/<name>.md"\`, or remove the folder`
        : `add \`"./${folder}/"\` to \`${key}\`, or remove the folder`,
  }),
  'stray-manifest': ({ hasEntry }) => ({
    message: hasEntry
      ? 'the client reads this manifest only to install the plugin: it records the version and installs the dependencies, but loads nothing that the manifest declares'
      : 'the client does not read this manifest: it looks for `.claude-plugin/plugin.json` only',
    help: 'move the manifest into `.claude-plugin/`, then check it there',
  }),
  'agent-plugins': ({ servers }) => ({
    message: [
      'this is an Agent Plugins manifest, which this client does not read: the client loads the skills of the plugin, but no name, description or settings',
      ...(servers.length === 0
        ? []
        : [`the client starts none of the servers in \`mcp.json\`: ${listed(quoted(servers))}`]),
    ].join('\n'),
    help: `keep it for other clients, and add \`.claude-plugin/plugin.json\`${servers.length === 0 ? '' : ' and `.mcp.json`'} for this one`,
  }),
  'not-a-folder': ({ folder }) => ({
    message: `\`${folder}\` is a file, so the client finds no ${folder} in it`,
    help: 'replace it with a folder',
  }),
  'beside-manifest': ({ folder, inside }) => ({
    message: `the client does not look for ${folder} in \`.claude-plugin/\``,
    help: `move \`${inside}/\` to \`${folder}/\``,
  }),
  'loose-skill': ({ file }) => ({
    message: `\`skills/${file}\` is not a skill: a skill is a folder with a \`SKILL.md\``,
    help: `move it to \`skills/${file.replace(/\.md$/i, '')}/SKILL.md\``,
  }),
  'skill-capitals': ({ file }) => ({
    message: `\`${file}\` is not found on a case-sensitive file system`,
    help: 'rename it to `SKILL.md`',
  }),
  'skill-not-a-file': () => ({
    message: '`SKILL.md` is a folder, so there is no skill here',
    help: 'replace it with a file',
  }),
  'skill-too-deep': ({ folder }) => ({
    message: 'this skill is nested deeper than `skills/<name>/SKILL.md`, where the client looks',
    help: `add \`"./skills/${folder}/"\` to \`skills\` in the manifest, or move the skill up`,
  }),
  'no-skill-file': ({ folder }) => ({
    message: `\`skills/${folder}/\` has no \`SKILL.md\`, so it is not a skill`,
    help: 'add `SKILL.md`, or move the folder out of `skills/`',
  }),
  'claude-md': () => ({
    message: "the client does not read a plugin's `CLAUDE.md`",
    help: "move instructions for the plugin's users to a skill",
  }),
};
