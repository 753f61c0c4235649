import { dirname, join, relative, sep } from 'node:path';
import type { FileTree } from '../client/file-tree.ts';
import { type Finding, keyOf } from '../model/finding.ts';
import { type Fault, isOf } from '../model/problems.ts';
import { printable } from '../model/text.ts';
import type { Since } from '../report/results.ts';
import type { FolderTree } from '../sources/files/folder-tree.ts';
import { marketplacePlace } from '../sources/files/marketplace-place.ts';
import { shownPath } from '../sources/files/text-file.ts';
import { type ChangeSince, changeSince } from '../sources/git/change-since.ts';
import { workTreeAround } from '../sources/git/index-files.ts';
import { collisionsOf } from './collisions.ts';
import { exitCode } from './exit-code.ts';
import { Failure } from './failure.ts';
import { findingsOf } from './findings-of.ts';
import type { Part } from './validate-parts.ts';
import type { ReadWith } from './validate-path.ts';
import type { World } from './world.ts';

/** What is known of a change to one part of what is validated, besides the findings. */
export type BroughtSince = Omit<Since, 'ref' | 'commit' | 'files'>;

/** What a change brings to one part. */
interface Brought {
  readonly findings: readonly Finding[];
  readonly since: BroughtSince;
}

/** A comparison with an earlier commit: `mkt validate --since`. */
export interface Comparison {
  readonly commit: string;
  /** The number of files that the change touches. */
  readonly files: number;
  /**
   * What the change brings to a part.
   * @param faults all that is wrong with the part.
   * @param faultsThen finds what was wrong with it, from its files as they were.
   */
  brought(
    part: Part,
    faults: readonly Fault[],
    faultsThen: (treeAt: NonNullable<ReadWith['treeAt']>) => Promise<readonly Fault[]>,
  ): Promise<Brought>;
}

/**
 * Compares what is at a path with a commit of its repository.
 * @throws Failure if it is not in a repository, or the clone does not have the commit.
 */
export function compareSince(
  path: string,
  ref: string,
  { cwd, env, facts, client }: ReadWith & { readonly client: string | undefined },
  world: World,
): Comparison {
  if (ref.trim() === '')
    throw new Failure('`--since` names no commit', {
      hint: 'name a branch, a tag or a commit; a variable that was to name it may be empty',
    });
  const workTree = workTreeAround(path) ?? workTreeAround(dirname(path));
  if (workTree === undefined)
    throw new Failure(
      `\`--since\` compares with git, and \`${shownPath(path, cwd)}\` is not in a repository`,
    );
  const change = changeSince(workTree, ref, env);
  if ('why' in change) throw incomparable(change, ref);
  const inTree = (full: string) => relative(workTree.top, full).split(sep).join('/');
  const touched = new Set([...change.files].map((file) => shownPath(join(workTree.top, file), cwd)));
  const folderOf = (full: string): FolderTree => ({
    ...change.tree(inTree(full), shownPath(full, cwd)),
    stamp: () => undefined,
  });
  const nothing = { plugins: [], others: 0, elsewhere: 0, collisions: [] };
  return {
    commit: change.commit,
    files: change.files.size,
    async brought(part, faults, faultsThen) {
      if (part.kind !== 'marketplace' && part.kind !== 'plugin') {
        // What is not read from a tree of files is judged by its files alone.
        const fresh = faults.filter(({ location }) => touched.has(location.file));
        const known = faults.filter((fault) => !fresh.includes(fault));
        const [findings, before] = await Promise.all([findingsOf(fresh), findingsOf(known)]);
        return { findings, since: { ...nothing, before: before.length } };
      }
      const then = new Map<string, FolderTree>();
      const treeThen = (full: string) => {
        const tree = then.get(full) ?? folderOf(full);
        then.set(full, tree);
        return tree;
      };
      const old = await faultsThen(treeThen);
      for (const tree of then.values()) refuseMissing(tree, ref);
      const { fresh, known } = await apart(faults, old);
      const [findings, before] = await Promise.all([findingsOf(fresh), findingsOf(known)]);
      const place = marketplacePlace(part.path, part.path.endsWith('.json'));
      if (part.kind === 'plugin' || place === undefined)
        return { findings, since: { ...nothing, before: before.length } };
      const root = inTree(place.root);
      const files = [...change.files].flatMap((file) =>
        root === '' ? [file] : file.startsWith(`${root}/`) ? [file.slice(root.length + 1)] : [],
      );
      const { collisions, ...met } = await collisionsOf(
        { ...place, shown: shownPath(place.root, cwd), before: treeThen(place.root), files: new Set(files) },
        { cwd, facts, client },
        world,
      );
      return {
        findings: bySeverity([...findings, ...collisions]),
        since: { ...met, collisions, before: before.length },
      };
    },
  };
}

const levels = { error: 0, warning: 1, note: 2 } as const;

/** The more severe first; otherwise as they are. */
const bySeverity = (findings: readonly Finding[]): readonly Finding[] =>
  findings.toSorted((a, b) => levels[a.severity] - levels[b.severity]);

function incomparable(change: Exclude<ReturnType<typeof changeSince>, ChangeSince>, ref: string): Failure {
  const shown = printable(ref);
  if (change.why === 'git')
    return new Failure(`cannot compare with \`${shown}\`: ${change.message}`, { code: exitCode.failed });
  return new Failure(
    `\`${shown}\` is not a commit of this repository${change.isShallow ? ', of whose history the clone has only a part' : ''}`,
    {
      hint: change.isShallow
        ? 'fetch more of the history: `git fetch --unshallow`, or `fetch-depth: 0` for `actions/checkout`'
        : 'name a branch, a tag or a commit; fetch it first if it is only on the server',
    },
  );
}

/** @throws Failure if a partial clone lacks files of the commit: what is not known would look new. */
function refuseMissing({ problems }: FileTree, ref: string): void {
  const [missing] = problems.filter((fault) => isOf(fault, 'malformed-file', 'not-cached'));
  if (missing === undefined) return;
  throw new Failure(
    `cannot compare with \`${printable(ref)}\`: the clone lacks files of that commit, such as \`${printable(missing.location.file)}\``,
    { code: exitCode.failed, hint: 'clone without `--filter`, or check the commit out once' },
  );
}

/** Separates the faults that were there before, wherever in their file, from those that were not. */
async function apart(
  faults: readonly Fault[],
  old: readonly Fault[],
): Promise<{ readonly fresh: readonly Fault[]; readonly known: readonly Fault[] }> {
  const { sayProblem } = await import('../analysis/rules/index.ts');
  const keyed = (fault: Fault) =>
    `${fault.location.file}\n${fault.case}\n${keyOf({ rule: fault.rule, plugins: fault.plugins ?? [], message: sayProblem(fault).message })}`;
  const amounts = new Map<string, number>();
  for (const fault of old) amounts.set(keyed(fault), (amounts.get(keyed(fault)) ?? 0) + 1);
  const fresh: Fault[] = [];
  const known: Fault[] = [];
  for (const fault of faults) {
    const key = keyed(fault);
    const amount = amounts.get(key) ?? 0;
    amounts.set(key, amount - 1);
    (amount > 0 ? known : fresh).push(fault);
  }
  return { fresh, known };
}
