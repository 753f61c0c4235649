/** `mkt check` over the bundled registry without the program around it. */
import type { Context } from '../../src/analysis/context.ts';
import { runRules } from '../../src/analysis/engine.ts';
import { rules } from '../../src/analysis/rules/index.ts';
import { contextOf } from '../../src/cli/gather.ts';
import type { Finding } from '../../src/model/finding.ts';
import { pluginId } from '../../src/model/plugin.ts';
import { readBundled } from '../../src/registry/bundled.ts';
import { solve } from '../../src/registry/solve.ts';
import { createResolver } from '../../src/resolver/index.ts';
import { spec } from '../support/releases.ts';

/** What the rules look at when these plugins of the bundled registry are asked for. */
export async function bundledContext(specs: readonly string[]): Promise<Context> {
  const { registry, knowledge } = await readBundled();
  const request = specs.map((text) => spec(text));
  const solved = await solve([registry], request, { strategy: 'highest' }, createResolver);
  const { resolution, plugins } = solved;
  const chosen = resolution?.ok ? resolution.chosen : [];
  const releases = chosen.flatMap(
    ({ name, marketplace, version }) => plugins.get(pluginId(name, marketplace))?.release(version) ?? [],
  );
  return contextOf({
    list: 'arguments',
    specs: request,
    registries: [registry],
    knowledge,
    faults: [],
    unreadable: false,
    ...solved,
    resolution,
    releases,
  });
}

/** What `check` finds in these plugins. */
export async function checkBundled(...specs: string[]): Promise<Finding[]> {
  return runRules(rules, await bundledContext(specs), { levels: {}, ignores: [] });
}

/** The findings of one rule. */
export async function bundledFindings(rule: string, ...specs: string[]): Promise<Finding[]> {
  return (await checkBundled(...specs)).filter((finding) => finding.rule === rule);
}
