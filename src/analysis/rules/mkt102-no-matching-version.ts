import type { NoMatchingVersion } from '../../model/resolution-evidence.ts';
import { count, listed } from '../../model/text.ts';
import type { Draft, Rule } from '../rule.ts';

const shown = 8;

export const noMatchingVersion: Rule<'MKT102'> = {
  id: 'MKT102',
  check: ({ problems }) =>
    problems.flatMap((problem): Draft<'MKT102'>[] => {
      if (problem.kind !== 'no-matching-version') return [];
      const { spec, versions, unversioned, prereleases, misnamedTags = [] } = problem;
      const { name, range, location } = spec;
      return [
        {
          case: 'found',
          evidence: {
            plugin: name,
            range,
            versions,
            ...(unversioned && { unversioned }),
            prereleases,
            misnamedTags,
          },
          plugins: [name],
          ...(location && { location }),
        },
      ];
    }),
  say: {
    found(evidence) {
      const { plugin, range, versions } = evidence;
      const rest = versions.length - shown;
      const there =
        versions.length === 0
          ? withoutVersion(evidence)
          : `available: ${listed([...versions.slice(0, shown), ...(rest > 0 ? [count(rest, 'older one')] : [])])}`;
      return {
        message: `no release of \`${plugin}\` matches \`${range}\`\n${there}`,
        help: helpOf(evidence),
      };
    },
  },
};

function withoutVersion({ unversioned }: NoMatchingVersion): string {
  if (unversioned === undefined) return 'it has no releases';
  return unversioned.stated === undefined
    ? 'it states no version, so no range matches it'
    : `it states \`${unversioned.stated}\`, which is not a valid version, so no range matches it`;
}

function helpOf({ plugin, versions, unversioned, prereleases, misnamedTags }: NoMatchingVersion): string {
  const [misnamed] = misnamedTags;
  if (misnamed !== undefined)
    return `the tag \`${misnamed.tag}\` would match, but the client only reads versions from tags such as \`${misnamed.expected}\`; ask the maintainer to add that tag`;
  const [prerelease] = prereleases;
  if (prerelease !== undefined) {
    const stable = versions.find((version) => !version.includes('-'));
    const other = stable === undefined ? '' : `\`${plugin}@^${stable}\`, or `;
    return `use ${other}the prerelease \`${plugin}@${prerelease}\``;
  }
  const [newest] = versions;
  if (newest === undefined && unversioned !== undefined) return `request \`${plugin}\` without a range`;
  return newest === undefined ? 'choose another plugin' : `use \`${plugin}@^${newest}\`, or widen the range`;
}
