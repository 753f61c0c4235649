import { lockChanges } from '../../changes/lock-changes.ts';
import { type LockConflict, sidesOf } from '../../changes/lock-sides.ts';
import { lockText } from '../../changes/lock-text.ts';
import { type Review, reviewOf } from '../../changes/review.ts';
import { staleness } from '../../changes/stale.ts';
import { emptyLock, type Lock, lockFile } from '../../model/lock.ts';
import { nearest } from '../../model/nearest.ts';
import { type PluginId, pluginId } from '../../model/plugin.ts';
import { isError } from '../../model/problems.ts';
import type { Registry } from '../../model/registry.ts';
import { printable } from '../../model/text.ts';
import { type ReadLock, readLock, readLockText } from '../../project/lock-file.ts';
import { makeLock, type ToLock } from '../../project/make-lock.ts';
import { ownProject, type Recovered, type Refusal } from '../../project/write.ts';
import type { LockReport, LockResult, ShownChange } from '../../report/lock-result.ts';
import { shownPath } from '../../sources/files/text-file.ts';
import { type HeldBack, notNewer } from '../../sources/registries/not-newer.ts';
import { accessFor } from '../access.ts';
import type { Answer, Call, Options } from '../call.ts';
import { exitCode } from '../exit-code.ts';
import { didYouMean, Failure } from '../failure.ts';
import { gather } from '../gather.ts';
import type { Gathered, Resolved } from '../gathered.ts';
import { keptVersions, reportOf } from '../lock-report.ts';
import { projectOf } from '../project.ts';
import { note } from '../world.ts';

/** `mkt lock` without `--check`: resolves with what is locked, shows what changes, and writes it. */
export async function lockAnew(call: Call): Promise<Answer<LockResult>> {
  const { options, world } = call;
  const { project } = await projectOf(options, world.env, { required: true });
  if (project === undefined) throw new Error('a required project is there or has failed');
  const { root } = project;
  return ownProject(root, world.env, async (own) => {
    tell(own.recovered, call);
    const read = readLock(root, options.cwd);
    const { lock: before, conflicts } = lockBefore(read);
    const moving = movingOf(options, before);
    const heldBack: HeldBack[] = [];
    const lastDay = lastDayOf(options, project.minimumReleaseAge);
    const kept = keptVersions(before, moving);
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
    const made = await makeLock(
      toLock(gathered),
      { before, moving, registries: gathered.registries },
      { root, cwd: options.cwd, access },
    );
    if ('failed' in made)
      throw new Failure(
        printable(
          made.failed.map(({ id, reason }) => `cannot lock \`${id}\`: ${reason}`).join('\nerror: cannot '),
        ),
        { code: exitCode.problem },
      );
    if (staleness(made.lock, gathered.specs).length > 0)
      throw new Error('a lock that was just made does not answer the list');
    const text = lockText(made.lock);
    const changes = lockChanges(before, made.lock);
    const report: LockReport = {
      ...reportOf(shownPath(`${root}/${lockFile}`, options.cwd), made.lock),
      changes: changes.map((change) => shownChange(change, gathered)),
      conflicts,
      heldBack: heldBack
        .map(({ name, version, date }) => `${name} ${version} (${date})`)
        .filter((each, index, all) => all.indexOf(each) === index)
        .sort(),
    };
    if (text === read?.text) return { code: exitCode.fine, result: { ...report, state: 'fresh' } };
    if (options.dryRun === true) return { code: exitCode.fine, result: { ...report, state: 'would-change' } };
    if (changes.some(({ kind }) => kind === 'move') && options.yes !== true)
      return { code: exitCode.problem, result: { ...report, state: 'unconfirmed' } };
    refuse(await own.write([{ path: lockFile, before: read?.text ?? null, content: text }]));
    return { code: exitCode.fine, result: { ...report, state: 'written' } };
  });
}

