import { count, listed } from '../../model/text.ts';
import type { LegacyDraft, LegacyRule } from '../rule.ts';

const shown = 8;

export const noMatchingVersion: LegacyRule = {
  id: 'MKT102',
  name: 'no-matching-version',
  severity: 'error',
  section: 'Version Compatibility',
  summary: 'the plugin exists, but no release is in the range',
  check: ({ problems }) =>
    problems.flatMap((problem): LegacyDraft[] => {
      if (problem.kind !== 'no-matching-version') return [];
      const { spec, versions, prereleases, misnamedTags: [misnamed] = [] } = problem;
      const rest = versions.length - shown;
      const there =
        versions.length === 0
          ? 'it has no release at all'
          : `there is ${listed([...versions.slice(0, shown), ...(rest > 0 ? [count(rest, 'older one')] : [])])}`;
      const [prerelease] = prereleases;
      const [newest] = versions;
      const stable = versions.find((version) => !version.includes('-'));
      return [
        {
          plugins: [spec.name],
          ...(spec.location && { location: spec.location }),
          message: `no release of \`${spec.name}\` is in \`${spec.range}\`\n${there}`,
          help:
            misnamed !== undefined
              ? `the tag \`${misnamed.tag}\` would do, but the client takes only tags such as \`${misnamed.expected}\` for versions; ask its author to add that tag`
              : prerelease !== undefined
                ? `${stable === undefined ? '' : `ask for \`${spec.name}@^${stable}\`; or `}a prerelease would do: \`${spec.name}@${prerelease}\``
                : newest === undefined
                  ? 'choose another plugin'
                  : `ask for \`${spec.name}@^${newest}\`, or widen the range`,
        },
      ];
    }),
};
