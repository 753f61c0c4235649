import { resolve } from 'node:path';
import { masked } from '../model/mask.ts';
import type { Fault } from '../model/problems.ts';
import { type RegistrySource, sourceText } from '../model/registry-source.ts';
import { findProject, readProject } from '../project/index.ts';
import type { RegistryRow } from '../report/results.ts';
import type { Access } from '../sources/cache/access.ts';
import { ago } from '../sources/cache/age.ts';
import { checkedAt } from '../sources/cache/clean.ts';
import { downloadFile } from '../sources/cache/http.ts';
import { mirrorFolder } from '../sources/cache/mirror-files.ts';
import { parseSource } from '../sources/git/remote-source.ts';
import { openRegistries } from '../sources/registries/open-registries.ts';
import { configPath } from '../sources/registries/sparse-layout.ts';
import type { Io } from './io.ts';
import type { RegistryOptions } from './open.ts';
import { projectSources } from './registry-sources.ts';
import { addedRegistries } from './user-registries.ts';

/** A registry of this run, and who named it. */
export interface NamedRegistry {
  readonly source: RegistrySource;
  readonly from: RegistryRow['from'];
}

/** All registries that a command would use, in their order, without the bundled one. */
export async function namedRegistries(
  { registry, cwd }: Pick<RegistryOptions, 'registry' | 'cwd'>,
  env: Io['env'],
): Promise<readonly NamedRegistry[]> {
  const file = findProject(cwd, { env });
  const project = file === undefined ? undefined : (await readProject(file, { cwd, env })).project;
  const named: NamedRegistry[] = [
    ...registry.map((source) => ({ source, from: 'option' as const })),
    ...projectSources(project).map((source) => ({ source, from: 'project' as const })),
    ...addedRegistries(env).map((source) => ({ source, from: 'user' as const })),
  ];
  const texts = named.map(({ source }) => sourceText(source));
  return named.filter((_, index) => texts.indexOf(texts[index] as string) === index);
}

/** Opens one registry and returns what it is, or why it cannot be read. */
export async function describeRegistry(
  { source, from }: NamedRegistry,
  cwd: string,
  access: Access,
): Promise<RegistryRow> {
  const { registries, unreadable, declared, faults } = await openRegistries([source], {
    cwd,
    bundled: false,
    access,
  });
  const registry = registries.find(({ isUnreachable }) => isUnreachable !== true);
  const [failure] = [
    ...unreadable,
    ...declared.flatMap(({ problem }) =>
      problem === undefined ? [] : [{ reason: problem, isWorld: registries.length > 0 }],
    ),
  ];
  const text = sourceText(source);
  const fetched = fetchedAt(text, access.cache);
  const shown = {
    source: masked(text),
    from,
    ...(fetched !== undefined && {
      fetched: { at: new Date(fetched).toISOString(), age: ago(fetched, access.now()) },
    }),
  };
  if (registry !== undefined)
    return {
      ...shown,
      marketplaces: registry.marketplaces,
      ...(registry.names() && { plugins: registry.names()?.length ?? 0 }),
    };
  const [fault] = faults;
  const wrong = fault && (await inOneLine(fault));
  return {
    ...shown,
    marketplaces: [],
    problem: failure?.reason ?? wrong ?? 'it contains no plugins',
    isWorld: failure?.isWorld ?? false,
  };
}

/** When the copy of a remote source was last compared with its origin; undefined for a local source. */
function fetchedAt(source: string, cache: string): number | undefined {
  const parsed = parseSource(source);
  if (parsed.kind === 'json') return checkedAt(downloadFile(cache, parsed.url));
  if (parsed.kind !== 'git') return undefined;
  if (parsed.mayBeSparse === true) {
    const checked = checkedAt(downloadFile(cache, `${parsed.url}${configPath}`));
    if (checked !== undefined) return checked;
  }
  return checkedAt(resolve(mirrorFolder(cache, parsed.url, parsed.ref), 'state.json'));
}

/** A fault and its location in one line. The texts of the rules are loaded only here. */
async function inOneLine(fault: Fault): Promise<string> {
  const { sayProblem } = await import('../analysis/rules/index.ts');
  return `${sayProblem(fault).message} (${fault.location.file}:${fault.location.line})`;
}
