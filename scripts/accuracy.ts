/**
 * How often mkt is right, measured: findings over real marketplaces, bug reports and settings that people have judged against the
 * files (`tests/accuracy/judged.json`), held against what mkt finds now. Writes the table of `docs/accuracy.md`.
 *
 *     npm run accuracy -- DIR                    writes the table; DIR has the folders `marketplaces`, `reports` and `settings`
 *     npm run accuracy -- DIR --draw 20 --seed 1   prints findings that nobody has judged yet, a few of each rule and case
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Finding } from '../src/model/finding.ts';
import { accuracyPage, type Judged, keyOf, measured, type Sampled, unjudged } from './accuracy-table.ts';

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
const found = runs(resolve(data)).flatMap(findingsOf);
if (values.draw === undefined) {
  writeFileSync(join(root, 'docs/accuracy.md'), accuracyPage(measured(judged, new Set(found.map(keyOf)))));
  process.stdout.write(`${judged.length} judged findings, ${found.length} found now\n`);
} else {
  const drawn = unjudged(found, judged, { amount: Number(values.draw), seed: Number(values.seed) });
  process.stdout.write(`${JSON.stringify(drawn, null, 2)}\n`);
}

/** One run of mkt over one sample. */
interface Run {
  readonly sample: string;
  readonly cwd: string;
  readonly args: readonly string[];
}

/** What is run: `validate` over every marketplace, `check` over every project, and over each marketplace with all its plugins. */
function runs(folder: string): Run[] {
  const foldersIn = (name: string) =>
    readdirSync(join(folder, name), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
      .map((entry) => `${name}/${entry.name}`)
      .sort();
  const reports = foldersIn('reports').flatMap((name) => [
    name,
    ...readdirSync(join(folder, name), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => `${name}/${entry.name}`)
      .sort(),
  ]);
  return [...foldersIn('marketplaces'), ...reports].flatMap((sample): Run[] => {
    const cwd = join(folder, sample);
    const has = (path: string) => existsSync(join(cwd, path));
    const isMarketplace = has('.claude-plugin/marketplace.json');
    return [
      ...(isMarketplace ? [{ sample, cwd, args: ['validate', '.'] }] : []),
      ...(isMarketplace && sample.startsWith('marketplaces/')
        ? [{ sample, cwd, args: ['check', ...pluginsIn(cwd), '--no-bundled', '--registry', '.'] }]
        : []),
      ...(has('.claude/settings.json') || has('mkt.yaml') ? [{ sample, cwd, args: ['check'] }] : []),
    ];
  });
}

/** The plugins of a marketplace that lie in it, in its order. */
function pluginsIn(folder: string): string[] {
  const text = readFileSync(join(folder, '.claude-plugin/marketplace.json'), 'utf8');
  const { plugins } = JSON.parse(text) as { plugins: { name: string; source: unknown }[] };
  return plugins.flatMap(({ name, source }) =>
    typeof source === 'string' && existsSync(join(folder, source)) ? [name] : [],
  );
}

function findingsOf({ sample, cwd, args }: Run): Sampled[] {
  const { stdout } = spawnSync(process.execPath, [join(root, 'bin/mkt.js'), ...args, '--json', '--offline'], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1024 * 1024 * 1024,
    env: { PATH: process.env.PATH, HOME: home },
  });
  const { findings = [] } = JSON.parse(stdout) as { findings?: Finding[] };
  return findings.map(({ rule, case: name, severity, evidence, location, message }) => ({
    sample,
    command: args[0] ?? '',
    rule,
    case: name,
    severity,
    ...(location !== undefined && { at: `${location.file}:${location.line}` }),
    evidence,
    message: message.split('\n')[0] ?? '',
  }));
}
