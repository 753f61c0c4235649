import { count, listed, quoted } from '../../model/text.ts';
import type { Link } from '../../model/wiring.ts';
import { placed } from '../anchor.ts';
import type { Rule } from '../rule.ts';

/** How many links a message shows. */
const shownLinks = 6;

export const untestedLink: Rule<'MKT703'> = {
  id: 'MKT703',
  needsAll: true,
  needsStated: true,
  check(context) {
    const { releases, wiring } = context;
    const testers = releases.filter(({ integration }) => integration.roles.includes('testing'));
    // MKT701 reports that there is none.
    if (testers.length === 0) return [];
    const read = new Set(
      testers.flatMap(({ integration }) => integration.consumes.map(({ artifact }) => artifact)),
    );
    const names = new Set(testers.map(({ name }) => name));
    const made = new Map(
      releases.map(({ name, integration }) => [name, integration.produces.map(({ artifact }) => artifact)]),
    );
    const isSeen = ({ from, to, artifact }: Link): boolean =>
      names.has(from) ||
      names.has(to) ||
      read.has(artifact) ||
      (made.get(to) ?? []).some((output) => read.has(output));
    const blind = wiring.links.filter((link) => !isSeen(link));
    if (blind.length === 0) return [];
    return [
      {
        case: 'found',
        evidence: {
          testers: [...names].sort(),
          links: blind.map(({ from, to, artifact, format }) => ({ from, to, artifact, format })),
        },
        ...placed([...new Set(blind.flatMap(({ from, to }) => [from, to]))], context),
      },
    ];
  },
  say: {
    found({ testers, links }, { section }) {
      const [first] = links;
      const more = links.length - shownLinks;
      return {
        message: [
          `${count(links.length, 'link')} between plugins ${links.length === 1 ? 'has' : 'have'} no test: ${listed(quoted(testers))} ${testers.length === 1 ? 'reads' : 'read'} neither the artifact nor what is produced from it`,
          ...links
            .slice(0, shownLinks)
            .map(({ from, to, artifact, format }) => `\`${from}\` → \`${to}\`: ${artifact} (${format})`),
          ...(more > 0 ? [`and ${more} more`] : []),
        ].join('\n'),
        help: `write the tests that ${section('tests')} shows: \`${first?.to} takes ${first?.artifact} (${first?.format}) from ${first?.from}\`${links.length > 1 ? ', and so on' : ''}`,
      };
    },
  },
};
