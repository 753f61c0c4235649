import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Fault } from '../model/fault.ts';
import { emptyKnowledge, type Knowledge } from '../model/knowledge.ts';
import type { Registry } from '../model/registry.ts';
import { readBundled } from './bundled.ts';

/** What became of the registries that were asked for. */
export interface Opened {
  readonly registries: readonly Registry[];
  /** The bundled knowledge, with the patterns of the user's own registries before it. */
  readonly knowledge: Knowledge;
  readonly faults: readonly Fault[];
  readonly notices: readonly string[];
  /** Sources that are no registry at all, or of a kind that cannot be read. */
  readonly unreadable: readonly { readonly source: string; readonly reason: string }[];
}

/**
 * Opens registries in the order in which they are asked; the bundled one is always last.
 * @param sources folders of manifests or index files, relative to `cwd`.
 */
export async function openRegistries(
  sources: readonly string[],
  { cwd, bundled }: { cwd: string; bundled: boolean },
): Promise<Opened> {
  const registries: Registry[] = [];
  const faults: Fault[] = [];
  const unreadable: { source: string; reason: string }[] = [];
  let knowledge = emptyKnowledge;
  const notices: string[] = [];
  for (const source of sources) {
    const path = resolve(cwd, source);
    const reason = whyNot(path, source);
    if (reason !== undefined) {
      unreadable.push({ source, reason });
    } else if (statSync(path).isDirectory()) {
      const { openFolder } = await import('./folder-registry.ts');
      const folder = openFolder(path, source, cwd);
      registries.push(folder.registry);
      faults.push(...folder.faults);
      knowledge = merge(knowledge, folder.knowledge);
    } else {
      const { readIndexFile } = await import('./index-file.ts');
      const index = await readIndexFile(path, source, cwd);
      faults.push(...index.faults);
      if (index.registry !== undefined) registries.push(index.registry);
    }
  }
  if (bundled) {
    const own = await readBundled();
    registries.push(own.registry);
    if (own.notice !== undefined) notices.push(own.notice);
    knowledge = merge(knowledge, own.knowledge);
  }
  return { registries, knowledge, faults, notices, unreadable };
}

function whyNot(path: string, source: string): string | undefined {
  if (!existsSync(path)) {
    return /^(https?|ssh|git|file):|^git@|^[\w.-]+\/[\w.-]+(@.*)?$/.test(source)
      ? 'there is no such folder or file, and registries from git or the network are not supported by this version'
      : 'there is no such folder or file';
  }
  if (!statSync(path).isDirectory()) return undefined;
  return existsSync(join(path, '.claude-plugin', 'marketplace.json'))
    ? 'it is a Claude Code marketplace, which this version cannot read as a registry'
    : undefined;
}

function merge(first: Knowledge, second: Partial<Knowledge>): Knowledge {
  const ids = new Set(first.patterns.map(({ id }) => id));
  const { vocabulary = first.vocabulary, practices = first.practices, patterns = [] } = second;
  return {
    vocabulary: {
      artifacts: { ...vocabulary.artifacts, ...first.vocabulary.artifacts },
      formats: { ...vocabulary.formats, ...first.vocabulary.formats },
      events: { ...vocabulary.events, ...first.vocabulary.events },
      roles: { ...vocabulary.roles, ...first.vocabulary.roles },
      verify: { ...vocabulary.verify, ...first.vocabulary.verify },
    },
    practices: first.practices.practices.length > 0 ? first.practices : practices,
    patterns: [...first.patterns, ...patterns.filter(({ id }) => !ids.has(id))],
  };
}
