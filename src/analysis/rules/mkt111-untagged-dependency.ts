import { pluginId, type Release, type Requirement } from '../../model/plugin.ts';
import { listed } from '../../model/text.ts';
import { foldedNames, labelsIn, placedWith } from '../evidence.ts';
import type { LegacyDraft, LegacyRule } from '../rule.ts';

/** Kinds of source of which the client takes what is there, whatever the range says. */
const withoutRanges: Readonly<Record<string, string>> = {
  npm: 'comes from npm',
  archive: 'comes in an archive',
  command: 'comes from a command',
};

export const untaggedDependency: LegacyRule = {
  id: 'MKT111',
  name: 'untagged-dependency',
  severity: 'warning',
  section: 'Version Compatibility',
  summary: 'a range is asked of a plugin of which the client cannot choose the version',
  check(context) {
    const label = labelsIn(context);
    const byId = new Map(
      context.releases.map((release) => [pluginId(release.name, release.marketplace), release]),
    );
    const asked = new Map<Release, { by: Release; wish: Requirement }[]>();
    for (const by of context.releases) {
      for (const wish of by.dependencies) {
        const target = byId.get(pluginId(wish.name, wish.marketplace ?? by.marketplace));
        if (target === undefined || target === by || ['*', ''].includes(wish.range)) continue;
        asked.set(target, [...(asked.get(target) ?? []), { by, wish }]);
      }
    }
    return [...asked].flatMap(([target, wishes]): LegacyDraft[] => {
      const why = reasonOf(target);
      if (why === undefined) return [];
      const names = [target.name, ...wishes.map(({ by }) => by.name)];
      return [
        {
          ...placedWith([...new Set(names)], placesOf(wishes), context),
          message: [
            `${listed(foldedNames([...new Set(wishes.map(({ by }) => label(by)))]))} ${wishes.length === 1 ? 'asks' : 'ask'} \`${label(target)}\` for ${listed([...new Set(wishes.map(({ wish }) => `\`${wish.range}\``))])}, but \`${label(target)}\` ${why.reason}`,
            why.consequence,
          ].join('\n'),
          help: why.help,
        },
      ];
    });
  },
};

function reasonOf(target: Release): { reason: string; consequence: string; help: string } | undefined {
  const { name, version, source, untagged, unpinnable } = target;
  const kind = typeof source === 'string' ? 'path' : String(source?.source ?? '');
  const now =
    unpinnable === true ? 'the copy of today, which states no version' : `${version}, the copy of today`;
  const tag = `\`${name}--v${unpinnable === true ? '1.0.0' : version}\``;
  if (Object.hasOwn(withoutRanges, kind))
    return {
      reason: `${withoutRanges[kind]}, where the client chooses no version by range`,
      consequence: `it gets ${now}; as soon as that leaves the range, what depends on it is not loaded (\`dependency-version-unsatisfied\`)`,
      help: `ask the maintainer for a source in git with tags such as ${tag}, or have the range dropped`,
    };
  if (untagged !== true) return undefined;
  return {
    reason: `has no tag such as ${tag}`,
    consequence:
      kind === 'path'
        ? `the client takes ${now}, whatever the range says; as soon as that leaves the range, what depends on it is installed and not loaded (\`dependency-version-unsatisfied\`)`
        : 'the client finds no version in any range, and refuses to install what depends on it (`no-matching-tag`)',
    help: `ask the maintainer to tag the releases (\`claude plugin tag\` does it), or have the range dropped`,
  };
}

function placesOf(wishes: readonly { readonly by: Release; readonly wish: Requirement }[]) {
  return wishes.flatMap(({ by, wish }) =>
    'location' in wish ? [{ at: wish as Placed, message: `\`${by.name}\` asks for \`${wish.range}\`` }] : [],
  );
}

type Placed = Requirement & Required<Pick<Requirement, 'location'>>;
