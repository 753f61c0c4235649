import { componentName, type NamedComponentKind } from '../model/plugin.ts';
import { listed, quoted } from '../model/text.ts';
import { placed } from './anchor.ts';
import type { Context } from './context.ts';
import type { Draft } from './rule.ts';

interface Wording {
  readonly singular: string;
  readonly plural: string;
  /** How a component is addressed without doubt. */
  readonly full: (plugin: string, name: string) => string;
}

const words: Readonly<Record<NamedComponentKind, Wording>> = {
  agents: { singular: 'agent', plural: 'agents', full: (plugin, name) => `${plugin}:${name}` },
  commands: { singular: 'command', plural: 'commands', full: (plugin, name) => `/${plugin}:${name}` },
  skills: { singular: 'skill', plural: 'skills', full: (plugin, name) => `${plugin}:${name}` },
};

const shownNames = 12;

/** Components of one kind and name in several chosen plugins: one finding for each set of plugins that meet. */
export function nameClashes(context: Context, kind: NamedComponentKind): Draft[] {
  const owners = new Map<string, Set<string>>();
  for (const { name: plugin, components } of context.releases) {
    for (const path of components[kind]) {
      const name = componentName(path);
      owners.set(name, (owners.get(name) ?? new Set()).add(plugin));
    }
  }
  const meetings = new Map<string, { plugins: string[]; names: string[] }>();
  for (const [name, plugins] of owners) {
    if (plugins.size < 2) continue;
    const key = [...plugins].sort().join('\n');
    const meeting = meetings.get(key) ?? { plugins: [...plugins].sort(), names: [] };
    meeting.names.push(name);
    meetings.set(key, meeting);
  }
  return [...meetings.values()].map(({ plugins, names }) => draft(plugins, names.sort(), kind, context));
}

function draft(
  plugins: readonly string[],
  names: readonly string[],
  kind: NamedComponentKind,
  context: Context,
): Draft {
  const { singular, plural, full } = words[kind];
  const [first = ''] = names;
  const more = names.length - shownNames;
  const list = [...quoted(names.slice(0, shownNames)), ...(more > 0 ? [`${more} more`] : [])];
  const what =
    names.length === 1 ? `the ${singular} ${list.join('')}` : `${names.length} ${plural}: ${listed(list)}`;
  const forms = plugins.map((plugin) => full(plugin, first));
  const all = plugins.length === 2 ? 'both' : `all ${plugins.length}`;
  return {
    ...placed(plugins, context),
    message: [
      `${listed(quoted(plugins))} ${all === 'both' ? 'both' : 'all'} ship ${what}`,
      `today none of them wins: the client loads ${all} under their full names (${listed(quoted(forms))}) and says nothing, so what is called just \`${first}\` goes to whichever the model picks`,
    ].join('\n'),
    help: `call it by its full name, such as \`${forms[0]}\`, disable the plugin that you need less, or ask its maintainer to rename`,
  };
}
