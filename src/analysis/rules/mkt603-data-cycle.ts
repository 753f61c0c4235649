import { listed, quoted } from '../../model/text.ts';
import { placed } from '../anchor.ts';
import { ringsOf } from '../rings.ts';
import type { Rule } from '../rule.ts';

export const dataCycle: Rule = {
  id: 'MKT603',
  name: 'data-cycle',
  severity: 'warning',
  section: 'Map Data Flow',
  summary: 'needed artifacts go round in a ring, so that no stage can come first',
  check(context) {
    // An optional input cannot hold anybody up: the first round does without it.
    const links = context.wiring.links.filter(({ optional }) => !optional);
    return ringsOf(
      context.releases.map(({ name }) => name),
      links,
    ).map((ring) => {
      const steps = ring.map((from, index) => {
        const to = ring[(index + 1) % ring.length] as string;
        const artifacts = links
          .filter((link) => link.from === from && link.to === to)
          .map(({ artifact }) => artifact);
        return `\`${from}\` gives ${listed([...new Set(artifacts)])} to \`${to}\``;
      });
      return {
        ...placed(ring, context),
        message: `${listed(quoted(ring))} wait for each other\n${steps.join('\n')}\neach needs the other's output before it can begin, so no order of stages works`,
        help: 'begin the ring with an artifact made by hand or from an earlier run, and say in the plan which one',
      };
    });
  },
};
