import satisfies from 'semver/functions/satisfies.js';
import type { Release } from '../../model/plugin.ts';
import { listed } from '../../model/text.ts';
import { placed } from '../anchor.ts';
import type { Context } from '../context.ts';
import { foldedNames, labelsIn } from '../evidence.ts';
import type { LegacyDraft, LegacyRule } from '../rule.ts';
import { unresolved } from '../unresolved.ts';

export const runtimeNotInEnvironment: LegacyRule = {
  id: 'MKT203',
  name: 'runtime-not-in-environment',
  severity: 'error',
  section: 'Dependency Conflicts',
  summary: 'the runtime or library that the project has is not one that a plugin can use',
  check(context) {
    // What keeps the request from being resolved is told once, with its explanation.
    const failing = unresolved(context, 'environment');
    return failing.length > 0 ? failing : chosenOutside(context);
  },
};

/** What the chosen releases need and the environment has in another version. */
function chosenOutside(context: Context): LegacyDraft[] {
  const { environment, releases } = context;
  return [
    ...outside('runtimes', environment.runtimes, releases, context),
    ...outside('libraries', environment.libraries ?? {}, releases, context),
  ];
}

function outside(
  kind: 'runtimes' | 'libraries',
  present: Readonly<Record<string, string>>,
  releases: readonly Release[],
  context: Context,
): LegacyDraft[] {
  const label = labelsIn(context);
  return Object.entries(present).flatMap(([what, version]): LegacyDraft[] => {
    const wanting = releases.flatMap((release) => {
      const range = Object.hasOwn(release.integration.requires[kind], what)
        ? release.integration.requires[kind][what]
        : undefined;
      return range === undefined || satisfies(version, range, { includePrerelease: true })
        ? []
        : [{ release, range }];
    });
    if (wanting.length === 0) return [];
    const ranges = [...new Set(wanting.map(({ range }) => range))];
    const names = wanting.map(({ release }) => label(release));
    return [
      {
        ...placed([...new Set(wanting.map(({ release }) => release.name))], context),
        message: [
          `the project has ${what} ${version}, and ${listed(foldedNames(names))} ${names.length === 1 ? 'needs' : 'need'} ${listed(ranges.map((range) => `\`${range}\``))}`,
          ...(ranges.length > 1
            ? wanting
                .slice(0, 6)
                .map(({ release, range }) => `\`${label(release)}\` ${release.version} needs ${range}`)
            : []),
          'it is installed all the same, and fails when it is used',
        ].join('\n'),
        help: `give ${listed(foldedNames(names))} an environment or a container of ${names.length === 1 ? 'its' : 'their'} own with ${what} ${ranges[0]}, or change \`environment.${kind}.${what}\` in \`mkt.yaml\` when the project has moved`,
      },
    ];
  });
}
