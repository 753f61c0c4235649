import { rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { masked } from '../../model/mask.ts';
import { offlineWords } from '../../model/offline.ts';
import { countsUntil } from '../files/trace.ts';
import { makeFolder } from '../files/user-folders.ts';
import type { GitProblem } from '../git/git-problem.ts';
import { isOnThisMachine } from '../git/remote-source.ts';
import { openRepository, type Repository } from '../git/repository.ts';
import type { Access } from './access.ts';
import { ago } from './age.ts';
import { LockBusy, withLock } from './lock.ts';
import {
  copyGeneration,
  type MirrorState,
  mirrorFolder,
  newGeneration,
  readState,
  removeOldGenerations,
  writeState,
} from './mirror-files.ts';
import { fetchBlobsSync, fetchRefs, initialise, type Listed, listRemote, type Remote } from './transfer.ts';
import { isOfTheDisk, noticeUnwritable, spareCache } from './unwritable-cache.ts';

/** A remote repository with its cached copy. */
export interface Mirror {
  readonly repository: Repository;
  /** The commit to read: of the requested ref, else of the default branch. */
  readonly head: string;
  /** All its tags, including those whose commits were not fetched. */
  readonly tags: MirrorState['tags'];
  readonly checked: number;
}

export type Mirrored = { readonly mirror: Mirror } | { readonly problem: GitProblem };

/** A remote that was asked more recently than this is not asked again. Asking the local disk costs nothing. */
const youngMilliseconds = 15 * 60_000;

/** So many commits of a branch are known to have been read. */
const mostHeads = 100;

/** Prefetches what reading will need, before the new state becomes the current one. */
export type Warm = (mirror: Mirror) => Promise<GitProblem | undefined>;

/**
 * The cached copy of a repository, updated if it is old. A transfer that fails leaves the copy unchanged; then the copy is used,
 * and a notice says how old it is.
 */
export async function openMirror(remote: Remote, access: Access, warm: Warm): Promise<Mirrored> {
  const folder = mirrorFolder(access.cache, remote.url, remote.ref);
  const before = readState(folder);
  if (access.offline) return offline(before, folder, remote, access);
  if (before !== undefined) {
    const isLocked = hasLocked(before, remote, access);
    if (isLocked || isYoung(before, remote, access)) {
      const opened = usable(before, folder, remote, access);
      if ('mirror' in opened) {
        if (!isLocked) countsUntil(before.checked + youngMilliseconds);
        return opened;
      }
    }
  }
  const done = access.waiting(`fetching ${remote.label}`);
  try {
    return await access.transfer(() =>
      withLock(join(folder, 'lock'), () => refresh(folder, before, remote, access, warm)),
    );
  } catch (error) {
    if (error instanceof LockBusy)
      return fallback(before, folder, remote, access, { kind: 'failed', message: error.message });
    if (!isOfTheDisk(error) || access.cache === spareCache()) throw error;
    noticeUnwritable(access, error);
    const spared = await openMirror(remote, { ...access, cache: spareCache() }, warm);
    return 'problem' in spared ? fallback(before, folder, remote, access, spared.problem) : spared;
  } finally {
    done();
  }
}

/** Whether a lock says what to read, and the copy has it. */
function hasLocked(
  { heads = [], tags }: MirrorState,
  { url }: Remote,
  { fresh, lockedCommits }: Access,
): boolean {
  const commits = fresh ? undefined : lockedCommits?.get(masked(url));
  if (commits === undefined) return false;
  const held = new Set([...heads, ...tags.map(([, commit]) => commit)]);
  return commits.every((commit) => held.has(commit));
}

function isYoung({ checked }: MirrorState, { url }: Remote, { fresh, now }: Access): boolean {
  const age = now() - checked;
  return !fresh && !isOnThisMachine(url) && age >= 0 && age < youngMilliseconds;
}

function offline(before: MirrorState | undefined, folder: string, remote: Remote, access: Access): Mirrored {
  if (before === undefined)
    return {
      problem: {
        kind: 'offline',
        message: `it is not in the cache, and ${offlineWords}`,
      },
    };
  access.notice(
    `offline: using the cached copy of \`${remote.label}\` (checked ${ago(before.checked, access.now())})`,
  );
  return usable(before, folder, remote, access);
}

/** The existing copy, after a transfer has failed. */
function fallback(
  before: MirrorState | undefined,
  folder: string,
  remote: Remote,
  access: Access,
  problem: GitProblem,
): Mirrored {
  const opened = before && usable(before, folder, remote, access);
  if (before === undefined || opened === undefined || 'problem' in opened) return { problem };
  const age = ago(before.checked, access.now());
  access.notice(
    `\`${remote.label}\` could not be fetched (${problem.message}); using the cached copy (checked ${age})`,
  );
  return opened;
}

/** Asks the remote and, if something has changed, makes a new generation. Requires the lock. */
async function refresh(
  folder: string,
  before: MirrorState | undefined,
  remote: Remote,
  access: Access,
  warm: Warm,
): Promise<Mirrored> {
  const current = readState(folder);
  // Another mkt did it while this one was waiting for the lock.
  if (current !== undefined && current.checked > (before?.checked ?? 0) && !isOnThisMachine(remote.url)) {
    const opened = usable(current, folder, remote, access);
    if ('mirror' in opened) return opened;
  }
  const listed = await listRemote(remote, access);
  if ('problem' in listed) return fallback(current, folder, remote, access, listed.problem);
  const { listing, tags } = listed;
  const checked = access.now();
  const cached = current && usable({ ...current, checked }, folder, remote, access);
  // What is damaged is fetched again.
  const intact = cached !== undefined && 'mirror' in cached ? current : undefined;
  if (cached !== undefined && intact?.listing === listing) {
    writeState(folder, withHead({ ...intact, checked }, intact, cached));
    return cached;
  }
  const state: MirrorState = {
    mkt: 1,
    label: remote.label,
    generation: newGeneration(),
    checked,
    listing,
    tags,
  };
  const made = join(folder, state.generation);
  const problem = await build(made, folder, intact, { remote, access, listed, warm, state });
  if (problem !== undefined) {
    rmSync(made, { recursive: true, force: true });
    return fallback(current, folder, remote, access, problem);
  }
  const opened = usable(state, folder, remote, access);
  writeState(folder, withHead(state, current, opened));
  if (current !== undefined) {
    // Its age counts from now on: another mkt may have opened it just before.
    utimesSync(join(folder, current.generation), new Date(), new Date());
  }
  removeOldGenerations(folder, state.generation, access.now());
  return opened;
}

/** A state that also names its head, before those of earlier ones. */
function withHead(state: MirrorState, before: MirrorState | undefined, opened: Mirrored): MirrorState {
  const heads = before?.heads ?? [];
  const head = 'mirror' in opened ? opened.mirror.head : heads[0];
  if (head === undefined || heads[0] === head) return { ...state, heads };
  return { ...state, heads: [head, ...heads.filter((each) => each !== head)].slice(0, mostHeads) };
}

async function build(
  made: string,
  folder: string,
  current: MirrorState | undefined,
  {
    remote,
    access,
    listed,
    warm,
    state,
  }: {
    remote: Remote;
    access: Access;
    listed: Listed;
    warm: Warm;
    state: MirrorState;
  },
): Promise<GitProblem | undefined> {
  makeFolder(folder);
  const copied = current !== undefined && copyGeneration(join(folder, current.generation), made);
  const problem =
    (copied ? undefined : await initialise(made, access)) ?? (await fetchRefs(made, remote, listed, access));
  if (problem !== undefined) return problem;
  const opened = usable(state, folder, remote, access);
  return 'problem' in opened ? opened.problem : warm(opened.mirror);
}

function usable(state: MirrorState, folder: string, remote: Remote, access: Access): Mirrored {
  const gitDir = join(folder, state.generation);
  const repository = openRepository(gitDir, {
    label: remote.label,
    env: access.env,
    fetchBlobs: (ids) => fetchBlobsSync(gitDir, remote, ids, access),
    isFixed: true,
  });
  const head = repository.commitOf(['refs/mkt/head']);
  if (head === undefined)
    return { problem: repository.objects.problem() ?? { kind: 'no-ref', message: 'it has no commits' } };
  return { mirror: { repository, head, tags: state.tags, checked: state.checked } };
}
