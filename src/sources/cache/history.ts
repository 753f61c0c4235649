import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runGit } from '../git/run-git.ts';
import type { Access } from './access.ts';
import { fetchOf, initialise, type Remote } from './transfer.ts';

/**
 * Whether a commit is in the history of a branch or tag: a server may hand out commits that only a fork of the repository has. The
 * history is fetched once for all that ask in a run.
 * @param remote without a `ref`, any branch or tag will do: an entry may name a commit of any of them.
 * @returns undefined if it cannot be found out.
 */
export async function isInHistory(
  remote: Remote,
  commit: string,
  access: Access,
): Promise<boolean | undefined> {
  if (access.offline) return undefined;
  const key = JSON.stringify([remote.url, remote.ref]);
  const known = access.histories.get(key);
  const asked = known ?? historyOf(remote, access);
  if (known === undefined) access.histories.set(key, asked);
  return (await asked)?.includes(`${commit}\n`);
}

/** The commits, a line each. Fetches them without folders and files, into a folder that is removed again. */
async function historyOf(remote: Remote, access: Access): Promise<Buffer | undefined> {
  const { env } = access;
  const gitDir = mkdtempSync(join(tmpdir(), 'mkt-history-'));
  const done = access.waiting(`fetching the history of ${remote.label}`);
  try {
    if ((await initialise(gitDir, access)) !== undefined) return undefined;
    const fetch = (refs: readonly string[]) => {
      const refspecs = refs.map((each) => `+${each}:${each.replace('refs/', 'refs/mkt/')}`);
      return runGit(fetchOf(gitDir, remote, refspecs, env, ['--filter=tree:0']));
    };
    const { ref = '*' } = remote;
    const [branches, tags] = [`refs/heads/${ref}`, `refs/tags/${ref}`];
    let fetched = await fetch(remote.ref === undefined ? [branches, tags] : [branches]);
    // As for `git clone --branch`, a branch goes before a tag of its name.
    if (!fetched.ok && fetched.problem.kind === 'no-ref') fetched = await fetch([tags]);
    if (!fetched.ok) return undefined;
    const listed = await runGit({ args: ['rev-list', '--all'], gitDir, env });
    return listed.ok ? listed.stdout : undefined;
  } finally {
    done();
    rmSync(gitDir, { recursive: true, force: true });
  }
}
