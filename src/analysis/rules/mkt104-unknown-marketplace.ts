import { listed, quoted } from '../../model/text.ts';
import type { Draft, Rule } from '../rule.ts';

export const unknownMarketplace: Rule = {
  id: 'MKT104',
  name: 'unknown-marketplace',
  severity: 'error',
  section: 'Plugin Not Found',
  summary: 'a spec names a marketplace that no registry holds',
  check: ({ problems }) =>
    problems.flatMap((problem): Draft[] => {
      if (problem.kind !== 'unknown-marketplace') return [];
      const { spec, nearest, known } = problem;
      const there = known.length === 0 ? 'no marketplace is known' : `known: ${listed(known)}`;
      return [
        {
          plugins: [spec.name],
          ...(spec.location && { location: spec.location }),
          message: `\`${spec.text}\` names the marketplace \`${spec.marketplace}\`, which no registry holds\n${there}`,
          help:
            nearest.length > 0
              ? `did you mean ${listed(quoted(nearest), 'or')}?`
              : 'add a registry that holds it with `--registry <source>`',
        },
      ];
    }),
};
