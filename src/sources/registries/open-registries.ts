import { existsSync, statSync } from 'node:fs';
import { devNull } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { ClientFacts } from '../../model/client.ts';
import { emptyKnowledge, type Knowledge } from '../../model/knowledge.ts';
import { masked } from '../../model/mask.ts';
import type { Fault } from '../../model/problems.ts';
import type { Registry } from '../../model/registry.ts';
import type { Declared, DeclaredSource, RegistrySource } from '../../model/registry-source.ts';
import { type Access, accessOf } from '../cache/access.ts';
import type { TreeAt } from '../files/folder-tree.ts';
import { readSmall } from '../files/read-file.ts';
import { shownPath } from '../files/text-file.ts';
import { readBundled } from './bundled.ts';
import { clientFacts } from './bundled-client-facts.ts';
import { configPath } from './sparse-layout.ts';

/** The result of opening the requested registries. */
export interface Opened {
  readonly registries: readonly Registry[];
  /** The bundled knowledge, preceded by the patterns of the user's own registries. */
  readonly knowledge: Knowledge;
  readonly faults: readonly Fault[];
  readonly notices: readonly string[];
  /** The marketplaces that settings declare, with what was found there. */
  readonly declared: readonly Declared[];
  /** Sources that are no registry at all, or of a kind that cannot be read. */
  readonly unreadable: readonly {
    /** The form that can be shown. */
    readonly source: string;
    readonly reason: string;
    /** The network, a server or git is the cause, not the user. */
    readonly isWorld: boolean;
  }[];
}

/** What one source contains, or why it is not a registry. */
type OpenedOne =
  | {
      readonly registry?: Registry;
      readonly knowledge?: Partial<Knowledge>;
      readonly faults: readonly Fault[];
    }
  | { readonly problem: string; readonly isWorld?: boolean; readonly isReserved?: boolean };

/**
 * Opens registries, side by side, in the order in which they are asked; the bundled one is always last.
 * @param sources folders of manifests, index files or marketplaces, relative to `cwd`, or sources from git and the network; or
 *   declarations of marketplaces.
 * @param bundled whether mkt's own plugins and patterns belong to it; its vocabulary and practices always do.
 * @param access how to get at what does not lie on this disk; by default with no environment and no cache.
 * @param treeAt opens the folder of a marketplace.
 * @param facts what is known about the client; read only if a marketplace is opened.
 */
export async function openRegistries(
  sources: readonly RegistrySource[],
  {
    cwd,
    bundled,
    access = accessOf({ MKT_CACHE_DIR: devNull }),
    treeAt,
    facts = clientFacts,
  }: {
    cwd: string;
    bundled: boolean;
    access?: Access;
    treeAt?: TreeAt | undefined;
    facts?: () => ClientFacts;
  },
): Promise<Opened> {
  const registries: Registry[] = [];
  const faults: Fault[] = [];
  const unreadable: Opened['unreadable'][number][] = [];
  let knowledge = emptyKnowledge;
  const declared: Declared[] = [];
  const asked = withoutRepeated(sources);
  const how = { cwd, access, treeAt, facts };
  const opened = await Promise.all(
    asked.map((source) => (typeof source === 'string' ? openOne(source, how) : openStated(source, how))),
  );
  for (const [index, one] of opened.entries()) {
    const source = asked[index] as RegistrySource;
    if ('problem' in one) {
      const { problem, isWorld = false, isReserved } = one;
      if (typeof source === 'string') unreadable.push({ source: masked(source), reason: problem, isWorld });
      else {
        declared.push({ ...source, marketplaces: [], problem, ...(isReserved && { isReserved }) });
        if (isWorld) registries.push(await standIn(source, problem));
      }
      continue;
    }
    if (typeof source !== 'string')
      declared.push({ ...source, marketplaces: one.registry?.marketplaces ?? [] });
    faults.push(...one.faults);
    if (one.registry !== undefined) registries.push(one.registry);
    if (one.knowledge !== undefined) knowledge = merge(knowledge, one.knowledge);
  }
  const own = await readBundled();
  faults.push(...own.faults);
  if (bundled) registries.push(own.registry);
  knowledge = merge(knowledge, bundled ? own.knowledge : { ...own.knowledge, patterns: [] });
  const notices = own.notice === undefined ? [] : [own.notice];
  return { registries, knowledge, faults, notices, unreadable, declared };
}

/** Each source once: two declarations are the same if they say the same under one name. */
function withoutRepeated(sources: readonly RegistrySource[]): readonly RegistrySource[] {
  const keys = sources.map((source) =>
    typeof source === 'string' ? source : `${source.declaredAs} ${source.text}`,
  );
  return sources.filter((_, index) => keys.indexOf(keys[index] as string) === index);
}

