import type { HookEvent } from '../model/client.ts';
import type { ComponentDetail, Hook, Release } from '../model/plugin.ts';
import type { Context } from './context.ts';
import { type Matcher, readMatcher } from './matcher.ts';
import { hooksOff } from './switched-off.ts';

/** A hook of a chosen release, with what is known of its event, and its parsed matcher. */
export interface ListeningHook {
  readonly release: Release;
  readonly hook: Hook;
  readonly event: HookEvent;
  readonly matcher: Matcher;
  /** It starts a process each time. */
  readonly isProcess: boolean;
  readonly detail: ComponentDetail | undefined;
}

const found = new WeakMap<Context, readonly ListeningHook[]>();

/**
 * Returns the hooks of the chosen releases that run, and for which it is known when they run. Some sources state only the events: without the
 * matcher it is not known whether such a hook overlaps with another one. Found once for a context, since several rules ask.
 */
export function listeningHooks(context: Context): readonly ListeningHook[] {
  const before = found.get(context);
  if (before !== undefined) return before;
  const hooks = listening(context);
  found.set(context, hooks);
  return hooks;
}

function listening(context: Context): ListeningHook[] {
  const { releases, client } = context;
  return releases.flatMap((release) => {
    if (hooksOff(release, context) !== undefined) return [];
    const places = release.details?.filter(({ kind }) => kind === 'hook') ?? [];
    return release.components.hooks.flatMap((hook, index): ListeningHook[] => {
      const event = Object.hasOwn(client.hooks.events, hook.event)
        ? client.hooks.events[hook.event]
        : undefined;
      if (event === undefined || neverRuns(hook, event)) return [];
      const isKnown = hook.type !== undefined || hook.command !== undefined || hook.matcher !== undefined;
      if (event.matches !== undefined && !isKnown) return [];
      const matcher = readMatcher(
        event.matches === undefined ? undefined : hook.matcher,
        client.names.toolNameLength,
        event.isNarrow,
      );
      if (matcher === undefined) return [];
      const kind = hook.type ?? 'command';
      const isProcess = isKnown && client.hooks.kinds[kind]?.process === true;
      return [{ release, hook, event, matcher, isProcess, detail: places[index] }];
    });
  });
}

/** The client waits for what it says. */
export const decides = ({ hook }: { readonly hook: Hook }): boolean => hook.isBackground !== true;

/** A condition is about a tool call: where there is none, the client never runs the hook. */
export const neverRuns = ({ condition }: Hook, { matches }: HookEvent): boolean =>
  condition !== undefined && matches !== 'tool';

/** Every value on which hooks of one event can differ: known values, and the names in their matchers. */
export function valuesOf(
  event: HookEvent,
  hooks: readonly Pick<ListeningHook, 'matcher'>[],
  { client }: Context,
): readonly string[] {
  if (event.matches === undefined) return [''];
  const known = event.matches === 'tool' ? client.tools.builtIn : (event.values ?? []);
  const named = hooks.flatMap(({ matcher }) => matcher.literals);
  // Two that both match everything overlap even if no value is known.
  return [...new Set([...known, ...named, ...(known.length === 0 && named.length === 0 ? [''] : [])])];
}

/**
 * The hooks that start a process for every call of a tool, whatever it is called with. One command line that several hooks of a
 * plugin share is started once.
 */
export function startedBy(tool: string, hooks: readonly ListeningHook[]): ListeningHook[] {
  const seen = new Set<string>();
  return hooks.filter((listening) => {
    const { hook, matcher } = listening;
    if (!matcher.matches(tool) || hook.condition !== undefined) return false;
    const key = processKey(listening);
    if (hook.command !== undefined && seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** The processes that each release starts for a call of each tool; what two releases share has the same text for both. */
export function startedByRelease(
  context: Context,
): ReadonlyMap<Release, ReadonlyMap<string, ReadonlySet<string>>> {
  const hooks = new Map<Release, ListeningHook[]>(context.releases.map((release) => [release, []]));
  for (const each of listeningHooks(context))
    if (each.isProcess && each.event.onToolCall) hooks.get(each.release)?.push(each);
  return new Map(
    [...hooks].map(([release, own]) => {
      if (own.length === 0) return [release, new Map()];
      const tools = context.client.tools.builtIn.map(
        (tool) =>
          [
            tool,
            new Set(
              startedBy(tool, own).map((each, index) =>
                each.hook.command === undefined ? `${processKey(each)}\n${index}` : processKey(each),
              ),
            ),
          ] as const,
      );
      return [release, new Map(tools.filter(([, started]) => started.size > 0))];
    }),
  );
}

/** What makes two hooks start one and the same process. The same line of another plugin is another hook. */
const processKey = ({ hook, release }: ListeningHook): string =>
  [hook.event, hook.command, release.name, release.marketplace].join('\n');
