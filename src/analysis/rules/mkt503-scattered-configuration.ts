import type { SettingEvidence } from '../../model/combination-evidence.ts';
import type { Release } from '../../model/plugin.ts';
import { count, listed } from '../../model/text.ts';
import type { Context } from '../context.ts';
import { type Evidence, firstPlaceOf, foldedNames, labelsIn, placedWith } from '../evidence.ts';
import type { Draft, Rule } from '../rule.ts';
import { sharedNamesOf } from '../shared-names.ts';

/** How many settings people can remember; the page of the rule explains why. */
const fewSettings = 5;

const shownPlugins = 6;

export const scatteredConfiguration: Rule<'MKT503'> = {
  id: 'MKT503',
  check(context) {
    const label = labelsIn(context);
    const same = sameOptions(context);
    const { environment, settings } = context;
    const isSet = (variable: string) =>
      environment.variables?.includes(variable) === true || settings?.variables?.has(variable) === true;
    const wanting = context.releases
      .map((release) => ({
        release,
        settings: settingsOf(release).filter(({ kind, name }) => kind !== 'variable' || !isSet(name)),
      }))
      .filter(({ settings }) => settings.length > 0)
      .sort((a, b) => b.settings.length - a.settings.length || (a.release.name < b.release.name ? -1 : 1));
    if (wanting.length < 2 || distinct(wanting).length <= fewSettings) return same;
    return [
      ...same,
      {
        case: 'found',
        evidence: {
          plugins: wanting.map(({ release, settings }) => ({ plugin: label(release), settings })),
        },
        ...placedWith(
          [...new Set(wanting.map(({ release }) => release.name))],
          wanting.flatMap(({ release, settings }) => placesOf(release, settings)),
          context,
        ),
      },
    ];
  },
  say: {
    'same-option': ({ plugins, options }) => ({
      message: `${listed(foldedNames(plugins))} ask for options with the same name: ${listed(foldedNames(options))}\neach keeps its own value, and the client asks for each`,
      help: 'nothing to do; if the plugins need the same value, enter it for each of them',
    }),
    found({ plugins }, { section }) {
      const more = plugins.length - shownPlugins;
      const hasVariables = plugins.some(({ settings }) => settings.some(({ kind }) => kind === 'variable'));
      return {
        message: [
          `${count(distinct(plugins).length, 'variable or sign-in', 'variables and sign-ins')} to configure in ${count(plugins.length, 'plugin')}`,
          ...plugins
            .slice(0, shownPlugins)
            .map(({ plugin, settings }) => `\`${plugin}\`: ${listed(foldedNames(settings.map(nameOf), 5))}`),
          ...(more > 0 ? [count(more, 'more plugin')] : []),
          'you notice a missing one only when a plugin fails',
        ].join('\n'),
        help: hasVariables
          ? `put the variables in \`env\` of \`.claude/settings.json\`, secrets in \`settings.local.json\`; ${section('settings')} lists all of them`
          : `document them in one place in the project; ${section('settings')} lists all of them`,
      };
    },
  },
};

/** Options of one name: values are kept by plugin, so that they do not get in each other's way. */
function sameOptions(context: Context): Draft<'MKT503'>[] {
  const label = labelsIn(context);
  return sharedNamesOf(context.releases, ({ options = [] }) => options.map(({ name }) => name)).map(
    ({ plugins, names }) => ({
      case: 'same-option',
      evidence: { plugins: plugins.map(label), options: names },
      ...placedWith(
        plugins.map(({ name }) => name),
        plugins.flatMap((release) =>
          (release.options ?? [])
            .filter(({ name }) => names.includes(name))
            .map((use) => ({ at: firstPlaceOf(use), message: `\`${use.name}\` of \`${label(release)}\`` })),
        ),
        context,
      ),
    }),
  );
}

const nameOf = ({ kind, name }: SettingEvidence): string =>
  kind === 'variable' ? name : `sign-in of MCP server ${name}`;

/** A setting that several plugins share counts once. */
const distinct = (plugins: readonly { readonly settings: readonly SettingEvidence[] }[]): string[] => [
  ...new Set(plugins.flatMap(({ settings }) => settings.map(nameOf))),
];

/** What users have to configure for a plugin: variables without a default, and remote servers. */
function settingsOf({ integration, components }: Release): SettingEvidence[] {
  return [
    // A variable that is only mentioned, with a fallback value in place, does not have to be set.
    ...integration.env
      .filter(
        ({ default: standard, required, description }) =>
          standard === undefined && (required || description !== ''),
      )
      .map(({ name }) => ({ kind: 'variable' as const, name })),
    ...components.mcpServers
      .filter(({ url, isIdentified }) => url !== undefined && isIdentified !== true)
      .map(({ name }) => ({ kind: 'sign-in' as const, name })),
  ];
}

/** Where the variables are used, and the servers configured. */
function placesOf(
  { name, variables = [], details = [] }: Release,
  settings: readonly SettingEvidence[],
): Evidence[] {
  const has = (kind: SettingEvidence['kind'], what: string) =>
    settings.some((setting) => setting.kind === kind && setting.name === what);
  return [
    ...variables
      .filter((use) => has('variable', use.name))
      .map((use) => ({ at: firstPlaceOf(use), message: `\`${use.name}\` in \`${name}\`` })),
    ...details
      .filter(({ kind, name: server }) => kind === 'mcp-server' && has('sign-in', server))
      .map((at) => ({ at, message: `the server \`${at.name}\` of \`${name}\`` })),
  ];
}
