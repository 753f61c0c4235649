import type { MachinePlugin } from '../../model/machine.ts';
import { type IdOf, type ProblemOf, problem } from '../../model/problems.ts';
import type { Spec } from '../../model/resolution.ts';

type Found = ProblemOf<IdOf<'installed-state'>>;

/** What is wrong with plugins that must load on a machine: those that do not, each with how far it has come there. */
export function requiredHere(specs: readonly Spec[], plugins: readonly MachinePlugin[]): Found[] {
  return specs.flatMap(({ text, name, marketplace }): Found[] => {
    const found = plugins.filter(({ id }) =>
      marketplace === undefined ? id.startsWith(`${name}@`) : id === `${name}@${marketplace}`,
    );
    if (found.some(({ state }) => state === 'loads')) return [];
    const [{ id, state } = { id: text, state: 'none' as const }] = found;
    const where = { plugins: [name] };
    switch (state) {
      case 'off':
        return [problem('installed-state', 'required-off', { id }, where)];
      case 'elsewhere':
        return [problem('installed-state', 'required-elsewhere', { id }, where)];
      case 'none':
        return [problem('installed-state', 'required-missing', { spec: id }, where)];
      default:
        return [problem('installed-state', 'required-fails', { id }, where)];
    }
  });
}
