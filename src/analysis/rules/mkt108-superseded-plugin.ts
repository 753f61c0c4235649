import gte from 'semver/functions/gte.js';
import { pluginId, type Release } from '../../model/plugin.ts';
import { count, listed, quoted } from '../../model/text.ts';
import { placed } from '../anchor.ts';
import type { CatalogueEntry, Context } from '../context.ts';
import type { LegacyDraft, LegacyRule } from '../rule.ts';
import { sharedNames } from '../shared-components.ts';

export const supersededPlugin: LegacyRule = {
  id: 'MKT108',
  name: 'superseded-plugin',
  severity: 'warning',
  section: 'Version Compatibility',
  summary: 'a chosen plugin was taken over by another one, which is also chosen or could be',
  check(context) {
    const catalogue = new Map(context.catalogue.map((entry) => [idOf(entry), entry]));
    const chosen = new Map(context.releases.map((release) => [idOf(release), release]));
    const together = new Map<Release, Release[]>();
    const alone = new Map<string, { old: Release; line: Heir[] }[]>();
    for (const old of [...context.releases].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1))) {
      const line = heirsOf(old, catalogue);
      const last = line.at(-1);
      if (last === undefined) continue;
      const present = line.flatMap((heir) => {
        const release = chosen.get(idOf(heir));
        // Before that release the successor did not carry the components yet.
        return release !== undefined && gte(release.version, heir.since) ? [release] : [];
      })[0];
      if (present !== undefined) append(together, present, old);
      else append(alone, idOf(last), { old, line });
    }
    return [
      ...[...together].map(([heir, old]) => bothChosen(old, heir, context)),
      ...[...alone.values()].map((old) => onlyOld(old, context)),
    ];
  },
};

interface Heir {
  readonly name: string;
  readonly marketplace: string;
  readonly since: string;
}

/** A plugin of one name in another marketplace is another plugin. */
const idOf = ({ name, marketplace }: { readonly name: string; readonly marketplace: string }) =>
  pluginId(name, marketplace);

/** The successor of a plugin, that one's successor, and so on, all in its own marketplace. */
function heirsOf(
  old: { readonly name: string; readonly marketplace: string },
  catalogue: ReadonlyMap<string, CatalogueEntry>,
): Heir[] {
  const { marketplace } = old;
  const line: Heir[] = [];
  let heir = catalogue.get(idOf(old))?.supersededBy;
  while (heir !== undefined && !line.some((each) => each.name === heir?.name)) {
    line.push({ ...heir, marketplace });
    heir = catalogue.get(idOf({ name: heir.name, marketplace }))?.supersededBy;
  }
  return line;
}

function bothChosen(old: readonly Release[], heir: Release, context: Context): LegacyDraft {
  const names = old.map(({ name }) => name);
  const evidence = old.map((release) => {
    const { shared, total } = sharedNames(release, heir);
    return `\`${heir.name}\` ${heir.version} carries ${shared} of the ${count(total, 'component')} of \`${release.name}\` ${release.version}`;
  });
  return {
    ...placed([...names, heir.name], context),
    message: [
      `${listed(quoted(names))} and the successor \`${heir.name}\` are ${names.length === 1 ? 'both' : 'all'} chosen`,
      ...evidence,
      'what they share is loaded twice and costs context twice',
    ].join('\n'),
    help: `drop ${listed(quoted(names))} and keep \`${heir.name}\``,
  };
}

function onlyOld(all: readonly { old: Release; line: readonly Heir[] }[], context: Context): LegacyDraft {
  const heir = all[0]?.line.at(-1)?.name ?? '';
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
      `${lastReleases(all, context)}fixes and what is new come in \`${heir}\``,
    ].join('\n'),
    help: `\`mkt info ${heir}\` shows what \`${heir}\` has; move there when you can`,
  };
}

function append<Key, T>(map: Map<Key, T[]>, key: Key, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** When the last of the old ones had a release, as far as the registry knows. */
function lastReleases(all: readonly { readonly old: Release }[], { catalogue }: Context): string {
  const ids = new Set(all.map(({ old }) => idOf(old)));
  const dates = catalogue.flatMap((entry) => (ids.has(idOf(entry)) && entry.date ? [entry.date] : [])).sort();
  const last = dates.at(-1);
  if (last === undefined || dates.length < ids.size) return '';
  return ids.size === 1
    ? `its last release is of ${last}; `
    : `none of them has had a release since ${last}; `;
}
