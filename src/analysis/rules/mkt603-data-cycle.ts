import { cyclesOf } from '../../model/cycles.ts';
import { listed, quoted } from '../../model/text.ts';
import { placed } from '../anchor.ts';
import type { Context } from '../context.ts';
import type { Rule } from '../rule.ts';

export const dataCycle: Rule<'MKT603'> = {
  id: 'MKT603',
  check(context) {
    const waiting = waitsOf(context);
    const links = waiting.flatMap(({ to, artifact, from }) =>
      from.map((giver) => ({ from: giver, to, artifact })),
    );
    return cyclesOf(
      context.releases.map(({ name }) => name),
      links,
    ).map((ring) => ({
      case: 'found',
      evidence: {
        steps: ring.map((from, index) => {
          const to = ring[(index + 1) % ring.length] as string;
          const artifacts = links
            .filter((link) => link.from === from && link.to === to)
            .map(({ artifact }) => artifact);
          return { from, to, artifacts: [...new Set(artifacts)] };
        }),
      },
      ...placed(ring, context),
    }));
  },
  say: {
    found: ({ steps }) => ({
      message: [
        `data cycle: ${listed(quoted(steps.map(({ from }) => from)))} wait for each other`,
        ...steps.map(
          ({ from, to, artifacts }) => `\`${from}\` produces ${listed(quoted(artifacts))} for \`${to}\``,
        ),
        "each needs the other's output before it can start, so no order of stages works",
      ].join('\n'),
      help: 'start with an artifact that you supply or that an earlier run produced, and tell the agent which one, such as in `CLAUDE.md`',
    }),
  },
};

/** A required artifact, and all plugins that produce it. */
interface Need {
  readonly to: string;
  readonly artifact: string;
  readonly from: readonly string[];
}

/**
 * Returns the needs that no order of stages can meet, because every producer of the artifact waits as well. Removes the needs of plugins
 * that can start, then those of plugins that they supply, until nothing changes.
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
      // An optional input blocks nothing: the first round runs without it.
      if (ports.every(({ optional }) => optional) || ports.some(({ format }) => isOwn(artifact, format)))
        return [];
      const links = wiring.links.filter((link) => link.to === name && link.artifact === artifact);
      return links.length === 0
        ? []
        : [{ to: name, artifact, from: [...new Set(links.map(({ from }) => from))] }];
    });
  });
}
