import { listed, quoted } from '../../model/text.ts';
import { foldedNames, labelsIn, placedWith, placeOf } from '../evidence.ts';
import { meetingsOf } from '../meetings.ts';
import type { LegacyRule } from '../rule.ts';

export const executableClash: LegacyRule = {
  id: 'MKT308',
  name: 'executable-clash',
  severity: 'warning',
  section: 'Modular Architecture',
  summary: 'several plugins put an executable of one name on PATH',
  check(context) {
    const label = labelsIn(context);
    return meetingsOf(context.releases, ({ components }) => [...new Set(components.executables)]).map(
      ({ plugins, names }) => ({
        ...placedWith(
          plugins.map(({ name }) => name),
          plugins.flatMap((release) => {
            const at = placeOf(release, 'executable', names[0] ?? '');
            return at === undefined ? [] : [{ at, message: `\`${names[0]}\` of \`${release.name}\`` }];
          }),
          context,
        ),
        message: `${listed(foldedNames(plugins.map(label)))} ${plugins.length === 2 ? 'both' : 'all'} put ${listed(foldedNames(names))} on PATH\ntoday the folder that stands first in PATH wins, for the hooks and commands of all of them; the client promises no order`,
        help: `disable the plugin that you need less, or ask a maintainer to rename, such as to ${listed(quoted(plugins.slice(0, 2).map(({ name }) => `${name}-${names[0]}`)), 'or')}`,
      }),
    );
  },
};
