import { inOneLine } from '../reader-faults.ts';
import type { Draft, Rule } from '../rule.ts';

const shown = 6;

export const renamedPlugin: Rule<'MKT107'> = {
  id: 'MKT107',
  check: (context) => [
    ...context.renamed.map(
      ({ spec, name }): Draft<'MKT107'> => ({
        case: 'renamed',
        evidence: { plugin: spec.name, present: name },
        plugins: [name],
        ...(spec.location && { location: spec.location }),
      }),
    ),
    ...context.problems.flatMap((problem): Draft<'MKT107'>[] => {
      if (problem.kind !== 'removed') return [];
      const { spec, registry, names } = problem;
      const where = { plugins: [spec.name], ...(spec.location && { location: spec.location }) };
      return names === undefined
        ? [{ case: 'removed', evidence: { plugin: spec.name, registry }, ...where }]
        : [{ case: 'leads-nowhere', evidence: { plugin: spec.name, registry, names }, ...where }];
    }),
  ],
  say: {
    renamed: ({ plugin, present }) => ({
      message: `\`${plugin}\` is now called \`${present}\`\nthe client does not find the plugin under its old name; mkt used the new name`,
      help: `use \`${present}\``,
    }),
    removed: ({ plugin, registry }) => ({
      message: `\`${plugin}\` was removed from its marketplace\nregistry \`${registry}\` lists the plugin as removed, so it can no longer be installed`,
      help: 'remove it, or find another plugin with `mkt search`',
    }),
    'leads-nowhere': ({ plugin, registry, names }) => ({
      message: `\`${plugin}\` was renamed, but there is no plugin with the new name\nregistry \`${registry}\` renames it: ${chain([plugin, ...names])}${names.at(-1) === plugin ? ', which is a cycle,' : ','} but lists no plugin under ${new Set([plugin, ...names]).size > 2 ? 'any of these names' : 'either name'}`,
      help: 'ask the maintainer of the marketplace to fix `renames` (MKT909), or find another plugin with `mkt search`',
    }),
    ...inOneLine<Pick<Rule<'MKT107'>['say'], 'dependency-removed' | 'dependency-renamed'>>({
      'dependency-removed': ({ plugin, dependency, marketplace }) => ({
        message: `\`${plugin}\` depends on \`${dependency}\`, which was removed from \`${marketplace}\`, so \`${plugin}\` does not load`,
        help: 'remove the dependency',
      }),
      'dependency-renamed': ({ plugin, dependency, present }) => ({
        message: `\`${plugin}\` depends on \`${dependency}\`, which is now called \`${present}\`: the client does not follow renames in dependencies, so \`${plugin}\` does not load`,
        help: `use \`${present}\``,
      }),
    }),
  },
};

const chain = (names: readonly string[]): string =>
  [
    ...names.slice(0, shown),
    ...(names.length > shown + 1 ? ['…'] : []),
    ...names.slice(shown).slice(-1),
  ].join(' → ');
