/**
 * How often mkt is right, measured: findings over real marketplaces, bug reports and settings that people have judged against the
 * files (`tests/accuracy/judged.json`), held against what mkt finds now. Writes the table of `docs/accuracy.md`.
 *
 *     npm run accuracy -- DIR                    writes the table; DIR has the folders `marketplaces`, `reports` and `settings`
 *     npm run accuracy -- DIR --draw 20 --seed 1   prints findings that have not been judged yet, a few of each rule and case
 */
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
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
const folder = resolve(data);
const found = runs(folder).flatMap(findingsOf);
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

/**
 * What is run: `validate` over every marketplace and plugin, `check` over every project and every file of settings, and over each
 * marketplace with all its plugins, and over all of them together.
 */
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
  const projects = [...foldersIn('marketplaces'), ...reports].flatMap((sample): Run[] => {
    const cwd = join(folder, sample);
    const has = (path: string) => existsSync(join(cwd, path));
    const isMarketplace = has('.claude-plugin/marketplace.json');
    const isProject = has('.claude/settings.json') || has('mkt.yaml');
    const plugins = isMarketplace && !isProject ? pluginsIn(cwd) : [];
    return [
      ...(isMarketplace || has('.claude-plugin/plugin.json')
        ? [{ sample, cwd, args: ['validate', '.'] }]
        : []),
      ...(plugins.length > 0
        ? [{ sample, cwd, args: ['check', ...plugins, '--no-bundled', '--registry', '.'] }]
        : []),
      ...(isProject ? [{ sample, cwd, args: ['check'] }] : []),
    ];
  });
  return [...projects, allTogether(folder, foldersIn('marketplaces')), ...settingsRuns(folder)];
}

/** All plugins of all marketplaces in one combination. */
function allTogether(folder: string, samples: readonly string[]): Run {
  const plugins = samples.flatMap((sample) => {
    const { name } = catalogueOf(join(folder, sample));
    return pluginsIn(join(folder, sample)).map((plugin) => `${plugin}@${name}`);
  });
  const registries = samples.flatMap((sample) => ['--registry', sample]);
  return { sample: 'marketplaces', cwd: folder, args: ['check', ...plugins, '--no-bundled', ...registries] };
}

/** Each file of settings as the only file of a project; the client's own marketplace is the sample of it, if there is one. */
function settingsRuns(folder: string): Run[] {
  const official = join(folder, 'marketplaces', 'anthropics+claude-plugins-official');
  const registry = existsSync(official) ? ['--registry', official] : [];
  return readdirSync(join(folder, 'settings'))
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => {
      const sample = `settings/${file.replace(/\.json$/, '')}`;
      const cwd = join(home, sample);
      mkdirSync(join(cwd, '.claude'), { recursive: true });
      copyFileSync(join(folder, 'settings', file), join(cwd, '.claude/settings.json'));
      return { sample, cwd, args: ['check', ...registry] };
    });
}

/** The plugins of a marketplace that lie in it, in its order. */
function pluginsIn(folder: string): string[] {
  return (catalogueOf(folder).plugins ?? []).flatMap(({ name, source }) =>
    typeof source === 'string' && existsSync(join(folder, source)) ? [name] : [],
  );
}

interface Catalogue {
  readonly name: string;
  readonly plugins?: readonly { readonly name: string; readonly source: unknown }[];
}

function catalogueOf(folder: string): Catalogue {
  return JSON.parse(readFileSync(join(folder, '.claude-plugin/marketplace.json'), 'utf8')) as Catalogue;
}

function findingsOf({ sample, cwd, args }: Run): Sampled[] {
  const { stdout } = spawnSync(process.execPath, [join(root, 'bin/mkt.js'), ...args, '--json', '--offline'], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1024 * 1024 * 1024,
    env: { PATH: process.env.PATH, HOME: home },
  });
  const { findings = [] } = JSON.parse(stdout.replaceAll(`${folder}/`, '')) as { findings?: Finding[] };
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
