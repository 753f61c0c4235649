/** What the client itself lists and shows in a project. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { type Row, writeJson } from '../client-check/client.ts';

/** A locked plugin as mkt says that a session gets it. */
export interface Wanted {
  readonly name: string;
  readonly version: string;
  /** The locked commit, if the client shows it. */
  readonly commit?: string | undefined;
  /** How many components of each kind mkt has read in it. */
  readonly components: Readonly<Record<string, number>>;
}

export type Client = (home: string, cwd: string, ...args: string[]) => { code: number; said: string };

/** The client, by a program that runs it in the home that `$CH` names. */
export const clientBy =
  (program: string): Client =>
  (home, cwd, ...args) => {
    const env = { ...process.env, CH: home };
    const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8', env });
    return { code: status ?? -1, said: stdout === '' ? stderr : stdout };
  };

/** Makes a home in which a folder is trusted. */
export function trust(home: string, ...folders: string[]): void {
  const projects = Object.fromEntries(folders.map((folder) => [folder, { hasTrustDialogAccepted: true }]));
  for (const file of ['cfg/.claude.json', '.claude.json']) writeJson(join(home, file), { projects });
}

/** Rows by id. */
export function listed(
  client: Client,
  home: string,
  cwd: string,
  flags: readonly string[] = [],
): Map<string, Row> {
  const { said } = client(home, cwd, ...flags, 'plugin', 'list', '--json');
  try {
    const rows = JSON.parse(said) as (Omit<Row, 'errors'> & { readonly errors?: readonly string[] })[];
    return new Map(rows.map((row) => [row.id, { ...row, errors: row.errors ?? [] }]));
  } catch {
    throw new Error(`the client answered: ${said}`);
  }
}

/**
 * Whether every wanted plugin is listed at its version, is on, has no error and has the components that mkt has read; and nothing else
 * is there of that origin.
 */
export function outcome(
  wanted: readonly Wanted[],
  origin: string,
  at: { client: Client; home: string; cwd: string; flags?: readonly string[]; beside?: readonly string[] },
): string {
  const { client, home, cwd, flags = [], beside = [] } = at;
  const rows = listed(client, home, cwd, flags);
  const wrong = wanted.flatMap(({ name, version, commit, components }) => {
    const id = `${name}@${origin}`;
    const row = rows.get(id);
    if (row === undefined) return [`${name}: not listed`];
    if (!row.enabled || row.errors.length > 0) return [`${name}: ${row.errors.join('; ') || 'off'}`];
    // The client adds the commit to the version of a tag. A plugin without a version is locked as 0.0.0.
    const shown = row.version.replace(/-[0-9a-f]{12}$/, '');
    // What a manifest calls otherwise than its tag is the locked release anyway.
    const isLocked = commit !== undefined && row.version.endsWith(`-${commit.slice(0, 12)}`);
    if (shown !== version && version !== '0.0.0' && !isLocked)
      return [`${name}: ${row.version} instead of ${version}`];
    const { code, said } = client(home, cwd, ...flags, 'plugin', 'details', id);
    if (code !== 0) return [`${name}: no details`];
    return differences(said, components).map((each) => `${name}: ${each}`);
  });
  const names = new Set([...wanted.map(({ name }) => name), ...beside].map((name) => `${name}@${origin}`));
  const more = [...rows.keys()].filter((id) => id.endsWith(`@${origin}`) && !names.has(id));
  wrong.push(...more.map((id) => `${id}: not locked`));
  return wrong.length === 0 ? `loads (${wanted.length})` : wrong.join(', ');
}

/** What `plugin details` counts differently. It counts commands as skills. */
function differences(
  details: string,
  { skills = 0, commands = 0, agents = 0, mcpServers = 0, lspServers = 0 }: Wanted['components'],
): string[] {
  const counts = {
    Skills: skills + commands,
    Agents: agents,
    'MCP servers': mcpServers,
    'LSP servers': lspServers,
  };
  return Object.entries(counts).flatMap(([what, count]) => {
    const [, shown] = new RegExp(`${what} \\((\\d+)\\)`).exec(details) ?? [];
    return Number(shown) === count ? [] : [`${shown ?? 'no'} ${what} instead of ${count}`];
  });
}
