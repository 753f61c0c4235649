import { statSync } from 'node:fs';
import type { Finding } from '../model/finding.ts';
import type { Fault } from '../model/problems.ts';
import { folderTree, type TreeAt } from '../sources/files/folder-tree.ts';
import { marketplacePlace } from '../sources/files/marketplace-place.ts';
import type { Io } from './io.ts';
import { remembered } from './remembered.ts';
import type { Validated } from './validate-path.ts';

/** The findings that faults lead to, with every rule at its default level. */
export async function findingsOf(faults: readonly Fault[]): Promise<readonly Finding[]> {
  const [{ emptyContext }, { runRules }, { rules }] = await Promise.all([
    import('../analysis/context.ts'),
    import('../analysis/engine.ts'),
    import('../analysis/rules/index.ts'),
  ]);
  return runRules(rules, { ...emptyContext, faults }, { levels: {}, ignores: [] });
}

interface Known {
  readonly kind: Validated;
  readonly findings: readonly Finding[];
}

/**
 * What was found at a path before, if it is a marketplace and none of its files has changed since; and the tree that was read to
 * find that out, so that it is not walked twice.
 */
export function rememberedFindings(
  path: string,
  { cwd, env, client = '' }: { cwd: string; env: Io['env']; client?: string | undefined },
): {
  readonly known?: Known;
  readonly treeAt?: TreeAt;
  readonly keep: (value: Known) => void;
} {
  const place = marketplacePlace(path, statSync(path).isFile());
  if (place === undefined) return { keep: () => undefined };
  const tree = folderTree(place.root, cwd);
  const memory = remembered(env, [{ root: place.root, tree }], ['validate', place.path, client]);
  return {
    ...(memory?.known !== undefined && { known: memory.known as Known }),
    treeAt: () => tree,
    keep: (value) => memory?.keep(value),
  };
}
