import { count, listed } from '../../model/text.ts';
import { placed } from '../anchor.ts';
import { foldedNames, labelsIn } from '../evidence.ts';
import type { LegacyDraft, LegacyRule } from '../rule.ts';

export const settingClash: LegacyRule = {
  id: 'MKT504',
  name: 'setting-clash',
  severity: 'warning',
  section: 'Configuration Complexity',
  summary: 'several plugins ship different values for one setting of the client',
  check(context) {
    const label = labelsIn(context);
    return context.client.names.pluginSettings.flatMap((key): LegacyDraft[] => {
      const shipping = context.releases.flatMap((release) =>
        release.settings !== undefined && Object.hasOwn(release.settings, key)
          ? [{ release, value: JSON.stringify(release.settings[key]) }]
          : [],
      );
      const values = new Set(shipping.map(({ value }) => value));
      if (values.size < 2) return [];
      return [
        {
          ...placed([...new Set(shipping.map(({ release }) => release.name))], context),
          message: [
            `${listed(foldedNames(shipping.map(({ release }) => label(release))))} ship ${count(values.size, 'different value')} of the setting \`${key}\``,
            ...shipping
              .slice(0, 6)
              .map(
                ({ release, value }) =>
                  `\`${label(release)}\`: \`${value.length > 60 ? `${value.slice(0, 59)}…` : value}\``,
              ),
            'the client has one value for it: the other plugins run with a setting that they do not expect, and nobody is told which',
          ].join('\n'),
          help: `say in \`.claude/settings.json\` what \`${key}\` is: the project's own value wins over those of plugins`,
        },
      ];
    });
  },
};
