import { fullName, type NamedComponentKind } from '../model/component-kinds.ts';
import type { OwnNames } from '../model/own-evidence.ts';
import type { OwnComponent } from '../model/own-side.ts';
import { componentName, type Release } from '../model/plugin.ts';
import type { Context } from './context.ts';
import { labelsIn, placedWith } from './evidence.ts';
import type { Draft } from './rule.ts';

const typedAs: Readonly<Record<OwnNames['kind'], (name: string) => string>> = {
  agent: (name) => `@agent-${name}`,
  command: (name) => `/${name}`,
  skill: (name) => `/${name}`,
  'output-style': (name) => name,
};

/** Which components of a plugin have a name in common with one of the project: commands and skills share their names. */
const meetingKinds: Readonly<Record<OwnNames['kind'], readonly (NamedComponentKind | 'outputStyles')[]>> = {
  agent: ['agents'],
  command: ['commands', 'skills'],
  skill: ['commands', 'skills'],
  'output-style': ['outputStyles'],
};

/** Components of one name: one finding for each kind and whose they are. */
export function namesMeeting(context: Context): Draft<'MKT315'>[] {
  const label = labelsIn(context);
  const found = new Map<string, { own: OwnComponent; release: Release; name: OwnNames['names'][number] }[]>();
  const all = context.own?.components ?? [];
  const theirs = componentsByName(new Set(all.map(({ name }) => name)), context);
  for (const own of all) {
    if (own.kind === 'mcp-server') continue;
    for (const { release, paths } of theirs.get(own.name) ?? []) {
      const { namespace = release.name } = release;
      for (const key of meetingKinds[own.kind]) {
        const path = paths[key];
        if (path === undefined) continue;
        const group = found.get(`${own.kind} ${own.level}`) ?? [];
        found.set(`${own.kind} ${own.level}`, group);
        group.push({
          own,
          release,
          name: {
            name: own.name,
            typed: typedAs[own.kind](own.name),
            plugin: label(release),
            fullName: fullName(key, namespace, path.replaceAll('/', ':')),
          },
        });
      }
    }
  }
  return [...found.values()].flatMap((group): Draft<'MKT315'>[] => {
    const [first] = group;
    if (first === undefined || first.own.kind === 'mcp-server') return [];
    return [
      {
        case: 'same-name',
        evidence: { kind: first.own.kind, level: first.own.level, names: group.map(({ name }) => name) },
        ...placedWith(
          [...new Set(group.map(({ release }) => release.name))],
          [...new Set(group.map(({ own }) => own))].map((own) => ({ at: own, message: `\`${own.name}\`` })),
          context,
        ),
      },
    ];
  });
}

/** A release with the first path of each kind that has a name. */
interface Named {
  readonly release: Release;
  readonly paths: Partial<Record<NamedComponentKind | 'outputStyles', string>>;
}

/** The components of plugins that have one of these names, in the order of the plugins. */
function componentsByName(names: ReadonlySet<string>, { releases }: Context): ReadonlyMap<string, Named[]> {
  const found = new Map<string, Named[]>();
  for (const release of releases) {
    for (const key of ['agents', 'commands', 'skills', 'outputStyles'] as const) {
      for (const path of release.components[key]) {
        const name = componentName(path);
        if (!names.has(name)) continue;
        const all = found.get(name) ?? [];
        found.set(name, all);
        const last = all.at(-1);
        if (last?.release !== release) all.push({ release, paths: { [key]: path } });
        else last.paths[key] ??= path;
      }
    }
  }
  return found;
}
