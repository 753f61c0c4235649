import type { FileTree } from '../../client/file-tree.ts';
import { commitTree } from './commit-tree.ts';
import type { Environment } from './git-environment.ts';
import { openObjects } from './objects.ts';
import { runGitSync } from './run-git.ts';

/** What a work tree has otherwise than an earlier commit of its repository, which is read without a checkout. */
export interface ChangeSince {
  /** The commit that is compared with. */
  readonly commit: string;
  /** The paths that differ, from the top of the work tree, with `/`: changed, added or removed; not those that git ignores. */
  readonly files: ReadonlySet<string>;
  /**
   * A folder as the commit has it.
   * @param folder from the top of the work tree, with `/`; empty for the top itself.
   * @param label what findings show in front of its paths.
   */
  tree(folder: string, label: string): FileTree;
}

type Settings = readonly (readonly [key: string, value: string])[];

/**
 * Settings that turn off the filters of a configuration, which are programs that git would run to compare a changed file.
 * @param keys such as `filter.lfs.clean`.
 */
function withoutFilters(keys: readonly string[]): Settings {
  const filters = new Set(keys.flatMap((key) => /^(filter\..+)\.[^.]+$/s.exec(key)?.[1] ?? []));
  return [...filters].flatMap((filter) => [
    [`${filter}.clean`, ''],
    [`${filter}.process`, ''],
    [`${filter}.required`, 'false'],
  ]);
}

/** Why a work tree cannot be compared with a ref. */
export type Incomparable =
  /** The ref is not in this clone, which may be because the clone has only a part of the history. */
  | { readonly why: 'unknown-ref'; readonly isShallow: boolean }
  | { readonly why: 'git'; readonly message: string };

/**
 * Compares a work tree with the commit where its branch left a ref; if the clone does not have that commit, with the ref itself.
 * Nothing is fetched and nothing is written.
 */
export function changeSince(
  { top, gitDir }: { readonly top: string; readonly gitDir: string },
  ref: string,
  env: Environment,
): ChangeSince | Incomparable {
  const run = (...args: string[]) => runGitSync({ args, gitDir, env });
  const inTree = (args: readonly string[], settings: Settings = []) =>
    runGitSync({ args: [`--work-tree=${top}`, '-C', top, ...args], gitDir, env, settings });
  const objects = openObjects(gitDir, env);
  const [named] = /[\0-\x1f]/.test(ref) ? [] : objects.commits([ref]);
  if (named === undefined) {
    const problem = objects.problem();
    if (problem !== undefined) return { why: 'git', message: problem.message };
    const shallow = run('rev-parse', '--is-shallow-repository');
    return { why: 'unknown-ref', isShallow: shallow.ok && shallow.stdout.toString('utf8').trim() === 'true' };
  }
  const parted = run('merge-base', 'HEAD', named);
  const commit = (parted.ok && parted.stdout.toString('utf8').trim()) || named;
  const configured = run('config', '-z', '--name-only', '--get-regexp', '^filter\\.');
  const changed = inTree(
    [
      ...['diff', '--name-only', '--no-renames', '--no-ext-diff', '--no-textconv', '--ignore-submodules=all'],
      ...['-z', commit, '--'],
    ],
    configured.ok ? withoutFilters(configured.stdout.toString('utf8').split('\0')) : [],
  );
  if (!changed.ok) return { why: 'git', message: changed.problem.message };
  const added = inTree(['ls-files', '--others', '--exclude-standard', '-z']);
  if (!added.ok) return { why: 'git', message: added.problem.message };
  const paths = [changed, added].flatMap(({ stdout }) => stdout.toString('utf8').split('\0'));
  return {
    commit,
    files: new Set(paths.filter((path) => path !== '')),
    tree: (folder, label) => commitTree(objects, { commit, folder, label }),
  };
}
