import type { HookEvent } from '../model/client.ts';
import type { ComponentDetail, Hook, Release } from '../model/plugin.ts';
import type { Context } from './context.ts';
import { type Matcher, readMatcher } from './matcher.ts';

/** A hook of a chosen release, with what is known of its event and its matcher read. */
export interface ListeningHook {
  readonly release: Release;
  readonly hook: Hook;
  readonly event: HookEvent;
  readonly matcher: Matcher;
  /** It starts a process each time. */
  readonly isProcess: boolean;
  readonly detail: ComponentDetail | undefined;
}

/**
 * The hooks of the chosen releases as far as it is known when they run. Of some sources only the events are known: without
 * the matcher nobody can say whether such a hook meets another one.
 */
export function listeningHooks({ releases, client }: Context): ListeningHook[] {
  return releases.flatMap((release) => {
    const places = release.details?.filter(({ kind }) => kind === 'hook') ?? [];
    return release.components.hooks.flatMap((hook, index): ListeningHook[] => {
      const event = Object.hasOwn(client.hooks.events, hook.event)
        ? client.hooks.events[hook.event]
        : undefined;
      if (event === undefined) return [];
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

/** Everything that hooks of one event can be told apart by: known values, and the names that their matchers spell out. */
export function valuesOf(
  event: HookEvent,
  hooks: readonly ListeningHook[],
  { client }: Context,
): readonly string[] {
  if (event.matches === undefined) return [''];
  const known = event.matches === 'tool' ? client.tools.builtIn : (event.values ?? []);
  const spelt = hooks.flatMap(({ matcher }) => matcher.literals);
  // Two that both take everything meet even where nothing is known of what there is.
  return [...new Set([...known, ...spelt, ...(known.length === 0 && spelt.length === 0 ? [''] : [])])];
}
