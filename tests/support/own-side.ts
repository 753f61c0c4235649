/** What a project has besides plugins, made in code. */

import type { Context } from '../../src/analysis/context.ts';
import { usesOfText } from '../../src/client/components/name-uses.ts';
import { readOwnFiles, readOwnServers, winning } from '../../src/client/own-components.ts';
import { mergeSettings } from '../../src/client/settings.ts';
import { type OwnLevel, ownFolders } from '../../src/model/own-side.ts';
import type { SettingsScope } from '../../src/model/settings.ts';
import { clientFacts } from '../../src/sources/registries/bundled-client-facts.ts';
import { readJson } from '../../src/text/json.ts';
import { type Files, memoryTree } from '../client/fixtures.ts';

/** Settings of each scope, as values. */
export type SettingsSketch = Partial<Record<SettingsScope, Files>>;

/** The settings of a context. */
export const settingsOf = (sketch: SettingsSketch): NonNullable<Context['settings']> =>
  mergeSettings(
    (['user', 'project', 'local', 'managed'] as const).flatMap((scope) => {
      const value = sketch[scope];
      return value === undefined
        ? []
        : [{ scope, read: readJson(JSON.stringify(value, null, 2), `${scope}.json`) }];
    }),
  );

/**
 * What a context has of a project and its user.
 * @param files below the project: `.claude/agents/x.md`, `.mcp.json`; below the user: the same.
 */
export function ownOf(
  project: Files,
  { user = {}, settings = {} }: { user?: Files; settings?: SettingsSketch } = {},
): Pick<Context, 'own' | 'settings'> {
  const facts = clientFacts();
  const read = (files: Files, level: OwnLevel) => {
    const claude = Object.fromEntries(
      Object.entries(files).flatMap(([path, value]) => {
        const inside = /^\.claude\/(.*)$/.exec(path)?.[1];
        return inside !== undefined && ownFolders.some((folder) => inside.startsWith(`${folder}/`))
          ? [[inside, value]]
          : [];
      }),
    );
    const label = level === 'user' ? '~/.claude' : '.claude';
    const servers = '.mcp.json' in files ? readOwnServers(memoryTree(files), '.mcp.json', level) : [];
    return { ...readOwnFiles(memoryTree(claude, label), level, facts), servers };
  };
  const merged = settingsOf(settings);
  const sides = [read(project, 'project'), read(user, 'user')];
  const off = new Set(merged.own?.mcpJson.disabled.map(({ value }) => value));
  const components = sides.flatMap((side) => [
    ...side.components,
    ...side.servers.filter(({ name, level }) => level !== 'project' || !off.has(name)),
  ]);
  return {
    settings: merged,
    own: {
      components: winning(components, facts.levels),
      mcpJson: sides[0]?.servers.map(({ name }) => name) ?? [],
      nameUses: () => sides.flatMap(({ texts }) => texts.flatMap(usesOfText)),
    },
  };
}
