import type { Plan } from '../model/plan.ts';

/** Links of one producer and artifact drawn together: what goes to several stands once. */
export interface LinkGroup {
  readonly from: string;
  readonly to: readonly string[];
  /** `dataset (parquet)`, or `event model.trained`. */
  readonly what: string;
  readonly optional: boolean;
}

/** Data first, then events; in the order of the plan. Required and optional links of one artifact stay apart. */
export function groupedLinks({ dataFlow, events }: Pick<Plan, 'dataFlow' | 'events'>): LinkGroup[] {
  const flat = [
    ...dataFlow.map(({ from, to, artifact, format, optional }) => ({
      from,
      to,
      what: `${artifact} (${format})`,
      optional,
    })),
    ...events.map(({ from, to, event }) => ({ from, to, what: `event ${event}`, optional: false })),
  ];
  const groups = new Map<string, LinkGroup>();
  for (const { from, to, what, optional } of flat) {
    const key = JSON.stringify([from, what, optional]);
    groups.set(key, { from, what, optional, to: [...(groups.get(key)?.to ?? []), to] });
  }
  return [...groups.values()];
}
