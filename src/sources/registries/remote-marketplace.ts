import { type FileTree, streamOf } from '../../client/file-tree.ts';
import { openJson } from '../../client/json-file.ts';
import { marketplacePath, readMarketplace } from '../../client/marketplace.ts';
import { entriesOf, maximumMarketplaceBytes } from '../../client/marketplace-file.ts';
import type { ClientFacts } from '../../model/client.ts';
import { member } from '../../text/values.ts';
import type { Access } from '../cache/access.ts';
import { download } from '../cache/http.ts';
import { type Mirror, openMirror } from '../cache/mirror.ts';
import { fetchBlobs, type Remote } from '../cache/transfer.ts';
import { oftenReadBlobs } from '../git/commit-tree.ts';
import type { GitProblem } from '../git/git-problem.ts';
import { type Privacy, privacyOf } from '../git/privacy.ts';
import type { RemoteSource } from '../git/remote-source.ts';
import { elsewhereLater, type OpenedSource, openTree, resultOf } from './marketplace-on-disk.ts';
import { placesOf, versionsHere } from './repository-versions.ts';
import { blobsOfTags } from './tag-versions.ts';

/** A source from the network: a marketplace in a repository, or a JSON file. */
export async function openRemote(
  source: RemoteSource,
  access: Access,
  facts: ClientFacts,
): Promise<OpenedSource> {
  if (source.kind === 'json') return openUrl(source.url, source.label, access, facts);
  const { url, ref, label } = source;
  if (source.mayBeSparse === true) {
    const { openSparseUrl } = await import('./sparse-registry.ts');
    const sparse = await openSparseUrl(url, access);
    if (sparse !== undefined && 'problem' in sparse && !access.offline) return sparse;
    if (sparse !== undefined && !('problem' in sparse)) return { registry: sparse, faults: [] };
  }
  const remote: Remote = { url, label, ...(ref !== undefined && { ref }) };
  const opened = await openMirror(remote, access, (mirror) => warmMarketplace(mirror, remote, access));
  if ('problem' in opened) return { problem: opened.problem.message };
  const { repository, head, tags } = opened.mirror;
  return openTree(repository.tree(head, ''), label, {
    facts,
    here: versionsHere(repository, access, tags),
    elsewhere: elsewhereLater(access, { from: privacyOf(url) }),
    origin: { url, commit: head, ...(ref !== undefined && { ref }) },
    keeping: repository,
  });
}

/** Fetches what is needed to read the marketplace and the manifests of all its tags: two transfers, however many there are. */
async function warmMarketplace(
  { repository, head }: Mirror,
  remote: Remote,
  access: Access,
): Promise<GitProblem | undefined> {
  const { objects, gitDir } = repository;
  const tags = repository.tags();
  if ('problem' in tags) return tags.problem;
  const now = objects.missing(oftenReadBlobs(objects, head, ''));
  const problem = await fetchBlobs(gitDir, remote, now, access);
  if (problem !== undefined) return problem;
  const file = openJson(repository.tree(head, ''), marketplacePath, maximumMarketplaceBytes);
  if (file === undefined)
    return { kind: 'no-repository', message: `it is not a marketplace: it has no \`${marketplacePath}\`` };
  const tagged = objects.missing(blobsOfTags(repository, tags.tags, placesOf(entriesOf(file))));
  return fetchBlobs(gitDir, remote, tagged, access);
}

/** The URL of a `marketplace.json` or of an index; its content shows which. */
async function openUrl(
  url: string,
  label: string,
  access: Access,
  facts: ClientFacts,
): Promise<OpenedSource> {
  const answer = await download(url, access);
  if ('problem' in answer) return { problem: answer.problem };
  return openText(answer.body, label, access, { facts, from: privacyOf(url), withoutFiles: ofUrl });
}

/** Why the client cannot have a plugin whose source is a path, of a marketplace that is nothing but its list. */
interface WithoutFiles {
  readonly failed: string;
  readonly help: string;
}

const ofUrl: WithoutFiles = {
  failed: 'its files are next to `marketplace.json`, but from a URL the client reads only that file',
  help: 'add the repository of the marketplace instead of the URL',
};

/**
 * The text of a `marketplace.json` or of an index, without the files next to it.
 * @param isMade see {@link MarketplaceOptions.isMade}.
 */
export async function openText(
  text: string,
  label: string,
  access: Access,
  {
    facts,
    from,
    withoutFiles,
    isMade,
  }: {
    readonly facts: ClientFacts;
    readonly from: Privacy;
    readonly withoutFiles: WithoutFiles;
    readonly isMade?: true;
  },
): Promise<OpenedSource> {
  const bytes = Buffer.from(text);
  const tree: FileTree = {
    label: '',
    files: () => [label],
    read: () => bytes,
    entries: () => [{ path: label, kind: 'file', executable: false, size: bytes.length }],
    stream: (path) => streamOf(path, () => (path === label ? bytes : undefined)),
    problems: [],
  };
  const file = openJson(tree, label);
  if (member(file?.value, 'mkt') !== undefined) {
    const { readIndex } = await import('./index-file.ts');
    return readIndex(text, label, label);
  }
  const elsewhere = elsewhereLater(access, { from });
  return resultOf(
    await readMarketplace(tree, {
      source: label,
      path: label,
      facts,
      versionsOf: (entry) =>
        entry.source.kind === 'path' ? { ...withoutFiles, isBroken: true } : elsewhere(entry),
      ...(isMade && { isMade }),
    }),
  );
}
