import { pluginId } from '../../model/plugin.ts';
import { listed, quoted } from '../../model/text.ts';
import { placed } from '../anchor.ts';
import type { Context } from '../context.ts';
import type { LegacyDraft, LegacyRule } from '../rule.ts';

export const unknownMarketplace: LegacyRule = {
  id: 'MKT104',
  name: 'unknown-marketplace',
  severity: 'error',
  section: 'Plugin Not Found',
  summary: 'a spec or a dependency names a marketplace that no registry holds',
  check: (context) => [...unknownSpecs(context), ...unknownDependencies(context)],
};

function unknownSpecs({ problems }: Context): LegacyDraft[] {
  return problems.flatMap((problem): LegacyDraft[] => {
    if (problem.kind !== 'unknown-marketplace') return [];
    const { spec, nearest, known, elsewhere } = problem;
    const there = known.length === 0 ? 'no marketplace is known' : `known: ${listed(known)}`;
    return [
      {
        plugins: [spec.name],
        ...(spec.location && { location: spec.location }),
        message: `\`${spec.text}\` names the marketplace \`${spec.marketplace}\`, which no registry holds\n${there}`,
        help:
          spec.marketplace === 'latest'
            ? `write \`${spec.name}\`: without a range the newest release that goes with the others is chosen`
            : nearest.length > 0
              ? `did you mean ${listed(quoted(nearest), 'or')}?`
              : `${elsewhere.length > 0 ? `did you mean ${listed(quoted(elsewhere.map((name) => `${spec.name}@${name}`)), 'or')}? Or ` : ''}${spec.location?.file.endsWith('.json') ? 'name it under `extraKnownMarketplaces`, or ' : ''}add a registry that holds it with \`--registry <source>\``,
      },
    ];
  });
}

function unknownDependencies(context: Context): LegacyDraft[] {
  const { outside, request, resolution } = context;
  const failed = resolution === undefined || resolution.ok ? undefined : resolution;
  const names = request.filter(({ text }) => failed?.conflict.includes(text)).map(({ name }) => name);
  return outside
    .filter(({ name, marketplace }) =>
      failed?.causes.some((cause) => cause.on === pluginId(name, marketplace)),
    )
    .map(
      ({ name, marketplace }): LegacyDraft => ({
        ...placed(names, context),
        plugins: [name],
        message: `a dependency needs \`${name}\` of the marketplace \`${marketplace}\`, which no registry holds\nthe client cannot install it before that marketplace is added`,
        help: 'add a registry that holds it with `--registry <source>`',
      }),
    );
}
