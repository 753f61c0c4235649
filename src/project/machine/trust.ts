import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { homeFolder } from '../../sources/files/home-folder.ts';
import { readOwn } from '../../sources/files/read-file.ts';
import { member } from '../../text/values.ts';

/** How the client stands to a folder in which it would be started. */
export interface Trust {
  /** The folder whose trust counts: of a worktree, that is the main checkout. */
  readonly folder: string;
  readonly isWorktree: boolean;
  /** Undefined if the client has left no record on this machine. */
  readonly isTrusted: boolean | undefined;
}

/**
 * Whether the user has told the client to trust a folder. Trust in a folder above it counts as well: this may be too much, but never
 * warns of a folder that is trusted.
 */
export function trustIn(root: string, env: Readonly<Record<string, string | undefined>>): Trust {
  const main = mainCheckout(root);
  const folder = main ?? root;
  const home = env.CLAUDE_CONFIG_DIR || homeFolder(env);
  const projects = projectsIn(join(home, '.claude.json'));
  const accepted = (path: string): boolean =>
    member(member(projects, path), 'hasTrustDialogAccepted') === true ||
    (dirname(path) !== path && accepted(dirname(path)));
  return {
    folder,
    isWorktree: main !== undefined,
    isTrusted: projects === undefined ? undefined : accepted(resolve(folder)),
  };
}

/** The main checkout of a worktree; undefined for any other folder. */
function mainCheckout(root: string): string | undefined {
  const file = join(root, '.git');
  try {
    if (!statSync(file).isFile()) return undefined;
    const [, main] = /^gitdir: (.+)[/\\]\.git[/\\]worktrees[/\\]/.exec(readOwn(file)) ?? [];
    return main;
  } catch {
    return undefined;
  }
}

function projectsIn(file: string): unknown {
  try {
    return member(JSON.parse(readOwn(file)), 'projects');
  } catch {
    return undefined;
  }
}
