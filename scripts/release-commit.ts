/**
 * Makes the commit that a release tag points to: only what a user needs, built, with nothing to install. pre-commit and
 * `npm install github:…` build nothing then, and bring no build tools along.
 *
 *     npm run build && npx tsx scripts/release-commit.ts v0.2.0
 *
 * The commit has the current one as its parent and is on no branch. Neither the index nor the work tree changes.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What the package does not contain, and users of the repository read. */
const besides = ['.pre-commit-hooks.yaml', 'action.yml'];

/**
 * Writes the commit and the tag into a repository.
 * @param into the repository; in this one, the current commit is the parent.
 * @returns the id of the commit.
 */
export function releaseCommit(tag: string, into = root): string {
  const place = mkdtempSync(join(tmpdir(), 'mkt-release-'));
  const index = join(place, 'index');
  const git = (args: readonly string[], input?: string | Buffer) =>
    execFileSync('git', args, {
      cwd: into,
      encoding: 'utf8',
      env: { ...process.env, GIT_INDEX_FILE: index },
      ...(input !== undefined && { input }),
    }).trim();
  try {
    for (const [path, content] of released()) {
      const blob = git(['hash-object', '-w', '--stdin'], content);
      const mode = statSync(join(root, path)).mode & 0o100 ? '100755' : '100644';
      git(['update-index', '--add', '--cacheinfo', `${mode},${blob},${path}`]);
    }
    const parent = into === root ? ['-p', git(['rev-parse', 'HEAD'])] : [];
    const commit = git(['commit-tree', git(['write-tree']), ...parent, '-m', `Release ${tag}`]);
    git(['tag', tag, commit]);
    return commit;
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** The files of the package, with a manifest that asks for no build and no dependency, and a few more. */
function released(): [path: string, content: Buffer | string][] {
  const packed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  const [{ files }] = JSON.parse(packed) as [{ files: { path: string }[] }];
  const { scripts, devDependencies, allowScripts, ...manifest } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  const paths = new Set([...files.map(({ path }) => path), ...besides]);
  return [...paths]
    .sort()
    .map((path) => [
      path,
      path === 'package.json' ? `${JSON.stringify(manifest, null, 2)}\n` : readFileSync(join(root, path)),
    ]);
}

const [tag] = process.argv.slice(2);
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (tag === undefined) throw new Error('usage: release-commit.ts TAG');
  process.stdout.write(`${tag}: ${releaseCommit(tag)}\n`);
}
