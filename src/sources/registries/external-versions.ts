import type { Entry } from '../../client/manifest.ts';
import type { VersionsAnswer, VersionsOf } from '../../client/marketplace-plugin.ts';
import type { PluginSource } from '../../client/plugin-source.ts';
import type { Access } from '../cache/access.ts';
import { type Mirror, openMirror } from '../cache/mirror.ts';
import { fetchBlobs, fetchCommit, type Remote } from '../cache/transfer.ts';
import { oftenReadBlobs } from '../git/commit-tree.ts';
import type { GitProblem } from '../git/git-problem.ts';
import { masked } from '../git/mask.ts';
import { gitUrl, isOnThisMachine, whyNoRef } from '../git/remote-source.ts';
import { nearMisses } from '../git/tags.ts';
import { npmVersions } from './npm-versions.ts';
import { blobsOfTags, versionsFromTags } from './tag-versions.ts';

interface GitPlace {
  readonly remote: Remote;
  readonly folder: string;
  readonly sha?: string;
}

/**
 * Versions of plugins whose files are not in their marketplace: from the repository or the npm package that the entry names. Called
 * only when a request reaches the plugin.
 * @param trusted whether the marketplace itself is on this machine; only then may an entry name other folders on it.
 */
export function versionsElsewhere(access: Access, { trusted }: { trusted: boolean }): VersionsOf {
  return (entry) => {
    const { name, source } = entry;
    switch (source.kind) {
      case 'github':
      case 'url':
      case 'git-subdir':
        return gitVersions(entry, source, access, trusted);
      case 'npm':
        return npmVersions(source, access);
      case 'archive':
      case 'command':
        access.notice(
          `the files of \`${name}\` come ${source.kind === 'archive' ? 'in an archive, which mkt does not download' : 'from a command, which mkt does not run'}; only what its entry says is known`,
        );
        return { versions: [] };
      default:
        return { versions: [] };
    }
  };
}

type GitSource = Extract<PluginSource, { kind: 'github' | 'url' | 'git-subdir' }>;

async function gitVersions(
  { name }: Entry,
  source: GitSource,
  access: Access,
  trusted: boolean,
): Promise<VersionsAnswer> {
  const place = placeOf(source, trusted);
  if ('failed' in place) return place;
  const { remote, folder, sha } = place;
  const places = [{ name, folder }];
  const warm = async (mirror: Mirror): Promise<GitProblem | undefined> => {
    const { repository, head } = mirror;
    const tags = repository.tags();
    if ('problem' in tags) return tags.problem;
    const pinned = sha === undefined ? { commit: head } : await pinOf(mirror, remote, sha, access);
    if ('problem' in pinned) return pinned.problem;
    const blobs = [
      ...oftenReadBlobs(repository.objects, pinned.commit, folder),
      ...blobsOfTags(repository, tags.tags, places),
    ];
    return fetchBlobs(repository.gitDir, remote, repository.objects.missing(blobs), access);
  };
  const failed = (message: string) => ({
    failed: `its repository \`${remote.label}\` cannot be read: ${message}`,
  });
  const opened = await openMirror(remote, access, warm);
  if ('problem' in opened) return failed(opened.problem.message);
  const { repository, head } = opened.mirror;
  const tags = repository.tags();
  if ('problem' in tags) return failed(tags.problem.message);
  const pinned =
    sha === undefined
      ? { commit: head }
      : await access.transfer(() => pinOf(opened.mirror, remote, sha, access));
  if ('problem' in pinned) return failed(`${pinned.problem.message} (commit \`${sha}\`)`);
  const versions = versionsFromTags(repository, tags.tags, places).get(name) ?? [];
  const misnamedTags = nearMisses(
    opened.mirror.tags.map(([tag, commit]) => ({ name: tag, commit })),
    name,
    { isAlone: folder === '' },
  );
  const [own] = repository.objects.folders([`${pinned.commit}:${folder}`]);
  if (own !== undefined) return { versions, misnamedTags, current: repository.tree(pinned.commit, folder) };
  return versions.length > 0 ? { versions } : failed(`it has no folder \`${folder}\``);
}

/** Where the files of a plugin are, or why mkt does not look there. */
function placeOf(source: GitSource, trusted: boolean): GitPlace | { readonly failed: string } {
  const stated = source.kind === 'github' ? source.repo : source.url;
  const parsed = gitUrl(stated);
  if (parsed.kind !== 'git')
    return {
      failed: `the \`source\` of its entry, \`${masked(stated)}\`, is not accepted: ${parsed.kind === 'refused' ? parsed.reason : 'it is not the URL of a git repository'}`,
    };
  const ref = source.ref ?? parsed.ref;
  const wrong = ref === undefined ? undefined : whyNoRef(ref);
  if (wrong !== undefined) return { failed: `the \`ref\` in its entry ${wrong}` };
  if (!trusted && isOnThisMachine(parsed.url))
    return { failed: 'its entry names a folder on this machine, which only a local marketplace may do' };
  return {
    remote: { url: parsed.url, label: parsed.label, ...(ref !== undefined && { ref }) },
    folder: source.kind === 'git-subdir' ? source.path.split('/').filter(isStep).join('/') : '',
    ...(source.sha !== undefined && { sha: source.sha }),
  };
}

const isStep = (step: string): boolean => step !== '' && step !== '.';

/** The commit that an entry pins; fetched if the mirror does not have it. */
async function pinOf(
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
        message: 'the commit that its entry pins is not in the cache, and `--offline` turns off the network',
      },
    };
  const problem = await fetchCommit(repository, remote, sha, access);
  return problem === undefined ? { commit: sha } : { problem };
}
