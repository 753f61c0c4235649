import satisfies from 'semver/functions/satisfies.js';
import { listed } from '../../model/text.ts';
import { placed } from '../anchor.ts';
import type { Context } from '../context.ts';
import { foldedNames, labelsIn } from '../evidence.ts';
import type { Draft, Rule } from '../rule.ts';
import {
  placeOfConflict,
  sayUnresolvedEnvironment,
  unresolvedEnvironment,
  unresolvedOn,
} from '../unresolved.ts';

const shown = 6;

export const runtimeNotInEnvironment: Rule<'MKT203'> = {
  id: 'MKT203',
  check(context) {
    // What makes the resolution fail is reported once, with its explanation.
    const failing = unresolvedOn('environment', context).map(
      (failed): Draft<'MKT203'> => ({
        case: 'no-combination',
        evidence: unresolvedEnvironment(failed, context),
        ...placeOfConflict(failed, context),
      }),
    );
    return failing.length > 0 ? failing : chosenOutside(context);
  },
  say: {
    'no-combination': sayUnresolvedEnvironment,
    chosen({ kind, name, version, wanting }) {
      const ranges = [...new Set(wanting.map(({ range }) => range))];
      const who = listed(foldedNames(wanting.map(({ plugin }) => plugin)));
      const one = wanting.length === 1;
      return {
        message: [
          `the project has ${name} ${version}, but ${who} ${one ? 'requires' : 'require'} ${listed(ranges.map((range) => `\`${range}\``))}`,
          ...(ranges.length > 1
            ? wanting
                .slice(0, shown)
                .map((each) => `\`${each.plugin}\` ${each.version} requires ${each.range}`)
            : []),
          `the client installs ${one ? 'the plugin' : 'the plugins'} anyway, and ${one ? 'it fails' : 'they fail'} when used`,
        ].join('\n'),
        help: `run ${who} in a separate environment or container with ${name} ${ranges[0]}, or update \`environment.${kind}.${name}\` in \`mkt.yaml\` if that is out of date`,
      };
    },
  },
};

/** What the chosen releases require and the environment has in another version. */
function chosenOutside(context: Context): Draft<'MKT203'>[] {
  const { runtimes, libraries = {} } = context.environment;
  return [...outside('runtimes', runtimes, context), ...outside('libraries', libraries, context)];
}

function outside(
  kind: 'runtimes' | 'libraries',
  present: Readonly<Record<string, string>>,
  context: Context,
): Draft<'MKT203'>[] {
  const label = labelsIn(context);
  return Object.entries(present).flatMap(([name, version]): Draft<'MKT203'>[] => {
    const wanting = context.releases.flatMap((release) => {
      const wanted = release.integration.requires[kind];
      const range = Object.hasOwn(wanted, name) ? wanted[name] : undefined;
      return range === undefined || satisfies(version, range, { includePrerelease: true })
        ? []
        : [{ release, range }];
    });
    if (wanting.length === 0) return [];
    return [
      {
        case: 'chosen',
        evidence: {
          kind,
          name,
          version,
          wanting: wanting.map(({ release, range }) => ({
            plugin: label(release),
            version: release.version,
            range,
          })),
        },
        ...placed([...new Set(wanting.map(({ release }) => release.name))], context),
      },
    ];
  });
}
