import { type Lock, lockFile } from '../../model/lock.ts';
import { nearest } from '../../model/nearest.ts';
import type { PluginId } from '../../model/plugin.ts';
import type { Registry } from '../../model/registry.ts';
import { printable } from '../../model/text.ts';
import { readLock } from '../../project/lock-file.ts';
import { ownProject, type Refusal } from '../../project/write.ts';
import type { LockReport, LockResult } from '../../report/lock-result.ts';
import { shownPath } from '../../sources/files/text-file.ts';
import { type HeldBack, notNewer } from '../../sources/registries/not-newer.ts';
import { accessFor } from '../access.ts';
import type { Answer, Call, Options } from '../call.ts';
import { exitCode } from '../exit-code.ts';
import { didYouMean, Failure } from '../failure.ts';
import { gather } from '../gather.ts';
import type { Resolved } from '../gathered.ts';
import { keptVersions, reportOf } from '../lock-report.ts';
import { lockBefore, newLock } from '../new-lock.ts';
import { projectOf } from '../project.ts';
import type { World } from '../world.ts';
import { refuse, tell } from '../written.ts';

/** `mkt lock` without `--check`: resolves with what is locked, shows what changes, and writes it. */
export async function updateLock(call: Call): Promise<Answer<LockResult>> {
  const { options, world } = call;
  const { project } = await projectOf(options, world.env, { required: true, takesPlugins: false });
  if (project === undefined) throw new Error('a required project is neither found nor reported as missing');
  const { root } = project;
  return ownProject(root, world.env, async (own) => {
    tell(own.recovered, world.aside);
    const read = await readLock(root, options.cwd);
    const { lock: before, conflicts } = await lockBefore(read);
    const moving = movingOf(options, before);
    const heldBack: HeldBack[] = [];
    const lastDay = lastDayOf(options, project.minimumReleaseAge);
    const installed = await installedFor(call, root);
    const kept = new Map([...keptVersions(before, moving), ...installed]);
    const limit =
      lastDay === undefined
        ? undefined
        : (registries: readonly Registry[]) =>
            registries.map((each) => notNewer(each, lastDay, kept, (release) => heldBack.push(release)));
    const gathered = await gather(
      [],
      { ...options, unlocked: true, locked: kept, ...(limit && { limit }) },
      world,
    );
    if (gathered.state !== 'resolved') {
      const { code, result } = (await import('./resolve.ts')).answerOf(gathered);
      return { code, result: { unresolved: result } };
    }
    refuseRenamed(gathered);
    const access = accessFor(world, { offline: options.offline });
    const where = { root, cwd: options.cwd, access };
    const { lock, text, changes } = await newLock(gathered, { before, moving }, where);
    const report: LockReport = {
      ...reportOf(shownPath(`${root}/${lockFile}`, options.cwd), lock),
      changes,
      conflicts,
      heldBack: heldBack
        .map(({ name, version, date }) => `${name} ${version} (${date})`)
        .filter((each, index, all) => all.indexOf(each) === index)
        .sort(),
      notAdopted: [...lock.plugins].flatMap(([id, { version: locked }]) => {
        const own = installed.get(id);
        return own === undefined || own === locked ? [] : [{ id, installed: own, locked }];
      }),
    };
    if (text === read?.text) return { code: exitCode.fine, result: { ...report, state: 'fresh' } };
    if (options.dryRun === true) return { code: exitCode.fine, result: { ...report, state: 'would-change' } };
    const change = { path: lockFile, before: read?.text ?? null, content: text };
    if (changes.some(({ kind }) => kind === 'move') && options.yes !== true)
      return unconfirmed(report, world, () => ownProject(root, world.env, (again) => again.write([change])));
    refuse(await own.write([change]));
    return { code: exitCode.fine, result: { ...report, state: 'written' } };
  });
}

/** Locked versions change, and `--yes` was not given: asks on a terminal. No lock is held while the user reads. */
function unconfirmed(
  report: LockReport,
  { asks }: World,
  write: () => Promise<readonly Refusal[]>,
): Answer<LockResult> {
  if (asks?.() !== true) return { code: exitCode.problem, result: { ...report, state: 'unconfirmed' } };
  return {
    code: exitCode.problem,
    result: { ...report, state: 'would-change' },
    question: {
      text: `write \`${printable(report.file)}\`?`,
      yes: async () => {
        refuse(await write());
        const said = { changes: [], conflicts: [], heldBack: [], notAdopted: [] };
        return { code: exitCode.fine, result: { ...report, ...said, state: 'written' } };
      },
    },
  };
}

/** With `--adopt`, the versions that this machine has installed. */
async function installedFor({ options, world }: Call, root: string): Promise<ReadonlyMap<PluginId, string>> {
  if (options.adopt !== true) return new Map();
  if (options.upgrade !== undefined)
    throw new Failure('`--adopt` uses what is installed, and `--upgrade` the newest', {
      hint: 'use only one of them',
    });
  const { installedVersions } = await import('../../project/machine/own-plugins.ts');
  return installedVersions(root, world.env);
}

/** Which plugins `--upgrade` moves. */
function movingOf({ upgrade }: Options, { plugins }: Lock): (id: PluginId) => boolean {
  if (upgrade === undefined) return () => false;
  if (upgrade === true) return () => true;
  const names = [...plugins.values()].map(({ name }) => name);
  for (const asked of upgrade)
    if (!names.includes(asked) && !plugins.has(asked))
      throw new Failure(`\`${printable(asked)}\` is not in the lock`, {
        code: exitCode.problem,
        hint: didYouMean(nearest(asked, names)) ?? 'see `mkt.lock` for what is locked',
      });
  return (id) => upgrade.includes(id) || upgrade.includes(plugins.get(id)?.name ?? '');
}

/** The day after which releases do not count; undefined if all do. */
function lastDayOf({ excludeNewer }: Options, minimumAge: number | undefined): string | undefined {
  if (excludeNewer !== undefined) {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(excludeNewer) || Number.isNaN(Date.parse(excludeNewer)))
      throw new Failure(`\`--exclude-newer ${printable(excludeNewer)}\` is not a date`, {
        hint: 'write it as `--exclude-newer 2026-01-31`',
      });
    return excludeNewer;
  }
  if (minimumAge === undefined) return undefined;
  return new Date(Date.now() - minimumAge * 86_400_000).toISOString().slice(0, 10);
}

/** A lock knows present names only; a list that names a former one would never fit it. */
function refuseRenamed({ renamed }: Resolved): void {
  const [first] = renamed;
  if (first === undefined) return;
  const { spec, name } = first;
  const place = spec.location === undefined ? '' : ` (${spec.location.file}:${spec.location.line})`;
  throw new Failure(printable(`\`${spec.name}\` is now called \`${name}\`${place}`), {
    code: exitCode.problem,
    hint: `write \`${printable(name)}\` in the plugin list, then run \`mkt lock\` again`,
  });
}
