import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Mapped } from '../../analysis/map.ts';
import type { IntegrationMap } from '../../model/map.ts';
import { nearest } from '../../model/nearest.ts';
import { type Plugin, pluginId } from '../../model/plugin.ts';
import type { Fault } from '../../model/problems.ts';
import type { Registry } from '../../model/registry.ts';
import { type RegistrySource, sourceText } from '../../model/registry-source.ts';
import type { Spec } from '../../model/resolution.ts';
import { printable } from '../../model/text.ts';
import { type ListOrigin, originText } from '../../model/verdict.ts';
import type { MapResult } from '../../report/results.ts';
import type { Remembered } from '../../sources/cache/remembered.ts';
import { type FolderTree, folderTree, type TreeAt } from '../../sources/files/folder-tree.ts';
import { marketplacePlace } from '../../sources/files/marketplace-place.ts';
import type { Answer, Call } from '../call.ts';
import { clientVersion } from '../client-version.ts';
import { exitCode } from '../exit-code.ts';
import { didYouMean, Failure } from '../failure.ts';
import { noSuchRelease } from '../named-release.ts';
import { remembered } from '../remembered.ts';
import { specOf } from '../spec-of.ts';

/** `mkt map`: which plugins refer to each other, in a list, in whole registries or around some plugins. */
export async function run(call: Call): Promise<Answer<MapResult>> {
  const places = call.args.filter(isSource);
  const named = call.args.filter((arg) => !isSource(arg)).map(specOf);
  if (call.args.length === 0 && (await hasList(call.options.cwd, call.world))) return ofList(call);
  const asked = await sourcesOf(call, places);
  const { memory, treeAt } = named.length > 0 ? {} : rememberedMap(asked, call);
  const known = memory?.known as WorkedOut | undefined;
  const found = known ?? (await workOut(call, asked, named, treeAt));
  if (known === undefined && found.isWhole) memory?.keep(found);
  return { code: exitCode.fine, result: { ...found.map, sources: found.sources } };
}

/** The map of the project's list: its plugins and what they require, in the versions that are chosen for it. */
async function ofList(call: Call): Promise<Answer<MapResult>> {
  const { options, world } = call;
  const { gather } = await import('../gather.ts');
  const gathered = await gather([], options, world);
  if (gathered.state === 'unreadable') {
    const { faults } = gathered;
    await (await import('../refuse-faults.ts')).refuseFaults(
      { ofList: faults, ofRegistries: [] },
      world.aside,
    );
  }
  if (gathered.state !== 'resolved')
    throw new Failure("the project's plugins do not go together, so there is nothing to map", {
      code: (await import('./resolve.ts')).answerOf(gathered).code,
      hint: 'run `mkt check` to see why, or `mkt map <plugin>` to map one plugin',
    });
  const mapped = gathered.combination.flatMap(({ chosen, release }) => {
    const plugin = gathered.plugins.get(pluginId(chosen.name, chosen.marketplace));
    return plugin === undefined ? [] : [mappedOf(plugin, release, false)];
  });
  const map = await mapOf(mapped, [], options);
  return { code: exitCode.fine, result: { ...map, sources: [listText(gathered.list)] } };
}

const listText = (list: ListOrigin): string => printable(originText(list));

interface WorkedOut {
  readonly map: IntegrationMap;
  /** The registries, as the user wrote them. */
  readonly sources: readonly string[];
  /** There were no faults and no notices. */
  readonly isWhole: boolean;
}

