import { referencesIn } from '../client/components/references.ts';
import type { TextKind } from '../client/components/texts.ts';
import type { MarketplaceReading } from '../client/reading/marketplace-reading.ts';
import type { PluginReading } from '../client/reading/plugin-reading.ts';
import type { Location } from '../model/location.ts';
import { componentName } from '../model/plugin.ts';
import { suggester } from '../model/suggestion.ts';
import { listed, quoted } from '../model/text.ts';
import { member, textOf, textsOf } from '../text/values.ts';
import type { Placed, Say } from './rule.ts';

type Found = Placed<'MKT911'>;

/** Calls of components that another plugin of the marketplace does not have. Only what is marked as a call counts. */
export function missingComponents({ plugins, callable }: MarketplaceReading): Found[] {
  const names = new Set(callable.keys());
  const suggesters = new Map<string, (name: string) => string | undefined>();
  return plugins.flatMap(({ contents, manifest, name: caller }) =>
    (contents?.components.texts ?? []).flatMap((text) => {
      let lines: readonly string[] | undefined;
      return referencesIn([text], manifest.namespace, names).flatMap(
        ({ plugin, component, location }): Found[] => {
          if (plugin === caller) return [];
          const [name = ''] = component.toLowerCase().split(/[.:/]+$/);
          const has = callable.get(plugin) ?? new Set<string>();
          if (has.has(name) || has.has(componentName(name))) return [];
          lines ??= text.text.split('\n');
          if (!isCall(lines, location)) return [];
          const nearName = suggesters.get(plugin) ?? suggester(() => has);
          suggesters.set(plugin, nearName);
          const near = nearName(name);
          const evidence = { plugin, component, ...(near !== undefined && { near }) };
          return [{ case: 'component', evidence, location }];
        },
      );
    }),
  );
}

/**
 * Agents that the front matter of a command or skill delegates to, and that no plugin of the marketplace has. Names with a plugin count
 * only if the marketplace lists that plugin; nothing is known about others.
 */
export function missingAgents({ plugins, callable, facts }: MarketplaceReading): Found[] {
  const known = new Set([...callable.values()].flatMap((names) => [...names]));
  const isThere = (text: string): boolean => {
    const [plugin = '', component] = text.toLowerCase().split(':');
    if (component === undefined) return known.has(plugin) || facts.names.agents.includes(plugin);
    return callable.get(plugin)?.has(component) ?? true;
  };
  const texts = plugins.flatMap(({ contents }) => contents?.components.texts ?? []);
  return texts.flatMap(({ front, kind }): Found[] => {
    const missing = [...new Set(namesBelow(front.value.agents))].filter((name) => !isThere(name));
    if (kind === 'agents' || missing.length === 0) return [];
    return [{ case: 'agents', evidence: { agents: missing }, location: front.locate(['agents']) }];
  });
}

/** The items of lists, and the values of keys called `agent`. */
function namesBelow(value: unknown, depth = 0): string[] {
  if (depth > 4 || typeof value !== 'object' || value === null) return [];
  const named = Array.isArray(value)
    ? value.filter((item) => typeof item === 'string')
    : [textOf(member(value, 'agent'))].filter((name) => name !== undefined);
  return [
    ...named.filter((name) => /^[a-z0-9-]+(:[a-z0-9-]+)?$/i.test(name)),
    ...Object.values(value).flatMap((each) => namesBelow(each, depth + 1)),
  ];
}

/** Whether a name follows a slash, a quote or a backtick, as in a call: prose has `plugin:word` for other reasons. */
function isCall(lines: readonly string[], { line, column }: Location): boolean {
  const before = lines[line - 1]?.charAt(column - 2) ?? '';
  return '/`"\''.includes(before) && before !== '';
}

/** Agents and skills that a component names without a plugin, and that the plugin does not have. */
export function missingOwnComponents({ contents, manifest: { facts } }: PluginReading): Found[] {
  const texts = contents?.components.texts ?? [];
  const names = (kind: TextKind) =>
    new Set(
      texts
        .filter((text) => text.kind === kind)
        .flatMap(({ path, fallback }) => (kind === 'skills' ? [path, fallback] : [path]))
        .map((path) => componentName(path).toLowerCase()),
    );
  const agents = names('agents');
  const skills = new Set([...names('skills'), ...names('commands')]);
  return texts.flatMap(({ front, kind }): Found[] => {
    const wanted =
      kind === 'agents'
        ? textsOf(member(front.value, 'skills'))
            .flatMap((text) => text.split(','))
            .map((text) => ({ key: 'skills', name: text.trim(), known: skills }))
        : textsOf(member(front.value, 'agent')).map((name) => ({ key: 'agent', name, known: agents }));
    return wanted.flatMap(({ key, name, known }): Found[] => {
      const lower = name.toLowerCase();
      if (
        name === '' ||
        name.includes(':') ||
        known.has(lower) ||
        (key === 'agent' && facts.names.agents.includes(lower))
      )
        return [];
      return [{ case: 'own-component', evidence: { name, key }, location: front.locate([key]) }];
    });
  });
}

export const componentWords: Pick<Say<'MKT911'>, 'component' | 'agents' | 'own-component'> = {
  component: ({ plugin, component, near }) => ({
    message: `this file calls \`${plugin}:${component}\`, but \`${plugin}\` has no component with that name`,
    help:
      near === undefined
        ? `fix the name, or remove the prefix \`${plugin}:\``
        : `did you mean \`${plugin}:${near}\`?`,
  }),
  agents({ agents }) {
    const one = agents.length === 1;
    return {
      message: `this file delegates to the ${one ? 'agent' : 'agents'} ${listed(quoted(agents))}, which no plugin in the marketplace provides`,
      help: `fix the ${one ? 'name' : 'names'}, add ${one ? 'the agent' : 'the agents'}, or depend on a plugin from another marketplace that provides ${one ? 'it' : 'them'}`,
    };
  },
  'own-component': ({ name, key }) => ({
    message: `\`${name}\` in \`${key}\` is ${key === 'agent' ? 'not an agent' : 'not a skill'} of the plugin; it works only for users who have ${key === 'agent' ? 'an agent' : 'a skill'} with that name`,
    help: `add the ${key === 'agent' ? 'agent' : 'skill'}; or, to use one of another plugin, write \`plugin:name\` and depend on that plugin`,
  }),
};