/** What is locked so far. Of a lock with conflict marks that is what both sides agree on. */
function lockBefore(read: ReadLock | undefined): { lock: Lock; conflicts: readonly LockConflict[] } {
  if (read === undefined) return { lock: emptyLock, conflicts: [] };
  const sides = sidesOf(read.text);
  const texts = sides === undefined ? [read.text] : [sides.ours, sides.theirs];
  const locks = texts.map((text) => readLockText(text, read.file));
  const [fault] = locks.flatMap(({ faults }) => faults).filter(isError);
  if (fault !== undefined)
    throw new Failure(`\`${printable(read.file)}\` cannot be read (line ${fault.location.line})`, {
      hint: '`mkt lock --check` says what is wrong; to begin anew, remove the file',
    });
  const [ours = emptyLock, theirs = ours] = locks.map(({ lock }) => lock);
  return sides === undefined
    ? { lock: ours, conflicts: [] }
    : { lock: agreed(ours, theirs), conflicts: sides.conflicts };
}

/** What one of two locks has and the other does not contradict: what only one has was added there. */
function agreed(ours: Lock, theirs: Lock): Lock {
  const both = <Value>(one: ReadonlyMap<string, Value>, other: ReadonlyMap<string, Value>) =>
    new Map(
      [...other, ...one].filter(([key]) => {
        const [a, b] = [one.get(key), other.get(key)];
        return a === undefined || b === undefined || JSON.stringify(a) === JSON.stringify(b);
      }),
    );
  return {
    marketplaces: both(ours.marketplaces, theirs.marketplaces),
    plugins: both(ours.plugins, theirs.plugins),
  };
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
        hint: didYouMean(nearest(asked, names)) ?? '`mkt.lock` lists what is locked',
      });
  return (id) => upgrade.includes(id) || upgrade.includes(plugins.get(id)?.name ?? '');
}

/** The day after which releases do not count; undefined if all do. */
function lastDayOf({ excludeNewer }: Options, minimumAge: number | undefined): string | undefined {
  if (excludeNewer !== undefined) {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(excludeNewer) || Number.isNaN(Date.parse(excludeNewer)))
      throw new Failure(`\`--exclude-newer ${printable(excludeNewer)}\` is not a day`, {
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
  throw new Failure(printable(`\`${spec.name}\` is called \`${name}\` now${place}`), {
    code: exitCode.problem,
    hint: `write \`${printable(name)}\` in the list, then lock it`,
  });
}

function toLock({ combination, plugins, specs }: Resolved & Gathered): ToLock[] {
  return combination.map(({ chosen, release }) => {
    const plugin = plugins.get(pluginId(chosen.name, chosen.marketplace));
    if (plugin === undefined) throw new Error(`${chosen.name} was chosen, but not looked up`);
    const spec = specs.find(
      ({ name, marketplace }) =>
        name === chosen.name && (marketplace ?? chosen.marketplace) === chosen.marketplace,
    );
    return {
      chosen,
      release,
      plugin,
      ...(spec !== undefined && chosen.requested && { constraint: spec.range }),
    };
  });
}

function shownChange(
  { kind, id, before, after }: ReturnType<typeof lockChanges>[number],
  { plugins }: Resolved,
): ShownChange {
  return {
    kind,
    id,
    ...(before && { before: before.version }),
    ...(after && { after: after.version }),
    ...(kind === 'move' && reviewed(id, before?.version, after?.version, plugins)),
    unlocked: after?.unlocked.map(({ runs }) => runs) ?? [],
  };
}

/** Both releases as the registry has them; the locked one may be gone. */
function reviewed(
  id: PluginId,
  before: string | undefined,
  after: string | undefined,
  plugins: Resolved['plugins'],
): { readonly review?: Review } {
  const plugin = plugins.get(id);
  const [old, fresh] = [before, after].map((version) => plugin?.release(version ?? ''));
  return old === undefined || fresh === undefined || before === after ? {} : { review: reviewOf(old, fresh) };
}

function tell(recovered: Recovered, { world }: Call): void {
  if (recovered === 'finished')
    note(world.aside, 'an earlier run was stopped while it wrote; its change is whole now');
  if (recovered === 'undone')
    note(world.aside, 'an earlier run was stopped before it wrote; nothing of it is left');
}

const reasons: Readonly<Record<Refusal['why'], string>> = {
  'leads-out': 'it is a link that leads out of the project',
  changed: 'it was changed meanwhile',
  'not-a-file': 'it is not a regular file',
};

function refuse([first]: readonly Refusal[]): void {
  if (first === undefined) return;
  throw new Failure(`\`${printable(first.path)}\` was not written: ${reasons[first.why]}`, {
    code: exitCode.failed,
    hint: first.why === 'changed' ? 'run the command again' : undefined,
  });
}
