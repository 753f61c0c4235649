import type { Plan } from '../model/plan.ts';
import { mermaidLabel as label } from './diagram-text.ts';
import { groupedLinks } from './plan-links.ts';

/** The data flow as a Mermaid flowchart, one box a stage; optional links and events are dashed. */
export function planMermaid(plan: Plan): string {
  const ids = new Map(plan.plugins.map(({ name }, index) => [name, `p${index}`]));
  const boxes = plan.stages.flatMap(({ name, steps }, index) => [
    `  subgraph s${index + 1}["${label(`${index + 1}. ${name}`)}"]`,
    ...steps.map(({ plugin }) => `    ${ids.get(plugin)}["${label(plugin)}"]`),
    '  end',
  ]);
  const arrows = groupedLinks(plan).flatMap(({ from, to, what, optional }) =>
    to.map((target) => {
      const dashed = optional || what.startsWith('event ');
      return `  ${ids.get(from)} ${dashed ? '-.->' : '-->'}|"${label(what)}"| ${ids.get(target)}`;
    }),
  );
  return ['flowchart LR', ...boxes, ...arrows].join('\n');
}
