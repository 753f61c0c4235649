import { join } from 'node:path';
import { offlineWords } from '../../model/offline.ts';
import type { GitOutcome } from '../git/git-command.ts';
import { remoteUrl } from '../git/git-environment.ts';
import type { GitProblem } from '../git/git-problem.ts';
import { serverOf } from '../git/remote-source.ts';
import type { Repository } from '../git/repository.ts';
import { runGit, runGitSync } from '../git/run-git.ts';
import type { Access } from './access.ts';
import { LockBusy, withLock } from './lock.ts';
import { isOfTheDisk } from './unwritable-cache.ts';

/** A remote repository, and the ref to read. */
export interface Remote {
  readonly url: string;
  /** A branch, a tag or a full commit hash; by default, the default branch. */
  readonly ref?: string;
  /** The form that can be shown. */
  readonly label: string;
}

/** What a remote has, as far as mkt needs it. */
export interface Listed {
  /** The fetched refs and their ids, as one string: if it is the same, nothing has changed. */
  readonly listing: string;
  readonly tags: readonly (readonly [name: string, commit: string])[];
  /** The refs to keep, each by its name. */
  readonly refspecs: readonly string[];
  /** The same for the command line of git, which compares each of them with each ref of the remote: many as one pattern. */
  readonly fetched: readonly string[];
}

/** With more version tags than this, all tags are fetched by one pattern, if most of them are versions. */
const mostNamedTags = 500;

/** The URL is in the environment: other users can see the arguments of a process. */
export const settingsOf = ({ url }: Remote): readonly (readonly [string, string])[] => [
  [remoteUrl, url],
  // Only while fetching: reading must not fetch missing objects one by one without being asked.
  ['remote.origin.promisor', 'true'],
  ['remote.origin.partialclonefilter', 'blob:none'],
];

/** Asks a remote for its refs: the target of the requested one, and all tags. A server that did not answer is not asked again. */
export async function listRemote(
  remote: Remote,
  { env, silentServers }: Access,
): Promise<Listed | { readonly problem: GitProblem }> {
  const server = serverOf(remote.url);
  const silent = server === undefined ? undefined : silentServers.get(server);
  if (silent !== undefined) return { problem: silent };
  const outcome = await runGit({
    args: ['ls-remote', '--quiet', '--', 'origin'],
    env,
    network: true,
    settings: settingsOf(remote),
  });
  if (!outcome.ok) {
    const { problem } = outcome;
    const isSilent = problem.kind === 'offline' || problem.kind === 'time-out';
    if (isSilent && server !== undefined) silentServers.set(server, problem);
    return { problem };
  }
  const refs = new Map<string, string>();
  for (const line of outcome.stdout.toString('utf8').split('\n')) {
    const [, id, name] = /^([0-9a-f]{40,64})\t(\S+)$/.exec(line) ?? [];
    if (id !== undefined && name !== undefined) refs.set(name, id);
  }
  const wanted = wantedRef(remote, refs);
  if (wanted === undefined)
    return {
      problem: {
        kind: 'no-ref',
        message: remote.ref === undefined ? 'it has no commits' : `it has no branch or tag \`${remote.ref}\``,
      },
    };
  const names = [...refs.keys()].filter((name) => name.startsWith('refs/tags/') && !name.endsWith('^{}'));
  // For a tag that cannot be a version of a plugin, the name is enough.
  const ofVersions = names.filter((name) => name.includes('--v'));
  const head = `+${wanted}:refs/mkt/head`;
  const refspecs = [head, ...ofVersions.map((name) => `+${name}:${name}`)];
  const isPattern = ofVersions.length > mostNamedTags && 2 * ofVersions.length >= names.length;
  return {
    listing: [wanted, ...ofVersions].map((name) => `${name} ${refs.get(name) ?? ''}`).join('\n'),
    tags: names.map((name) => [
      name.slice('refs/tags/'.length),
      refs.get(`${name}^{}`) ?? (refs.get(name) as string),
    ]),
    refspecs,
    fetched: isPattern ? [head, '+refs/tags/*:refs/tags/*'] : refspecs,
  };
}

/** A branch wins over a tag with the same name, as in `git clone --branch`; a commit need not be listed. */
function wantedRef({ ref }: Remote, refs: ReadonlyMap<string, string>): string | undefined {
  if (ref === undefined) return refs.has('HEAD') ? 'HEAD' : undefined;
  const named = [`refs/heads/${ref}`, `refs/tags/${ref}`, ref].find((name) => refs.has(name));
  return named ?? (/^[0-9a-f]{40}$/.test(ref) ? ref : undefined);
}

/** Creates an empty repository for a mirror, without hooks and templates. */
export async function initialise(gitDir: string, { env }: Access): Promise<GitProblem | undefined> {
  const outcome = await runGit({
    args: ['init', '--quiet', '--bare', '--template=', '--', gitDir],
    env,
  });
  return outcome.ok ? undefined : outcome.problem;
}

