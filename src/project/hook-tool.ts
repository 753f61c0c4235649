import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { HookTool } from '../changes/hook-text.ts';
import { readOwn } from '../sources/files/read-file.ts';

/** The tool that a project runs its git hooks with, and the file of it that a hook goes into, from the project's folder. */
export function hookToolOf(root: string): { readonly tool: HookTool; readonly file?: string } {
  const first = (...names: string[]) => names.find((name) => existsSync(join(root, name)));
  const preCommit = first('.pre-commit-config.yaml');
  if (preCommit !== undefined) return { tool: 'pre-commit', file: preCommit };
  if (first('.husky') !== undefined) return { tool: 'husky', file: '.husky/pre-commit' };
  const lefthook = first('lefthook.yml', 'lefthook.yaml', '.lefthook.yml', '.lefthook.yaml');
  if (lefthook !== undefined) return { tool: 'lefthook', file: lefthook };
  const lintStaged = first(
    'lint-staged.config.js',
    'lint-staged.config.mjs',
    '.lintstagedrc.js',
    '.lintstagedrc.mjs',
  );
  if (lintStaged !== undefined) return { tool: 'lint-staged', file: lintStaged };
  if (statSync(join(root, '.git'), { throwIfNoEntry: false })?.isDirectory() !== true)
    return { tool: 'none' };
  // With another folder for hooks, git does not look into its own.
  const config = join(root, '.git/config');
  const isMoved = existsSync(config) && /^\s*hooksPath\s*=/im.test(readOwn(config));
  return isMoved ? { tool: 'none' } : { tool: 'git', file: '.git/hooks/pre-commit' };
}
