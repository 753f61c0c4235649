/** `mkt check` over real plugins without the program around it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../../src/analysis/context.ts';
import { runRules } from '../../src/analysis/engine.ts';
import { rules } from '../../src/analysis/rules/index.ts';
import { contextOf } from '../../src/cli/context-of.ts';
import { inspect } from '../../src/cli/inspection.ts';
import { resolveRequest } from '../../src/cli/resolve-request.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Knowledge } from '../../src/model/knowledge.ts';
import type { Registry } from '../../src/model/registry.ts';
import { readBundled } from '../../src/sources/registries/bundled.ts';
import { openRegistries } from '../../src/sources/registries/open-registries.ts';
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
  const gathered = await resolveRequest(
    {
      list: { kind: 'arguments' },
      specs: request,
      registries: [registry],
      knowledge,
      commands: [],
      faults: [],
      declared: [],
      environment: { runtimes: {} },
    },
    {},
  );
  // What is wrong in the files of a release is for other tests.
  const { releaseFaults, ...more } = await inspect(gathered, {
    options: { cwd: '.' },
    world: { env: {} },
  });
  return contextOf(gathered, more);
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

/** The plugins of a marketplace that lie in it, so that nobody asks a server. */
export function namesIn(marketplace: string, without: readonly string[] = []): string[] {
  const folder = join(marketplaces, marketplace);
  const { plugins, metadata } = JSON.parse(
    readFileSync(join(folder, '.claude-plugin/marketplace.json'), 'utf8'),
  ) as { plugins: { name: string; source: unknown }[]; metadata?: { pluginRoot?: string } };
  const pluginRoot = metadata?.pluginRoot ?? '.';
  return plugins.flatMap(({ name, source }) =>
    typeof source === 'string' &&
    !without.includes(name) &&
    existsSync(join(folder, source.startsWith('./') ? source : join(pluginRoot, source)))
      ? [name]
      : [],
  );
}

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
