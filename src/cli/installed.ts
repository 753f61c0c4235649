import { existsSync } from 'node:fs';
import type { Needs } from '../client/machine/loaded-needs.ts';
import { machinePlugin, machineRegistryName } from '../client/machine/machine-plugin.ts';
import { requiredHere } from '../client/machine/required-here.ts';
import { type Plugin, type PluginId, pluginId } from '../model/plugin.ts';
import { isError } from '../model/problems.ts';
import type { Registry } from '../model/registry.ts';
import type { Spec } from '../model/resolution.ts';
import { readMachine } from '../project/machine/read-machine.ts';
import { clientFacts } from '../sources/registries/bundled-client-facts.ts';
import { clientVersion } from './client-version.ts';
import { environmentOf, type RequestOptions } from './gather.ts';
import type { ChosenRelease, Gathered, Request } from './gathered.ts';
import { openSources } from './open.ts';
import { orchestrationOf } from './planned-stages.ts';
import { registrySources } from './registry-sources.ts';
import type { World } from './world.ts';

/**
 * What is installed and enabled on this machine, as the client would load it in a folder. Nothing is resolved: the copies are what
 * they are.
 * @param isAsked whether other plugins will be looked for, in the marketplaces that the client knows first.
 * @param required plugins that must be among them.
 */
export async function gatherInstalled(
  options: RequestOptions,
  world: World,
  { isAsked, required = [] }: { readonly isAsked: boolean; readonly required?: readonly Spec[] },
): Promise<Gathered> {
  const { cwd } = options;
  const client = clientVersion(options.claudeCode, undefined);
  const { folder, loading, faults, marketplaces, settings } = await readMachine({
    cwd,
    env: world.env,
    facts: clientFacts(client),
  });
  const opened = isAsked
    ? await openSources(
        [...marketplaces.filter(existsSync), ...registrySources(options.registry, world.env, undefined)],
        { ...options, client },
        world,
      )
    : await openSources([], { bundled: false, offline: true, cwd, client }, world);
  const isUnreadable = faults.some(isError);
  const copies = loading.loaded.map(({ copy }) => copy);
  const plugins = new Map<PluginId, Plugin>(
    copies.map((copy) => [pluginId(copy.name, copy.marketplace), machinePlugin(copy)]),
  );
  const base: Request = {
    list: { kind: 'machine', folder },
    specs: copies.map(specOf),
    environment: environmentOf(undefined, options.claudeCode),
    registries: [registryOf(plugins), ...opened.registries],
    knowledge: opened.knowledge,
    commands: world.commands,
    declared: opened.declared,
    // What follows from files that cannot be read says nothing more.
    faults: [...opened.faults, ...faults, ...(isUnreadable ? [] : loading.faults)],
    installed: loading.plugins,
    ...(!isUnreadable && { requiredHere: requiredHere(required, loading.plugins) }),
    settings,
  };
  if (isUnreadable) return { ...base, state: 'unreadable' };
  const combination = chosenFrom(loading.loaded, plugins);
  return {
    ...base,
    state: 'resolved',
    plugins,
    renamed: [],
    blocked: [],
    outside: [],
    leftOut: [],
    combination,
    orchestration: await orchestrationOf(options.orchestration, base, combination),
  };
}

function specOf({ id, name, marketplace, location, record }: Needs['copy']): Spec {
  const place = location ?? record?.location;
  return { text: id, name, marketplace, range: '*', ...(place && { location: place }) };
}

function chosenFrom(loaded: readonly Needs[], plugins: ReadonlyMap<PluginId, Plugin>): ChosenRelease[] {
  const versionOf = ({ id }: Needs['copy']) => plugins.get(id)?.versions[0] as string;
  return loaded.flatMap(({ copy }): ChosenRelease[] => {
    const version = versionOf(copy);
    const release = plugins.get(copy.id)?.release(version);
    if (release === undefined) return [];
    const requiredBy = loaded.flatMap(({ copy: by, found }) =>
      found
        .filter((need) => need.copy.id === copy.id)
        .map(({ range }) => ({ name: by.name, version: versionOf(by), range })),
    );
    const requested = copy.record?.isDependency !== true || requiredBy.length === 0;
    const { name, marketplace } = copy;
    return [{ chosen: { name, marketplace, version, requested, requiredBy }, release }];
  });
}

/** What is installed, as a registry: the client never moves an installed plugin for another one. */
function registryOf(plugins: ReadonlyMap<PluginId, Plugin>): Registry {
  const all = [...plugins.values()];
  return {
    source: machineRegistryName,
    marketplaces: [],
    names: () => [...new Set(all.map(({ name }) => name))],
    lookup: (wanted) => ({ status: 'found', plugins: all.filter(({ name }) => name === wanted) }),
  };
}
