import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runGit } from '../git/run-git.ts';
import type { Access } from './access.ts';
import { initialise, type Remote, settingsOf } from './transfer.ts';

/**
 * Whether a commit is in the history of a branch: a server may hand out commits that only a fork of the repository has. Fetches the
 * history without folders and files, into a folder that is removed again.
 * @param remote without a `ref`, any branch or tag will do: an entry may name a commit of any of them.
 * @returns undefined if it cannot be found out.
 */
export async function isInHistory(
  remote: Remote,
  commit: string,
  access: Access,
): Promise<boolean | undefined> {
  if (access.offline) return undefined;
  const { env } = access;
  const gitDir = mkdtempSync(join(tmpdir(), 'mkt-history-'));
  const done = access.waiting(`fetching the history of ${remote.label}`);
  try {
    if ((await initialise(gitDir, access)) !== undefined) return undefined;
    const from = remote.ref === undefined ? ['refs/heads/*', 'refs/tags/*'] : [`refs/heads/${remote.ref}`];
    const fetched = await runGit({
      args: [
        'fetch',
        '--quiet',
        '--filter=tree:0',
        '--no-tags',
        '--no-write-fetch-head',
        '--stdin',
        'origin',
      ],
      gitDir,
      env,
      network: true,
      settings: settingsOf(remote),
      input: from.map((each) => `+${each}:${each.replace('refs/', 'refs/mkt/')}\n`).join(''),
    });
    if (!fetched.ok) return undefined;
    const found = await runGit({ args: ['cat-file', '--batch-check'], gitDir, env, input: `${commit}\n` });
    return found.ok ? found.stdout.toString('utf8').includes(' commit ') : undefined;
  } finally {
    done();
    rmSync(gitDir, { recursive: true, force: true });
  }
}
