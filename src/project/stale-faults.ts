import { type Stale, staleness } from '../changes/stale.ts';
import { pluginId } from '../model/plugin-id.ts';
import { type Fault, problem } from '../model/problems.ts';
import type { Spec } from '../model/resolution.ts';
import type { ReadLock } from './lock-file.ts';

/** Why a lock does not match a list, each at its place: in the list, or in the lock. */
export function staleFaults(read: Pick<ReadLock, 'lock' | 'locatePlugin'>, specs: readonly Spec[]): Fault[] {
  return staleness(read.lock, specs).map((stale) => faultOf(stale, read));
}

function faultOf(stale: Stale, { locatePlugin }: Pick<ReadLock, 'locatePlugin'>): Fault {
  const at = ({ name, marketplace }: { name: string; marketplace: string }) => ({
    location: locatePlugin(pluginId(name, marketplace)),
    plugins: [name],
  });
  switch (stale.case) {
    case 'not-locked': {
      const { spec } = stale;
      const location = spec.location ?? locatePlugin('');
      return problem('stale-lock', 'not-locked', { plugin: spec.name }, { location, plugins: [spec.name] });
    }
    case 'constraint': {
      const { spec, locked } = stale;
      const { name: plugin, version } = locked;
      const where = { ...at(locked), ...(spec.location && { location: spec.location }) };
      return problem('stale-lock', 'constraint', { plugin, version, range: spec.range }, where);
    }
    case 'dependency-range': {
      const { by, locked, range } = stale;
      const evidence = { plugin: by.name, dependency: locked.name, version: locked.version, range };
      return problem('stale-lock', 'dependency-range', evidence, at(locked));
    }
    case 'dependency-missing': {
      const { by, dependency } = stale;
      return problem('stale-lock', 'dependency-missing', { plugin: by.name, dependency }, at(by));
    }
    case 'unreached': {
      const { locked } = stale;
      return problem('stale-lock', 'unreached', { plugin: locked.name, version: locked.version }, at(locked));
    }
    case 'conflict': {
      const { by, locked, range } = stale;
      const evidence = { plugin: by.name, other: locked.name, version: locked.version, range };
      return problem('stale-lock', 'conflict', evidence, at(by));
    }
  }
}
