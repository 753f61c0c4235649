import { amountText, bytesOf, type ResourceKind } from '../../model/quantity.ts';
import { listed } from '../../model/text.ts';
import { placed } from '../anchor.ts';
import type { Context } from '../context.ts';
import { foldedNames } from '../evidence.ts';
import type { LegacyDraft, LegacyRule } from '../rule.ts';

export const resourceContention: LegacyRule = {
  id: 'MKT801',
  name: 'resource-contention',
  severity: 'error',
  section: 'Resource Management',
  summary: 'plugins of one stage ask for more GPUs, cores or memory than the environment has',
  check: (context) =>
    (['gpu', 'cpu', 'memory'] as const).flatMap((kind): LegacyDraft[] => {
      const has = available(kind, context);
      if (has === undefined) return [];
      const over = context.orchestration.stages
        .map(({ members, inTurn }, index) => ({
          stage: index + 1,
          inTurn,
          ...demandOf(kind, members, inTurn, context),
        }))
        .filter(({ amount }) => amount > has)
        .sort((a, b) => b.amount - a.amount);
      const [worst] = over;
      if (worst === undefined) return [];
      const { shares, amount, stage } = worst;
      // Turns do not help one that asks for more than there is.
      const tooBig = shares.filter((share) => share.amount > has).map(({ plugin }) => plugin);
      return [
        {
          ...placed(
            shares.map(({ plugin }) => plugin),
            context,
          ),
          message: [
            `stage ${stage} asks for ${amountText(kind, amount)}, and the environment has ${amountText(kind, has)}`,
            ...shares
              .slice(0, 6)
              .map(({ plugin, amount: own, how }) => `\`${plugin}\` asks for ${amountText(kind, own)}${how}`),
            ...(over.length > 1
              ? [`stage ${listed(over.slice(1).map((each) => String(each.stage)))} asks for too much as well`]
              : []),
            consequences[kind][tooBig.length > 0 ? 'alone' : 'together'],
          ].join('\n'),
          help:
            tooBig.length > 0
              ? `run ${listed(foldedNames(tooBig))} on a machine that has more, or leave ${tooBig.length === 1 ? 'it' : 'them'} out; if this one has more, say so in \`environment.resources.${kind}\` of \`mkt.yaml\``
              : `let them take turns (\`mkt plan --orchestration pipeline\`), or say in \`environment.resources.${kind}\` of \`mkt.yaml\` that there is more`,
        },
      ];
    }),
};

/** What happens if nothing is done: where one plugin asks for too much, and where several do only together. */
const consequences: Readonly<Record<ResourceKind, { readonly alone: string; readonly together: string }>> = {
  gpu: {
    alone: 'what needs a GPU fails without one, or falls back to the processor',
    together: 'an exclusive GPU is not shared: the later one fails, or waits until the first one is done',
  },
  cpu: {
    alone: 'what asks for more than there is takes longer than its maintainer reckons with',
    together: 'they slow each other down until all of them are slower than one after the other',
  },
  memory: {
    alone: 'a process that takes more than there is gets killed by the system',
    together: 'what does not fit is killed by the system, most often the one that has run longest',
  },
};

interface Share {
  readonly plugin: string;
  readonly amount: number;
  readonly how: string;
}

function available(kind: ResourceKind, { environment: { resources } }: Context): number | undefined {
  if (kind === 'memory') return resources?.memory === undefined ? undefined : bytesOf(resources.memory);
  return resources?.[kind];
}

/** The sum of all that run side by side, the largest of those that take turns. All who share a GPU need one together. */
function demandOf(
  kind: ResourceKind,
  members: readonly string[],
  inTurn: boolean,
  context: Context,
): { amount: number; shares: readonly Share[] } {
  const shares = members.flatMap((plugin): Share[] => {
    const resources = context.releases.find(({ name }) => name === plugin)?.integration.resources;
    if (resources === undefined) return [];
    if (kind === 'gpu') {
      const { gpu } = resources;
      if (gpu !== 'shared' && gpu !== 'exclusive') return [];
      return [{ plugin, amount: 1, how: gpu === 'shared' ? ' that others may use too' : ' for itself' }];
    }
    const amount =
      kind === 'cpu' ? resources.cpu : resources.memory === undefined ? undefined : bytesOf(resources.memory);
    return amount === undefined || amount === 0 ? [] : [{ plugin, amount, how: '' }];
  });
  const amounts = shares.map(({ amount }) => amount);
  if (inTurn) return { amount: Math.max(0, ...amounts), shares };
  if (kind !== 'gpu') return { amount: amounts.reduce((sum, each) => sum + each, 0), shares };
  const exclusive = shares.filter(({ how }) => how === ' for itself').length;
  return { amount: exclusive + (exclusive < shares.length ? 1 : 0), shares };
}
