import { listed, quoted } from '../../model/text.ts';
import { placed } from '../anchor.ts';
import { suggestedProducers } from '../recommended-plugins.ts';
import type { Draft, Rule } from '../rule.ts';
import { unmetInputs } from '../unmet-inputs.ts';

export const unmetInput: Rule<'MKT601'> = {
  id: 'MKT601',
  needsAll: true,
  check: (context) =>
    unmetInputs(context).flatMap(({ plugin, artifact, formats, optional, offered }): Draft<'MKT601'>[] => {
      if (optional || offered.length > 0) return [];
      const description = context.vocabulary.artifacts[artifact]?.description;
      return [
        {
          case: 'found',
          evidence: {
            plugin,
            artifact,
            formats,
            ...(description !== undefined && { description }),
            offers: suggestedProducers(context, artifact, formats),
          },
          ...placed([plugin], context),
        },
      ];
    }),
  say: {
    found: ({ plugin, artifact, formats, description, offers }) => ({
      message: `\`${plugin}\` needs \`${artifact}\` (${listed(formats, 'or')}), and no chosen plugin produces it\n${
        description === undefined ? '' : `\`${artifact}\` is ${description}; `
      }without it, \`${plugin}\` has nothing to work on`,
      help:
        offers.length > 0
          ? `add ${listed(quoted(offers), 'or')}, which ${offers.length === 1 ? 'produces' : 'produce'} it, or supply it yourself`
          : 'supply it yourself, in one of these formats',
    }),
  },
};
