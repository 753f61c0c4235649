import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { clientRuntime } from '../model/client.ts';
import type { Knowledge, Pattern } from '../model/knowledge.ts';
import { lockFile } from '../model/lock.ts';
import type { PluginId } from '../model/plugin.ts';
import { type Fault, isError } from '../model/problems.ts';
import type { Environment, Project } from '../model/project.ts';
import type { Registry } from '../model/registry.ts';
import type { Spec } from '../model/resolution.ts';
import type { ListOrigin } from '../model/verdict.ts';
import type { ReadLock } from '../project/lock-file.ts';
import { accessFor } from './access.ts';
import { type AskedPattern, askedPattern } from './asked-pattern.ts';
import { clientVersion } from './client-version.ts';
import type { Gathered, Request } from './gathered.ts';
import type { Io } from './io.ts';
import { listOf, merge, patternSpecs } from './list-of.ts';
import { startFolderOf } from './lists.ts';
import { open, type RegistryOptions } from './open.ts';
import { managedPolicy, type ProjectOptions, projectOf } from './project.ts';
import { type ResolveOptions, resolveRequest } from './resolve-request.ts';
import { specOf } from './spec-of.ts';
import type { World } from './world.ts';

/** What is asked for in addition to the plugins on the command line. */
export interface RequestOptions extends RegistryOptions, ProjectOptions, ResolveOptions {
  readonly pattern?: string;
  /** Plugins that were replaced are exchanged for those that replaced them. */
  readonly successors?: boolean;
  /** The lock of the project is not looked at. */
  readonly unlocked?: boolean;
  /** Versions to keep, in place of those of the lock. */
  readonly locked?: ReadonlyMap<PluginId, string>;
  /** Repositories are read as they were fetched, as far as the lock of the project says what to read. */
  readonly asLocked?: boolean;
  /** Limits what registries offer. */
  readonly limit?: (registries: readonly Registry[]) => readonly Registry[];
}

/**
 * Reads the request, opens the registries and resolves: what `check`, `plan` and `resolve` have in common.
 * @param words the plugins as the user wrote them.
 */
export async function gather(
  words: readonly string[],
  options: RequestOptions,
  world: World,
): Promise<Gathered> {
  const asked = words.map(specOf);
  const named = asked.length > 0 || options.pattern !== undefined;
  const { project, faults: projectFaults } = await projectOf(options, world.env, {
    required: !named,
  });
  const builtIn = await builtInFor(
    [...asked, ...(named ? [] : (project?.plugins ?? []))],
    project,
    options.cwd,
  );
  const isKept = named || options.locked !== undefined;
  const read = isKept ? undefined : await readLockOf(project, options);
  const lockedCommits = read && options.asLocked ? await commitsOf(read, project) : undefined;
  const opened = await open({ ...options, maybeUnknown: true, lockedCommits }, world, project, builtIn);
  const { knowledge, declared } = opened;
  const registries = options.limit?.(opened.registries) ?? opened.registries;
  const faults = [...projectFaults];
  if (project !== undefined && project.named.length + project.ignores.length > 0) {
    const { unknownRules } = await import('./rule-settings.ts');
    faults.push(...unknownRules(project));
  }
  const { pattern: wantedPattern, places } = await patternFor(options, knowledge, faults);
  const wanted = named
    ? merge(asked, patternSpecs(wantedPattern, places))
    : listOf(project, knowledge, faults);
  const { pattern, specs, successions } =
    options.successors === true
      ? (await import('./successors.ts')).withSuccessors(
          { specs: wanted, pattern: wantedPattern },
          registries,
        )
      : { pattern: wantedPattern, specs: wanted, successions: undefined };
  const environment = environmentOf(project, options.claudeCode);
  const { policy, faults: policyFaults } = await policyFor(project, options, world.env);
  faults.push(...policyFaults);
  const base: Request = {
    list: originOf({ named, pattern, project, cwd: options.cwd }),
    specs,
    environment,
    registries,
    knowledge,
    commands: world.commands,
    faults: [...faults, ...opened.faults],
    declared,
    ...(pattern && { pattern }),
    ...(successions && { successions }),
    ...(project && { project }),
    ...(policy && { policy }),
  };
  if (faults.some(isError)) return { ...base, state: 'unreadable' };
  if (options.locked !== undefined) return resolveRequest({ ...base, kept: options.locked }, options);
  const lock = await lockOf(base, read, options, world);
  if (lock === undefined) return resolveRequest(base, options);
  const { findCopies } = lock;
  const request = { ...base, faults: [...base.faults, ...lock.faults], ...(findCopies && { findCopies }) };
  if (lock.kept === undefined) return { ...request, state: 'unreadable' };
  return resolveRequest({ ...request, kept: lock.kept }, options);
}

