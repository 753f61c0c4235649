import type { Plan } from '../model/plan.ts';
import { mermaidText } from './diagram.ts';
import { flowDiagram } from './plan-links.ts';

/** The data flow as a Mermaid flowchart, one box for each stage; optional links and events are dashed. */
export function planMermaid(plan: Plan): string {
  return mermaidText(flowDiagram(plan), { names: plan.plugins.map(({ name }) => name), mark: 's' });
}
