import type { WrongFormat } from '../../model/combination-evidence.ts';
import { listed, quoted } from '../../model/text.ts';
import { placed } from '../anchor.ts';
import { convertersOf } from '../recommended-plugins.ts';
import type { Draft, Rule, Said } from '../rule.ts';
import { unmetInputs } from '../unmet-inputs.ts';

export const formatMismatch: Rule<'MKT602'> = {
  id: 'MKT602',
  needsAll: true,
  needsStated: true,
  check: (context) =>
    unmetInputs(context).flatMap(({ plugin, artifact, formats, optional, offered }): Draft<'MKT602'>[] => {
      if (offered.length === 0) return [];
      const makers = [...new Set(offered.map((offer) => offer.plugin))].sort();
      const made = [...new Set(offered.map((offer) => offer.format))].sort();
      const converters = convertersOf(context, artifact, made, formats);
      return [
        {
          // Without an optional input nothing breaks.
          case: optional ? 'optional' : 'needed',
          evidence: { plugin, artifact, reads: formats, makers, made, converters },
          ...placed([plugin, ...makers], context),
        },
      ];
    }),
  say: {
    needed: (wrong) => saying(wrong, `\`${wrong.plugin}\` needs this input, but cannot read it`),
    optional: (wrong) =>
      saying(
        wrong,
        `\`${wrong.plugin}\` works without this input, but ignores what ${listed(quoted(wrong.makers))} ${wrong.makers.length === 1 ? 'produces' : 'produce'}`,
      ),
  },
};

function saying({ plugin, artifact, reads, makers, made, converters }: WrongFormat, loss: string): Said {
  return {
    message: `\`${plugin}\` reads \`${artifact}\` as ${listed(reads, 'or')}, but ${listed(quoted(makers))} ${
      makers.length === 1 ? 'produces' : 'produce'
    } it as ${listed(made)}\n${loss}`,
    help:
      converters.length > 0
        ? `add ${listed(quoted(converters), 'or')}, which converts ${listed(made, 'or')} to ${listed(reads, 'or')}`
        : `convert ${listed(made, 'or')} to ${listed(reads, 'or')} between the plugins`,
  };
}
