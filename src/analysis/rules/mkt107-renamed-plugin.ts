import { faultsOf } from '../faults.ts';
import type { LegacyDraft, LegacyRule } from '../rule.ts';

export const renamedPlugin: LegacyRule = {
  id: 'MKT107',
  name: 'renamed-plugin',
  severity: 'warning',
  section: 'Plugin Not Found',
  summary: 'a plugin is asked for by a name that its marketplace has given up',
  check: (context) => [
    ...context.renamed.map(
      ({ spec, name }): LegacyDraft => ({
        plugins: [name],
        ...(spec.location && { location: spec.location }),
        message: `\`${spec.name}\` is called \`${name}\` now\nthe client does not find it under the old name; here it was taken for the new one`,
        help: `write \`${name}\``,
      }),
    ),
    ...context.problems.flatMap((problem): LegacyDraft[] => {
      if (problem.kind !== 'removed') return [];
      const { spec, registry, names } = problem;
      if (names !== undefined)
        return [
          {
            severity: 'error',
            plugins: [spec.name],
            ...(spec.location && { location: spec.location }),
            message: `\`${spec.name}\` was renamed, and under its new name it is not there\nregistry \`${registry}\` renames it: ${chain([spec.name, ...names])}${names.at(-1) === spec.name ? ', which is a ring' : ''}; the client finds none of them`,
            help: `ask the maintainer of the marketplace to mend \`renames\` (MKT909), or choose another plugin: \`mkt search\` finds some`,
          },
        ];
      return [
        {
          severity: 'error',
          plugins: [spec.name],
          ...(spec.location && { location: spec.location }),
          message: `\`${spec.name}\` was removed from its marketplace\nregistry \`${registry}\` says so; it cannot be installed any more`,
          help: 'drop it, or choose another plugin: `mkt search` finds some',
        },
      ];
    }),
    ...faultsOf(context, 'MKT107'),
  ],
};

const shown = 6;

const chain = (names: readonly string[]): string =>
  [
    ...names.slice(0, shown),
    ...(names.length > shown + 1 ? ['…'] : []),
    ...names.slice(shown).slice(-1),
  ].join(' → ');
