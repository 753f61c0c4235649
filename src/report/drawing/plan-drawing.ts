import type { Finding } from '../../model/finding.ts';
import type { Plan, PlannedPlugin } from '../../model/plan.ts';
import { shownVersion } from '../../model/plugin.ts';
import { count, listed } from '../../model/text.ts';
import type { CardFindings, Drawing, LinkKind } from './drawing.ts';
import { laneLayout } from './lane-layout.ts';
import type { LaneCard, LaneLink } from './lanes.ts';

/** A plan as a drawing: a lane for each stage, a card for each plugin, and everything that goes from one to another. */
export function planDrawing(plan: Plan): Drawing {
  const plugins = new Map(plan.plugins.map((plugin) => [plugin.name, plugin]));
  return laneLayout({
    title: plan.title,
    isInOrder: true,
    lanes: plan.stages.map(({ name, parallel, steps }, index) => ({
      title: `${index + 1}. ${name}`,
      note: parallel ? 'in parallel' : steps.length > 1 ? 'one after another' : '',
      cards: steps.flatMap(({ plugin }) => {
        const planned = plugins.get(plugin);
        return planned === undefined ? [] : [cardOf(planned, plan)];
      }),
    })),
    links: linksOf(plan),
  });
}

function cardOf(plugin: PlannedPlugin, { findings }: Plan): LaneCard {
  const own = findingsOf(plugin.name, findings);
  const seen = (plugin.seenRoles ?? []).map(({ role }) => role);
  const version = shownVersion(plugin);
  const roles = plugin.role !== '' ? plugin.role : seen.join(', ');
  const found = (['error', 'warning', 'note'] as const)
    .filter((level) => own[level] > 0)
    .map((level) => count(own[level], level));
  return {
    plugin: plugin.name,
    detail: [version, roles].filter((part) => part !== '').join(' · '),
    tooltip: [
      `${plugin.name} ${version} from ${plugin.marketplace}`,
      ...(roles === '' ? [] : [roles]),
      ...(plugin.ground === 'unknown' ? ['states no inputs or outputs'] : []),
      ...(found.length === 0 ? [] : [listed(found)]),
    ].join('; '),
    findings: own,
    isStated: plugin.ground === 'stated',
  };
}

/** How many findings of each level name a plugin. */
export function findingsOf(plugin: string, findings: readonly Finding[]): CardFindings {
  const own = findings.filter(({ plugins }) => plugins.includes(plugin));
  const of = (level: Finding['severity']) => own.filter(({ severity }) => severity === level).length;
  return { error: of('error'), warning: of('warning'), note: of('note') };
}

/** One link for each two plugins and kind, required and optional apart. */
function linksOf({ dataFlow, events, calls, files, dependencies }: Plan): LaneLink[] {
  const links = new Map<string, { -readonly [Key in keyof LaneLink]: LaneLink[Key] } & { texts: string[] }>();
  const add = (ends: { from: string; to: string }, kind: LinkKind, isOptional: boolean, text?: string) => {
    const key = JSON.stringify([ends.from, ends.to, kind, isOptional]);
    const link = links.get(key) ?? { from: ends.from, to: ends.to, kind, isOptional, texts: [] };
    if (text !== undefined && !link.texts.includes(text)) link.texts.push(text);
    links.set(key, link);
  };
  for (const { artifact, format, optional, ...ends } of dataFlow)
    add(ends, 'data', optional, `${artifact} (${format})`);
  for (const { event, ...ends } of events) add(ends, 'event', false, event);
  for (const { component, isSure, ...ends } of calls) if (isSure) add(ends, 'call', false, component);
  for (const { path, isSure, ...ends } of files) if (isSure) add(ends, 'file', false, path);
  for (const { optional, ...ends } of dependencies) add(ends, 'dependency', optional === true);
  return [...links.values()];
}
