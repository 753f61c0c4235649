import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { usesOfText } from '../client/components/name-uses.ts';
import { type FileTree, subtree } from '../client/file-tree.ts';
import { openJson } from '../client/json-file.ts';
import {
  type OwnFiles,
  ownServers,
  readOwnFiles,
  readOwnServers,
  winning,
} from '../client/own-components.ts';
import type { ClientFacts } from '../model/client.ts';
import {
  type OwnComponent,
  type OwnKind,
  type OwnLevel,
  type OwnSettings,
  type OwnSide,
  ownFolders,
} from '../model/own-side.ts';
import { folderTree } from '../sources/files/folder-tree.ts';
import { foldersTree } from '../sources/files/folders-tree.ts';
import { homeFolder } from '../sources/files/home-folder.ts';
import { shownPath } from '../sources/files/text-file.ts';
import { clientFolder } from './settings-places.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where the client's own record of servers may be large: it keeps the history of all projects, too. */
const maximumConfigBytes = 32 * 1024 * 1024;

/**
 * Reads what the client finds besides plugins when it is started in a folder: `.claude`, `.mcp.json`, and on request what the user has in
 * `~/.claude` and `~/.claude.json`. What is faulty there is the client's to report.
 * @param root the folder.
 */
export function readOwnSide({
  root,
  cwd,
  env,
  facts,
  settings,
  withUser,
  staged,
}: {
  readonly root: string;
  readonly cwd: string;
  readonly env: Environment;
  readonly facts: ClientFacts;
  readonly settings: OwnSettings | undefined;
  readonly withUser: boolean;
  /** The folder as git's index has it, if its files are read from there. */
  readonly staged?: FileTree;
}): OwnSide {
  const files = [
    staged === undefined
      ? ownFilesAt(join(root, '.claude'), { cwd, level: 'project', facts })
      : readOwnFiles(subtree(staged, '.claude'), 'project', facts),
    ...(withUser && resolve(root, '.claude') !== resolve(clientFolder(env))
      ? [ownFilesAt(clientFolder(env), { cwd, level: 'user', facts, label: '~/.claude' })]
      : []),
  ];
  const servers = readOwnServers(staged ?? folderTree(root, cwd), '.mcp.json', 'project');
  const all = [
    ...files.flatMap(({ components }) => components),
    ...servers.filter(({ name }) => isOn(name, settings)),
    ...(withUser ? serversOfUser(root, cwd, env) : []),
  ];
  const pluginsOnly: readonly string[] = settings?.pluginsOnly ?? [];
  return {
    components: winning(
      all.filter(({ kind }) => !pluginsOnly.includes(customizations[kind])),
      facts.levels,
    ),
    mcpJson: servers.map(({ name }) => name),
    nameUses: () => files.flatMap(({ texts }) => texts.flatMap(usesOfText)),
  };
}

function ownFilesAt(
  folder: string,
  { cwd, level, facts, label }: { cwd: string; level: OwnLevel; facts: ClientFacts; label?: string },
): OwnFiles {
  return readOwnFiles(foldersTree(folder, ownFolders, cwd, label ?? shownPath(folder, cwd)), level, facts);
}

/** How a policy names each kind that it may reserve for plugins. */
const customizations: Readonly<Record<OwnKind, string>> = {
  agent: 'agents',
  command: 'skills',
  skill: 'skills',
  'output-style': '',
  'mcp-server': 'mcp',
};

/** A server of `.mcp.json` is off if any settings say so. */
const isOn = (name: string, settings: OwnSettings | undefined): boolean =>
  settings?.mcpJson.disabled.some(({ value }) => value === name) !== true;

/** The servers that `claude mcp add` has written for the user: in this folder, and everywhere. */
function serversOfUser(root: string, cwd: string, env: Environment): OwnComponent[] {
  const folder = env.CLAUDE_CONFIG_DIR || homeFolder(env);
  if (!existsSync(join(folder, '.claude.json'))) return [];
  const file = openJson(folderTree(folder, cwd, '~'), '.claude.json', maximumConfigBytes);
  if (file === undefined) return [];
  return [
    ...ownServers(file, ['projects', resolve(root), 'mcpServers'], 'local'),
    ...ownServers(file, ['mcpServers'], 'user'),
  ];
}
