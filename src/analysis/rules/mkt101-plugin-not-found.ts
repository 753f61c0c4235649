import { listed, quoted } from '../../model/text.ts';
import type { Draft, Rule } from '../rule.ts';

export const pluginNotFound: Rule = {
  id: 'MKT101',
  name: 'plugin-not-found',
  severity: 'error',
  section: 'Plugin Not Found',
  summary: 'a requested plugin is in no registry, in several marketplaces, or could not be looked up',
  check: ({ problems }) =>
    problems.flatMap((problem): Draft[] => {
      const { spec } = problem;
      const base = { plugins: [spec.name], ...(spec.location && { location: spec.location }) };
      if (problem.kind === 'not-found') {
        const asked =
          problem.asked.length === 0 ? 'no registry was asked' : `asked: ${listed(problem.asked)}`;
        const where = spec.marketplace === undefined ? '' : ` in marketplace \`${spec.marketplace}\``;
        return [
          {
            ...base,
            message: `there is no plugin \`${spec.name}\`${where}\n${asked}; without it the list cannot be installed`,
            help:
              problem.nearest.length > 0
                ? `did you mean ${listed(quoted(problem.nearest), 'or')}?`
                : `\`mkt search ${spec.name}\` looks further, \`--registry <source>\` asks another registry`,
          },
        ];
      }
      if (problem.kind === 'ambiguous') {
        const specs = problem.marketplaces.map((marketplace) => `${spec.name}@${marketplace}`);
        return [
          {
            ...base,
            message: `several marketplaces have a plugin \`${spec.name}\`: ${listed(problem.marketplaces)}\nthe client takes one of them without a word`,
            help: `say which one: ${listed(quoted(specs), 'or')}`,
          },
        ];
      }
      if (problem.kind === 'registry-failed') {
        return [
          {
            ...base,
            message: `\`${spec.name}\` of registry \`${problem.registry}\` could not be looked up\n${problem.reason}; whether it can be installed, and what it needs, is not known`,
            help: 'check again when that can be read, or leave the plugin out',
          },
        ];
      }
      return [];
    }),
};
