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
      const names = quoted(superseded.map(({ plugin }) => plugin));
      const one = names.length === 1;
      return {
        message: [
          `${listed([...names, `${one ? 'its' : 'their'} successor \`${heir}\``])} are ${one ? 'both' : 'all'} chosen`,
          ...superseded.map(
            (old) => `\`${heir}\` ${version} includes ${shareOf(old)} of \`${old.plugin}\` ${old.version}`,
          ),
          'what they share is loaded twice and takes up context twice',
        ].join('\n'),
        help: `remove ${listed(names)} and keep \`${heir}\``,
      };
    },
    'only-superseded': ({ successor: heir, superseded }) => ({
      message: [
        `${listed(quoted(superseded.map(({ plugin }) => plugin)))} ${superseded.length === 1 ? 'was' : 'were'} replaced by \`${heir}\``,
        ...superseded.map(
          ({ plugin, line }) =>
            `\`${plugin}\` moved into ${listed(line.map((each) => `\`${each.plugin}\` ${each.since}`)).replace(' and ', ', then ')}`,
        ),
        `${lastReleases(superseded)}fixes and new features now go into \`${heir}\``,
      ].join('\n'),
      help: `run \`mkt info ${heir}\` to see what it contains, and switch to it when you can`,
    }),
  },
};

/** How much of the old plugin is in its successor. */
function shareOf({ shared, total }: { readonly shared: number; readonly total: number }): string {
  if (shared < total) return `${shared} of the ${count(total, 'component')}`;
  return total === 1 ? 'the only component' : `all ${total} components`;
}

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

/** When the last of them had a release, if that is known for all. */
function lastReleases(superseded: OnlySuperseded['superseded']): string {
  const dates = superseded.flatMap(({ lastRelease }) => lastRelease ?? []).sort();
  const last = dates.at(-1);
  if (last === undefined || dates.length < superseded.length) return '';
  return dates.length === 1
    ? `its last release was on ${last}; `
    : `none of them has had a release since ${last}; `;
}
