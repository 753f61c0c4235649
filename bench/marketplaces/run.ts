/**
 * `mkt validate` and `mkt map` on the largest of the sample marketplaces compared with `node -e 0`, with an empty cache and with
 * remembered results; then repositories with many tags, compared with a program that calls git for each. Missing samples are
 * skipped.
 * npm run bench:marketplaces [runs]
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { skip } from '../record.ts';
import { compare, type Job } from './measure.ts';
import { countingGit, manifestOfEachTag, taggedRepository } from './repositories.ts';
import { largestSample, shared } from './samples.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const runs = Number(process.argv[2] ?? 15);
const place = mkdtempSync(join(tmpdir(), 'mkt-bench-'));
// As installed: a checkout has compiled code for all commands next to the program, which takes longer to read than that of one.
for (const part of ['bin', 'dist', 'package.json'])
  cpSync(join(root, part), join(place, 'installed', part), { recursive: true });
rmSync(join(place, 'installed/dist/mkt.v8'), { force: true });
const mkt = join(place, 'installed/bin/mkt.js');
const node = process.execPath;
const nothing: Job = { name: 'node -e 0', program: node, args: ['-e', '0'] };

/** A command of mkt, timed twice: with an empty cache, and with that of the previous run. */
function twice(name: string, args: readonly string[]): Job[] {
  const cold = join(place, 'cold');
  const warm = join(place, 'warm');
  const job = { program: node, args: [mkt, ...args] };
  const before = () => rmSync(cold, { recursive: true, force: true });
  return [
    { ...job, name: `${name}, nothing cached`, env: { MKT_CACHE_DIR: cold }, before, limit: { times: 3 } },
    { ...job, name: `${name}, again`, env: { MKT_CACHE_DIR: warm }, limit: { times: 1.8 } },
  ];
}

function benchSample(): boolean {
  const sample = largestSample();
  if (sample === undefined) {
    skip('sample marketplaces: there are none next to the checkout');
    return true;
  }
  const { plugins } = JSON.parse(readFileSync(join(sample, '.claude-plugin/marketplace.json'), 'utf8')) as {
    plugins: unknown[];
  };
  return compare(
    `${plugins.length} plugins, median of ${runs} whole processes`,
    [
      nothing,
      ...twice('mkt validate', ['validate', sample, '--json']),
      ...twice('mkt map --json', ['map', sample, '--json']),
    ],
    runs,
  );
}

function benchTags(name: string, repository: string, path: (tag: string) => string, plugin: string): boolean {
  const git = countingGit(join(place, `git-${plugin}`));
  const env = { MKT_CACHE_DIR: join(place, 'tags') };
  const jobs: Job[] = [
    ['mkt resolve', ['resolve', plugin, '--registry', repository, '--no-bundled', '--json']],
    ['mkt registry build, every release in full', ['registry', 'build', repository, '--no-bundled']],
  ].map(([title, args]) => ({
    name: title as string,
    program: node,
    args: [mkt, ...(args as string[])],
    env,
    limit: { milliseconds: 1000 },
  }));
  const isWithin = compare(name, [nothing, ...jobs], Math.min(runs, 7));
  for (const { name: title, args } of jobs) {
    spawnSync(node, args, { env: { ...process.env, ...env, PATH: git.path } });
    console.log(`  ${title}: ${git.calls()} git processes`);
  }
  console.log(`  git show for each tag: ${manifestOfEachTag(repository, path).toFixed(0)} ms`);
  return isWithin;
}

/** The real tags of a marketplace with six plugins on one core. */
function realTags(): boolean {
  const tool = join(shared, 'tools/make-tag-repo.py');
  const tree = join(shared, 'data/marketplaces/gtapps+claude-code-hermit');
  const repository = join(place, 'real');
  const isThere = existsSync(tool) && existsSync(tree);
  if (!isThere || spawnSync('python3', [tool, tree, repository]).status !== 0) {
    skip('real tags: the program or the sample that they are made from is missing');
    return true;
  }
  const tags = execFileSync('git', ['-C', repository, 'tag'], { encoding: 'utf8' }).trim().split('\n').length;
  const manifest = (tag: string) => `plugins/${tag.split('--')[0]}/.claude-plugin/plugin.json`;
  return benchTags(`${tags} real tags`, repository, manifest, 'claude-code-dev-hermit');
}

try {
  const thousand = () =>
    benchTags(
      '1000 tags',
      taggedRepository(join(place, 'thousand.git'), 1000),
      () => 'base/.claude-plugin/plugin.json',
      'base',
    );
  const results = [benchSample(), realTags(), thousand()];
  if (!results.every(Boolean)) process.exitCode = 1;
} finally {
  rmSync(place, { recursive: true, force: true });
}