type How = Parameters<typeof openOne>[1];

const openStated = async (source: DeclaredSource, how: How): Promise<OpenedOne> =>
  (await import('./declared-marketplace.ts')).openDeclared(source, how);

const standIn = async ({ text, declaredAs }: DeclaredSource, reason: string): Promise<Registry> =>
  (await import('./unreachable.ts')).unreachable(masked(text), [declaredAs], reason);

/** Opens one source. What reads it is loaded only for a source of its kind. */
async function openOne(
  source: string,
  {
    cwd,
    access,
    treeAt,
    facts,
  }: { cwd: string; access: Access; treeAt: TreeAt | undefined; facts: () => ClientFacts },
): Promise<OpenedOne> {
  if (/[\0-\x1f]/.test(source)) return { problem: 'it contains control characters' };
  const path = resolve(cwd, source);
  const kind = kindOf(path);
  if (typeof kind === 'object') return { problem: kind.reason };
  switch (kind) {
    case 'sparse': {
      const { openSparseFolder } = await import('./sparse-registry.ts');
      const opened = await openSparseFolder(path, source);
      if (opened === undefined) return { problem: `its \`${configPath}\` is not that of a sparse registry` };
      return 'problem' in opened ? opened : { registry: opened, faults: [] };
    }
    case 'folder': {
      const { openFolder } = await import('./folder-registry.ts');
      return openFolder(path, source, cwd);
    }
    case 'index': {
      const { readIndexFile } = await import('./index-file.ts');
      return readIndexFile(path, source, cwd);
    }
    case 'marketplace': {
      const { openMarketplaceOnDisk } = await import('./marketplace-on-disk.ts');
      return openMarketplaceOnDisk(path, statSync(path).isFile(), {
        source,
        cwd,
        access,
        facts: facts(),
        ...(treeAt && { treeAt }),
      });
    }
    case 'bare': {
      const { openBareRepository } = await import('./marketplace-on-disk.ts');
      return openBareRepository(path, { source, label: shownPath(path, cwd), access, facts: facts() });
    }
    case 'nothing': {
      const { parseSource } = await import('../git/remote-source.ts');
      const parsed = parseSource(source);
      if (parsed.kind === 'refused') return { problem: `it is not accepted: ${parsed.reason}` };
      if (parsed.kind === 'path') return { problem: 'no such folder or file' };
      const { openRemote } = await import('./remote-marketplace.ts');
      const opened = await openRemote(parsed, access, facts());
      if (!('problem' in opened)) return opened;
      // A user with a typo in a path should not wonder about GitHub.
      const isShort = parsed.kind === 'git' && !source.includes(':');
      const before = isShort ? `no such folder, and ${masked(parsed.url)} cannot be read: ` : '';
      return { problem: `${before}${opened.problem}`, isWorld: true };
    }
  }
}

/** What is at a path, or why it is not a registry. */
function kindOf(
  path: string,
): 'folder' | 'sparse' | 'index' | 'marketplace' | 'bare' | 'nothing' | { readonly reason: string } {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) return 'nothing';
  if (status.isFile()) {
    if (basename(path) === 'marketplace.json') return 'marketplace';
    return /\.ya?ml$/.test(path)
      ? { reason: 'it is a single YAML file; name the folder of manifests instead' }
      : 'index';
  }
  if (!status.isDirectory()) return { reason: 'it is neither a folder nor a file' };
  if (existsSync(join(path, '.claude-plugin', 'marketplace.json'))) return 'marketplace';
  if (['HEAD', 'objects', 'refs'].every((name) => existsSync(join(path, name)))) return 'bare';
  return isSparse(readSmall(join(path, configPath))) ? 'sparse' : 'folder';
}

/** Whether a `config.json` says that its folder is a sparse registry; other programs have such files, too. */
const isSparse = (text: string | undefined): boolean =>
  text !== undefined && /"layout"\s*:\s*"sparse"/.test(text);

/** The first definition of an artifact or a pattern counts; practices come from the last registry. */
function merge(first: Knowledge, second: Partial<Knowledge>): Knowledge {
  const ids = new Set(first.patterns.map(({ id }) => id));
  const { vocabulary = emptyKnowledge.vocabulary, practices = first.practices, patterns = [] } = second;
  return {
    vocabulary: {
      artifacts: { ...vocabulary.artifacts, ...first.vocabulary.artifacts },
      formats: { ...vocabulary.formats, ...first.vocabulary.formats },
      events: { ...vocabulary.events, ...first.vocabulary.events },
      roles: { ...vocabulary.roles, ...first.vocabulary.roles },
      verify: { ...vocabulary.verify, ...first.vocabulary.verify },
    },
    practices,
    patterns: [...first.patterns, ...patterns.filter(({ id }) => !ids.has(id))],
  };
}
