import type { Plan } from '../model/plan.ts';
import type { Link } from '../model/wiring.ts';
import type { Diagram } from './diagram.ts';
import { planWords } from './drawing/link-words.ts';

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
function groupedLinks({ dataFlow, events }: Pick<Plan, 'dataFlow' | 'events'>): LinkGroup[] {
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

/**
 * The stages as boxes, and everything that goes from one plugin to another as arrows: data and events, calls, files, dependencies. What
 * is optional or only seen, and events, are dashed.
 */
export function flowDiagram(plan: Plan): Diagram {
  const calls = new Map<string, { from: string; to: string; components: Set<string> }>();
  for (const { from, to, component, isSure } of plan.calls) {
    if (!isSure) continue;
    const key = JSON.stringify([from, to]);
    const call = calls.get(key) ?? { from, to, components: new Set() };
    call.components.add(component);
    calls.set(key, call);
  }
  return {
    words: planWords,
    boxes: plan.stages.map(({ name, steps }, index) => ({
      title: `${index + 1}. ${name}`,
      names: steps.map(({ plugin }) => plugin),
    })),
    arrows: [
      ...groupedLinks(plan).flatMap(({ from, to, what, optional, isEvent }) =>
        to.map((target) => ({
          from,
          to: target,
          text: what,
          kind: isEvent ? ('event' as const) : ('data' as const),
          isFirm: !optional && !isEvent,
        })),
      ),
      ...[...calls.values()].map(({ from, to, components }) => ({
        from,
        to,
        text: `calls ${[...components].join(', ')}`,
        kind: 'call' as const,
        isFirm: true,
      })),
      ...plan.files
        .filter(({ isSure }) => isSure)
        .map(({ from, to, path }) => ({ from, to, text: path, kind: 'file' as const, isFirm: false })),
      ...plan.dependencies.map(({ from, to, optional }) => ({
        from,
        to,
        text: optional === true ? 'can be used by' : 'is required by',
        kind: 'dependency' as const,
        isFirm: optional !== true,
      })),
    ],
  };
}
