import type { HookTwice, OwnHooksMeet } from '../model/own-evidence.ts';
import type { Context } from './context.ts';
import { type Evidence, labelsIn, placedWith } from './evidence.ts';
import { decides, listeningHooks, valuesOf } from './hooks.ts';
import { ownListeningHooks } from './own-hooks.ts';
import type { Draft } from './rule.ts';

/** The same command in settings and in a plugin: the client compares hooks of settings only. */
export function hooksTwice(context: Context): Draft<'MKT315'>[] {
  const label = labelsIn(context);
  const found = new Map<string, HookTwice & { plugins: string[]; at: Evidence[]; names: string[] }>();
  const theirs = listeningHooks(context);
  for (const { hook, event, matcher } of ownListeningHooks(context)) {
    // A path that depends on the project or the plugin is not the same in both.
    if (hook.command === undefined || hook.command.includes('CLAUDE_PLUGIN_ROOT')) continue;
    for (const other of theirs) {
      if (other.hook.event !== hook.event || other.hook.command !== hook.command) continue;
      const values = valuesOf(event, [{ matcher }, other], context);
      if (!values.some((value) => matcher.matches(value) && other.matcher.matches(value))) continue;
      const key = `${hook.event}\n${hook.command}`;
      const known = found.get(key) ?? {
        event: hook.event,
        command: hook.command,
        plugins: [],
        at: [{ at: hook, message: `\`${hook.event}\`` }],
        names: [],
      };
      found.set(key, known);
      if (known.names.includes(other.release.name)) continue;
      known.names.push(other.release.name);
      known.plugins.push(label(other.release));
    }
  }
  return [...found.values()].map(({ event, command, plugins, at, names }) => ({
    case: 'hook-twice',
    evidence: { event, command, plugins },
    ...placedWith(names, at, context),
  }));
}

/** Hooks of settings that decide together with hooks of plugins. */
export function hooksMeeting(context: Context): Draft<'MKT315'>[] {
  const label = labelsIn(context);
  const theirs = listeningHooks(context).filter(decides);
  const events = new Map<string, OwnHooksMeet['events'][number] & { at: Evidence[]; names: Set<string> }>();
  for (const { hook, event, matcher } of ownListeningHooks(context).filter(decides)) {
    if (event.blocks === undefined) continue;
    const met = theirs.filter(
      (other) =>
        other.hook.event === hook.event &&
        valuesOf(event, [{ matcher }, other], context).some(
          (value) => matcher.matches(value) && other.matcher.matches(value),
        ),
    );
    if (met.length === 0) continue;
    const known = events.get(hook.event);
    events.set(hook.event, {
      event: hook.event,
      blocks: event.blocks,
      plugins: [...new Set([...(known?.plugins ?? []), ...met.map(({ release }) => label(release))])],
      scopes: [...new Set([...(known?.scopes ?? []), hook.scope])],
      at: [...(known?.at ?? []), { at: hook, message: `\`${hook.event}\`` }],
      names: new Set([...(known?.names ?? []), ...met.map(({ release }) => release.name)]),
    });
  }
  if (events.size === 0) return [];
  const all = [...events.values()];
  return [
    {
      case: 'hooks-meet',
      evidence: { events: all.map(({ at: _, names: __, ...each }) => each) },
      ...placedWith(
        [...new Set(all.flatMap(({ names }) => [...names]))],
        all.flatMap(({ at }) => at),
        context,
      ),
    },
  ];
}
