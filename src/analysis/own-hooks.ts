import type { HookEvent } from '../model/client.ts';
import type { OwnHook } from '../model/own-side.ts';
import type { Context } from './context.ts';
import { neverRuns } from './hooks.ts';
import { type Matcher, readMatcher } from './matcher.ts';

/** A hook of settings, with what is known of its event, and its parsed matcher. */
export interface OwnListeningHook {
  readonly hook: OwnHook;
  readonly event: HookEvent;
  readonly matcher: Matcher;
}

/** The hooks in settings that run. */
export function ownListeningHooks({ settings, client }: Context): OwnListeningHook[] {
  const { own, disableAllHooks } = settings ?? {};
  const isOff = ({ scope }: OwnHook): boolean =>
    disableAllHooks?.value === true
      ? disableAllHooks.scope === 'managed' || scope !== 'managed'
      : own?.allowManagedHooksOnly !== undefined && scope !== 'managed';
  return (own?.hooks ?? []).flatMap((hook): OwnListeningHook[] => {
    const event = Object.hasOwn(client.hooks.events, hook.event)
      ? client.hooks.events[hook.event]
      : undefined;
    if (event === undefined || isOff(hook) || neverRuns(hook, event)) return [];
    const matcher = readMatcher(
      event.matches === undefined ? undefined : hook.matcher,
      client.names.toolNameLength,
      event.isNarrow,
    );
    return matcher === undefined ? [] : [{ hook, event, matcher }];
  });
}
