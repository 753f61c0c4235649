import satisfies from 'semver/functions/satisfies.js';
import validRange from 'semver/ranges/valid.js';
import { type FileTree, streamOf } from '../../client/file-tree.ts';
import type { PluginVersion, VersionsAnswer } from '../../client/plugin-copies.ts';
import type { PluginSource } from '../../client/plugin-source.ts';
import { masked } from '../../model/mask.ts';
import { isVersion } from '../../model/version.ts';
import { isMap, member, textOf } from '../../text/values.ts';
import type { Access } from '../cache/access.ts';
import { download } from '../cache/http.ts';

/** Without readmes and scripts; only the versions are needed. */
const abbreviated = 'application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8';

/**
 * The versions of an npm package, as listed in the metadata of its registry. The packages themselves are not downloaded: the entry
 * of the marketplace describes each of them.
 */
export async function npmVersions(
  source: Extract<PluginSource, { kind: 'npm' }>,
  access: Access,
): Promise<VersionsAnswer> {
  const registry = (source.registry ?? 'https://registry.npmjs.org').replace(/\/+$/, '');
  const name = source.package.replace('/', '%2f');
  const failed = (why: string) => ({
    failed: `its npm package \`${source.package}\` cannot be read from ${masked(registry)}: ${why}`,
  });
  const answer = await download(`${registry}/${name}`, access, { accept: abbreviated });
  if ('problem' in answer) return failed(answer.missing === true ? 'no such package' : answer.problem);
  let metadata: unknown;
  try {
    metadata = JSON.parse(answer.body);
  } catch {
    return failed('the response is not valid JSON');
  }
  const listed = member(metadata, 'versions');
  if (!isMap(listed)) return failed('the response does not list versions');
  const wanted = wantedRange(source.version, metadata);
  const versions = Object.keys(listed).filter(
    (version) => isVersion(version) && satisfies(version, wanted, { includePrerelease: wanted === '*' }),
  );
  if (versions.length === 0) return failed(`no version satisfies \`${source.version ?? '*'}\``);
  return {
    versions: versions.map((version): PluginVersion => ({ version, tree: noFiles(source.package) })),
    isComplete: true,
  };
}

/** A range, a version, or an npm tag such as `latest`. */
function wantedRange(stated: string | undefined, metadata: unknown): string {
  if (stated === undefined) return '*';
  return validRange(stated) ?? textOf(member(member(metadata, 'dist-tags'), stated)) ?? '<0.0.0-0';
}

const noFiles = (label: string): FileTree => ({
  label: `npm:${label}`,
  files: () => [],
  read: () => undefined,
  entries: () => [],
  stream: (path) => streamOf(`npm:${label}/${path}`, () => undefined),
  problems: [],
});
