import { listed } from '../../model/text.ts';
import { entriesOf, foldedNames, labelsIn, placedWith } from '../evidence.ts';
import type { Rule } from '../rule.ts';

export const unpinnablePlugin: Rule = {
  id: 'MKT109',
  name: 'unpinnable-plugin',
  severity: 'note',
  section: 'Version Compatibility',
  summary: 'a chosen plugin has neither a version nor a tag, so that what is installed depends on the day',
  check(context) {
    const label = labelsIn(context);
    const loose = context.releases.filter(({ unpinnable }) => unpinnable === true);
    if (loose.length === 0) return [];
    const one = loose.length === 1;
    const stated = loose.flatMap((release) =>
      release.statedVersion === undefined
        ? []
        : [`\`${label(release)}\` says \`${release.statedVersion}\`, which is no version`],
    );
    return [
      {
        ...placedWith([...new Set(loose.map(({ name }) => name))], entriesOf(loose, context), context),
        message: [
          `${listed(foldedNames(loose.map(label).sort(), 12))} ${one ? 'has' : 'have'} neither a version nor a tag`,
          ...stated.slice(0, 4),
          `everybody gets what lies in the marketplace on the day of the installation, no range can be asked of ${one ? 'it' : 'them'}, and two machines may differ without a trace`,
        ].join('\n'),
        help: `ask the maintainer for a \`version\` in \`plugin.json\` and a tag for each release, or pin the marketplace to a commit`,
      },
    ];
  },
};
