import { listed, quoted } from '../../model/text.ts';
import { placed } from '../anchor.ts';
import type { Context } from '../context.ts';
import { isFirst, maintainedFirst } from '../recommended-plugins.ts';
import type { Rule } from '../rule.ts';

export const noTestPlugin: Rule<'MKT701'> = {
  id: 'MKT701',
  needsAll: true,
  check(context) {
    const { releases, wiring } = context;
    const { links } = wiring;
    if (links.length === 0 || releases.some(({ integration }) => integration.roles.includes('testing')))
      return [];
    const plugins = [...new Set(links.flatMap(({ from, to }) => [from, to]))].sort();
    return [
      {
        case: 'found',
        evidence: {
          plugins,
          links: links.map(({ from, to, artifact, format }) => ({ from, to, artifact, format })),
          offers: testersFor(plugins, context),
        },
        ...placed(plugins, context),
      },
    ];
  },
  say: {
    found({ plugins, links, offers }, { plan }) {
      const [first] = links;
      return {
        message: `${listed(quoted(plugins))} work together, and no chosen plugin tests the result\n\`${first?.from}\` hands ${first?.artifact} to \`${first?.to}\`, for example; a change in either can break the other unnoticed`,
        help:
          offers.length > 0
            ? `add ${listed(quoted(offers), 'or')}, and write the tests that ${plan} names`
            : `write the integration tests that ${plan} names`,
      };
    },
  },
};

/** Plugins that test: those without a successor first, and of them those that can read most of what these produce. */
function testersFor(builders: readonly string[], { catalogue, releases }: Context): string[] {
  const outputs = new Set(
    releases
      .filter(({ name }) => builders.includes(name))
      .flatMap(({ integration }) =>
        integration.produces.map(({ artifact, format }) => `${artifact}:${format}`),
      ),
  );
  const reads = ({ integration }: Context['catalogue'][number]) =>
    integration.consumes.filter(({ artifact, format }) => outputs.has(`${artifact}:${format}`)).length;
  return catalogue
    .filter(({ integration }) => integration.roles.includes('testing'))
    .sort(
      (a, b) =>
        Number(a.supersededBy !== undefined) - Number(b.supersededBy !== undefined) ||
        reads(b) - reads(a) ||
        maintainedFirst(a, b),
    )
    .map(({ name }) => name)
    .filter(isFirst)
    .slice(0, 3);
}
