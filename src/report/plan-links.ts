import type { Plan } from '../model/plan.ts';
import type { Link } from '../model/wiring.ts';
import type { Diagram } from './diagram.ts';

/** Links of one producer and artifact, drawn together, even if they go to several plugins or in several formats. */
export interface LinkGroup {
  readonly from: string;
  readonly to: readonly string[];
  /** `dataset (parquet)`, or `event model.trained`. */
  readonly what: string;
  readonly optional: boolean;
  readonly isEvent: boolean;
}

interface Flow extends Pick<Link, 'from' | 'artifact' | 'optional'> {
  readonly to: string[];
  readonly formats: string[];
}

/** Data first, then events; in the order of the plan. Required and optional links of one artifact are separate groups. */
export function groupedLinks({ dataFlow, events }: Pick<Plan, 'dataFlow' | 'events'>): LinkGroup[] {
  const flows = new Map<string, Flow>();
  for (const { from, to, artifact, format, optional } of dataFlow) {
    const key = JSON.stringify([from, artifact, format, optional]);
    const flow = flows.get(key);
    if (flow === undefined) flows.set(key, { from, artifact, optional, to: [to], formats: [format] });
    else flow.to.push(to);
  }
  const merged = new Map<string, Flow>();
  for (const flow of flows.values()) {
    const key = JSON.stringify([flow.from, flow.artifact, flow.optional, flow.to]);
    const same = merged.get(key);
    if (same === undefined) merged.set(key, flow);
    else same.formats.push(...flow.formats);
  }
  const heard = new Map<string, LinkGroup>();
  for (const { from, to, event } of events) {
    const key = JSON.stringify([from, event]);
    heard.set(key, {
      from,
      what: `event ${event}`,
      optional: false,
      isEvent: true,
      to: [...(heard.get(key)?.to ?? []), to],
    });
  }
  const data = [...merged.values()].map(({ from, to, artifact, formats, optional }) => ({
    from,
    to,
    what: `${artifact} (${formats.join(', ')})`,
    optional,
    isEvent: false,
  }));
  return [...data, ...heard.values()];
}

/** The stages as boxes, and what flows between their plugins as arrows; optional links and events are dashed. */
export function flowDiagram(plan: Plan): Diagram {
  return {
    boxes: plan.stages.map(({ name, steps }, index) => ({
      title: `${index + 1}. ${name}`,
      names: steps.map(({ plugin }) => plugin),
    })),
    arrows: groupedLinks(plan).flatMap(({ from, to, what, optional, isEvent }) =>
      to.map((target) => ({ from, to: target, text: what, isFirm: !optional && !isEvent })),
    ),
  };
}
