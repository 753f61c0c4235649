import { placed } from '../anchor.ts';
import { faultsOf } from '../faults.ts';
import { ringsOf } from '../rings.ts';
import type { Rule } from '../rule.ts';

export const dependencyCycle: Rule = {
  id: 'MKT106',
  name: 'dependency-cycle',
  severity: 'warning',
  section: 'Identify Dependencies',
  summary: 'chosen plugins depend on each other in a ring',
  check(context) {
    const { releases } = context;
    const edges = releases.flatMap(({ name, dependencies }) =>
      dependencies.map((dependency) => ({ from: name, to: dependency.name })),
    );
    const rings = ringsOf(
      releases.map(({ name }) => name),
      edges,
    ).map((ring) => ({
      ...placed(ring, context),
      message: `plugins depend on each other in a ring: ${[...ring, ring[0]].join(' -> ')}\nnone of them can be installed, updated or removed alone`,
      help: 'ask the maintainers to move what they share into a plugin of its own; `mkt plan` treats the ring as one step',
    }));
    return [...rings, ...faultsOf(context, 'MKT106')];
  },
};
