import { officialReading } from '../../client/reading/official-names.ts';
import { member, textOf } from '../../text/values.ts';
import { inOneLine } from '../reader-faults.ts';
import type { Placed, Rule } from '../rule.ts';

const help =
  "name the plugin after what it does, and map the old name to the new one in the marketplace's `renames`";

/** Names by which users could take plugins for Anthropic's own. Only the client's validator checks them. */
export const nameReadsAsOfficial: Rule<'MKT916'> = {
  id: 'MKT916',
  plugin({ statements, around, manifest: { facts } }) {
    const { officialMarketplaces, officialPlugins } = facts.names;
    // Anthropic's own plugins have such names; the client recognizes them by the marketplace that lists them.
    if (around !== undefined && officialMarketplaces.includes(around.marketplace)) return [];
    const seen = new Set<string>();
    return statements.flatMap(({ value, file, path }): Placed<'MKT916'>[] => {
      const name = textOf(member(value, 'name')) ?? '';
      const reading = officialReading(name, officialPlugins);
      if (reading === undefined || seen.has(name)) return [];
      seen.add(name);
      return [{ case: reading, evidence: { name }, location: file.read().locate([...path, 'name']) }];
    });
  },
  say: inOneLine<Rule<'MKT916'>['say']>({
    reserved: ({ name }) => ({
      message: `the plugin name \`${name}\` looks like one of Anthropic's own: \`claude plugin validate\` fails, although the plugin can be installed`,
      help,
    }),
    word: ({ name }) => ({
      message: `the plugin name \`${name}\` can be mistaken for one of Anthropic's own: \`claude plugin validate\` warns about it`,
      help,
    }),
  }),
};
