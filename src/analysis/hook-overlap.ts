import type { HookMeeting } from '../model/clash-evidence.ts';
import type { Release } from '../model/plugin.ts';
import type { Context } from './context.ts';
import { labelsIn } from './evidence.ts';
import { decides, type ListeningHook, listeningHooks, valuesOf } from './hooks.ts';

/** Hooks of two or more plugins that run together on at least one value of an event. */
export interface Overlap {
  readonly event: string;
  readonly hooks: readonly ListeningHook[];
  /** The labels of the plugins of these hooks, sorted. */
  readonly plugins: readonly string[];
  /** Which plugins run on which values, the most plugins first. */
  readonly meetings: readonly HookMeeting[];
}

/** Finds all overlaps, one for each event. Of an event that hooks can block, those count that the client waits for. */
export function hookOverlaps(context: Context): Overlap[] {
  const byEvent = new Map<string, ListeningHook[]>();
  for (const each of listeningHooks(context))
    if (each.event.blocks === undefined || decides(each))
      byEvent.set(each.hook.event, [...(byEvent.get(each.hook.event) ?? []), each]);
  return [...byEvent].flatMap(([event, hooks]) => overlapOf(event, hooks, context) ?? []);
}

function overlapOf(event: string, all: readonly ListeningHook[], context: Context): Overlap | undefined {
  const [first] = all;
  if (first === undefined || releasesOf(all).size < 2) return undefined;
  const label = labelsIn(context);
  const groups = new Map<string, { values: string[]; plugins: string[] }>();
  const involved = new Set<ListeningHook>();
  for (const value of valuesOf(first.event, all, context)) {
    const matching = all.filter(({ matcher }) => matcher.matches(value));
    const plugins = namesOf(matching, label);
    if (plugins.length < 2) continue;
    for (const hook of matching) involved.add(hook);
    const key = plugins.join('\n');
    const group = groups.get(key) ?? { values: [], plugins };
    group.values.push(value);
    groups.set(key, group);
  }
  if (groups.size === 0) return undefined;
  const hooks = all.filter((hook) => involved.has(hook));
  const meetings = [...groups.values()]
    .sort((a, b) => b.plugins.length - a.plugins.length)
    .map(({ plugins, values }) => ({ plugins, ...onWhat(values, hooks) }));
  return { event, hooks, plugins: namesOf(hooks, label), meetings };
}

/** On which values: an empty list if the event has none, or if the hooks run on all of them. */
function onWhat(values: readonly string[], hooks: readonly ListeningHook[]): Omit<HookMeeting, 'plugins'> {
  const matches = hooks[0]?.event.matches;
  if (matches === undefined || values.includes('')) return { values: [], isEveryTool: false };
  const takingAll = releasesOf(hooks.filter(({ matcher }) => matcher.isAll));
  if (takingAll.size === releasesOf(hooks).size) return { values: [], isEveryTool: matches === 'tool' };
  return { values: [...values].sort(), isEveryTool: false };
}

const releasesOf = (hooks: readonly ListeningHook[]): ReadonlySet<Release> =>
  new Set(hooks.map(({ release }) => release));

const namesOf = (hooks: readonly ListeningHook[], label: (release: Release) => string): string[] =>
  [...new Set(hooks.map(({ release }) => label(release)))].sort();
