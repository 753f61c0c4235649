import type { Release } from '../../model/plugin.ts';
import { listed, quoted } from '../../model/text.ts';
import { foldedNames, labelsIn, placedWith, placeOf } from '../evidence.ts';
import { meetingsOf } from '../meetings.ts';
import type { Rule } from '../rule.ts';

export const lspExtensionClash: Rule<'MKT305'> = {
  id: 'MKT305',
  check(context) {
    const label = labelsIn(context);
    return meetingsOf(context.releases, (release) => [
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
      const two = plugins.length === 2;
      return {
        message: [
          `language servers of ${listed(foldedNames(plugins))} ${two ? 'both' : 'all'} claim ${listed(foldedNames(extensions, 6))}`,
          `today the plugin that the client loads first wins: it asks one server for an extension, and the ${two ? 'other one is' : 'others are'} never started, without a word`,
        ].join('\n'),
        help: `keep one of them for ${listed(quoted(extensions.slice(0, 3)), 'or')}: disable the other plugin, or ask its maintainer to leave the extension out`,
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
