import { noIntegration } from '../model/complete-release.ts';
import { misspelt } from '../model/nearest.ts';
import type { Listed, Plugin, Release } from '../model/plugin.ts';
import type { Registry } from '../model/registry.ts';
import { printable } from '../model/text.ts';
import type { Writable } from '../model/writable.ts';
import type { ListItem } from '../report/results.ts';
import type { Opened } from '../sources/registries/open-registries.ts';
import { exitCode } from './exit-code.ts';
import { didYouMean, Failure } from './failure.ts';
import { allPlugins, open, pluginsAtOnce, type RegistryOptions, readLists, requireRegistry } from './open.ts';
import { projectOf } from './project.ts';
import type { World } from './world.ts';

/** A plugin with its newest release, as the browsing commands show it. */
export interface Newest {
  readonly plugin: Plugin;
  readonly release: Release;
}

/** Everything that the registries can list, by name. Ends the command if a registry cannot be read. */
export async function browse(options: RegistryOptions, world: World) {
  const opened = await openLists(options, world);
  return { ...opened, newest: [...newestIn(opened.registries)].sort(byName) };
}

/** Opens what can be listed. Ends the command if a registry cannot be read. */
export async function openLists(options: RegistryOptions, world: World): Promise<Opened> {
  const { project, faults } = await projectOf(options, world.env, { required: false });
  const opened = await open(options, world, project);
  const all = { ofList: faults, ofRegistries: opened.faults };
  if (faults.length + opened.faults.length > 0)
    await (await import('./refuse-faults.ts')).refuseFaults(all, world.aside);
  requireRegistry(opened.registries);
  await readLists(opened.registries);
  return opened;
}

/** Each plugin once, with its newest release as lists need it. One after another, so that a caller can look at 100,000 and keep few. */
export function* listedIn(registries: readonly Registry[]): Generator<Listed> {
  const isFirst = firstOfEach();
  const marketplaces = registries.flatMap((registry) => registry.marketplaces);
  for (const registry of registries) {
    // What one marketplace lists under a name, no other registry has: 100,000 names need not be remembered.
    const isOnly = registry.marketplaces.every(
      (each) => marketplaces.indexOf(each) === marketplaces.lastIndexOf(each),
    );
    for (const name of registry.names() ?? []) {
      const listed = registry.listed?.(name);
      if (listed !== undefined) {
        if (isOnly || isFirst(listed)) yield listed;
      } else for (const each of newestOf(pluginsAtOnce(registry, name))) if (isFirst(each)) yield each;
    }
  }
}

/** Each plugin once, one after another. */
export function* newestIn(registries: readonly Registry[]): Generator<Newest> {
  const isFirst = firstOfEach();
  for (const each of newestOf(allPlugins(registries))) if (isFirst(each)) yield each;
}

/** The plugins of a name, or of a former name, one for each marketplace that has it; the others are not looked at. */
export const newestNamed = (registries: readonly Registry[], name: string): readonly Newest[] => {
  const plugins = registries.flatMap((registry) =>
    registry.names() === undefined ? [] : pluginsAtOnce(registry, name),
  );
  return [...newestOf(plugins)].filter(firstOfEach());
};

/** Plugins with their newest release, if they have one. */
function* newestOf(plugins: Iterable<Plugin>): Generator<Newest> {
  for (const plugin of plugins) {
    const version = plugin.versions[0];
    const release = version === undefined ? undefined : plugin.release(version);
    if (release !== undefined) yield { plugin, release };
  }
}

/** Returns a function that says of each plugin whether it is the first with its name and marketplace. */
function firstOfEach(): (each: Listed) => boolean {
  const seen = new Map<string, Set<string>>();
  return ({ plugin: { name, marketplace } }) => {
    const names = seen.get(marketplace);
    if (names === undefined) seen.set(marketplace, new Set([name]));
    else if (names.has(name)) return false;
    else names.add(name);
    return true;
  };
}

/** What lists show of a plugin, without the rest. Built key by key: of 100,000, copies of parts would take several times the memory. */
export function listItem({ plugin: { name, marketplace }, release }: Listed): ListItem {
  const { version, unpinnable, statedVersion, category, description, keywords, integration } = release;
  const shown: Writable<ListItem['release']> = {
    version,
    description,
    keywords,
    integration: integration === noIntegration ? noIntegration : { roles: integration.roles },
  };
  if (category !== undefined) shown.category = category;
  if (unpinnable !== undefined) shown.unpinnable = unpinnable;
  if (statedVersion !== undefined) shown.statedVersion = statedVersion;
  return { plugin: { name, marketplace }, release: shown };
}

/** By name; those of the same name stay in the order of their registries. */
export const byName = (a: Pick<ListItem, 'plugin'>, b: Pick<ListItem, 'plugin'>): number =>
  a.plugin.name < b.plugin.name ? -1 : a.plugin.name === b.plugin.name ? 0 : 1;

/** Fails with the nearest names if a filter names something that does not exist. */
export function requireKnown(kind: string, word: string | undefined, known: ReadonlySet<string>): void {
  if (word === undefined || known.has(word)) return;
  const near = misspelt(word, known);
  throw new Failure(`no plugin has the ${kind} \`${printable(word)}\``, {
    code: exitCode.problem,
    hint:
      didYouMean(near === undefined ? [] : [near]) ??
      (known.size <= 20 ? `use one of ${[...known].sort().join(', ')}` : 'run `mkt list` to see all plugins'),
  });
}
