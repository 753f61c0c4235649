import type { ResourceDemand } from '../../model/combination-evidence.ts';
import { amountText, type ResourceKind } from '../../model/quantity.ts';
import { listed } from '../../model/text.ts';
import { placed } from '../anchor.ts';
import { foldedNames } from '../evidence.ts';
import { availableOf, demandOf } from '../resource-demand.ts';
import type { Draft, Rule } from '../rule.ts';

const shownPlugins = 6;

export const resourceContention: Rule<'MKT801'> = {
  id: 'MKT801',
  check: (context) =>
    (['gpu', 'cpu', 'memory'] as const).flatMap((resource): Draft<'MKT801'>[] => {
      const available = availableOf(resource, context);
      if (available === undefined) return [];
      const over = context.orchestration.stages
        .map(({ members, inTurn }, index) => ({
          stage: index + 1,
          ...demandOf(resource, members, inTurn, context),
        }))
        .filter(({ amount }) => amount > available)
        .sort((a, b) => b.amount - a.amount);
      const [worst, ...others] = over;
      if (worst === undefined) return [];
      const { shares, amount, stage } = worst;
      const place = placed(
        shares.map(({ plugin }) => plugin),
        context,
      );
      const otherStages = others.map((each) => each.stage);
      const demand = { resource, available, stage, asked: amount, plugins: shares, otherStages };
      // Taking turns does not help a plugin that requires more than there is.
      const tooBig = shares.filter((share) => share.amount > available).map(({ plugin }) => plugin);
      // A plan runs what does not fit one round after another.
      if (tooBig.length === 0 && context.inPlan === true) return [];
      return tooBig.length === 0
        ? [{ case: 'together', evidence: demand, ...place }]
        : [{ case: 'alone', evidence: { ...demand, tooBig }, ...place }];
    }),
  say: {
    together: (demand) => ({
      message: statement(demand, consequences[demand.resource].together),
      help: `run them one after another (\`mkt plan --orchestration pipeline\`), or set \`environment.resources.${demand.resource}\` in \`mkt.yaml\` if the machine has more`,
    }),
    alone: (demand) => ({
      message: statement(demand, consequences[demand.resource].alone),
      help: `run ${listed(foldedNames(demand.tooBig))} on a machine that has more, or remove ${demand.tooBig.length === 1 ? 'it' : 'them'}; if this machine has more, set \`environment.resources.${demand.resource}\` in \`mkt.yaml\``,
    }),
  },
};

/** What happens if nothing is done: if one plugin requires too much, and if several do together. */
const consequences: Readonly<Record<ResourceKind, { readonly alone: string; readonly together: string }>> = {
  gpu: {
    alone: 'a plugin that needs a GPU fails without one, or falls back to the CPU',
    together: 'an exclusive GPU is not shared: the second plugin fails, or waits until the first is done',
  },
  cpu: {
    alone: 'a plugin that gets fewer cores than it requires takes longer than its maintainer expects',
    together: 'they slow each other down, until all of them together take longer than one after another',
  },
  memory: {
    alone: 'a plugin that needs more memory than the machine has runs out of memory, and the system kills it',
    together: 'together, the plugins run out of memory, and the system kills some of their processes',
  },
};

const uses = { shared: ' that others may use too', exclusive: ' for itself' } as const;

function statement(demand: ResourceDemand, consequence: string): string {
  const { resource, available, stage, asked, plugins, otherStages } = demand;
  return [
    `stage ${stage} requires ${amountText(resource, asked)}${resource === 'memory' ? ' of memory' : ''}, but the environment has ${amountText(resource, available)}`,
    ...plugins
      .slice(0, shownPlugins)
      .map(
        ({ plugin, amount, use }) =>
          `\`${plugin}\` requires ${amountText(resource, amount)}${use === undefined ? '' : uses[use]}`,
      ),
    ...(otherStages.length > 0
      ? [
          `${otherStages.length === 1 ? 'stage' : 'stages'} ${listed(otherStages.map(String))} also ${otherStages.length === 1 ? 'requires' : 'require'} too much`,
        ]
      : []),
    consequence,
  ].join('\n');
}
