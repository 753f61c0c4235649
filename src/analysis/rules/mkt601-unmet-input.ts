import type { MissingInput } from '../../model/combination-evidence.ts';
import { listed, quoted } from '../../model/text.ts';
import { placed } from '../anchor.ts';
import { openNeeds, suggestedProducers } from '../recommended-plugins.ts';
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
      const needs = producers.map((name) => ({ plugin: name, inputs: openNeeds(name, context) }));
      const supplied = needs.flatMap((each) => (each.inputs.length === 0 ? [each.plugin] : []));
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
            ...(supplied.length === 0 && producers.length > 0 && { needs }),
          },
          ...placed([plugin], context),
        },
      ];
    }),
  say: {
    found: ({ plugin, artifact, formats, description, offers, needs }) => ({
      message: `\`${plugin}\` needs \`${artifact}\` (${listed(formats, 'or')}), but no chosen plugin produces it\n${
        description === undefined ? '' : `\`${artifact}\`: ${description}\n`
      }without it, \`${plugin}\` has nothing to work on`,
      help:
        offers.length > 0
          ? `add ${listed(quoted(offers), 'or')}, which ${offers.length === 1 ? 'produces' : 'produce'} \`${artifact}\` as ${listed(formats, 'or')}${butNeeds(needs)}, or supply the data yourself`
          : `supply the data yourself, as ${listed(formats, 'or')}`,
    }),
  },
};

/** What stays open if one of the offered plugins is added. */
function butNeeds(needs: MissingInput['needs']): string {
  const said = (needs ?? []).map(({ plugin, inputs }) => ({
    plugin,
    what: listed(inputs.map(({ artifact, formats }) => `\`${artifact}\` as ${listed(formats, 'or')}`)),
  }));
  const [first, ...others] = said;
  if (first === undefined) return '';
  return others.length === 0
    ? ` but itself needs ${first.what}`
    : ` (${said.map(({ plugin, what }) => `\`${plugin}\` itself needs ${what}`).join('; ')})`;
}
