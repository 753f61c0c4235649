/**
 * How often mkt is right, measured: findings over real marketplaces, bug reports and settings that people have judged against the
 * files (`tests/accuracy/judged.json`), held against what mkt finds now. Writes the table of `docs/accuracy.md`.
 *
 *     npm run accuracy -- DIR                    writes the table, and marks judged findings that
 *                                                are gone; DIR has the folders `marketplaces`, `reports` and `settings`
 *     npm run accuracy -- DIR --draw 20 --seed 1   prints findings that have not been judged yet, a few of each rule and case
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { asJson, findingsIn, type Run, runsOver } from './accuracy-runs.ts';
import { accuracyPage, type Judged, keyOf, marked, type Sampled, unjudged } from './accuracy-table.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Nothing of the developer's own is read, and nothing that is remembered stays. */
const home = mkdtempSync(join(tmpdir(), 'mkt-accuracy-'));
process.on('exit', () => rmSync(home, { recursive: true, force: true }));
const judgedFile = join(root, 'tests/accuracy/judged.json');

const { values, positionals } = parseArgs({
  options: { draw: { type: 'string' }, seed: { type: 'string', default: '1' } },
  allowPositionals: true,
});
const [data] = positionals;
if (data === undefined || !existsSync(data))
  throw new Error('name the folder that holds `marketplaces`, `reports` and `settings`');
const judged = JSON.parse(readFileSync(judgedFile, 'utf8')) as Judged[];
const folder = resolve(data);
const found = runsOver(folder, home).flatMap(findingsOf);
if (values.draw === undefined) {
  const now = marked(judged, new Set(found.map(keyOf)));
  writeFileSync(judgedFile, `${JSON.stringify(now, null, 2)}\n`);
  writeFileSync(join(root, 'docs/accuracy.md'), accuracyPage(now));
  process.stdout.write(`${judged.length} judged findings, ${found.length} found now\n`);
} else {
  const drawn = unjudged(found, judged, { amount: Number(values.draw), seed: Number(values.seed) });
  process.stdout.write(`${JSON.stringify(drawn, null, 2)}\n`);
}

function findingsOf(run: Run): Sampled[] {
  const { stdout } = spawnSync(process.execPath, [join(root, 'bin/mkt.js'), ...run.args, ...asJson], {
    cwd: run.cwd,
    encoding: 'utf8',
    maxBuffer: 1024 * 1024 * 1024,
    env: { PATH: process.env.PATH, HOME: home },
  });
  return findingsIn(stdout, run, folder);
}
