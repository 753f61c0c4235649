import { listed, quoted } from '../../model/text.ts';
import { placed } from '../anchor.ts';
import type { Context } from '../context.ts';
import { ringsOf } from '../rings.ts';
import type { LegacyRule } from '../rule.ts';

export const dataCycle: LegacyRule = {
  id: 'MKT603',
  name: 'data-cycle',
  severity: 'warning',
  section: 'Map Data Flow',
  summary: 'needed artifacts go round in a ring, so that no stage can come first',
  check(context) {
    const waiting = waitsOf(context);
    const links = waiting.flatMap(({ to, artifact, from }) =>
      from.map((giver) => ({ from: giver, to, artifact })),
    );
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

/** A needed artifact, and everybody who could give it. */
interface Need {
  readonly to: string;
  readonly artifact: string;
  readonly from: readonly string[];
}

/**
 * The needs that no order of stages can meet: of everybody who could give the artifact, each waits for another one in turn. Whoever
 * has all that it needs begins, and then those whom it serves, until nobody is left or all that are left wait.
 */
function waitsOf(context: Context): Need[] {
  let needs = needsOf(context);
  for (let before = -1; before !== needs.length; ) {
    before = needs.length;
    const stuck = new Set(needs.map(({ to }) => to));
    const isOpen = ({ from }: Need) => from.every((giver) => stuck.has(giver));
    needs = needs.filter(isOpen);
  }
  return needs;
}

function needsOf({ releases, wiring }: Context): Need[] {
  return releases.flatMap(({ name, integration: { consumes, produces } }) => {
    const isOwn = (artifact: string, format: string) =>
      produces.some((port) => port.artifact === artifact && port.format === format);
    const artifacts = new Set(consumes.map(({ artifact }) => artifact));
    return [...artifacts].flatMap((artifact): Need[] => {
      const ports = consumes.filter((port) => port.artifact === artifact);
      // An optional input cannot hold anybody up: the first round does without it.
      if (ports.every(({ optional }) => optional) || ports.some(({ format }) => isOwn(artifact, format)))
        return [];
      const links = wiring.links.filter((link) => link.to === name && link.artifact === artifact);
      return links.length === 0
        ? []
        : [{ to: name, artifact, from: [...new Set(links.map(({ from }) => from))] }];
    });
  });
}
