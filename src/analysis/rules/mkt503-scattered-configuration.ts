import type { Release } from '../../model/plugin.ts';
import { count, listed } from '../../model/text.ts';
import { type Evidence, firstPlaceOf, foldedNames, labelsIn, placedWith } from '../evidence.ts';
import type { LegacyRule } from '../rule.ts';

/** As many settings as one can keep in mind; the page of the rule argues for it. */
const fewSettings = 5;

export const scatteredConfiguration: LegacyRule = {
  id: 'MKT503',
  name: 'scattered-configuration',
  severity: 'note',
  section: 'Configuration Complexity',
  summary: 'many variables and servers of several plugins have to be set up before the combination works',
  check(context) {
    const label = labelsIn(context);
    const wanting = context.releases
      .map((release) => ({ release, settings: settingsOf(release) }))
      .filter(({ settings }) => settings.length > 0)
      .sort((a, b) => b.settings.length - a.settings.length || (a.release.name < b.release.name ? -1 : 1));
    const all = new Set(wanting.flatMap(({ settings }) => settings));
    if (wanting.length < 2 || all.size <= fewSettings) return [];
    const variables = [...all].filter((each) => !each.startsWith('sign-in '));
    return [
      {
        ...placedWith(
          [...new Set(wanting.map(({ release }) => release.name))],
          wanting.flatMap(({ release, settings }) => placesOf(release, settings)),
          context,
        ),
        message: [
          `${count(all.size, 'variable or sign-in', 'variables and sign-ins')} of ${count(wanting.length, 'plugin')} can be set up for this combination`,
          ...wanting
            .slice(0, 6)
            .map(({ release, settings }) => `\`${label(release)}\`: ${listed(foldedNames(settings, 5))}`),
          ...(wanting.length > 6 ? [`${count(wanting.length - 6, 'more plugin')}`] : []),
          'each is looked for in a place of its own, and one that was forgotten shows only when a plugin fails',
        ].join('\n'),
        help:
          variables.length === 0
            ? 'write them down in one place of the project, and have `mkt plan` list them for newcomers'
            : 'put them all into `env` of `.claude/settings.json`, secrets into `settings.local.json`, and take the list from `mkt plan`',
      },
    ];
  },
};

/** What somebody has to set up for a plugin: variables without a default, and servers that are elsewhere. */
function settingsOf({ integration, components }: Release): string[] {
  return [
    // One that is only named, with a value to fall back on where it stands, is nobody's task.
    ...integration.env
      .filter(
        ({ default: standard, required, description }) =>
          standard === undefined && (required || description !== ''),
      )
      .map(({ name }) => name),
    ...components.mcpServers
      .filter(({ url, isIdentified }) => url !== undefined && isIdentified !== true)
      .map(({ name }) => `sign-in of MCP server ${name}`),
  ];
}

/** Where the variables are used, and the servers configured. */
function placesOf({ name, variables = [], details = [] }: Release, settings: readonly string[]): Evidence[] {
  return [
    ...variables
      .filter((use) => settings.includes(use.name))
      .map((use) => ({ at: firstPlaceOf(use), message: `\`${use.name}\` in \`${name}\`` })),
    ...details
      .filter(
        ({ kind, name: server }) =>
          kind === 'mcp-server' && settings.includes(`sign-in of MCP server ${server}`),
      )
      .map((at) => ({ at, message: `the server \`${at.name}\` of \`${name}\`` })),
  ];
}
