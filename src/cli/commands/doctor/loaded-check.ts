import { join } from 'node:path';
import { skillsFolder } from '../../../changes/copies.ts';
import type { DoctorLine } from '../../../model/doctor.ts';
import type { Lock } from '../../../model/lock.ts';
import type { PluginId } from '../../../model/plugin-id.ts';
import type { Project } from '../../../model/project.ts';
import { count, everyOne, printable } from '../../../model/text.ts';
import { whyItFailed } from '../../../project/client-install.ts';
import { type InstalledHere, installedHere } from '../../../project/machine/installed-here.ts';
import { isSameFolder } from '../../../project/machine/machine-places.ts';
import { trustIn } from '../../../project/machine/trust.ts';
import { readOwn } from '../../../project/read-copies.ts';
import type { SyncResult } from '../../../report/sync-result.ts';
import { runClient } from '../../../sources/process/client-program.ts';
import { listOf, member, textOf } from '../../../text/values.ts';
import type { Call } from '../../call.ts';

/** A locked plugin as the client should list it. */
export interface Expected {
  readonly id: PluginId;
  readonly version: string;
  readonly commit?: string | undefined;
  /** The folder of its copy in the project; undefined for what the client installs. */
  readonly folder?: string;
  /** Its id in the client's list, unless that is a copy's. */
  readonly listedAs?: PluginId;
}

/** What the client itself lists in this project, against the lock. The client is the one that the user named. */
export async function loadedLine(
  project: Project,
  { lock, synced }: { readonly lock: Lock; readonly synced: SyncResult | undefined },
  { options, world }: Call,
): Promise<DoctorLine> {
  const answer = await runClient(['plugin', 'list', '--json'], { cwd: project.root, env: world.env });
  let rows: unknown;
  try {
    rows = JSON.parse(answer.stdout);
  } catch {
    rows = undefined;
  }
  if (!Array.isArray(rows))
    return {
      check: 'loaded',
      level: 'error',
      message: `the client does not list its plugins: ${printable(whyItFailed({ ...answer, stdout: '' }))}`,
      help: 'run `claude plugin list --json` in this folder',
    };
  const installed = installedHere(trustIn(project.root, world.env).folder, world.env).plugins;
  return listedLine(rows, await expectedOf(project.root, lock, synced, options.cwd), installed);
}

/** What a client that was started in the project should list. Plugins of `mkt run` are in no list. */
async function expectedOf(
  root: string,
  lock: Lock,
  synced: SyncResult | undefined,
  cwd: string,
): Promise<Expected[]> {
  const own = await readOwn(root, cwd);
  const copies = 'fault' in own ? {} : own.plugins;
  const routes = new Map(synced?.elsewhere.map(({ id, route }) => [id, route] as const));
  return [...lock.plugins].flatMap(([id, { name, version, commit }]): Expected[] => {
    const copy = copies[id];
    if (copy !== undefined) return [{ id, version, folder: join(root, skillsFolder, copy.folder) }];
    const route = routes.get(id);
    if (route === 'pin' && synced?.pins !== undefined)
      return [{ id, version, commit, listedAs: `${name}@${synced.pins.marketplace}` }];
    return route === 'settings' ? [{ id, version, commit, listedAs: id }] : [];
  });
}

/** The client's list against what is expected of it: the first plugin that it does not load as locked, and how many there are. */
function listedLine(
  rows: readonly unknown[],
  expected: readonly Expected[],
  installed: InstalledHere['plugins'],
): DoctorLine {
  const check = 'loaded';
  if (expected.length === 0)
    return {
      check,
      level: 'skipped',
      message:
        'the lock has no plugin that `claude plugin list` would show; what only `mkt run` loads is verified before each start',
    };
  const bad = expected.flatMap((each) => {
    const fault = faultOf(each, rows, installed);
    return fault === undefined ? [] : [{ each, fault }];
  });
  const [first] = bad;
  if (first === undefined)
    return {
      check,
      level: 'ok',
      message: `the client lists ${everyOne(expected.length, 'locked plugin')} without an error`,
    };
  return {
    check,
    level: 'error',
    message: `\`${first.each.id}\` ${first.fault}${bad.length > 1 ? `, and ${count(bad.length - 1, 'more plugin')} not as locked` : ''}`,
    help: helpFor(first.each, rows),
  };
}

/** Why a row of the client's list is not what the lock says. */
function faultOf(
  { version, commit, folder, listedAs }: Expected,
  rows: readonly unknown[],
  installed: InstalledHere['plugins'],
): string | undefined {
  const row = rows.find((each) =>
    folder === undefined
      ? member(each, 'id') === listedAs
      : isSameFolder(textOf(member(each, 'installPath')) ?? '', folder),
  );
  if (row === undefined) return 'is locked, but the client does not list it';
  const [error] = listOf(member(row, 'errors') ?? []).map(textOf);
  if (error !== undefined)
    return `has an error in the client's list: ${printable(error.split('\n')[0] ?? '')}`;
  if (member(row, 'enabled') !== true) return 'is locked, but not enabled in the client';
  const listed = textOf(member(row, 'version')) ?? 'no version';
  // The client can add the first characters of the commit.
  const withCommit = listed.startsWith(`${version}-`) && commit?.startsWith(listed.slice(version.length + 1));
  if (listed !== version && withCommit !== true)
    return `is locked at ${version}, but the client lists ${printable(listed)}`;
  // The list names no commit, and another one can have the same version.
  const there = listedAs === undefined ? undefined : installed.get(listedAs)?.commit;
  return there === undefined || commit === undefined || there === commit
    ? undefined
    : `is locked at commit ${commit.slice(0, 12)}, but ${version} of commit ${printable(there.slice(0, 12))} is installed`;
}

function helpFor({ folder }: Expected, rows: readonly unknown[]): string {
  const isUntrusted = rows.some((row) => member(row, 'id') === '(suppressed)@skills-dir');
  if (folder === undefined) return 'run `mkt sync --install`';
  return isUntrusted
    ? 'start the client in this folder once and accept the prompt: until then it loads no copy'
    : 'run `mkt sync`, then `claude plugin list` in this folder; or start with `mkt run claude`';
}
