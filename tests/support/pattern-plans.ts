/** The plans of all bundled patterns, made from the registry without the command line. */
import { join } from 'node:path';
import type { Plan } from '../../src/model/plan.ts';
import type { Plugin, Release } from '../../src/model/plugin.ts';
import { makePlan } from '../../src/planner/index.ts';
import { compileRegistry } from '../../src/sources/registries/compile.ts';
import { indexRegistry } from '../../src/sources/registries/index-registry.ts';
import { root } from './mkt.ts';

/** Compiles the registry, and plans each pattern with the newest release of each of its plugins. */
export function patternPlans(): Plan[] {
  const compiled = compileRegistry(join(root, 'registry'), root).value;
  if (compiled === undefined) throw new Error('the bundled registry has faults');
  const registry = indexRegistry(compiled, 'bundled');
  const newest = (name: string): Release => {
    const [plugin] = (registry.lookup(name) as { plugins: readonly Plugin[] }).plugins;
    const release = plugin?.release(plugin.versions[0] ?? '');
    if (release === undefined) throw new Error(`no release of ${name}`);
    return release;
  };
  return compiled.knowledge.patterns.map((pattern) => {
    const names = pattern.plugins.map(({ name }) => name);
    return makePlan({
      releases: names.map(newest),
      chosen: [],
      requested: names,
      knowledge: compiled.knowledge,
      pattern,
      findings: [],
      environment: { runtimes: {} },
      orchestration: 'auto',
    });
  });
}
