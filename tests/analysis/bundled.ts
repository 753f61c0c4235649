/** `mkt check` over real plugins without the program around it. */
import type { Context } from '../../src/analysis/context.ts';
import { runRules } from '../../src/analysis/engine.ts';
import { rules } from '../../src/analysis/rules/index.ts';
import { withClientRun } from '../../src/cli/client-run.ts';
import { contextOf } from '../../src/cli/gather.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Knowledge } from '../../src/model/knowledge.ts';
import { pluginId } from '../../src/model/plugin.ts';
import type { Registry } from '../../src/model/registry.ts';
import { readBundled } from '../../src/registry/bundled.ts';
import { openRegistries } from '../../src/registry/open.ts';
import { solve } from '../../src/registry/solve.ts';
import { createResolver } from '../../src/resolver/index.ts';
import { root } from '../support/mkt.ts';
import { outsideData } from '../support/outside-data.ts';
import { spec } from '../support/releases.ts';

/** What the rules look at when these plugins are asked for. */
async function contextOver(
  registry: Registry,
  knowledge: Knowledge,
  specs: readonly string[],
): Promise<Context> {
  const request = specs.map((text) => spec(text));
  const solved = await solve([registry], request, { strategy: 'highest' }, createResolver);
  const { resolution, plugins } = solved;
  const chosen = resolution?.ok ? resolution.chosen : [];
  const releases = chosen.flatMap(
    ({ name, marketplace, version }) => plugins.get(pluginId(name, marketplace))?.release(version) ?? [],
  );
  const gathered = await withClientRun({
    list: 'arguments',
    specs: request,
    registries: [registry],
    knowledge,
    faults: [],
    environment: { runtimes: {} },
    unreadable: false,
    orchestration: { stages: [] },
    ...solved,
    resolution,
    releases,
  });
  return contextOf(gathered);
}

/** The same over the bundled registry. */
export async function bundledContext(specs: readonly string[]): Promise<Context> {
  const { registry, knowledge } = await readBundled();
  return contextOver(registry, knowledge, specs);
}

/** What `check` finds in these plugins. */
export async function checkBundled(...specs: string[]): Promise<Finding[]> {
  return runRules(rules, await bundledContext(specs), { levels: {}, ignores: [] });
}

/** The findings of one rule. */
export async function bundledFindings(rule: string, ...specs: string[]): Promise<Finding[]> {
  return (await checkBundled(...specs)).filter((finding) => finding.rule === rule);
}

/** Real marketplaces, where they are. */
export const {
  path: marketplaces,
  isHere: hasMarketplaces,
  needed: needsMarketplaces,
} = outsideData('marketplaces');

/** What `check` finds in these plugins of a marketplace folder. */
export async function checkMarketplace(folder: string, ...specs: string[]): Promise<Finding[]> {
  return runRules(rules, await marketplaceContext(folder, ...specs), { levels: {}, ignores: [] });
}

/** What the rules look at in a marketplace folder. */
export async function marketplaceContext(folder: string, ...specs: string[]): Promise<Context> {
  const { registries, knowledge } = await openRegistries([folder], { cwd: root, bundled: false });
  const [registry] = registries;
  if (registry === undefined) throw new Error(`${folder} is no registry`);
  return contextOver(registry, knowledge, specs);
}
