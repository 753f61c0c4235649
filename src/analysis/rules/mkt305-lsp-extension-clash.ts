import type { Release } from '../../model/plugin.ts';
import { listed, quoted } from '../../model/text.ts';
import type { Context } from '../context.ts';
import { foldedNames, labelsIn, placedWith, placeOf } from '../evidence.ts';
import { type Meeting, meetingsOf } from '../meetings.ts';
import type { LegacyDraft, LegacyRule } from '../rule.ts';

export const lspExtensionClash: LegacyRule = {
  id: 'MKT305',
  name: 'lsp-extension-clash',
  severity: 'warning',
  section: 'Clear Interfaces',
  summary: 'language servers of several plugins claim one file extension',
  check: (context) =>
    meetingsOf(context.releases, (release) => [
      ...new Set(release.components.lspServers.flatMap(({ extensions }) => extensions)),
    ]).map((meeting) => draft(meeting, context)),
};

function draft({ plugins, names }: Meeting, context: Context): LegacyDraft {
  const label = labelsIn(context);
  const servers = plugins.flatMap((release) => serversFor(release, names));
  return {
    ...placedWith(
      plugins.map(({ name }) => name),
      servers.flatMap(({ release, name }) => {
        const at = placeOf(release, 'lsp-server', name);
        return at === undefined ? [] : [{ at, message: `\`${name}\` of \`${release.name}\`` }];
      }),
      context,
    ),
    message: [
      `language servers of ${listed(foldedNames(plugins.map(label)))} ${plugins.length === 2 ? 'both' : 'all'} claim ${listed(foldedNames(names, 6))}`,
      `today the plugin that the client loads first wins: it asks one server for an extension, and the ${plugins.length === 2 ? 'other one is' : 'others are'} never started, without a word`,
    ].join('\n'),
    help: `keep one of them for ${listed(quoted(names.slice(0, 3)), 'or')}: disable the other plugin, or ask its maintainer to leave the extension out`,
  };
}

function serversFor(release: Release, extensions: readonly string[]) {
  return release.components.lspServers
    .filter((server) => server.extensions.some((extension) => extensions.includes(extension)))
    .map(({ name }) => ({ release, name }));
}
