import type { Plan } from '../model/plan.ts';
import { drawingSvg } from './drawing/drawing-svg.ts';
import { planDrawing } from './drawing/plan-drawing.ts';

/** `mkt plan --format svg`: the stages as lanes, with the plugins and what goes from one to another. */
export function planSvg(plan: Plan): string {
  return drawingSvg(planDrawing(plan));
}
