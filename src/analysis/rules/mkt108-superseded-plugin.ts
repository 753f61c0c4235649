import type { Release } from '../../model/plugin.ts';
import { count, listed, quoted } from '../../model/text.ts';
import { placed } from '../anchor.ts';
import type { Context } from '../context.ts';
import type { Draft, Rule } from '../rule.ts';
import { sharedNames } from '../shared-components.ts';

export const supersededPlugin: Rule = {
  id: 'MKT108',
  name: 'superseded-plugin',
  severity: 'warning',
  section: 'Version Compatibility',
  summary: 'a chosen plugin was taken over by another one, which is also chosen or could be',
  check(context) {
    const { together, alone } = successions(context);
    return [
      ...together.map((succession) => bothChosen(succession, context)),
      ...alone.map((succession) => onlyOld(succession, context)),
    ];
  },
};

interface Succession {
  readonly successor: string;
  readonly since: string;
  readonly old: Release[];
}

/** Chosen plugins that have a successor, by successor: with it chosen too, and without. */
function successions({ releases, catalogue }: Context): { together: Succession[]; alone: Succession[] } {
  const bySuccessor = new Map<string, Succession>();
  for (const release of releases) {
    const heir = catalogue.find(
      ({ name, marketplace }) => name === release.name && marketplace === release.marketplace,
    )?.supersededBy;
    if (heir === undefined) continue;
    const known = bySuccessor.get(heir.name) ?? { successor: heir.name, since: heir.since, old: [] };
    known.old.push(release);
    bySuccessor.set(heir.name, known);
  }
  const all = [...bySuccessor.values()].sort((a, b) => (a.successor < b.successor ? -1 : 1));
  const isChosen = ({ successor }: Succession) => releases.some(({ name }) => name === successor);
  return { together: all.filter(isChosen), alone: all.filter((succession) => !isChosen(succession)) };
}

function bothChosen({ successor, old }: Succession, context: Context): Draft {
  const heir = context.releases.find(({ name }) => name === successor) as Release;
  const names = old.map(({ name }) => name);
  const evidence = old.map((release) => {
    const { shared, total } = sharedNames(release, heir);
    return `\`${heir.name}\` ${heir.version} carries ${shared} of the ${count(total, 'component')} of \`${release.name}\` ${release.version}`;
  });
  return {
    ...placed([...names, successor], context),
    message: [
      `${listed(quoted(names))} and the successor \`${successor}\` are both chosen`,
      ...evidence,
      'what they share is loaded twice and costs context twice',
    ].join('\n'),
    help: `drop ${listed(quoted(names))} and keep \`${successor}\``,
  };
}

function onlyOld({ successor, since, old }: Succession, context: Context): Draft {
  const names = old.map(({ name }) => name);
  const next = context.catalogue.find(({ name }) => name === successor)?.supersededBy;
  const further = next === undefined ? '' : `, which itself lives on in \`${next.name}\` since ${next.since}`;
  const verb = names.length === 1 ? 'lives' : 'live';
  const target = next?.name ?? successor;
  return {
    ...placed(names, context),
    message: `${listed(quoted(names))} ${verb} on in \`${successor}\` since ${since}${further}\n${names.length === 1 ? 'it gets' : 'they get'} no more releases`,
    help: `\`mkt info ${target}\` shows what \`${target}\` has; move there when you can`,
  };
}
