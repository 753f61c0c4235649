import { existsSync } from 'node:fs';
import { basename, delimiter } from 'node:path';
import { type SessionObstacle, sessionObstacles } from '../../client/session.ts';
import type { Lock } from '../../model/lock.ts';
import { nearest } from '../../model/nearest.ts';
import { type PluginId, pluginId } from '../../model/plugin-id.ts';
import type { Project } from '../../model/project.ts';
import { type ClientSettings, noSettings } from '../../model/settings.ts';
import { printable } from '../../model/text.ts';
import { placesOf } from '../../project/settings-places.ts';
import type { StoredPlugin } from '../../project/stored-plugin.ts';
import type { RunRefusal, RunResult } from '../../report/run-result.ts';
import { become } from '../../sources/process/become.ts';
import { accessFor } from '../access.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';
import { didYouMean, Failure } from '../failure.ts';
import { note } from '../world.ts';
import { freshLock, readableProject } from './fresh-lock.ts';

const dirsVariable = 'CLAUDE_CODE_PLUGIN_DIRS';

/** `mkt run`: starts a command with the locked plugins, for one session. */
export async function run(call: Call): Promise<Answer<RunResult>> {
  const { args, options, world } = call;
  const isShown = options.dryRun === true || args.length === 0;
  if (options.format !== 'text' && !isShown)
    throw new Failure(`\`--format ${printable(options.format)}\` says what would be started`, {
      hint: 'add `--dry-run`: without it, stdout belongs to the command',
    });
  const result = await world.aside.spinner.during('reading plugins', async () => {
    const project = await readableProject(call);
    const { lock } = await freshLock(project, call);
    return prepared(call, project, lock);
  });
  if (result.state === 'refused') return { code: exitCode.problem, result };
  if (isShown) return { code: exitCode.fine, result };
  const { runNotes, runSummary } = await import('../../report/run-words.ts');
  for (const each of runNotes(result)) note(world.aside, each);
  if (!world.aside.quiet) world.aside.stream.write(`${runSummary(result)}\n`);
  const [command = '', ...rest] = result.command;
  const ended = await become(command, rest, {
    cwd: options.cwd,
    env: { ...world.env, ...result.environment },
  });
  if (!('problem' in ended)) return { code: exitCode.fine, ended };
  throw new Failure(
    `\`${printable(command)}\` ${ended.problem === 'not-found' ? 'was not found' : 'is not executable'}`,
    {
      code: exitCode.failed,
      hint: ended.problem === 'not-found' ? 'check that it is installed and in your `PATH`' : undefined,
    },
  );
}

/** Everything but the start. */
export async function prepared(
  { args, options, world }: Call,
  project: Project,
  lock: Lock,
  wanted: readonly PluginId[] = wantedOf(project, lock, options.set ?? []),
): Promise<RunResult> {
  const access = accessFor(world, { offline: options.offline });
  const { storedPlugins } = await import('../../project/store.ts');
  const { plugins, failed } = await storedPlugins(lock, wanted, {
    root: project.root,
    cwd: options.cwd,
    access,
  });
  const names = plugins.map(({ name }) => name);
  const settings = await settingsIn(options, world.env);
  const refused: RunRefusal[] = [
    ...failed.map((each) => ({ kind: 'not-stored', ...each }) as const),
    ...oneName(plugins),
    ...sessionObstacles(names, settings).map(refusalOf),
  ];
  const { ownPlugins } = await import('../../project/machine/own-plugins.ts');
  const replaced = ownPlugins(options.cwd, settings, world.env)
    .filter(({ name, isOn }) => isOn && names.includes(name))
    .map(({ id, name }) => ({ id, name }));
  const alsoFrom = world.env[dirsVariable] || undefined;
  return {
    state: refused.length === 0 ? 'would-run' : 'refused',
    ...started(args, plugins, alsoFrom),
    plugins: plugins.map(({ needsPackages: _, ...shown }) => shown),
    withUnlockedCode: wanted.filter((id) => (lock.plugins.get(id)?.unlocked.length ?? 0) > 0).length,
    replaced,
    withoutPackages: plugins.filter(({ needsPackages }) => needsPackages).map(({ id }) => id),
    ...(alsoFrom !== undefined && { alsoFrom }),
    refused,
  };
}

/** The locked plugins that are asked for: all, or those of some sets with what they require. */
function wantedOf({ sets = new Map() }: Project, { plugins }: Lock, asked: readonly string[]): PluginId[] {
  if (asked.length === 0) return [...plugins.keys()];
  const wanted = new Set<PluginId>();
  const open: PluginId[] = [];
  for (const set of asked) {
    const names = sets.get(set);
    if (names === undefined)
      throw new Failure(`\`mkt.yaml\` has no set \`${printable(set)}\``, {
        code: exitCode.problem,
        hint: didYouMean(nearest(set, [...sets.keys()])) ?? 'write it there: `sets: { review: [a, b] }`',
      });
    for (const name of names) {
      const ids = [...plugins].filter(([id, locked]) => id === name || locked.name === name);
      if (ids.length === 0)
        throw new Failure(`\`${printable(name)}\` of the set \`${printable(set)}\` is not in the lock`, {
          code: exitCode.problem,
          hint: 'a set names plugins from the plugin list, without versions',
        });
      open.push(...ids.map(([id]) => id));
    }
  }
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (wanted.has(id)) continue;
    wanted.add(id);
    open.push(
      ...(plugins.get(id)?.dependencies ?? []).map(({ name, marketplace }) => pluginId(name, marketplace)),
    );
  }
  return [...plugins.keys()].filter((id) => wanted.has(id));
}

/** What the client would read for a session in the working folder. */
async function settingsIn(
  { cwd, policy }: Call['options'],
  env: Call['world']['env'],
): Promise<ClientSettings> {
  const places = placesOf(cwd, { env, policy }).filter(({ path }) => existsSync(path));
  if (places.length === 0) return noSettings;
  return (await import('../../project/client-settings.ts')).readClientSettings(places, { cwd, env }).settings;
}

/** The client would load both of two plugins that have one name. */
function oneName(plugins: readonly StoredPlugin[]): RunRefusal[] {
  return [...new Set(plugins.map(({ name }) => name))].flatMap((name) => {
    const ids = plugins.filter((each) => each.name === name).map(({ id }) => id);
    return ids.length < 2 ? [] : [{ kind: 'one-name', name, ids } as const];
  });
}

function refusalOf({ at, ...obstacle }: SessionObstacle): RunRefusal {
  const { file, line } = at.location;
  return { ...obstacle, file, line };
}

/** The client takes plugins before its own words; of another command it is not known where the client is in it. */
function started(
  args: readonly string[],
  plugins: readonly StoredPlugin[],
  already: string | undefined,
): Pick<RunResult, 'command' | 'environment'> {
  const [command = 'claude', ...rest] = args;
  const folders = plugins.map(({ folder }) => folder);
  if (/^claude(?:\.exe)?$/i.test(basename(command)))
    return {
      command: [command, ...folders.flatMap((folder) => ['--plugin-dir', folder]), ...rest],
      environment: {},
    };
  const split = folders.find((folder) => folder.includes(delimiter));
  if (split !== undefined)
    throw new Failure(
      `\`${printable(split)}\` contains \`${delimiter}\`, which separates folders in \`${dirsVariable}\``,
      {
        code: exitCode.failed,
        hint: 'set `MKT_CACHE_DIR` to another folder',
      },
    );
  return {
    command: [command, ...rest],
    environment: {
      [dirsVariable]: [...folders, ...(already === undefined ? [] : [already])].join(delimiter),
    },
  };
}
