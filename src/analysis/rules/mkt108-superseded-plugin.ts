import type { Release } from '../../model/plugin.ts';
import type { OnlySuperseded } from '../../model/resolution-evidence.ts';
import { count, listed, quoted } from '../../model/text.ts';
import { placed } from '../anchor.ts';
import type { Context } from '../context.ts';
import type { Draft, Rule } from '../rule.ts';
import { sharedNames } from '../shared-components.ts';
import { type Superseded, successionsIn } from '../succession.ts';

export const supersededPlugin: Rule<'MKT108'> = {
  id: 'MKT108',
  check(context) {
    const { together, alone } = successionsIn(context);
    return [
      ...[...together].map(([heir, old]) => bothChosen(old, heir, context)),
      ...alone.map((old) => onlySuperseded(old, context)),
    ];
  },
  say: {
    'both-chosen': ({ successor: { plugin: heir, version }, superseded }) => {
      const names = listed(quoted(superseded.map(({ plugin }) => plugin)));
      return {
        message: [
          `${names} and the successor \`${heir}\` are ${superseded.length === 1 ? 'both' : 'all'} chosen`,
          ...superseded.map(
            (old) =>
              `\`${heir}\` ${version} carries ${old.shared} of the ${count(old.total, 'component')} of \`${old.plugin}\` ${old.version}`,
          ),
          'what they share is loaded twice and costs context twice',
        ].join('\n'),
        help: `drop ${names} and keep \`${heir}\``,
      };
    },
    'only-superseded': ({ successor: heir, superseded }) => ({
      message: [
        `${listed(quoted(superseded.map(({ plugin }) => plugin)))} ${superseded.length === 1 ? 'lives' : 'live'} on in \`${heir}\``,
        ...superseded.map(
          ({ plugin, line }) =>
            `\`${plugin}\` went into ${listed(line.map((each) => `\`${each.plugin}\` ${each.since}`)).replace(' and ', ', then ')}`,
        ),
        `${lastReleases(superseded)}fixes and what is new come in \`${heir}\``,
      ].join('\n'),
      help: `\`mkt info ${heir}\` shows what \`${heir}\` has; move there when you can`,
    }),
  },
};

function bothChosen(old: readonly Release[], heir: Release, context: Context): Draft<'MKT108'> {
  return {
    case: 'both-chosen',
    evidence: {
      successor: { plugin: heir.name, version: heir.version },
      superseded: old.map((release) => ({
        plugin: release.name,
        version: release.version,
        ...sharedNames(release, heir),
      })),
    },
    ...placed([...old.map(({ name }) => name), heir.name], context),
  };
}

function onlySuperseded(all: readonly Superseded[], context: Context): Draft<'MKT108'> {
  return {
    case: 'only-superseded',
    evidence: {
      successor: all[0]?.line.at(-1)?.name ?? '',
      superseded: all.map(({ old, line, lastRelease }) => ({
        plugin: old.name,
        line: line.map(({ name, since }) => ({ plugin: name, since })),
        ...(lastRelease !== undefined && { lastRelease }),
      })),
    },
    ...placed(
      all.map(({ old }) => old.name),
      context,
    ),
  };
}

/** When the last of them had a release, where that is known of all. */
function lastReleases(superseded: OnlySuperseded['superseded']): string {
  const dates = superseded.flatMap(({ lastRelease }) => lastRelease ?? []).sort();
  const last = dates.at(-1);
  if (last === undefined || dates.length < superseded.length) return '';
  return dates.length === 1
    ? `its last release is of ${last}; `
    : `none of them has had a release since ${last}; `;
}
