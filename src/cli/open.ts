import { masked } from '../model/mask.ts';
import type { Plugin } from '../model/plugin.ts';
import type { Project } from '../model/project.ts';
import type { Registry } from '../model/registry.ts';
import type { DeclaredSource, RegistrySource } from '../model/registry-source.ts';
import { printable } from '../model/text.ts';
import type { Access } from '../sources/cache/access.ts';
import type { TreeAt } from '../sources/files/folder-tree.ts';
import { clientFacts } from '../sources/registries/bundled-client-facts.ts';
import { type Opened, openRegistries } from '../sources/registries/open-registries.ts';
import { accessFor } from './access.ts';
import { clientVersion } from './client-version.ts';
import { exitCode } from './exit-code.ts';
import { Failure } from './failure.ts';
import { withOwnPatterns } from './own-patterns.ts';
import { registrySources } from './registry-sources.ts';
import { note, type World } from './world.ts';

/** Which registries a command asks, and how. */
export interface RegistryOptions {
  /** Named on the command line. */
  readonly registry: readonly string[];
  readonly bundled: boolean;
  readonly offline: boolean;
  /** The folder that paths are relative to, and where the search for the project starts. */
  readonly cwd: string;
  /** The version of the client, if the command line gives one. */
  readonly claudeCode?: string;
  /** See {@link Access}. */
  readonly lockedCommits?: Access['lockedCommits'];
  /** Plugins may be unknown: a registry that cannot be reached fails to look up any, instead of ending the command. */
  readonly maybeUnknown?: boolean;
}

/**
 * Opens the registries for a command: those of the command line, those of the project, those that the user has added, and last
 * the bundled one.
 */
export async function open(
  { registry, claudeCode, ...how }: RegistryOptions,
  world: World,
  project?: Project,
  builtIn: readonly DeclaredSource[] = [],
): Promise<Opened> {
  const sources = registrySources(registry, world.env, project);
  const bundled = how.bundled && project?.bundled !== false;
  const client = clientVersion(claudeCode, project);
  const placed = project?.registries ?? [];
  const found = await openSources(sources, { ...how, bundled, placed, client }, world);
  const own = await withOwnPatterns(found.knowledge, project, how.cwd);
  const opened = { ...found, knowledge: own.knowledge, faults: [...found.faults, ...own.faults] };
  // A registry that has such a marketplace, perhaps a copy, comes first.
  const held = new Set(opened.registries.flatMap(({ marketplaces }) => marketplaces));
  const missing = builtIn.filter(({ declaredAs }) => !held.has(declaredAs));
  if (missing.length === 0) return opened;
  const more = await openSources(missing, { ...how, bundled: false, client }, world);
  return {
    ...opened,
    registries: [...opened.registries, ...more.registries],
    declared: [...opened.declared, ...more.declared],
  };
}

/** @throws Failure if there is no registry to search. */
export function requireRegistry(registries: readonly Registry[]): void {
  if (registries.length > 0) return;
  throw new Failure('there is no registry to search: `--no-bundled` excludes the only one', {
    hint: 'add one with `--registry <source>`, or remove `--no-bundled`',
  });
}

interface SourceOptions extends Omit<RegistryOptions, 'registry' | 'claudeCode'> {
  /** The version of the client whose facts count; the newest known, if absent. */
  readonly client?: string | undefined;
  readonly treeAt?: TreeAt | undefined;
  /** The sources that the project names, with their locations. */
  readonly placed?: Project['registries'];
}

/** Opens these registries. @throws Failure if one cannot be read. */
export async function openSources(
  sources: readonly RegistrySource[],
  { bundled, offline, lockedCommits, cwd, treeAt, placed = [], client, maybeUnknown = false }: SourceOptions,
  world: Pick<World, 'env' | 'aside'>,
): Promise<Opened> {
  const access = accessFor(world, { offline, lockedCommits });
  const opened = await openRegistries(sources, {
    cwd,
    bundled,
    access,
    treeAt,
    facts: () => clientFacts(client),
  });
  for (const notice of opened.notices) note(world.aside, notice);
  const [unreached, unreadable] = maybeUnknown
    ? [
        opened.unreadable.filter(({ isWorld }) => isWorld),
        opened.unreadable.filter(({ isWorld }) => !isWorld),
      ]
    : [[], opened.unreadable];
  if (unreadable.length > 0) {
    const lines = unreadable.map(
      ({ source, reason }) => `cannot read registry \`${source}\`${placeOf(source, placed)}: ${reason}`,
    );
    const isWorld = unreadable.every((each) => each.isWorld);
    throw new Failure(printable(lines.join('\nerror: ')), {
      code: isWorld ? exitCode.failed : exitCode.usage,
    });
  }
  if (unreached.length === 0) return opened;
  const { unreachable } = await import('../sources/registries/unreachable.ts');
  const standIns = unreached.map(({ source, reason }) => {
    note(world.aside, `registry \`${source}\`${placeOf(source, placed)} cannot be reached: ${reason}`);
    return unreachable(source, [], reason);
  });
  return { ...opened, registries: [...standIns, ...opened.registries] };
}

function placeOf(shown: string, placed: Project['registries']): string {
  const location = placed.find(({ source }) => masked(source) === shown)?.location;
  return location === undefined ? '' : ` (${location.file}:${location.line})`;
}

/** Reads what registries need to list their plugins. @throws Failure if one cannot be read. */
export async function readLists(registries: readonly Registry[]): Promise<void> {
  const problems = await Promise.all(
    registries.map(async (registry) => {
      const problem = await registry.browse?.();
      return problem === undefined ? [] : [`cannot list the plugins of \`${registry.source}\`: ${problem}`];
    }),
  );
  const lines = problems.flat();
  if (lines.length > 0) throw new Failure(printable(lines.join('\nerror: ')), { code: exitCode.failed });
}

/** Every plugin of the registries that can list theirs, in the order of the registries. */
export function* allPlugins(registries: readonly Registry[]): Generator<Plugin> {
  for (const registry of registries)
    for (const name of registry.names() ?? []) yield* pluginsAtOnce(registry, name);
}

/** The plugins of a name in a registry, as far as it has them without waiting. */
export function pluginsAtOnce(registry: Registry, name: string): readonly Plugin[] {
  if (registry.glance !== undefined) return registry.glance(name);
  const lookup = registry.lookup(name);
  return !(lookup instanceof Promise) && lookup.status === 'found' ? lookup.plugins : [];
}
