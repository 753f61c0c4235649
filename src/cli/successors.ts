import { namedKinds } from '../model/component-kinds.ts';
import type { Pattern, PatternPlugin } from '../model/knowledge.ts';
import type { Succession } from '../model/plan.ts';
import { componentName, type Plugin, type Release } from '../model/plugin.ts';
import type { Registry } from '../model/registry.ts';
import type { Spec } from '../model/resolution.ts';
import { pluginsAtOnce } from './open.ts';

/** A request with the plugins that replaced those of it that were replaced. */
export interface Succeeded {
  readonly specs: readonly Spec[];
  readonly pattern?: Pattern;
  readonly successions: readonly Succession[];
}

/** Replaces plugins that were replaced by others: in the specs, and in the pattern, where the successor takes their roles. */
export function withSuccessors(
  { specs, pattern }: { readonly specs: readonly Spec[]; readonly pattern?: Pattern | undefined },
  registries: readonly Registry[],
): Succeeded {
  const heirs = new Map(
    specs.flatMap((spec) => {
      const succession = successionOf(spec, registries);
      return succession === undefined ? [] : [[spec.name, succession] as const];
    }),
  );
  const seen = new Set<string>();
  const living = specs.flatMap((spec): Spec[] => {
    const by = heirs.get(spec.name)?.by;
    const name = by ?? spec.name;
    if (seen.has(name)) return [];
    seen.add(name);
    if (by === undefined) return [spec];
    const { range: _range, text: _text, ...rest } = spec;
    return [{ ...rest, name, range: '*', text: name }];
  });
  return {
    specs: living,
    ...(pattern && { pattern: patternOf(pattern, heirs) }),
    successions: [...heirs.values()],
  };
}

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
function patternOf(pattern: Pattern, heirs: ReadonlyMap<string, Succession>): Pattern {
  const members = new Map<string, PatternPlugin>();
  for (const member of pattern.plugins) {
    const by = heirs.get(member.name)?.by;
    const name = by ?? member.name;
    const known = members.get(name);
    if (known === undefined) {
      members.set(name, by === undefined ? member : { ...member, name, version: '*' });
      continue;
    }
    const roles = [...new Set([known.role, member.role].filter((role) => role !== undefined))];
    const stages = [known.stage, member.stage].filter((stage) => stage !== undefined);
    members.set(name, {
      ...known,
      ...(roles.length > 0 && { role: roles.join(', ') }),
      ...(stages.length > 0 && { stage: Math.min(...stages) }),
    });
  }
  return { ...pattern, plugins: [...members.values()] };
}
