import { pluginId } from '../../model/plugin.ts';
import { placed } from '../anchor.ts';
import { faultsOf } from '../faults.ts';
import { ringsOf } from '../rings.ts';
import type { Draft, Rule } from '../rule.ts';

export const dependencyCycle: Rule = {
  id: 'MKT106',
  name: 'dependency-cycle',
  severity: 'warning',
  section: 'Identify Dependencies',
  summary: 'chosen plugins depend on each other in a ring',
  check(context) {
    const { releases } = context;
    const nameOf = new Map(releases.map(({ name, marketplace }) => [pluginId(name, marketplace), name]));
    const edges = releases.flatMap((release) =>
      release.dependencies.map(({ name, marketplace = release.marketplace }) => ({
        from: pluginId(release.name, release.marketplace),
        to: pluginId(name, marketplace),
      })),
    );
    const rings = ringsOf([...nameOf.keys()], edges).map((ids): Draft => {
      const ring = ids.map((id) => nameOf.get(id) ?? id);
      return {
        ...placed(ring, context),
        message: `plugins depend on each other in a ring: ${[...ring, ring[0]].join(' -> ')}\nnone of them can be installed, updated or removed alone`,
        help: 'ask the maintainers to move what they share into a plugin of its own; `mkt plan` treats the ring as one step',
      };
    });
    const selves = [...new Set(edges.flatMap(({ from, to }) => (from === to ? [from] : [])))].map(
      (id): Draft => {
        const name = nameOf.get(id) ?? id;
        return {
          ...placed([name], context),
          message: `\`${name}\` depends on itself\nnothing more is installed for it, and if its range leaves out its own release, nobody can install it`,
          help: `ask the maintainer to remove \`${name}\` from its own dependencies`,
        };
      },
    );
    return [...rings, ...selves, ...faultsOf(context, 'MKT106')];
  },
};