/** The pattern that is asked for, if one is; what is wrong with its file is added to the faults. */
async function patternFor(
  { pattern, cwd }: RequestOptions,
  knowledge: Knowledge,
  faults: Fault[],
): Promise<Omit<AskedPattern, 'faults'>> {
  if (pattern === undefined) return {};
  const asked = await askedPattern(pattern, knowledge, cwd);
  faults.push(...asked.faults);
  return asked;
}

/** What the administrator's settings say of sources. They count for plugins on the command line, too. */
async function policyFor(
  project: Project | undefined,
  { cwd, policy }: RequestOptions,
  env: Io['env'],
): Promise<Pick<Request, 'policy' | 'faults'>> {
  const read = project?.settings === undefined ? await managedPolicy(env, { cwd, policy }) : undefined;
  const faults = read?.faults ?? [];
  const stated = project?.settings ?? read?.settings;
  if (stated === undefined || (stated.allowed === undefined && stated.blocked.length === 0))
    return { faults };
  const { addedSource } = await import('./added-from.ts');
  return { faults, policy: { stated, sourceOf: (registry) => addedSource(registry, cwd) } };
}

/** The lock of a project; undefined if it has none, or it is not to be looked at. */
async function readLockOf(
  project: Project | undefined,
  { cwd, unlocked = false, files }: RequestOptions,
): Promise<ReadLock | undefined> {
  if (unlocked || project === undefined) return undefined;
  if (files === undefined && !existsSync(join(project.root, lockFile))) return undefined;
  return (await import('../project/lock-file.ts')).readLock(project.root, cwd, files);
}

/** The commits that a lock names, if it matches the plugins that a project lists by themselves. */
async function commitsOf({ lock, faults }: ReadLock, project: Project | undefined) {
  if (project === undefined || (project.patterns ?? []).length > 0 || faults.some(isError)) return undefined;
  return (await import('../project/locked-commits.ts')).lockedCommits(lock, project.plugins);
}

/** The versions that the lock of a project keeps for its own list, with what is wrong with it; no versions if it cannot be read. */
async function lockOf(
  { list, specs, project }: Request,
  read: ReadLock | undefined,
  { cwd, files, offline }: RequestOptions,
  world: World,
): Promise<
  | ({ readonly kept?: ReadonlyMap<PluginId, string>; readonly faults: readonly Fault[] } & Pick<
      Request,
      'findCopies'
    >)
  | undefined
> {
  if (list.kind !== 'file' || project === undefined || read === undefined) return undefined;
  if (read.faults.some(isError)) return { faults: read.faults };
  const { staleFaults } = await import('../project/stale-faults.ts');
  const stale = staleFaults(read, specs);
  const { root } = project;
  const findCopies = async () => {
    const { freshCopies, hasCopies } = await import('../project/fresh-copies.ts');
    return hasCopies(root)
      ? freshCopies(
          { lock: read.lock, routes: project.route },
          { root, cwd, access: accessFor(world, { offline }) },
          files,
        )
      : undefined;
  };
  return {
    kept: new Map([...read.lock.plugins].map(([id, { version }]) => [id, version])),
    faults: [...read.faults, ...stale],
    ...(stale.length === 0 && { findCopies }),
  };
}

/** The marketplaces that the client knows by itself; what knows them is loaded only if a spec names a marketplace. */
async function builtInFor(specs: readonly Spec[], project: Project | undefined, cwd: string) {
  if (specs.every(({ marketplace }) => marketplace === undefined)) return [];
  return (await import('./built-in-marketplaces.ts')).builtInSources(specs, project, cwd);
}

/** Where the list comes from. */
function originOf({
  named,
  pattern,
  project,
  cwd,
}: {
  named: boolean;
  cwd: string;
  pattern: Pattern | undefined;
  project: Project | undefined;
}): ListOrigin {
  if (named) return pattern === undefined ? { kind: 'arguments' } : { kind: 'pattern', id: pattern.id };
  if (project === undefined) return { kind: 'nothing' };
  const { file, root, otherOrigins = [] } = project;
  const startFolder = startFolderOf(root, cwd);
  return {
    kind: 'file',
    file,
    ...(startFolder !== undefined && { startFolder }),
    ...(otherOrigins.length > 0 && { otherOrigins }),
  };
}

/** @param client the version given on the command line, which overrides the project's. */
export function environmentOf(project: Project | undefined, client: string | undefined): Environment {
  const stated = project?.environment ?? { runtimes: {} };
  if (client === undefined) return stated;
  clientVersion(client);
  return { ...stated, runtimes: { ...stated.runtimes, [clientRuntime]: client } };
}
