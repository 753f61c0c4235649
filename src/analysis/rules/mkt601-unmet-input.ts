import { listed, quoted } from '../../model/text.ts';
import { placed } from '../anchor.ts';
import { inputsOf } from '../inputs.ts';
import { offersOf } from '../offers.ts';
import type { LegacyDraft, LegacyRule } from '../rule.ts';

export const unmetInput: LegacyRule = {
  id: 'MKT601',
  name: 'unmet-input',
  severity: 'warning',
  needsAll: true,
  section: 'Map Data Flow',
  summary: 'a plugin needs an artifact that no chosen plugin produces',
  check: (context) =>
    inputsOf(context).flatMap(({ plugin, artifact, formats, optional, offered }): LegacyDraft[] => {
      if (optional || offered.length > 0) return [];
      const offers = offersOf(context, artifact, formats);
      const meaning = context.vocabulary.artifacts[artifact]?.description;
      return [
        {
          ...placed([plugin], context),
          message: `\`${plugin}\` needs \`${artifact}\` (${listed(formats, 'or')}), and no chosen plugin produces it\n${
            meaning === undefined ? '' : `\`${artifact}\` is ${meaning}; `
          }until somebody supplies it, \`${plugin}\` has nothing to work on`,
          help:
            offers.length > 0
              ? `add ${listed(quoted(offers), 'or')}, which ${offers.length === 1 ? 'produces' : 'produce'} it, or supply it yourself`
              : 'supply it yourself, in one of these formats',
        },
      ];
    }),
};
