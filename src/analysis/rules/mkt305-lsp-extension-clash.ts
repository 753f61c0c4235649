import type { Release } from '../../model/plugin.ts';
import { listed, quoted } from '../../model/text.ts';
import { foldedNames, labelsIn, placedWith, placeOf } from '../evidence.ts';
import type { Rule } from '../rule.ts';
import { sharedNamesOf } from '../shared-names.ts';
import { firstLoaded, theLesserOf } from '../who-wins.ts';

export const lspExtensionClash: Rule<'MKT305'> = {
  id: 'MKT305',
  check(context) {
    const label = labelsIn(context);
    return sharedNamesOf(context.releases, (release) => [
      ...new Set(release.components.lspServers.flatMap(({ extensions }) => extensions)),
    ]).map(({ plugins, names }) => ({
      case: 'found',
      evidence: { plugins: plugins.map(label), extensions: names },
      ...placedWith(
        plugins.map(({ name }) => name),
        plugins.flatMap((release) => placesOf(release, names)),
        context,
      ),
    }));
  },
  say: {
    found({ plugins, extensions }) {
      const both = plugins.length === 2;
      return {
        message: [
          `language servers of ${listed(foldedNames(plugins))} ${both ? 'both' : 'all'} claim ${listed(foldedNames(extensions, 6))}`,
          `the client uses one server per extension, the one from ${firstLoaded}; it never uses the other${both ? '' : 's'}, and only logs a warning`,
        ].join('\n'),
        help: `keep one server for ${listed(quoted(extensions.slice(0, 3)), 'or')}: disable ${theLesserOf(plugins.length)}, or ask a maintainer to remove the extension`,
      };
    },
  },
};

/** Where a release declares the servers that claim one of these. */
function placesOf(release: Release, extensions: readonly string[]) {
  return release.components.lspServers
    .filter((server) => server.extensions.some((extension) => extensions.includes(extension)))
    .flatMap(({ name }) => {
      const at = placeOf(release, 'lsp-server', name);
      return at === undefined ? [] : [{ at, message: `\`${name}\` of \`${release.name}\`` }];
    });
}
