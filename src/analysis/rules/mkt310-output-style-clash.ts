import { fullName } from '../../model/component-kinds.ts';
import type { Release } from '../../model/plugin.ts';
import { count, listed } from '../../model/text.ts';
import type { Context } from '../context.ts';
import { foldedNames, labelsIn, placedWith } from '../evidence.ts';
import type { Draft, Rule } from '../rule.ts';
import { sharedNamesOf } from '../shared-names.ts';
import { firstLoaded } from '../who-wins.ts';

/** Output styles of several plugins, of which the client applies one. */
export const outputStyleClash: Rule<'MKT310'> = {
  id: 'MKT310',
  check(context) {
    const forcing = context.releases.filter((release) => forcedIn(release).length > 0);
    const forced =
      forcing.length < 2
        ? []
        : [
            clash(
              'forced',
              forcing.map((release) => [release, forcedIn(release)]),
              context,
            ),
          ];
    // Who chooses a style by its name has no choice where all of that name are forced, and reads of them above.
    const named = sharedNamesOf(context.releases, ({ components }) => components.outputStyles).flatMap(
      ({ plugins, names }) => {
        const open = names.filter((name) => !plugins.every((each) => forcedIn(each).includes(name)));
        return open.length === 0
          ? []
          : [
              clash(
                'same-name',
                plugins.map((release) => [release, open]),
                context,
              ),
            ];
      },
    );
    return [...forced, ...named];
  },
  say: {
    forced: ({ styles }) => ({
      message: [
        `${count(new Set(styles.map(({ plugin }) => plugin)).size, 'plugin')} force an output style: ${listed(foldedNames(styles.map((style) => style.fullName)))}`,
        `the client applies the style of ${firstLoaded}; it ignores the others and your own \`outputStyle\` without a warning`,
      ].join('\n'),
      help: 'disable the plugins whose style you do not want, or ask a maintainer to remove `force-for-plugin`',
    }),
    'same-name': ({ styles }) => ({
      message: [
        `${listed(foldedNames([...new Set(styles.map(({ plugin }) => plugin))]))} ship output styles with the same name: ${listed(foldedNames([...new Set(styles.map(({ name }) => name))]))}`,
        `only their full names differ: ${listed(foldedNames(styles.map((style) => style.fullName)))}`,
      ].join('\n'),
      help: 'choose a style by its full name',
    }),
  },
};

const forcedIn = ({ details = [] }: Release): string[] =>
  details
    .filter(({ kind, isForced }) => kind === 'output-style' && isForced === true)
    .map(({ name }) => name);

function clash(
  name: 'forced' | 'same-name',
  owned: readonly (readonly [Release, readonly string[]])[],
  context: Context,
): Draft<'MKT310'> {
  const label = labelsIn(context);
  return {
    case: name,
    evidence: {
      styles: owned.flatMap(([release, names]) =>
        names.map((style) => ({
          plugin: label(release),
          name: style,
          fullName: fullName('outputStyles', release.namespace ?? release.name, style),
        })),
      ),
    },
    ...placedWith(
      owned.map(([release]) => release.name),
      owned.flatMap(([release, names]) =>
        (release.details ?? [])
          .filter((detail) => detail.kind === 'output-style' && names.includes(detail.name))
          .map((at) => ({ at, message: `the output style \`${at.name}\` of \`${label(release)}\`` })),
      ),
      context,
    ),
  };
}
