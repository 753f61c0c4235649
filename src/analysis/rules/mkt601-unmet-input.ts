import { listed, quoted } from '../../model/text.ts';
import { placed } from '../anchor.ts';
import { isSupplied, suggestedProducers } from '../recommended-plugins.ts';
import type { Draft, Rule } from '../rule.ts';
import { unmetInputs } from '../unmet-inputs.ts';

export const unmetInput: Rule<'MKT601'> = {
  id: 'MKT601',
  needsAll: true,
  needsStated: true,
  check: (context) =>
    unmetInputs(context).flatMap(({ plugin, artifact, formats, optional, offered }): Draft<'MKT601'>[] => {
      if (optional || offered.length > 0) return [];
      const producers = suggestedProducers(context, artifact, formats);
      const supplied = producers.filter((name) => isSupplied(name, context));
      const description = context.vocabulary.artifacts[artifact]?.description;
      return [
        {
          case: 'found',
          evidence: {
            plugin,
            artifact,
            formats,
            ...(description !== undefined && { description }),
            offers: supplied.length > 0 ? supplied : producers,
            ...(supplied.length === 0 && producers.length > 0 && { needMore: true as const }),
          },
          ...placed([plugin], context),
        },
      ];
    }),
  say: {
    found: ({ plugin, artifact, formats, description, offers, needMore }) => ({
      message: `\`${plugin}\` needs \`${artifact}\` (${listed(formats, 'or')}), but no chosen plugin produces it\n${
        description === undefined ? '' : `\`${artifact}\` is ${description}; `
      }without it, \`${plugin}\` has nothing to work on`,
      help:
        offers.length > 0
          ? `add ${listed(quoted(offers), 'or')}, which ${offers.length === 1 ? 'produces' : 'produce'} it${needMore === true ? ' but needs something else that is missing' : ''}, or supply the data yourself`
          : `supply the data yourself, as ${listed(formats, 'or')}`,
    }),
  },
};
