import type { ClientSettings, SettingsScope, Stated } from '../model/settings.ts';

/** What the client writes in place of a marketplace in the ids of plugins of one session. */
export const sessionMarketplace = 'inline';

/** Why the client would not load plugins for one session as they are. */
export type SessionObstacle =
  /** An administrator does not allow such plugins at all. */
  | { readonly kind: 'flags-refused'; readonly at: Stated<unknown> }
  /** An administrator decides about a plugin of this name: the client then leaves that of the session out. */
  | {
      readonly kind: 'managed-name';
      readonly name: string;
      readonly id: string;
      readonly at: Stated<unknown>;
    }
  /** Settings switch the plugin of this name off. */
  | { readonly kind: 'switched-off'; readonly name: string; readonly at: Stated<unknown> };

/** What settings say against plugins that are loaded for one session, by the names of their manifests. */
export function sessionObstacles(
  names: readonly string[],
  { disableSideloadFlags, enabledPlugins }: ClientSettings,
): readonly SessionObstacle[] {
  if (disableSideloadFlags !== undefined) return [{ kind: 'flags-refused', at: disableSideloadFlags }];
  const managed: SettingsScope = 'managed';
  return names.flatMap((name): SessionObstacle[] => {
    const own = enabledPlugins.get(`${name}@${sessionMarketplace}`);
    if (own?.value === false) return [{ kind: 'switched-off', name, at: own }];
    const ruled = [...enabledPlugins].find(
      ([id, { scope }]) => scope === managed && id !== `${name}@${sessionMarketplace}` && nameIn(id) === name,
    );
    return ruled === undefined ? [] : [{ kind: 'managed-name', name, id: ruled[0], at: ruled[1] }];
  });
}

const nameIn = (id: string): string => id.slice(0, id.lastIndexOf('@'));
