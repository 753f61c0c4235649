import { listed, quoted } from '../../model/text.ts';
import { placed } from '../anchor.ts';
import { inputsOf } from '../inputs.ts';
import { convertersOf } from '../offers.ts';
import type { LegacyDraft, LegacyRule } from '../rule.ts';

export const formatMismatch: LegacyRule = {
  id: 'MKT602',
  name: 'format-mismatch',
  severity: 'warning',
  needsAll: true,
  section: 'Verify Interfaces',
  summary: 'an artifact that a plugin takes is produced, but only in formats that it does not read',
  check: (context) =>
    inputsOf(context).flatMap(({ plugin, artifact, formats, optional, offered }): LegacyDraft[] => {
      if (offered.length === 0) return [];
      const makers = [...new Set(offered.map((offer) => offer.plugin))].sort();
      const theirs = [...new Set(offered.map((offer) => offer.format))].sort();
      const converters = convertersOf(context, artifact, theirs, formats);
      const loss = optional
        ? `${plugin} works without it, but what is there goes unused`
        : `${plugin} cannot read what it needs`;
      return [
        {
          // Without an optional input nothing breaks.
          ...(optional && { severity: 'note' }),
          ...placed([plugin, ...makers], context),
          message: `\`${plugin}\` reads \`${artifact}\` as ${listed(formats, 'or')}, but ${listed(quoted(makers))} ${
            makers.length === 1 ? 'produces' : 'produce'
          } it as ${listed(theirs)}\n${loss}`,
          help:
            converters.length > 0
              ? `${listed(quoted(converters), 'or')} takes ${listed(theirs, 'or')} and gives ${listed(formats, 'or')}: add it between them`
              : `convert ${listed(theirs, 'or')} to ${listed(formats, 'or')} between the two, in one place`,
        },
      ];
    }),
};
