import { devNull } from 'node:os';
import { asClientReads, followedFrom } from '../client/as-client-reads.ts';
import type { ClientFacts } from '../model/client.ts';
import { type Plugin, type PluginId, pluginId } from '../model/plugin.ts';
import { caseOf, type Fault, problem } from '../model/problems.ts';
import type { Registry } from '../model/registry.ts';
import type { Resolution } from '../model/resolution.ts';
import { createResolver } from '../resolver/index.ts';
import { accessOf } from '../sources/cache/access.ts';
import { type Solved, solve } from '../sources/driver/solve.ts';
import type { TreeAt } from '../sources/files/folder-tree.ts';
import type { Environment } from '../sources/git/git-environment.ts';
import { openRegistries } from '../sources/registries/open-registries.ts';

/** At most this many releases of a registry are tried, the newest first. */
const maxTries = 2000;

/**
 * Releases of a registry that cannot be installed, because no choice of its other releases satisfies their dependencies. A
 * release that depends on another marketplace is not reported: that marketplace may have what it needs.
 * @param source absolute path of a marketplace, a folder of manifests or an index file.
 * @param known the faults found so far: a release whose own manifest is faulty is not reported again.
 */
export async function unsatisfiableReleases(
  source: string,
  known: readonly Fault[],
  {
    cwd,
    env,
    treeAt,
    facts,
  }: { cwd: string; env: Environment; treeAt?: TreeAt | undefined; facts: ClientFacts },
): Promise<Fault[]> {
  // No server and no cache is used, so that the result depends only on the folder.
  const access = { ...accessOf({ ...env, MKT_CACHE_DIR: devNull }), offline: true };
  const { registries } = await openRegistries([source], {
    cwd,
    bundled: false,
    treeAt,
    access,
    facts: () => facts,
  });
  const [opened] = registries;
  if (opened === undefined) return [];
  const { plugins, unread } = await pluginsOf(opened);
  const byId = new Map(plugins.map((plugin) => [idOf(plugin), plugin]));
  /** The registry as the client reads it when it installs one plugin by name. */
  const readFor = (plugin: Plugin) =>
    asClientReads(opened, { followed: followedFrom([idOf(plugin)], byId), onlyLoading: true });
  const reported = new Set(
    known.filter((fault) => caseOf(fault).of === 'dependency').flatMap(({ plugins: of = [] }) => of),
  );
  const candidates = plugins
    .flatMap((plugin) => plugin.versions.map((version, age) => ({ plugin, version, age })))
    .filter(
      ({ plugin, version, age }) =>
        plugin.requirements(version).dependencies.length > 0 && !(age === 0 && reported.has(plugin.name)),
    )
    .sort((a, b) => a.age - b.age);
  const failed = new Map<Plugin, { version: string; because: Failed }[]>();
  for (const { plugin, version } of candidates.slice(0, maxTries)) {
    const because = await failureOf(readFor(plugin), plugin, version, unread);
    if (because !== undefined) failed.set(plugin, [...(failed.get(plugin) ?? []), { version, because }]);
  }
  return [...failed].map(([plugin, releases]) => faultOf(plugin, releases));
}

/** The plugins of a registry, and the names of those whose files are elsewhere. */
async function pluginsOf(
  registry: Registry,
): Promise<{ readonly plugins: readonly Plugin[]; readonly unread: ReadonlySet<string> }> {
  const names = registry.names() ?? [];
  const lookups = await Promise.all(names.map((name) => registry.lookup(name)));
  return {
    plugins: lookups.flatMap((lookup) => (lookup.status === 'found' ? lookup.plugins : [])),
    unread: new Set(names.filter((_, index) => lookups[index]?.status === 'failed')),
  };
}

const idOf = ({ name, marketplace }: Plugin): PluginId => pluginId(name, marketplace);

type Failed = Extract<Resolution, { ok: false }>;

async function failureOf(
  registry: Registry,
  { name, marketplace }: Plugin,
  version: string,
  unread: ReadonlySet<string>,
): Promise<Failed | undefined> {
  const spec = { text: `${name}@${version}`, name, marketplace, range: version };
  const verdict = await solve([registry], [spec], { strategy: 'highest', explain: false }, createResolver);
  if (verdict.resolution?.ok !== false || leavesTheRegistry(verdict, registry)) return undefined;
  const { resolution } = await solve([registry], [spec], { strategy: 'highest' }, createResolver);
  if (resolution?.ok !== false) return undefined;
  // A plugin that could not be read may exist, so it is not a reason.
  const isUnknown = resolution.causes.some(({ on }) => unread.has(on.slice(0, on.lastIndexOf('@'))));
  return isUnknown ? undefined : resolution;
}

/** Whether one of the plugins depends on a marketplace that the registry does not contain. */
function leavesTheRegistry({ plugins, blocked }: Solved, { marketplaces }: Registry): boolean {
  return (
    blocked.length > 0 ||
    [...plugins.values()].some((plugin) =>
      plugin.versions.some((version) =>
        plugin
          .requirements(version)
          .dependencies.some(
            ({ marketplace }) => marketplace !== undefined && !marketplaces.includes(marketplace),
          ),
      ),
    )
  );
}

function faultOf(plugin: Plugin, releases: readonly { version: string; because: Failed }[]): Fault {
  const [newest] = releases as [{ version: string; because: Failed }];
  const way = newest.because.suggestions.find(({ action }) => action === 'relax-dependency');
  const blamed = new Set(newest.because.causes.map(({ on }) => on));
  const stated = plugin
    .requirements(newest.version)
    .dependencies.filter((each) => each.location !== undefined);
  const where = stated.find(({ name, marketplace = plugin.marketplace }) =>
    blamed.has(pluginId(name, marketplace)),
  );
  const location = (where ?? stated[0])?.location ??
    plugin.location ?? { file: plugin.registry, line: 1, column: 1 };
  return problem(
    'unsatisfiable-release',
    'release',
    {
      plugin: plugin.name,
      versions: releases.map(({ version }) => version),
      explanation: [...newest.because.explanation],
      ...(way !== undefined && { way: way.text }),
    },
    { location, plugins: [plugin.name] },
  );
}
