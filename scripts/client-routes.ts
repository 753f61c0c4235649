/**
 * Holds what `mkt sync` and `mkt run` make of a lock against the client itself, on a folder of scenarios. Run by hand, where the client
 * is set up; never part of the tests or of continuous integration.
 *
 *     npx tsx scripts/client-routes.ts --client PROGRAM SCENARIOS
 *
 * Each scenario is a folder with `build.sh`, which builds marketplaces below the folder that it gets, and `expected.json`, whose
 * commands of the client name marketplaces and plugins. PROGRAM (or `MKT_CLIENT`) runs the client with the arguments it gets, without a
 * network, in the home that `$CH` names.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { main } from '../src/cli/main.ts';
import { type Row, writeJson } from './client-check/client.ts';

const { values, positionals } = parseArgs({
  options: { client: { type: 'string' }, only: { type: 'string' } },
  allowPositionals: true,
});
const client = values.client ?? process.env.MKT_CLIENT;
const [scenarios] = positionals;
if (client === undefined || scenarios === undefined) {
  process.stdout.write('npx tsx scripts/client-routes.ts --client PROGRAM [--only NAME] SCENARIOS\n');
  process.exit(2);
}

interface Expected {
  readonly setup?: readonly { readonly command?: readonly string[] }[];
  readonly command: readonly string[];
  readonly completeSolverWouldSucceed: boolean | null;
}

/** What a session has, by the name of a plugin's manifest. */
type Loaded = ReadonlyMap<string, Row>;

/** A locked plugin as mkt says that a session gets it. */
interface Wanted {
  readonly id: string;
  readonly name: string;
  readonly version: string;
}

const work = mkdtempSync(join(tmpdir(), 'client-routes-'));
const cache = join(work, 'cache');
const table: { name: string; skills: string; run: string }[] = [];
for (const name of readdirSync(scenarios).sort()) {
  const file = join(scenarios, name, 'expected.json');
  if (!existsSync(file) || (values.only !== undefined && values.only !== name)) continue;
  const expected = JSON.parse(readFileSync(file, 'utf8')) as Expected;
  if (expected.completeSolverWouldSucceed !== true) continue;
  table.push({ name, ...(await tryOne(name, expected, client)) });
  const last = table.at(-1);
  process.stdout.write(`| ${name} | ${last?.skills} | ${last?.run} |\n`);
}
const loads = (route: 'skills' | 'run') => table.filter((row) => row[route].startsWith('loads')).length;
process.stdout.write(
  `\n${table.length} scenarios; skills: ${loads('skills')} load as locked, run: ${loads('run')}\n`,
);
rmSync(work, { recursive: true, force: true });

async function tryOne(name: string, expected: Expected, program: string) {
  const folder = join(work, name);
  mkdirSync(folder);
  execFileSync('bash', [resolve(scenarios as string, name, 'build.sh'), folder], { stdio: 'ignore' });
  const project = join(folder, 'project');
  mkdirSync(project);
  const commands = [...(expected.setup ?? []).flatMap(({ command }) => [command ?? []]), expected.command];
  const after = (...words: string[]) =>
    commands
      .filter((command) => words.every((word) => command.includes(word)))
      .map((command) => command[command.indexOf(words.at(-1) as string) + 1] ?? '');
  const registries = after('marketplace', 'add')
    .flatMap((place) => [basename(place), basename(place, '.git')])
    .map((place) => join(folder, place))
    .filter((place, index, all) => existsSync(place) && all.indexOf(place) === index);
  const plugins = after('install').filter((spec) => spec.split('@').length < 3);
  writeFileSync(
    join(project, 'mkt.yaml'),
    [
      `registries: ${JSON.stringify(registries)}`,
      'bundled: false',
      `plugins: ${JSON.stringify(plugins)}`,
      '',
    ].join('\n'),
  );
  const locked = await mkt(project, 'lock', '--yes');
  if (locked.code !== 0) {
    const why = (locked.stdout + locked.stderr).split('\n').find((line) => line.trim() !== '') ?? '';
    return { skills: `not locked: ${why}`, run: `not locked: ${why}` };
  }
  const shown = JSON.parse((await mkt(project, 'run', '--dry-run', '--json', 'claude')).stdout) as {
    readonly plugins: readonly Wanted[];
    readonly command: readonly string[];
    readonly refused: readonly { readonly reason: string }[];
  };
  const flags = shown.command.slice(1);
  const run =
    shown.refused.length > 0
      ? `refused: ${shown.refused.map(({ reason }) => reason).join('; ')}`
      : outcome(shown.plugins, list(program, project, join(folder, 'home-run'), flags), 'inline');
  const synced = await mkt(project, 'sync', '--yes');
  const skills =
    synced.code === 0
      ? outcome(shown.plugins, list(program, project, join(folder, 'home-skills'), []), 'skills-dir')
      : `refused: ${synced.stdout.split('\n').find((line) => line.startsWith('x ')) ?? synced.stderr}`;
  return { skills, run };
}

/** What the client lists in a fresh home in which the project is trusted. */
function list(program: string, project: string, home: string, flags: readonly string[]): Loaded {
  writeJson(join(home, 'cfg/.claude.json'), { projects: { [project]: { hasTrustDialogAccepted: true } } });
  writeJson(join(home, '.claude.json'), { projects: { [project]: { hasTrustDialogAccepted: true } } });
  const { stdout, stderr } = spawnSync(program, [...flags, 'plugin', 'list', '--json'], {
    cwd: project,
    encoding: 'utf8',
    env: { ...process.env, CH: home },
  });
  try {
    const rows = JSON.parse(stdout) as (Omit<Row, 'errors'> & { readonly errors?: readonly string[] })[];
    return new Map(rows.map((row) => [row.id, { ...row, errors: row.errors ?? [] }]));
  } catch {
    throw new Error(`the client answered: ${stdout}${stderr}`);
  }
}

/** Whether every locked plugin is there at its version, is on, and has no error; and nothing else of that origin. */
function outcome(wanted: readonly Wanted[], loaded: Loaded, origin: string): string {
  const wrong = wanted.flatMap(({ name, version }) => {
    const row = loaded.get(`${name}@${origin}`);
    if (row === undefined) return [`${name}: not listed`];
    if (!row.enabled || row.errors.length > 0) return [`${name}: ${row.errors.join('; ') || 'off'}`];
    // A plugin without a version is locked as 0.0.0, and the client says that it does not know it.
    const isSame = row.version === version || (version === '0.0.0' && row.version === 'unknown');
    return isSame ? [] : [`${name}: ${row.version} instead of ${version}`];
  });
  const names = new Set(wanted.map(({ name }) => `${name}@${origin}`));
  const more = [...loaded.keys()].filter((id) => id.endsWith(`@${origin}`) && !names.has(id));
  wrong.push(...more.map((id) => `${id}: not locked`));
  return wrong.length === 0 ? `loads (${wanted.length})` : wrong.join(', ');
}

/** Runs mkt in this process. */
async function mkt(cwd: string, ...args: string[]) {
  const said = { stdout: '', stderr: '' };
  const sink = (name: keyof typeof said) => ({
    write: (text: string) => {
      said[name] += text;
    },
  });
  const env = {
    PATH: process.env.PATH,
    MKT_POLICY: '',
    MKT_CACHE_DIR: cache,
    CLAUDE_CONFIG_DIR: join(work, 'none'),
  };
  const code = await main(args, { stdout: sink('stdout'), stderr: sink('stderr'), cwd, env });
  return { code, ...said };
}
