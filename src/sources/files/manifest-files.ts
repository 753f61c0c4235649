import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { CaseName, EvidenceOf, Fault, IdOf } from '../../model/problems.ts';
import { malformed } from '../../text/source-text.ts';
import { shownPath } from './text-file.ts';

/** The maximum number of files to read in one folder. */
const maximumFiles = 100_000;

export interface ManifestFiles {
  /** Relative to the registry folder, with `/`, sorted. */
  readonly files: readonly string[];
  readonly faults: readonly Fault[];
}

/**
 * The YAML and JSON files directly in a folder of a registry. Links are followed only as long as they stay in the registry: a
 * folder from another author must not make mkt read and show the files around it.
 * @param below the folder inside the registry; empty for the registry itself.
 */
export function manifestFiles(registry: string, below: string, cwd: string): ManifestFiles {
  const folder = join(registry, below);
  if (!existsSync(folder)) return { files: [], faults: [] };
  const faults: Fault[] = [];
  const refuse = <Name extends CaseName<IdOf<'malformed-file'>>>(
    path: string,
    name: Name,
    evidence: EvidenceOf<IdOf<'malformed-file'>, Name>,
  ) => faults.push(malformed(shownPath(path, cwd), name, evidence).fault);
  const inside = realpathSync(registry) + sep;
  if (below !== '' && !staysIn(inside, folder)) {
    refuse(folder, 'link', { to: 'folder' });
    return { files: [], faults };
  }
  const files: string[] = [];
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (!/\.(ya?ml|json)$/.test(name)) continue;
    if (!staysIn(inside, path)) refuse(path, 'link', { to: 'file' });
    else if (!statSync(path).isDirectory()) files.push(below === '' ? name : `${below}/${name}`);
  }
  if (files.length > maximumFiles) {
    refuse(folder, 'too-many-manifests', { amount: files.length, most: maximumFiles });
    return { files: [], faults };
  }
  return { files, faults };
}

function staysIn(inside: string, path: string): boolean {
  try {
    return realpathSync(path).startsWith(inside);
  } catch {
    return false;
  }
}
