import lt from 'semver/functions/lt.js';
import { pluginId, type Release } from '../model/plugin.ts';
import type { Stated } from '../model/settings.ts';
import type { ChosenMod, Context } from './context.ts';

/** The setting that keeps hooks from running. */
export interface HooksOff {
  readonly key: 'disableAllHooks' | 'allowManagedHooksOnly';
  readonly stated: Stated<boolean>;
}

/**
 * The setting that keeps the hooks and the mod of a release from running, if there is one. The administrator's can disable
 * everything; all others leave what the administrator enables.
 */
export function hooksOff({ name, marketplace }: Release, { settings }: Context): HooksOff | undefined {
  const { disableAllHooks, own, enabledPlugins } = settings ?? {};
  const all: HooksOff | undefined =
    disableAllHooks?.value === true ? { key: 'disableAllHooks', stated: disableAllHooks } : undefined;
  if (all?.stated.scope === 'managed') return all;
  const enabled = enabledPlugins?.get(pluginId(name, marketplace));
  if (enabled?.scope === 'managed' && enabled.value) return undefined;
  const only = own?.allowManagedHooksOnly;
  return only === undefined ? all : { key: 'allowManagedHooksOnly', stated: only };
}

/** Whether this version of the client runs mods at all. */
export function runsMods({ client: { hooks, loading } }: Pick<Context, 'client'>): boolean {
  return loading.claudeCode === undefined || !lt(loading.claudeCode, hooks.mods.since);
}

/** The mods that run. */
export const runningMods = (context: Context): readonly ChosenMod[] =>
  (runsMods(context) ? (context.mods ?? []) : []).filter(
    ({ release }) => hooksOff(release, context) === undefined,
  );
