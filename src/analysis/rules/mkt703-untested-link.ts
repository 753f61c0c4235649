import { count, listed, quoted } from '../../model/text.ts';
import type { Link } from '../../model/wiring.ts';
import { placed } from '../anchor.ts';
import type { LegacyRule } from '../rule.ts';

/** More links than these tell nobody more. */
const shownLinks = 6;

export const untestedLink: LegacyRule = {
  id: 'MKT703',
  name: 'untested-link',
  severity: 'note',
  needsAll: true,
  section: 'Testing Integration',
  summary: 'a chosen plugin tests, and nothing that one plugin hands to another comes under its eyes',
  check(context) {
    const { releases, wiring } = context;
    const testers = releases.filter(({ integration }) => integration.roles.includes('testing'));
    // Without any, MKT701 says so.
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
    const [first] = blind;
    if (first === undefined) return [];
    const more = blind.length - shownLinks;
    const who = listed(quoted([...names].sort()));
    return [
      {
        ...placed([...new Set(blind.flatMap(({ from, to }) => [from, to]))], context),
        message: [
          `${count(blind.length, 'link')} between plugins ${blind.length === 1 ? 'is' : 'are'} tested by nothing that is chosen: ${who} ${names.size === 1 ? 'reads' : 'read'} neither what is handed over nor what is made of it`,
          ...blind
            .slice(0, shownLinks)
            .map(({ from, to, artifact, format }) => `\`${from}\` -> \`${to}\`: ${artifact} (${format})`),
          ...(more > 0 ? [`and ${more} more`] : []),
        ].join('\n'),
        help: `write by hand what \`mkt plan\` says under integration tests: \`${first.to} takes ${first.artifact} (${first.format}) from ${first.from}\`${blind.length > 1 ? ', and so on' : ''}`,
      },
    ];
  },
};
