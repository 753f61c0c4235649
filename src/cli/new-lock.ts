import { lockChanges } from '../changes/lock-changes.ts';
import { type LockConflict, sidesOf } from '../changes/lock-sides.ts';
import { lockText } from '../changes/lock-text.ts';
import type { Review } from '../changes/review.ts';
import { staleness } from '../changes/stale.ts';
import { emptyLock, type Lock } from '../model/lock.ts';
import { type PluginId, pluginId } from '../model/plugin.ts';
import { isError } from '../model/problems.ts';
import { printable } from '../model/text.ts';
import { type ReadLock, readLockText } from '../project/lock-file.ts';
import { type LockWorld, makeLock, type NotLocked, type ToLock } from '../project/make-lock.ts';
import type { ShownChange } from '../report/lock-result.ts';
import { exitCode } from './exit-code.ts';
import { Failure } from './failure.ts';
import type { Gathered, Resolved } from './gathered.ts';
import { reviewOfMove } from './review-of-versions.ts';

/** A lock that matches a list, and what it changes. */
export interface NewLock {
  readonly lock: Lock;
  readonly text: string;
  readonly changes: readonly ShownChange[];
}

/**
 * Makes the lock of what was chosen.
 * @param before what is locked so far.
 * @throws Failure if a plugin cannot be locked, with the reason.
 */
export async function newLock(
  gathered: Gathered & Resolved,
  { before, moving }: { readonly before: Lock; readonly moving: (id: PluginId) => boolean },
  world: LockWorld,
): Promise<NewLock> {
  const made = await makeLock(toLock(gathered), { before, moving, registries: gathered.registries }, world);
  if ('failed' in made) {
    const reasons = await Promise.all(
      made.failed.map(async ({ id, reason }) => `cannot lock \`${id}\`: ${await inWords(reason)}`),
    );
    const isWorld = made.failed.every((each) => each.isWorld === true);
    throw new Failure(printable(reasons.join('\nerror: ')), {
      code: isWorld ? exitCode.failed : exitCode.problem,
    });
  }
  if (staleness(made.lock, gathered.specs).length > 0)
    throw new Error('a lock that was just made does not match the list');
  const changes = await Promise.all(
    lockChanges(before, made.lock).map((change) => shownChange(change, gathered, { lock: before, world })),
  );
  return { lock: made.lock, text: lockText(made.lock), changes };
}

async function inWords(reason: NotLocked['reason']): Promise<string> {
  if (typeof reason === 'string') return reason;
  const { sayProblem } = await import('../analysis/rules/index.ts');
  return `\`${reason.location.file}\`: ${sayProblem(reason).message}`;
}

/** What is locked so far. Of a lock with conflict marks that is what both sides agree on. */
export async function lockBefore(
  read: ReadLock | undefined,
): Promise<{ lock: Lock; conflicts: readonly LockConflict[] }> {
  if (read === undefined) return { lock: emptyLock, conflicts: [] };
  const sides = sidesOf(read.text);
  const texts = sides === undefined ? [read.text] : [sides.ours, sides.theirs];
  const locks = await Promise.all(texts.map((text) => readLockText(text, read.file)));
  const [fault] = locks.flatMap(({ faults }) => faults).filter(isError);
  if (fault !== undefined)
    throw new Failure(`\`${printable(read.file)}\` cannot be read (line ${fault.location.line})`, {
      hint: 'run `mkt lock --check` to see what is wrong, or remove the file to start over',
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

async function shownChange(
  { kind, id, before, after }: ReturnType<typeof lockChanges>[number],
  { plugins }: Resolved,
  from: { readonly lock: Lock; readonly world: LockWorld },
): Promise<ShownChange> {
  return {
    kind,
    id,
    ...(before && { before: before.version }),
    ...(after && { after: after.version }),
    ...(kind === 'move' && (await reviewed(id, before?.version, after?.version, plugins, from))),
    unlocked: after?.unlocked.map(({ runs }) => runs) ?? [],
  };
}

/** The locked release as it was locked, and the new one as the registry has it. */
async function reviewed(
  id: PluginId,
  before: string | undefined,
  after: string | undefined,
  plugins: Resolved['plugins'],
  { lock, world }: { readonly lock: Lock; readonly world: LockWorld },
): Promise<{ readonly review?: Review }> {
  const plugin = plugins.get(id);
  if (plugin === undefined || before === undefined || after === undefined) return {};
  const review = await reviewOfMove(plugin, { lock, version: before, after }, world);
  return review === undefined ? {} : { review };
}
