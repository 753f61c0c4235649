import { faultsOf, inOneLine } from '../faults.ts';
import type { Rule } from '../rule.ts';

export const unlistedPlugin: Rule<'MKT905'> = {
  id: 'MKT905',
  check: (context) => faultsOf(context, 'MKT905'),
  say: inOneLine<Rule<'MKT905'>['say']>({
    folder: ({ folder }) => ({
      message: `\`${folder}\` holds a plugin that no entry of the marketplace names: nobody can install it`,
      help: `add \`{ "name": "${folder.slice(folder.lastIndexOf('/') + 1)}", "source": "./${folder}" }\` to \`plugins\`, or remove the folder`,
    }),
  }),
};
