import type { Entry } from '../../client/manifest.ts';
import type { VersionsAnswer, VersionsOf } from '../../client/plugin-copies.ts';
import type { Access } from '../cache/access.ts';
import { type Mirror, openMirror } from '../cache/mirror.ts';
import { fetchBlobs } from '../cache/transfer.ts';
import { oftenReadBlobs } from '../git/commit-tree.ts';
import type { GitProblem } from '../git/git-problem.ts';
import { mayName, type Privacy } from '../git/privacy.ts';
import { nearMisses } from '../git/tags.ts';
import { type GitSource, gitPlaceOf, pinOf, tooPrivate } from './git-place.ts';
import { npmVersions } from './npm-versions.ts';
import { blobsOfTags, untagged, versionsFromTags } from './tag-versions.ts';

/**
 * Versions of plugins whose files are not in their marketplace: from the repository or the npm package that the entry names. Called
 * only when a request reaches the plugin.
 * @param from how private the place of the marketplace is: its entries may not name a more private one.
 */
export function versionsElsewhere(access: Access, { from }: { from: Privacy }): VersionsOf {
  return (entry) => {
    const { name, source } = entry;
    switch (source.kind) {
      case 'github':
      case 'url':
      case 'git-subdir':
        return gitVersions(entry, source, access, from);
      case 'npm':
        return source.registry !== undefined && !mayName(from, source.registry)
          ? { failed: tooPrivate(source.registry) }
          : npmVersions(source, access);
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

async function gitVersions(
  { name }: Entry,
  source: GitSource,
  access: Access,
  from: Privacy,
): Promise<VersionsAnswer> {
  const place = gitPlaceOf(source, from);
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
  const found = versionsFromTags(repository, tags.tags, places).get(name) ?? untagged;
  const misnamedTags = nearMisses(
    opened.mirror.tags.map(([tag, commit]) => ({ name: tag, commit })),
    name,
    { isAlone: folder === '' },
  );
  const [own] = repository.objects.folders([`${pinned.commit}:${folder}`]);
  if (own !== undefined)
    return {
      ...found,
      misnamedTags,
      current: repository.tree(pinned.commit, folder),
      currentCommit: pinned.commit,
    };
  return found.versions.length > 0 ? found : failed(`it has no folder \`${folder}\``);
}
