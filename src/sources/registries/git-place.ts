import type { PluginSource } from '../../client/plugin-source.ts';
import { masked } from '../../model/mask.ts';
import { offlineWords } from '../../model/offline.ts';
import type { Access } from '../cache/access.ts';
import type { Mirror } from '../cache/mirror.ts';
import { fetchCommit, type Remote } from '../cache/transfer.ts';
import type { GitProblem } from '../git/git-problem.ts';
import { mayName, type Privacy } from '../git/privacy.ts';
import { gitUrl, isOnThisMachine, whyNoRef } from '../git/remote-source.ts';

/** A source whose files lie in a repository of its own. */
export type GitSource = Extract<PluginSource, { kind: 'github' | 'url' | 'git-subdir' }>;

/** The repository and the folder of a plugin. */
export interface GitPlace {
  readonly remote: Remote;
  /** Empty for the root. */
  readonly folder: string;
  readonly sha?: string;
}

/** Where the files of a plugin are, or why mkt does not look there. */
export function gitPlaceOf(source: GitSource, from: Privacy): GitPlace | { readonly failed: string } {
  const stated = source.kind === 'github' ? source.repo : source.url;
  const parsed = gitUrl(stated);
  if (parsed.kind !== 'git')
    return {
      failed: `the \`source\` of its entry, \`${masked(stated)}\`, is not accepted: ${parsed.kind === 'refused' ? parsed.reason : 'it is not the URL of a git repository'}`,
    };
  const ref = source.ref ?? parsed.ref;
  const wrong = ref === undefined ? undefined : whyNoRef(ref);
  if (wrong !== undefined) return { failed: `the \`ref\` in its entry ${wrong}` };
  if (!mayName(from, parsed.url)) return { failed: tooPrivate(parsed.url) };
  return {
    remote: { url: parsed.url, label: parsed.label, ...(ref !== undefined && { ref }) },
    folder: source.kind === 'git-subdir' ? source.path.split('/').filter(isStep).join('/') : '',
    ...(source.sha !== undefined && { sha: source.sha }),
  };
}

/** Why an entry may not name a source. */
export const tooPrivate = (url: string): string =>
  isOnThisMachine(url)
    ? 'its entry names a folder on this machine, which only a local marketplace is allowed to do'
    : `its entry names \`${masked(url)}\`, a place on this machine or in a private network, which only a marketplace from such a place is allowed to do`;

const isStep = (step: string): boolean => step !== '' && step !== '.';

/** A commit that an entry or a lock pins; fetched if the mirror does not have it. */
export async function pinOf(
  { repository, head }: Mirror,
  remote: Remote,
  sha: string,
  access: Access,
): Promise<{ readonly commit: string } | { readonly problem: GitProblem }> {
  if (sha === head || repository.commitOf([sha]) !== undefined) return { commit: sha };
  if (access.offline)
    return {
      problem: {
        kind: 'offline',
        message: `the pinned commit is not in the cache, and ${offlineWords}`,
      },
    };
  const problem = await fetchCommit(repository, remote, sha, access);
  return problem === undefined ? { commit: sha } : { problem };
}
