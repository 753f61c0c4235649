import { pluginId, type Release, type Requirement } from '../../model/plugin.ts';
import type { RangelessDependency, UntaggedDependency } from '../../model/resolution-evidence.ts';
import { listed } from '../../model/text.ts';
import type { Context } from '../context.ts';
import { foldedNames, labelsIn, placedWith } from '../evidence.ts';
import type { Draft, Rule, Said } from '../rule.ts';

/** Kinds of source from which the client takes what is there, whatever the range says. */
const withoutRanges: Readonly<Record<RangelessDependency['source'], string>> = {
  npm: 'comes from npm',
  archive: 'comes as an archive',
  command: 'comes from a command',
};

const unloaded = '(`dependency-version-unsatisfied`)';
const tagThem = 'ask the maintainer to tag the releases (with `claude plugin tag`), or to remove the range';

export const untaggedDependency: Rule<'MKT111'> = {
  id: 'MKT111',
  ofInstallation: true,
  check(context) {
    const label = labelsIn(context);
    // What already fails is an error of MKT110.
    const failed = new Set(context.clientRun?.failures.map(({ on }) => on));
    return [...wishesIn(context.releases)].flatMap(([target, wishes]) => {
      if (failed.has(target.name)) return [];
      const found = foundIn(target, wishes, label);
      if (found === undefined) return [];
      const names = [target.name, ...wishes.map(({ by }) => by.name)];
      return [{ ...found, ...placedWith([...new Set(names)], placesOf(wishes), context) }];
    });
  },
  say: {
    'range-ignored': (evidence) => ({
      ...said(
        evidence,
        `has no tag such as \`${evidence.tag}\``,
        `the client installs ${copyOf(evidence)}, whatever the range; once that version no longer matches, plugins that depend on it are installed but not loaded ${unloaded}`,
      ),
      help: tagThem,
    }),
    'no-matching-tag': (evidence) => ({
      ...said(
        evidence,
        `has no tag such as \`${evidence.tag}\``,
        'no range matches, so the client refuses to install plugins that depend on it (`no-matching-tag`)',
      ),
      help: tagThem,
    }),
    'source-without-ranges': (evidence) => ({
      ...said(
        evidence,
        `${withoutRanges[evidence.source]}, from which the client cannot choose a version`,
        `the client installs ${copyOf(evidence)}; once that version no longer matches, plugins that depend on it are not loaded ${unloaded}`,
      ),
      help: `ask the maintainer of \`${evidence.plugin}\` for a source in git with tags such as \`${evidence.tag}\`, or the ${evidence.asked.length === 1 ? 'maintainer' : 'maintainers'} of ${listed(foldedNames([...new Set(evidence.asked.map(({ by }) => by))]))} to remove the range`,
    }),
  },
};

function said({ plugin, asked }: UntaggedDependency, reason: string, consequence: string): Said {
  const who = listed(foldedNames([...new Set(asked.map(({ by }) => by))]));
  const ranges = listed([...new Set(asked.map(({ range }) => `\`${plugin}@${range}\``))]);
  return {
    message: `${who} ${asked.length === 1 ? 'requires' : 'require'} ${ranges}, but \`${plugin}\` ${reason}\n${consequence}`,
  };
}

const copyOf = ({ version }: UntaggedDependency): string =>
  version === undefined ? 'the current copy, which has no version' : `${version}, the current copy`;

interface Wish {
  readonly by: Release;
  readonly wish: Requirement;
}

/** By plugin, the ranges in which others require it. */
function wishesIn(releases: Context['releases']): Map<Release, Wish[]> {
  const byId = new Map(releases.map((release) => [pluginId(release.name, release.marketplace), release]));
  const asked = new Map<Release, Wish[]>();
  for (const by of releases) {
    for (const wish of by.dependencies) {
      const target = byId.get(pluginId(wish.name, wish.marketplace ?? by.marketplace));
      if (target === undefined || target === by || ['*', ''].includes(wish.range)) continue;
      asked.set(target, [...(asked.get(target) ?? []), { by, wish }]);
    }
  }
  return asked;
}

function foundIn(
  target: Release,
  wishes: readonly Wish[],
  label: (release: Release) => string,
): Draft<'MKT111'> | undefined {
  const { name, version, source, untagged, unpinnable } = target;
  const kind = typeof source === 'string' ? 'path' : String(source?.source ?? '');
  const evidence: UntaggedDependency = {
    plugin: label(target),
    ...(unpinnable !== true && { version }),
    tag: `${name}--v${unpinnable === true ? '1.0.0' : version}`,
    asked: wishes.map(({ by, wish }) => ({ by: label(by), range: wish.range })),
  };
  if (isRangeless(kind)) return { case: 'source-without-ranges', evidence: { ...evidence, source: kind } };
  if (untagged !== true) return undefined;
  return { case: kind === 'path' ? 'range-ignored' : 'no-matching-tag', evidence };
}

const isRangeless = (kind: string): kind is RangelessDependency['source'] =>
  Object.hasOwn(withoutRanges, kind);

function placesOf(wishes: readonly Wish[]) {
  return wishes.flatMap(({ by, wish }) =>
    'location' in wish ? [{ at: wish as Placed, message: `\`${by.name}\` requires \`${wish.range}\`` }] : [],
  );
}

type Placed = Requirement & Required<Pick<Requirement, 'location'>>;