/** Opens the registries and looks at every plugin. */
async function workOut(
  { options, world }: Call,
  asked: Asked,
  named: readonly Spec[],
  treeAt: TreeAt | undefined,
): Promise<WorkedOut> {
  const { allPlugins, openSources, readLists, requireRegistry } = await import('../open.ts');
  const { cwd, offline, claudeCode } = options;
  const { registries, faults, notices } = await openSources(
    asked.sources,
    { bundled: asked.bundled, offline, cwd, treeAt, client: clientVersion(claudeCode) },
    world,
  );
  const amount = asked.faults.length + faults.length;
  if (amount > 0)
    await (await import('../refuse-faults.ts')).refuseFaults(
      { ofList: asked.faults, ofRegistries: faults },
      world.aside,
    );
  requireRegistry(registries);
  await readLists(registries);
  const mapped = await requestedPlugins(named, registries, cwd);
  const seen = new Set(mapped.map(({ plugin }) => idOf(plugin)));
  for (const plugin of allPlugins(registries)) {
    const version = plugin.versions[0];
    const release = version === undefined ? undefined : plugin.release(version);
    if (release === undefined || seen.has(idOf(plugin))) continue;
    seen.add(idOf(plugin));
    mapped.push(mappedOf(plugin, release, false));
  }
  const names = new Set(mapped.map(({ plugin }) => plugin.name));
  const listed = registries.flatMap((registry) => registry.names() ?? []);
  const unusable = [...new Set(listed.filter((name) => !names.has(name)))].sort();
  return {
    map: await mapOf(mapped, unusable, options),
    sources: registries.map(({ source }) => source),
    isWhole: amount === 0 && notices.length === 0,
  };
}

/** The map of these plugins, with what their mods do, and for the page with where they meet. */
async function mapOf(
  mapped: readonly Mapped[],
  unusable: readonly string[],
  { format, claudeCode }: Pick<Call['options'], 'format' | 'claudeCode'>,
): Promise<IntegrationMap> {
  const { integrationMap } = await import('../../analysis/map.ts');
  const withMods = await Promise.all(
    mapped.map(async (each) => ({ ...each, mod: await each.release.readMod?.() })),
  );
  const map = integrationMap(withMods, { unusable });
  return { ...map, ...(format === 'html' && { grid: await gridOf(withMods, map, claudeCode) }) };
}

/** Where the plugins of the map would meet, for the page. */
async function gridOf(
  mapped: readonly Mapped[],
  { plugins }: IntegrationMap,
  claudeCode: string | undefined,
): Promise<NonNullable<IntegrationMap['grid']>> {
  const [{ gridOver }, { rules }, { clientFacts }] = await Promise.all([
    import('../../analysis/meeting-grid.ts'),
    import('../../analysis/rules/index.ts'),
    import('../../sources/registries/bundled-client-facts.ts'),
  ]);
  const shown = new Set(plugins.map(({ name, marketplace }) => pluginId(name, marketplace)));
  const releases = mapped
    .filter(({ plugin }) => shown.has(idOf(plugin)))
    .map(({ release, mod }) => ({ release, mod }));
  return gridOver(
    releases.map(({ release }) => release),
    {
      client: clientFacts(clientVersion(claudeCode)),
      mods: releases.flatMap(({ release, mod }) => (mod === undefined ? [] : [{ release, mod }])),
    },
    rules,
  );
}

/** Names of plugins have no slash: an argument with one is a source. */
const isSource = (arg: string): boolean => arg === '.' || arg === '..' || /[/\\]/.test(arg);

const idOf = ({ name, marketplace }: Plugin): string => `${name}@${marketplace}`;

/** What is to be mapped. */
interface Asked {
  readonly sources: readonly RegistrySource[];
  readonly bundled: boolean;
  readonly faults: readonly Fault[];
}

/** The sources among the arguments, or else all registries that other commands use. */
async function sourcesOf({ options, world }: Call, places: readonly string[]): Promise<Asked> {
  if (places.length > 0) return { sources: [...options.registry, ...places], bundled: false, faults: [] };
  const [{ projectOf }, { registrySources }] = await Promise.all([
    import('../project.ts'),
    import('../registry-sources.ts'),
  ]);
  const { project, faults } = await projectOf(options, world.env, { required: false });
  const sources = registrySources(options.registry, world.env, project);
  const bundled = options.bundled && project?.bundled !== false;
  return { sources, bundled, faults };
}

/** Whether there is a list around a folder; if not, everything is mapped. */
async function hasList(cwd: string, { env }: Call['world']): Promise<boolean> {
  const { findProject } = await import('../../project/index.ts');
  return findProject(cwd, { env }) !== undefined;
}

