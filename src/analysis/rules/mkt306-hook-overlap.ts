import { count, listed, quoted } from '../../model/text.ts';
import type { Context } from '../context.ts';
import { foldedNames, labelsIn, placedWith } from '../evidence.ts';
import { type ListeningHook, listeningHooks, valuesOf } from '../hooks.ts';
import type { LegacyDraft, LegacyRule } from '../rule.ts';

export const hookOverlap: LegacyRule = {
  id: 'MKT306',
  name: 'hook-overlap',
  severity: 'warning',
  section: 'Modular Architecture',
  summary: 'hooks of several plugins run on one event and could decide against each other',
  check(context) {
    const byEvent = new Map<string, ListeningHook[]>();
    for (const each of listeningHooks(context))
      byEvent.set(each.hook.event, [...(byEvent.get(each.hook.event) ?? []), each]);
    const overlaps = [...byEvent].flatMap(([event, hooks]) => overlapOf(event, hooks, context) ?? []);
    const mild = overlaps.filter(({ hooks }) => !decides(hooks));
    return [
      ...overlaps.filter(({ hooks }) => decides(hooks)).map((overlap) => harsh(overlap, context)),
      ...(mild.length === 0 ? [] : [gentle(mild, context)]),
    ];
  },
};

/** Hooks of two or more plugins that run together on at least one value of an event. */
interface Overlap {
  readonly event: string;
  readonly hooks: readonly ListeningHook[];
  /** Which plugins meet on which values; all of them on everything if there are no values. */
  readonly on: readonly { readonly values: readonly string[]; readonly plugins: readonly string[] }[];
}

/** A hook that only comments on what was done hurts nobody; one that blocks decides for all. */
const decides = ([first]: readonly ListeningHook[]): boolean => first?.event.blocks !== undefined;

function overlapOf(event: string, hooks: readonly ListeningHook[], context: Context): Overlap | undefined {
  const [first] = hooks;
  if (first === undefined || new Set(hooks.map(({ release }) => release)).size < 2) return undefined;
  const label = labelsIn(context);
  const groups = new Map<string, { values: string[]; plugins: string[] }>();
  const involved = new Set<ListeningHook>();
  for (const value of valuesOf(first.event, hooks, context)) {
    const awake = hooks.filter(({ matcher }) => matcher.matches(value));
    const plugins = [...new Set(awake.map(({ release }) => label(release)))].sort();
    if (plugins.length < 2) continue;
    for (const hook of awake) involved.add(hook);
    const key = plugins.join('\n');
    const group = groups.get(key) ?? { values: [], plugins };
    group.values.push(value);
    groups.set(key, group);
  }
  if (groups.size === 0) return undefined;
  const on = [...groups.values()].sort((a, b) => b.plugins.length - a.plugins.length);
  return { event, hooks: hooks.filter((hook) => involved.has(hook)), on };
}

function harsh(overlap: Overlap, context: Context): LegacyDraft {
  const { event, hooks, on } = overlap;
  const label = labelsIn(context);
  const plugins = [...new Set(hooks.map(({ release }) => label(release)))].sort();
  const { blocks, rewrites } = hooks[0]?.event ?? {};
  const can =
    rewrites === undefined
      ? `block ${blocks}`
      : `block ${blocks}, or rewrite ${rewrites === blocks ? 'it' : rewrites}`;
  return {
    ...placedHooks(hooks, context),
    message: [
      `hooks of ${listed(foldedNames(plugins))} ${plugins.length === 2 ? 'both' : 'all'} run on \`${event}\`${on.length === 1 ? whereText(on[0]?.values ?? [], hooks) : ''}`,
      ...(on.length > 1
        ? on
            .slice(0, 4)
            .map((group) => `${listed(foldedNames(group.plugins, 5))}${whereText(group.values, hooks)}`)
        : []),
      `each can ${can}; today the client starts them side by side, in no order that anybody promises: one that blocks wins over all that let it pass${rewrites === undefined ? '' : ', and of two that rewrite the last to finish wins'}`,
    ].join('\n'),
    help: `read what they decide before you enable ${plugins.length === 2 ? 'both' : 'all of them'}; disable the plugin that you need less, or ask its maintainer for a narrower matcher`,
  };
}

/** What none of them can stop; told in one finding for all events. */
function gentle(overlaps: readonly Overlap[], context: Context): LegacyDraft {
  const label = labelsIn(context);
  const lines = overlaps.map(({ event, hooks, on }) => {
    const plugins = [...new Set(hooks.map(({ release }) => label(release)))].sort();
    return `\`${event}\`${on.length === 1 ? whereText(on[0]?.values ?? [], hooks) : ''}: ${count(hooks.length, 'hook')} of ${listed(foldedNames(plugins, 6))}`;
  });
  const hooks = overlaps.flatMap((overlap) => overlap.hooks);
  const events = overlaps.map(({ event }) => event);
  return {
    severity: 'note',
    ...placedHooks(hooks, context),
    message: [
      `hooks of several plugins run on ${listed(quoted(events))}`,
      ...lines,
      'none of them can stop another, and none may count on another having run before: the client starts them side by side',
    ].join('\n'),
    help: 'nothing has to be done unless they write the same file, or one needs what another one sets up',
  };
}

/** On which values: nothing where the event has none, or where it is all of them. */
function whereText(values: readonly string[], hooks: readonly ListeningHook[]): string {
  const [first] = hooks;
  if (first?.event.matches === undefined || values.includes('')) return '';
  const everything = hooks.filter(({ matcher }) => matcher.isAll);
  if (
    new Set(everything.map(({ release }) => release)).size ===
    new Set(hooks.map(({ release }) => release)).size
  )
    return first.event.matches === 'tool' ? ' of every tool' : '';
  const sorted = [...values].sort();
  return ` of ${listed(foldedNames(sorted, 5))}`;
}

function placedHooks(hooks: readonly ListeningHook[], context: Context) {
  const seen = new Set<string>();
  const evidence = hooks.flatMap(({ release, hook, detail: place }) => {
    if (place === undefined || seen.has(`${release.name}\n${hook.event}`)) return [];
    seen.add(`${release.name}\n${hook.event}`);
    const matcher = hook.matcher === undefined || hook.matcher === '' ? '' : ` on \`${hook.matcher}\``;
    return [{ at: place, message: `\`${hook.event}\`${matcher} of \`${release.name}\`` }];
  });
  return placedWith([...new Set(hooks.map(({ release }) => release.name))], evidence, context);
}
