import type { Release } from '../../model/plugin.ts';
import { count, listed, quoted } from '../../model/text.ts';
import { placed } from '../anchor.ts';
import type { CatalogueEntry, Context } from '../context.ts';
import type { Draft, Rule } from '../rule.ts';
import { sharedNames } from '../shared-components.ts';

export const supersededPlugin: Rule = {
  id: 'MKT108',
  name: 'superseded-plugin',
  severity: 'warning',
  section: 'Version Compatibility',
  summary: 'a chosen plugin was taken over by another one, which is also chosen or could be',
  check(context) {
    const byName = new Map(context.catalogue.map((entry) => [entry.name, entry]));
    const chosen = new Map(context.releases.map((release) => [release.name, release]));
    const together = new Map<string, Release[]>();
    const alone = new Map<string, { old: Release; line: Heir[] }[]>();
    for (const old of context.releases) {
      const line = heirsOf(old.name, byName);
      const last = line.at(-1);
      if (last === undefined) continue;
      const present = line.find(({ name }) => chosen.has(name));
      if (present !== undefined) append(together, present.name, old);
      else append(alone, last.name, { old, line });
    }
    return [
      ...[...together].map(([heir, old]) => bothChosen(old, chosen.get(heir) as Release, context)),
      ...[...alone].map(([heir, old]) => onlyOld(old, heir, context)),
    ];
  },
};

interface Heir {
  readonly name: string;
  readonly since: string;
}

/** The successor of a plugin, that one's successor, and so on. */
function heirsOf(name: string, byName: ReadonlyMap<string, CatalogueEntry>): Heir[] {
  const line: Heir[] = [];
  let heir = byName.get(name)?.supersededBy;
  while (heir !== undefined && !line.some((each) => each.name === heir?.name)) {
    line.push(heir);
    heir = byName.get(heir.name)?.supersededBy;
  }
  return line;
}

function bothChosen(old: readonly Release[], heir: Release, context: Context): Draft {
  const names = old.map(({ name }) => name);
  const evidence = old.map((release) => {
    const { shared, total } = sharedNames(release, heir);
    return `\`${heir.name}\` ${heir.version} carries ${shared} of the ${count(total, 'component')} of \`${release.name}\` ${release.version}`;
  });
  return {
    ...placed([...names, heir.name], context),
    message: [
      `${listed(quoted(names))} and the successor \`${heir.name}\` are both chosen`,
      ...evidence,
      'what they share is loaded twice and costs context twice',
    ].join('\n'),
    help: `drop ${listed(quoted(names))} and keep \`${heir.name}\``,
  };
}

function onlyOld(
  all: readonly { old: Release; line: readonly Heir[] }[],
  heir: string,
  context: Context,
): Draft {
  const names = all.map(({ old }) => old.name);
  const ways = all.map(
    ({ old, line }) =>
      `\`${old.name}\` went into ${listed(line.map(({ name, since }) => `\`${name}\` ${since}`)).replace(' and ', ', then ')}`,
  );
  const one = names.length === 1;
  return {
    ...placed(names, context),
    message: [
      `${listed(quoted(names))} ${one ? 'lives' : 'live'} on in \`${heir}\``,
      ...ways,
      `${one ? 'it gets' : 'they get'} no more releases`,
    ].join('\n'),
    help: `\`mkt info ${heir}\` shows what \`${heir}\` has; move there when you can`,
  };
}

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
