import { namedKinds } from '../model/component-kinds.ts';
import type { Pattern, PatternPlugin } from '../model/knowledge.ts';
import type { Succession } from '../model/plan.ts';
import { componentName, type Plugin, type PluginId, pluginId, type Release } from '../model/plugin.ts';
import type { Registry } from '../model/registry.ts';
import type { Spec } from '../model/resolution.ts';
import { pluginsAtOnce } from './open.ts';

/** A request with the plugins that replaced those of it that were replaced. */
export interface Succeeded {
  readonly specs: readonly Spec[];
  readonly pattern?: Pattern;
  readonly successions: readonly Succession[];
}

/**
 * Replaces plugins that were replaced by others: in the specs, and in the pattern, where the successor takes their roles. A successor
 * that is requested anyway is not requested again; all other specs stay as they are.
 */
export function withSuccessors(
  { specs, pattern }: { readonly specs: readonly Spec[]; readonly pattern?: Pattern | undefined },
  registries: readonly Registry[],
): Succeeded {
  const heirs = new Map(
    specs.flatMap((spec) => {
      const succession = successionOf(spec, registries);
      return succession === undefined ? [] : [[spec, succession] as const];
    }),
  );
  const successions = [
    ...new Map(
      [...heirs.values()].map((each) => [pluginId(each.plugin, each.marketplace), each] as const),
    ).values(),
  ];
  const own = specs.filter((spec) => !heirs.has(spec));
  const seen = new Set<PluginId>();
  const living = specs.flatMap((spec): Spec[] => {
    const heir = heirs.get(spec);
    if (heir === undefined) return [spec];
    const { by: name, marketplace } = heir;
    const id = pluginId(name, marketplace);
    if (seen.has(id) || own.some((each) => means(each, name, marketplace))) return [];
    seen.add(id);
    const { range: _range, text: _text, ...rest } = spec;
    return [{ ...rest, name, range: '*', text: spec.marketplace === undefined ? name : id }];
  });
  return {
    specs: living,
    ...(pattern && { pattern: patternOf(pattern, successions) }),
    successions,
  };
}

/** Whether a request, which may leave out the marketplace, means a plugin. */
const means = (
  asked: { readonly name: string; readonly marketplace?: string },
  name: string,
  marketplace: string | undefined,
): boolean =>
  asked.name === name && (asked.marketplace ?? marketplace) === (marketplace ?? asked.marketplace);

/** The plugin that replaced one, followed to the last; and which of its components the last one has. */
function successionOf(spec: Spec, registries: readonly Registry[]): Succession | undefined {
  const find = (name: string, marketplace = spec.marketplace): Plugin | undefined =>
    registries
      .flatMap((registry) => pluginsAtOnce(registry, name))
      .find((plugin) => plugin.marketplace === (marketplace ?? plugin.marketplace));
  const old = find(spec.name);
  let last = old;
  const line = new Set<string>();
  while (last?.supersededBy !== undefined && !line.has(last.supersededBy.name)) {
    line.add(last.supersededBy.name);
    const next = find(last.supersededBy.name, last.marketplace);
    if (next === undefined) return undefined;
    last = next;
  }
  if (old === undefined || last === undefined || last === old) return undefined;
  const [before, after] = [newestOf(old), newestOf(last)];
  if (before === undefined || after === undefined) return undefined;
  const names = namesOf(before);
  const theirs = new Set(namesOf(after));
  return {
    plugin: old.name,
    marketplace: old.marketplace,
    by: last.name,
    kept: names.filter((name) => theirs.has(name)),
    lost: names.filter((name) => !theirs.has(name)),
  };
}

const newestOf = (plugin: Plugin): Release | undefined =>
  plugin.versions[0] === undefined ? undefined : plugin.release(plugin.versions[0]);

const namesOf = ({ components }: Release): string[] => [
  ...new Set(namedKinds.flatMap((kind) => components[kind].map(componentName))),
];

/** The pattern with the successors in it: each once, in the first stage of those that it replaces, with all their roles. */
function patternOf(pattern: Pattern, successions: readonly Succession[]): Pattern {
  const members: PatternPlugin[] = [];
  for (const member of pattern.plugins) {
    const heir = successions.find(({ plugin, marketplace }) => means(member, plugin, marketplace));
    const name = heir?.by ?? member.name;
    const place = members.findIndex((each) => means(each, name, member.marketplace));
    const known = members[place];
    if (known === undefined) {
      members.push(heir === undefined ? member : { ...member, name, version: '*' });
      continue;
    }
    const roles = [...new Set([known.role, member.role].filter((role) => role !== undefined))];
    const stages = [known.stage, member.stage].filter((stage) => stage !== undefined);
    members[place] = {
      ...known,
      ...(roles.length > 0 && { role: roles.join(', ') }),
      ...(stages.length > 0 && { stage: Math.min(...stages) }),
      ...(known.begin === undefined && member.begin !== undefined && { begin: member.begin }),
    };
  }
  return { ...pattern, plugins: members };
}
