import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { dependentsFirst } from '../changes/dependents-first.ts';
import { installSteps, type ToInstall } from '../changes/install-steps.ts';
import type { Lock } from '../model/lock.ts';
import { pinsFolder } from '../model/pins.ts';
import { pluginId } from '../model/plugin-id.ts';
import { replaceFile } from '../sources/files/atomic-write.ts';
import { readOwn } from '../sources/files/read-file.ts';
import { type ClientAnswer, patience, runClient, uninterrupted } from '../sources/process/client-program.ts';
import { listOf, member, textOf } from '../text/values.ts';
import { type InstalledHere, installedHere } from './machine/installed-here.ts';
import { isSameFolder } from './machine/machine-places.ts';
import { trustIn } from './machine/trust.ts';
import { settleFile } from './settle-file.ts';
import type { Sync } from './sync-copies.ts';
import { addedFrom, type SettingsTarget } from './sync-settings.ts';
import type { OwnProject } from './write.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What is left to do on one machine, so that the client has what a project's lock and settings name. */
export interface LeftToDo {
  /** Client commands, without its name. */
  readonly steps: readonly (readonly string[])[];
  /** The client has the project's marketplace of pins from here, where another clone of the project is. */
  readonly otherClone?: { readonly marketplace: string; readonly folder: string };
}

/** Compares a project with what the client has recorded on this machine. Nothing is started. */
export function leftToDo(
  sync: Pick<Sync, 'pins' | 'elsewhere'>,
  lock: Lock,
  {
    root,
    env,
    target,
  }: { readonly root: string; readonly env: Environment; readonly target: SettingsTarget },
): LeftToDo {
  const { pins } = sync;
  const wanted = toInstall(sync, lock, target);
  if (pins === undefined && wanted.listed.length === 0) return { steps: [] };
  // The client takes a worktree for its main checkout.
  const { folder: counted } = trustIn(root, env);
  const here = installedHere(counted, env);
  const folder = pins && otherFolder(pins.marketplace, [root, counted], here);
  if (pins !== undefined && folder !== undefined)
    return { steps: [], otherClone: { marketplace: pins.marketplace, folder } };
  const marketplaces = new Set(here.marketplaces.keys());
  return { steps: installSteps(wanted, { marketplaces, plugins: here.plugins }) };
}

function toInstall(
  { pins, elsewhere }: Pick<Sync, 'pins' | 'elsewhere'>,
  lock: Lock,
  scope: SettingsTarget,
): ToInstall {
  const by = (route: string) => elsewhere.filter((each) => each.route === route).map(({ id }) => id);
  const pinned = dependentsFirst(by('pin'), lock.plugins).flatMap((id) => {
    const locked = lock.plugins.get(id);
    return pins === undefined || locked?.commit === undefined
      ? []
      : [
          [
            pluginId(locked.name, pins.marketplace),
            { commit: locked.commit, version: locked.version },
          ] as const,
        ];
  });
  const addFrom = [...lock.marketplaces].map(([name, each]) => [name, addedFrom(each)] as const);
  return { pins, pinned: new Map(pinned), listed: by('settings'), addFrom: new Map(addFrom), scope };
}

/** The folder of another clone whose marketplace has the name of this project's; undefined if there is none. */
function otherFolder(
  name: string,
  own: readonly string[],
  { marketplaces }: InstalledHere,
): string | undefined {
  const known = marketplaces.get(name);
  if (known === undefined || !existsSync(known)) return undefined;
  return own.some((root) => isSameFolder(join(root, pinsFolder), known)) ? undefined : known;
}

/** A command of the client that failed, or what it shows that is not as it should be. */
export interface FailedStep {
  readonly command: readonly string[];
  /** The client's own words. */
  readonly said: string;
}

/**
 * Runs the client's own commands, one after another, and then asks it what it has. The settings of the project stay as they were
 * written: the client arranges them differently, and makes the paths in them those of this machine.
 * @returns the first failure, after which nothing more is run; undefined if everything is there.
 */
export async function installWithClient(
  steps: LeftToDo['steps'],
  sync: Pick<Sync, 'pins' | 'elsewhere'>,
  lock: Lock,
  {
    root,
    env,
    target,
    settings,
    own,
  }: {
    readonly root: string;
    readonly env: Environment;
    readonly target: SettingsTarget;
    /** The file that names the plugins. */
    readonly settings: string;
    readonly own: Pick<OwnProject, 'remember'>;
  },
): Promise<FailedStep | undefined> {
  const before = existsSync(settings) ? readOwn(settings) : undefined;
  const putBack = (isWhole: boolean) => {
    if (before === undefined || !existsSync(settings)) return;
    if (!isWhole) settleFile(settings, before);
    else if (readOwn(settings) !== before) replaceFile(settings, before);
  };
  const path = relative(root, settings).split(sep).join('/');
  const forget = before === undefined ? () => undefined : own.remember(path, before);
  return uninterrupted(async (isStopped) => {
    for (const step of steps) {
      const ended = await runClient(step, { cwd: root, env });
      if (ended.code === 0 && !isStopped()) continue;
      putBack(true);
      forget();
      return { command: step, said: isStopped() ? 'it was interrupted' : whyItFailed(ended) };
    }
    putBack(false);
    forget();
    return proved(toInstall(sync, lock, target), { root, env });
  });
}

/** Whether the client lists everything without an error, at the locked commits, and knows its details. */
async function proved(
  { pins, pinned, listed, scope }: ToInstall,
  { root, env }: { readonly root: string; readonly env: Environment },
): Promise<FailedStep | undefined> {
  const list = ['plugin', 'list', '--json'];
  const answered = await runClient(list, { cwd: root, env });
  let rows: unknown;
  try {
    rows = JSON.parse(answered.stdout);
  } catch {
    return { command: list, said: whyItFailed({ ...answered, stdout: '' }) };
  }
  // The plugin that requires all the others comes last: it fails with any of them.
  const ids = [...listed, ...[...(pins?.ids ?? [])].reverse()];
  for (const id of ids) {
    // A plugin can be installed for the user too, which is another row.
    const own = listOf(rows).filter((each) => member(each, 'id') === id);
    const row = own.find((each) => member(each, 'scope') === scope) ?? own[0];
    const [error] = listOf(member(row, 'errors')).map(textOf);
    if (row === undefined) return { command: list, said: `${id} is not listed` };
    if (error !== undefined) return { command: list, said: `${id}: ${error}` };
    if (member(row, 'enabled') !== true) return { command: list, said: `${id} is not enabled` };
  }
  const here = installedHere(trustIn(root, env).folder, env);
  for (const [id, { commit }] of pinned) {
    const there = here.plugins.get(id)?.commit;
    if (there !== commit)
      return { command: list, said: `${id} is installed at ${there ?? 'no commit'}, not at ${commit}` };
  }
  for (const id of ids) {
    const details = ['plugin', 'details', id];
    const answer = await runClient(details, { cwd: root, env });
    if (answer.code !== 0) return { command: details, said: whyItFailed(answer) };
  }
  return undefined;
}

/** Why a command of the client failed: its own last words, unless it was stopped before it could say any. */
export function whyItFailed({ code, stdout, stderr, stoppedBy }: ClientAnswer): string {
  if (stoppedBy === 'timeout') return `it was stopped because it had not finished after ${patience} minutes`;
  if (stoppedBy !== undefined) return `it was stopped by ${stoppedBy}`;
  return lastWords(stderr) || lastWords(stdout) || `it ended with ${code ?? 'no exit code'}`;
}

/** The last line that says something. */
const lastWords = (text: string): string => text.trim().split('\n').at(-1)?.trim() ?? '';
