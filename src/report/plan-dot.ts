import type { Plan } from '../model/plan.ts';
import { dotWord as word } from './diagram-text.ts';
import { groupedLinks } from './plan-links.ts';

/** The data flow for Graphviz, one cluster a stage; optional links and events are dashed. */
export function planDot(plan: Plan): string {
  const clusters = plan.stages.flatMap(({ name, steps }, index) => [
    `  subgraph cluster_${index + 1} {`,
    `    label=${word(`${index + 1}. ${name}`)};`,
    ...steps.map(({ plugin }) => `    ${word(plugin)};`),
    '  }',
  ]);
  const arrows = groupedLinks(plan).flatMap(({ from, to, what, optional }) =>
    to.map((target) => {
      const dashed = optional || what.startsWith('event ') ? ', style=dashed' : '';
      return `  ${word(from)} -> ${word(target)} [label=${word(what)}${dashed}];`;
    }),
  );
  return [
    `digraph ${word(plan.title)} {`,
    '  rankdir=LR;',
    '  node [shape=box];',
    ...clusters,
    ...arrows,
    '}',
  ].join('\n');
}
