import type { Plan } from '../model/plan.ts';
import { dotText, dotWord } from './diagram.ts';
import { flowDiagram } from './plan-links.ts';

/** The data flow for Graphviz, one cluster for each stage; optional links and events are dashed. */
export function planDot(plan: Plan): string {
  return dotText(dotWord(plan.title), flowDiagram(plan));
}
