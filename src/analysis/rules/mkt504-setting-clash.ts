import { count, listed } from '../../model/text.ts';
import { placed } from '../anchor.ts';
import { foldedNames, labelsIn } from '../evidence.ts';
import type { Draft, Rule } from '../rule.ts';
import { lastLoaded } from '../who-wins.ts';

const shownPlugins = 6;

export const settingClash: Rule<'MKT504'> = {
  id: 'MKT504',
  check(context) {
    const label = labelsIn(context);
    const own = context.settings?.keys;
    return context.client.names.pluginSettings.flatMap((setting): Draft<'MKT504'>[] => {
      // The user's own value counts, whatever plugins ship.
      if (own?.has(setting) === true) return [];
      const shipping = context.releases.flatMap((release) =>
        release.settings !== undefined && Object.hasOwn(release.settings, setting)
          ? [{ release, value: release.settings[setting] }]
          : [],
      );
      const values = shipping.map(({ value }) => JSON.stringify(value));
      // The user's own value goes before all of these.
      const isOwn = setting === 'agent' && context.settings?.own?.agent !== undefined;
      if (new Set(values).size < 2 || isOwn) return [];
      return [
        {
          case: 'found',
          evidence: {
            setting,
            plugins: shipping.map(({ release, value }) => ({ plugin: label(release), value })),
          },
          ...placed([...new Set(shipping.map(({ release }) => release.name))], context),
        },
      ];
    });
  },
  say: {
    found({ setting, plugins }) {
      const shipping = plugins.map(({ plugin, value }) => ({ plugin, text: JSON.stringify(value) }));
      const values = new Set(shipping.map(({ text }) => text));
      return {
        message: [
          `${listed(foldedNames(shipping.map(({ plugin }) => plugin)))} ship ${count(values.size, 'different value')} for the setting \`${setting}\``,
          ...shipping
            .slice(0, shownPlugins)
            .map(
              ({ plugin, text }) => `\`${plugin}\`: \`${text.length > 60 ? `${text.slice(0, 59)}…` : text}\``,
            ),
          `the client uses the value of ${lastLoaded}: ${plugins.length === 2 ? 'the other plugin runs with a setting that it does' : 'the other plugins run with a setting that they do'} not expect`,
        ].join('\n'),
        help: `set \`${setting}\` in \`.claude/settings.json\`: the project's own value overrides those of plugins`,
      };
    },
  },
};
