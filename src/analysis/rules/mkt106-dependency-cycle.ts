import { placeOfName } from '../../client/reading/stated-dependencies.ts';
import { cyclesOf, cycleThrough, groupsOf } from '../../model/cycles.ts';
import { pluginId } from '../../model/plugin.ts';
import { type Evidence, placedWith } from '../evidence.ts';
import { inOneLine } from '../reader-faults.ts';
import type { Draft, Placed, Rule } from '../rule.ts';

type Words = Rule<'MKT106'>['say'];

export const dependencyCycle: Rule<'MKT106'> = {
  id: 'MKT106',
  check(context) {
    const { releases } = context;
    const nameOf = new Map(releases.map(({ name, marketplace }) => [pluginId(name, marketplace), name]));
    const edges = releases.flatMap((release) =>
      release.dependencies.map((dependency) => ({
        from: pluginId(release.name, release.marketplace),
        to: pluginId(dependency.name, dependency.marketplace ?? release.marketplace),
        dependency,
      })),
    );
    /** Where one plugin says that it depends on the next. */
    const links = (pairs: readonly (readonly [string, string | undefined])[]) =>
      pairs.flatMap(([from, to]): Evidence[] => {
        const location = edges.find((edge) => edge.from === from && edge.to === to)?.dependency.location;
        const message = `\`${nameOf.get(from)}\` depends on \`${nameOf.get(to ?? '')}\``;
        return location === undefined ? [] : [{ at: { location }, message }];
      });
    const refused = new Map(
      (context.clientRun?.failures ?? []).flatMap((failure) =>
        failure.kind === 'entry-cycle' ? [[[...failure.cycle].sort().join(), failure.cycle] as const] : [],
      ),
    );
    const inEntries = [...refused.values()].map((ids): Draft<'MKT106'> => {
      const plugins = ids.map((id) => nameOf.get(id) ?? id);
      const where = placedWith(plugins, links(ids.map((id, at) => [id, ids[at + 1] ?? ids[0]])), context);
      const [first = ''] = plugins;
      return ids.length === 1
        ? { case: 'own-entry', evidence: { plugin: first }, ...where }
        : { case: 'in-entries', evidence: { plugins: [...plugins, first] }, ...where };
    });
    const isRefused = (ids: readonly string[]) => refused.has([...ids].sort().join());
    const accepted = cyclesOf([...nameOf.keys()], edges).filter((ids) => !isRefused(ids));
    const cycles = accepted.map((ids): Draft<'MKT106'> => {
      const plugins = ids.map((id) => nameOf.get(id) ?? id);
      return {
        case: 'cycle',
        evidence: { plugins },
        ...placedWith(plugins, links(ids.map((id, at) => [id, ids[at + 1] ?? ids[0]])), context),
      };
    });
    const selves = [
      ...new Set(edges.flatMap(({ from, to }) => (from === to && !isRefused([from]) ? [from] : []))),
    ].map((id): Draft<'MKT106'> => {
      const plugin = nameOf.get(id) ?? id;
      return {
        case: 'on-itself',
        evidence: { plugin },
        ...placedWith([plugin], links([[id, id]]), context),
      };
    });
    return [...inEntries, ...cycles, ...selves];
  },
  plugin: ({ name: own, around, soundDependencies }) =>
    soundDependencies.flatMap((item): Placed<'MKT106'>[] => {
      const { name, from, marketplace = around?.marketplace } = item;
      if (around === undefined || name !== own || marketplace !== around.marketplace) return [];
      return [
        {
          case: from === 'entry' ? 'own-entry' : 'declared-on-itself',
          evidence: { plugin: own },
          location: placeOfName(item),
        },
      ];
    }),
  /** Cycles of dependencies, one for each group of plugins that reach each other. */
  marketplace({ edges, file }) {
    const targets = new Map([...edges].map(([name, own]) => [name, own.map(({ to }) => to)]));
    const next = (name: string) => targets.get(name) ?? [];
    const groups = groupsOf(edges.keys(), next).filter(({ length }) => length > 1);
    return groups.flatMap((group): Placed<'MKT106'>[] => {
      const cycle = cycleThrough([...group].sort()[0] ?? '', group, next);
      if (cycle === undefined) return [];
      const names = [...cycle, cycle[0] ?? ''];
      const links = cycle.map((name, at) => edges.get(name)?.find(({ to }) => to === names[at + 1]));
      return [
        {
          case: links.every((link) => link?.inEntry) ? 'in-entries' : 'declared',
          evidence: { plugins: names },
          location: links[0]?.location() ?? file.read().locate([]),
          plugins: [...cycle].sort(),
        },
      ];
    });
  },
  say: {
    cycle: ({ plugins }, { plan }) => ({
      message: `dependency cycle: ${[...plugins, plugins[0]].join(' → ')}\nnone of these plugins can be installed, updated or removed on its own`,
      help: `ask the maintainers to move what the plugins share into a separate plugin; ${plan} treats the cycle as one step`,
    }),
    'on-itself': ({ plugin }) => ({
      message: `\`${plugin}\` depends on itself\nthe dependency adds nothing, and if its range excludes the plugin's own version, the plugin cannot be installed`,
      help: `ask the maintainer to remove \`${plugin}\` from its own dependencies`,
    }),
    ...inOneLine<Omit<Words, 'cycle' | 'on-itself'>>({
      declared: ({ plugins }) =>
        sayDeclared(plugins, '; none of these plugins can be installed, updated or removed on its own'),
      'in-entries': ({ plugins }) =>
        sayDeclared(
          plugins,
          '; the dependencies are in marketplace entries, so the client refuses to install any of these plugins',
        ),
      'declared-on-itself': sayOnItself,
      'own-entry': ({ plugin }) => ({
        message: `\`${plugin}\` depends on itself in its marketplace entry, so the client refuses to install it`,
        help: 'remove the dependency',
      }),
    }),
  },
};

function sayOnItself({ plugin }: { readonly plugin: string }) {
  return { message: `\`${plugin}\` depends on itself, which adds nothing`, help: 'remove the dependency' };
}

/** Longer cycles are abbreviated. */
const mostShown = 12;

function sayDeclared(plugins: readonly string[], effect: string) {
  const left = plugins.length - mostShown;
  const shown = left > 1 ? [...plugins.slice(0, mostShown), `${left - 1} more`, plugins.at(-1)] : plugins;
  return {
    message: `dependency cycle: ${shown.join(' → ')}${effect}`,
    help: 'remove one of these dependencies, or merge the plugins',
  };
}
