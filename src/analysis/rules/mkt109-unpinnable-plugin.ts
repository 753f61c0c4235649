import { listed } from '../../model/text.ts';
import { entriesOf, foldedNames, labelsIn, placedWith } from '../evidence.ts';
import type { Rule } from '../rule.ts';

/** The command that copies releases into a project, where mkt has it. */
const copying = 'sync';

export const unpinnablePlugin: Rule<'MKT109'> = {
  id: 'MKT109',
  ofInstallation: true,
  check(context) {
    const label = labelsIn(context);
    const loose = context.releases.filter(({ unpinnable }) => unpinnable === true);
    if (loose.length === 0) return [];
    const stated = loose.flatMap((release) =>
      release.statedVersion === undefined ? [] : [{ plugin: label(release), version: release.statedVersion }],
    );
    return [
      {
        case: 'found',
        evidence: {
          plugins: loose.map(label).sort(),
          stated,
          ...(context.commands.includes(copying) && { copyWith: copying }),
        },
        ...placedWith([...new Set(loose.map(({ name }) => name))], entriesOf(loose, context), context),
      },
    ];
  },
  say: {
    found({ plugins, stated, copyWith }) {
      const one = plugins.length === 1;
      return {
        message: [
          `${listed(foldedNames(plugins, 12))} ${one ? 'has' : 'have'} neither a version nor a tag`,
          ...stated
            .slice(0, 4)
            .map(
              ({ plugin, version }) => `\`${plugin}\` states \`${version}\`, which is not a valid version`,
            ),
          'the client installs whatever the marketplace contains at the time; no version range can be requested, and two machines may silently differ',
        ].join('\n'),
        help: `ask the maintainer for a \`version\` in \`plugin.json\` and a tag for each release, or pin the marketplace to a commit${copyWith === undefined ? '' : `; or run \`mkt lock\` and \`mkt ${copyWith}\`, which keep the current files in the project (a plugin without a license only with \`route: skills\` in \`mkt.yaml\`)`}`,
      };
    },
  },
};
