import type { OwnPlugin } from '../model/machine.ts';
import { skillsMarketplace } from '../model/plugin-id.ts';
import type { ClientSettings, Stated } from '../model/settings.ts';

/** What on a machine keeps the client from loading a plugin of a project's skills. */
export type SkillsObstacle =
  /** An installed plugin has the name, and keeps it even when it is disabled. */
  | { readonly kind: 'installed'; readonly name: string; readonly id: string; readonly isOn: boolean }
  /** The user's own folder of skills has the name, and comes first. */
  | { readonly kind: 'user-copy'; readonly name: string }
  | { readonly kind: 'switched-off'; readonly name: string; readonly at: Stated<unknown> }
  /** An administrator's lists of marketplaces leave plugins in `.claude/skills` out. */
  | { readonly kind: 'policy'; readonly at: Stated<unknown> };

/** What is in the way of copies in a project's skills, by the names of their manifests. */
export function skillsObstacles(
  names: readonly string[],
  own: readonly OwnPlugin[],
  { enabledPlugins, allowed, blocked }: ClientSettings,
): readonly SkillsObstacle[] {
  if (names.length === 0) return [];
  const listed = (list: readonly Stated<{ readonly kind: string }>[]) =>
    list.find(({ value }) => value.kind === skillsMarketplace);
  const ban = listed(blocked);
  if (ban !== undefined) return [{ kind: 'policy', at: ban }];
  if (allowed !== undefined && listed(allowed.value) === undefined) return [{ kind: 'policy', at: allowed }];
  return names.flatMap((name): SkillsObstacle[] => {
    const copyId = `${name}@${skillsMarketplace}`;
    const [installed] = own.filter((each) => each.name === name && each.id !== copyId);
    if (installed !== undefined) return [{ kind: 'installed', name, id: installed.id, isOn: installed.isOn }];
    if (own.some((each) => each.id === copyId && each.scope === 'user')) return [{ kind: 'user-copy', name }];
    const stated = enabledPlugins.get(copyId);
    return stated?.value === false ? [{ kind: 'switched-off', name, at: stated }] : [];
  });
}