/** A fetch that reads its refspecs from stdin, since a command line has a limit. @param more what it leaves out. */
export const fetchOf = (
  gitDir: string,
  remote: Remote,
  refspecs: readonly string[],
  env: Access['env'],
  more: readonly string[],
) => ({
  args: ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', ...more, '--stdin', 'origin'],
  gitDir,
  env,
  network: true,
  settings: settingsOf(remote),
  input: `${refspecs.join('\n')}\n`,
});

/** Fetches commits and their folders, without the contents of files. */
const shallowFetch = (
  gitDir: string,
  remote: Remote,
  refspecs: readonly string[],
  env: Access['env'],
  more: readonly string[] = [],
) => fetchOf(gitDir, remote, refspecs, env, ['--depth=1', '--filter=blob:none', ...more]);

/**
 * Fetches commits and their folders, without the contents of files, and removes tags that no longer exist at the remote or that are
 * not needed.
 */
export async function fetchRefs(
  gitDir: string,
  remote: Remote,
  { refspecs, fetched }: Listed,
  { env }: Access,
): Promise<GitProblem | undefined> {
  const outcome = await runGit(shallowFetch(gitDir, remote, fetched, env, ['--atomic', '--force']));
  if (!outcome.ok) return outcome.problem;
  const kept = new Set(refspecs.map((refspec) => refspec.slice(refspec.indexOf(':') + 1)));
  const present = await runGit({ args: ['for-each-ref', '--format=%(refname)', 'refs/tags/'], gitDir, env });
  if (!present.ok) return present.problem;
  const gone = present.stdout
    .toString('utf8')
    .split('\n')
    .filter((name) => name !== '' && !kept.has(name));
  if (gone.length === 0) return undefined;
  const removed = await runGit({
    args: ['update-ref', '--stdin'],
    gitDir,
    env,
    input: gone.map((name) => `delete ${name}\n`).join(''),
  });
  return removed.ok ? undefined : removed.problem;
}

/** Fetches one more commit with its folders, such as one that an entry pins; one at a time, since git would not wait. */
export async function fetchCommit(
  repository: Repository,
  remote: Remote,
  commit: string,
  access: Access,
): Promise<GitProblem | undefined> {
  try {
    return await withLock(join(repository.gitDir, 'pins.lock'), async () =>
      // Another process may have fetched it while this one was waiting.
      repository.commitOf([commit]) === undefined
        ? fetchPin(repository.gitDir, remote, commit, access)
        : undefined,
    );
  } catch (error) {
    if (error instanceof LockBusy) return { kind: 'failed', message: error.message };
    if (!isOfTheDisk(error)) throw error;
    return { kind: 'failed', message: `the cache cannot be written (${error.code})` };
  }
}

async function fetchPin(
  gitDir: string,
  remote: Remote,
  commit: string,
  { env }: Access,
): Promise<GitProblem | undefined> {
  const outcome = await runGit(shallowFetch(gitDir, remote, [`+${commit}:refs/mkt/pins/${commit}`], env));
  return outcome.ok ? undefined : outcome.problem;
}

const blobFetch = (gitDir: string, remote: Remote, ids: readonly string[], { env }: Access) => ({
  args: [
    '-c',
    'fetch.negotiationAlgorithm=noop',
    'fetch',
    '--quiet',
    '--no-tags',
    '--no-write-fetch-head',
    '--filter=blob:none',
    '--stdin',
    'origin',
  ],
  gitDir,
  env,
  network: true,
  settings: settingsOf(remote),
  input: `${ids.join('\n')}\n`,
});

/** Fetches the contents of files, as many as are needed, with one transfer. */
export async function fetchBlobs(
  gitDir: string,
  remote: Remote,
  ids: readonly string[],
  access: Access,
): Promise<GitProblem | undefined> {
  if (ids.length === 0) return undefined;
  const outcome: GitOutcome = await runGit(blobFetch(gitDir, remote, ids, access));
  return outcome.ok ? undefined : outcome.problem;
}

/** The same for a synchronous reader: for a file that was not expected. */
export function fetchBlobsSync(gitDir: string, remote: Remote, ids: readonly string[], access: Access): void {
  if (ids.length === 0) return;
  if (access.offline) {
    access.notice(
      `some files of \`${remote.label}\` are not in the cache, so they were not read: ${offlineWords}`,
    );
    return;
  }
  const done = access.waiting(`fetching files of ${remote.label}`);
  const outcome = runGitSync(blobFetch(gitDir, remote, ids, access));
  done();
  if (!outcome.ok)
    access.notice(`files of \`${remote.label}\` could not be fetched: ${outcome.problem.message}`);
}
