import { listed, quoted } from '../../model/text.ts';
import { placed } from '../anchor.ts';
import type { Context } from '../context.ts';
import { isFirst, maintainedFirst } from '../offers.ts';
import type { LegacyRule } from '../rule.ts';

export const noTestPlugin: LegacyRule = {
  id: 'MKT701',
  name: 'no-test-plugin',
  severity: 'warning',
  needsAll: true,
  section: 'Testing Integration',
  summary: 'chosen plugins build something together, and none of them tests it',
  check(context) {
    const { releases, wiring } = context;
    const [link] = wiring.links;
    if (link === undefined || releases.some(({ integration }) => integration.roles.includes('testing')))
      return [];
    const builders = [...new Set(wiring.links.flatMap(({ from, to }) => [from, to]))];
    const testers = testersFor(builders, context);
    return [
      {
        ...placed(builders, context),
        message: `${listed(quoted(builders.sort()))} work together, and no chosen plugin tests the result\n\`${link.from}\` hands ${link.artifact} to \`${link.to}\`, for one; a change in either breaks the other unseen`,
        help:
          testers.length > 0
            ? `add ${listed(quoted(testers), 'or')}, and write the tests that \`mkt plan\` names`
            : 'write the integration tests that `mkt plan` names',
      },
    ];
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
