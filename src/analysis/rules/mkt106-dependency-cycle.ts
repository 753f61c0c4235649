import { pluginId } from '../../model/plugin.ts';
import { type Evidence, placedWith } from '../evidence.ts';
import { faultsOf } from '../faults.ts';
import { ringsOf } from '../rings.ts';
import type { LegacyDraft, LegacyRule } from '../rule.ts';

export const dependencyCycle: LegacyRule = {
  id: 'MKT106',
  name: 'dependency-cycle',
  severity: 'warning',
  section: 'Identify Dependencies',
  summary: 'chosen plugins depend on each other in a ring',
  check(context) {
    const { releases } = context;
    const nameOf = new Map(releases.map(({ name, marketplace }) => [pluginId(name, marketplace), name]));
    const edges = releases.flatMap((release) =>
      release.dependencies.map(({ name, marketplace = release.marketplace, location }) => ({
        from: pluginId(release.name, release.marketplace),
        to: pluginId(name, marketplace),
        location,
      })),
    );
    /** Where one plugin says that it depends on the next. */
    const links = (pairs: readonly (readonly [string, string | undefined])[]) =>
      pairs.flatMap(([from, to]): Evidence[] => {
        const location = edges.find((edge) => edge.from === from && edge.to === to)?.location;
        const message = `\`${nameOf.get(from)}\` depends on \`${nameOf.get(to ?? '')}\``;
        return location === undefined ? [] : [{ at: { location }, message }];
      });
    const rings = ringsOf([...nameOf.keys()], edges).map((ids): LegacyDraft => {
      const ring = ids.map((id) => nameOf.get(id) ?? id);
      return {
        ...placedWith(ring, links(ids.map((id, at) => [id, ids[at + 1] ?? ids[0]])), context),
        message: `plugins depend on each other in a ring: ${[...ring, ring[0]].join(' -> ')}\nnone of them can be installed, updated or removed alone`,
        help: 'ask the maintainers to move what they share into a plugin of its own; `mkt plan` treats the ring as one step',
      };
    });
    const selves = [...new Set(edges.flatMap(({ from, to }) => (from === to ? [from] : [])))].map(
      (id): LegacyDraft => {
        const name = nameOf.get(id) ?? id;
        return {
          ...placedWith([name], links([[id, id]]), context),
          message: `\`${name}\` depends on itself\nnothing more is installed for it, and if its range leaves out its own release, nobody can install it`,
          help: `ask the maintainer to remove \`${name}\` from its own dependencies`,
        };
      },
    );
    return [...rings, ...selves, ...faultsOf(context, 'MKT106')];
  },
};
