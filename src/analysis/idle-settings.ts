import { fullName } from '../model/component-kinds.ts';
import { componentName, type Release } from '../model/plugin.ts';
import type { Stated } from '../model/settings.ts';
import type { Context } from './context.ts';
import { labelsIn, placedWith } from './evidence.ts';
import type { Draft } from './rule.ts';

/** Overrides of skills that only plugins have. */
export function idleOverrides(context: Context): Draft<'MKT315'>[] {
  const overrides = [...(context.settings?.own?.skillOverrides ?? [])];
  const { builtIn, bundledSkills } = context.client.commands;
  const known = new Set([
    ...(context.own?.components ?? [])
      .filter(({ kind }) => kind === 'skill' || kind === 'command')
      .map(({ name }) => name),
    ...Object.keys(builtIn),
    ...Object.keys(bundledSkills),
  ]);
  const found = overrides.flatMap(([name, stated]) => {
    if (stated.value === 'on' || known.has(name)) return [];
    const release = context.releases.find(({ name: plugin, namespace = plugin, components }) =>
      [...components.skills, ...components.commands].some((path) => {
        const own = componentName(path);
        // A bare name may also be that of a skill of the user, which is not looked at.
        return name === `${namespace}:${own}`;
      }),
    );
    return release === undefined ? [] : [{ name, stated, release }];
  });
  return idle('override-idle', 'skillOverrides', found, context);
}

/** Servers of `.mcp.json` by name, where only a plugin has one. */
export function idleServers(context: Context): Draft<'MKT315'>[] {
  const lists = context.settings?.own?.mcpJson;
  if (lists === undefined || context.own === undefined) return [];
  const own = new Set(context.own.mcpJson);
  return (['enabled', 'disabled'] as const).flatMap((list) => {
    const found = lists[list].flatMap((stated) => {
      if (own.has(stated.value)) return [];
      const release = context.releases.find(({ name, namespace = name, components }) =>
        components.mcpServers.some(
          (server) =>
            server.name === stated.value || fullName('mcpServers', namespace, server.name) === stated.value,
        ),
      );
      return release === undefined ? [] : [{ name: stated.value, stated, release }];
    });
    return idle('server-idle', `${list}McpjsonServers`, found, context);
  });
}

function idle(
  name: 'override-idle' | 'server-idle',
  key: string,
  found: readonly { readonly name: string; readonly stated: Stated<string>; readonly release: Release }[],
  context: Context,
): Draft<'MKT315'>[] {
  const [first] = found;
  if (first === undefined) return [];
  const label = labelsIn(context);
  return [
    {
      case: name,
      evidence: {
        key,
        file: first.stated.location.file,
        names: found.map((each) => ({ name: each.name, plugin: label(each.release) })),
      },
      ...placedWith(
        [...new Set(found.map(({ release }) => release.name))],
        found.map((each) => ({ at: each.stated, message: `\`${each.name}\`` })),
        context,
      ),
    },
  ];
}