/** The map of an earlier run, if everything comes from unchanged folders and from mkt itself. */
function rememberedMap(
  { sources, bundled, faults }: Asked,
  { options: { cwd, claudeCode, format }, world }: Call,
): { readonly memory?: Remembered | undefined; readonly treeAt?: TreeAt } {
  if (faults.length > 0) return {};
  const trees: { root: string; tree: FolderTree; source: string; path: string }[] = [];
  for (const stated of new Set(sources)) {
    // A declaration may look like a path, and be none.
    if (typeof stated !== 'string' && !/^(directory|file)$/.test(stated.stated.kind)) return {};
    const source = sourceText(stated);
    const path = resolve(cwd, source);
    const status = statSync(path, { throwIfNoEntry: false });
    const place = status && marketplacePlace(path, status.isFile());
    // Versions of a repository come from its tags, which are not files of the tree.
    if (place === undefined || ['.git', 'HEAD'].some((name) => existsSync(join(place.root, name)))) return {};
    trees.push({ root: place.root, tree: folderTree(place.root, cwd), source, path: place.path });
  }
  const named = trees.flatMap(({ source, path }) => [source, path]);
  return {
    memory: remembered(world.env, trees, [
      'map',
      format === 'html' ? 'html' : '',
      String(bundled),
      claudeCode ?? '',
      ...named,
    ]),
    treeAt: (folder) => trees.find(({ root }) => root === folder)?.tree ?? folderTree(folder, cwd),
  };
}

/** The plugins on the command line. They are looked up, even if that means a download, so that their texts are known. */
async function requestedPlugins(
  specs: readonly Spec[],
  registries: readonly Registry[],
  cwd: string,
): Promise<Mapped[]> {
  const asked: Mapped[] = [];
  if (specs.length === 0) return asked;
  const { default: maxSatisfying } = await import('semver/ranges/max-satisfying.js');
  for (const spec of specs) {
    const lookups = await Promise.all(registries.map((registry) => registry.lookup(spec.name)));
    const failed = lookups.find((lookup) => lookup.status === 'failed');
    const found = lookups
      .flatMap((lookup) => (lookup.status === 'found' ? lookup.plugins : []))
      .filter(({ marketplace }) => marketplace === (spec.marketplace ?? marketplace));
    if (found.length === 0) throw notFound(spec, registries, { reason: failed?.reason, cwd });
    const chosen = found.flatMap((plugin) => {
      const version = maxSatisfying([...plugin.versions], spec.range);
      const release = version === null ? undefined : plugin.release(version);
      return release === undefined ? [] : [mappedOf(plugin, release, true)];
    });
    if (chosen.length === 0) throw noSuchRelease(spec, found[0] as Plugin);
    const known = new Set(asked.map(({ plugin }) => idOf(plugin)));
    asked.push(...chosen.filter(({ plugin }) => !known.has(idOf(plugin))));
  }
  return asked;
}

function notFound(
  { text, name }: Spec,
  registries: readonly Registry[],
  { reason, cwd }: { reason: string | undefined; cwd: string },
): Failure {
  if (reason !== undefined)
    return new Failure(`\`${printable(text)}\` cannot be read: ${printable(reason)}`, {
      code: exitCode.problem,
    });
  const near = nearest(
    name,
    registries.flatMap((registry) => registry.names() ?? []),
  );
  return new Failure(`no registry has a plugin \`${printable(text)}\``, {
    code: exitCode.problem,
    hint: existsSync(resolve(cwd, name))
      ? `to map the folder of that name, run \`mkt map ./${printable(name)}\``
      : (didYouMean(near) ?? 'run `mkt list` to see all plugins'),
  });
}

/** A plugin to map. The bundled registry has the references of texts, although their files are elsewhere. */
function mappedOf(plugin: Plugin, release: Mapped['release'], isAsked: boolean): Mapped {
  const isElsewhere =
    plugin.registry !== 'bundled' && release.references === undefined && typeof release.source === 'object';
  return { plugin, release, isAsked, isElsewhere };
}
