import { componentName, type NamedComponentKind, pluginId, type Release } from '../model/plugin.ts';
import { listed, quoted } from '../model/text.ts';
import { placed } from './anchor.ts';
import type { Context } from './context.ts';
import { foldedNames } from './evidence.ts';
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
  const owners = new Map<string, Set<Release>>();
  for (const release of context.releases) {
    for (const path of release.components[kind]) {
      const name = componentName(path);
      owners.set(name, (owners.get(name) ?? new Set()).add(release));
    }
  }
  const meetings = new Map<string, { plugins: Release[]; names: string[] }>();
  for (const [name, releases] of owners) {
    if (releases.size < 2) continue;
    const plugins = [...releases].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
    const key = plugins.map(idOf).join('\n');
    const meeting = meetings.get(key) ?? { plugins, names: [] };
    meeting.names.push(name);
    meetings.set(key, meeting);
  }
  return [...meetings.values()].map(({ plugins, names }) => draft(plugins, names.sort(), kind, context));
}

function draft(
  plugins: readonly Release[],
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
  const forms = [...new Set(plugins.map(({ name, namespace = name }) => full(namespace, first)))];
  const all = plugins.length === 2 ? 'both' : `all ${plugins.length}`;
  const isDistinct = forms.length === plugins.length;
  const today = isDistinct
    ? `today none of them wins: the client loads ${all} under their full names (${listed(foldedNames(forms, 4))}) and says nothing, so what is called just \`${first}\` goes to whichever the model picks`
    : `today the client loads ${all} and says nothing; not even the full name tells them apart, since ${listed(foldedNames(forms, 4))} ${forms.length === 1 ? 'means' : 'mean'} several of them`;
  const call = isDistinct ? `call it by its full name, such as \`${forms[0]}\`, ` : '';
  return {
    ...placed([...new Set(plugins.map(({ name }) => name))], context),
    message: `${listed(foldedNames(labelsOf(plugins)))} ${all === 'both' ? 'both' : 'all'} ship ${what}\n${today}`,
    help: `${call}disable the plugin that you need less, or ask its maintainer to rename`,
  };
}

const idOf = ({ name, marketplace }: Release): string => pluginId(name, marketplace);

/** Names; where two marketplaces have a plugin of one name, with the marketplace behind it. */
function labelsOf(plugins: readonly Release[]): string[] {
  const isTwin = ({ name }: Release) => plugins.filter((plugin) => plugin.name === name).length > 1;
  return plugins.map((plugin) => (isTwin(plugin) ? idOf(plugin) : plugin.name));
}
