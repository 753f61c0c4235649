/**
 * Kills mkt just before a random one of its changes to the disk (`kill -9`), and holds what is left against what was there before and
 * what an undisturbed run makes of it: `npm run build && npm run kill-states -- --points 100`. By hand; no moment is one
 * of a clock, so that a seed always gives the same points. `--only NAME --at N` tries one moment.
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { randomOf, seedOf } from '../fuzz/random.ts';
import { makeRepository } from './scenarios.ts';

const { values } = parseArgs({
  options: {
    points: { type: 'string', default: '100' },
    seed: { type: 'string', default: '20261128' },
    only: { type: 'string' },
    at: { type: 'string' },
  },
});
const checkout = fileURLToPath(new URL('../..', import.meta.url));
const place = mkdtempSync(join(tmpdir(), 'mkt-states-'));
const seed = seedOf(values.seed);
const random = randomOf(seed);
const url = `file://${makeRepository(join(place, 'served'), random)}`;
let made = 0;

/** A client that makes the path of the marketplace one of this machine, as the real one does, and installs nothing. */
const client = join(place, 'client');
writeFileSync(
  client,
  `#!/bin/sh\ncase "$*" in *'marketplace add'*) sed -i 's|"\\./\\.claude|"/abs/.claude|' .claude/settings.json ;; *) exit 1 ;; esac\n`,
);
chmodSync(client, 0o755);

interface Outcome {
  readonly status: number | null;
  readonly said: string;
}

/** Runs mkt in a project. @param at the change of the disk below the project before which it is killed. */
function run(project: string, args: readonly string[], at?: number): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(checkout, 'bin/mkt.js'), ...args], {
    cwd: join(project, 'project'),
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      HOME: join(project, 'home'),
      CLAUDE_CONFIG_DIR: join(project, 'home'),
      MKT_CACHE_DIR: join(place, 'cache'),
      MKT_POLICY: '',
      MKT_CLIENT: client,
      ...(at !== undefined && {
        NODE_OPTIONS: `--require=${join(checkout, 'tests/support/killed.cjs')}`,
        MKT_TEST_KILL_AT: String(at),
        MKT_TEST_KILL_BELOW: project,
      }),
    },
  });
  return { status, said: `${stdout}${stderr}` };
}

/** A project that was prepared by some command lines. */
function prepared(list: string, ...lines: readonly string[]): string {
  const project = join(place, `prepared-${made++}`);
  mkdirSync(join(project, 'home'), { recursive: true });
  mkdirSync(join(project, 'project'));
  writeFileSync(join(project, 'project/mkt.yaml'), `registries: ["${url}"]\nbundled: false\n${list}\n`);
  for (const line of lines) {
    const { status, said } = run(project, line.split(' '));
    if (status !== 0) throw new Error(`mkt ${line}: ${said}`);
  }
  return project;
}

/** All files of a folder with their modes and contents, as one text. @param project whose own path is left out of them. */
function stateOf(folder: string, project: string): string {
  if (!existsSync(folder)) return '';
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory()
        ? `${entry.name}/\n${stateOf(path, project)}`
        : `${entry.name} ${lstatSync(path).mode} ${readFileSync(path, 'latin1').replaceAll(project, '')}\n`;
    })
    .sort()
    .join('');
}

const scenarios = [
  { name: 'lock', from: prepared('plugins: [app@lab]'), args: ['lock', '--yes'] },
  { name: 'add', from: prepared('plugins: [base@lab]', 'lock --yes'), args: ['add', 'app@lab', '--yes'] },
  { name: 'sync', from: prepared('plugins: [app@lab]', 'lock --yes'), args: ['sync', '--yes'] },
  {
    name: 'sync --install',
    from: prepared('plugins: [app@lab]\nroute: pin', 'lock --yes', 'sync --yes'),
    args: ['sync', '--install', '--yes'],
    // The stand-in does not install the bundle: what counts is what stays in the settings.
    code: 3,
  },
  {
    name: 'sync --seed',
    from: prepared('plugins: [app@lab]', 'lock --yes'),
    args: ['sync', '--seed', 'seed'],
  },
].filter(({ name }) => values.only === undefined || name === values.only);

if (scenarios.length === 0) throw new Error(`\`--only ${values.only}\` is not a scenario`);
const points = values.at === undefined ? Number(values.points) : 1;
const again = 'npm run kill-states --';
console.log(
  `seed ${seed}; again: ${again} --seed ${seed} --points ${points}${values.only === undefined ? '' : ` --only '${values.only}'`}`,
);
const rows = scenarios.map(({ name }) => ({
  name,
  points: 0,
  old: 0,
  new: 0,
  between: 0,
  said: 0,
  wrong: 0,
}));
const goals = scenarios.map(({ from, args }) => {
  const project = join(place, 'goal');
  const isKilled = (at: number): boolean => {
    rmSync(project, { recursive: true, force: true });
    cpSync(from, project, { recursive: true });
    return run(project, args, at).status === null;
  };
  // How many changes there are to choose from: the last one before which it can be killed.
  let changes = 1;
  while (isKilled(2 * changes)) changes *= 2;
  for (let step = changes / 2; step >= 1; step /= 2) if (isKilled(changes + step)) changes += step;
  isKilled(changes + 1);
  const goal = stateOf(join(project, 'project'), project);
  rmSync(project, { recursive: true });
  return { goal, old: stateOf(join(from, 'project'), from), changes };
});

for (let point = 0; point < points; point += 1) {
  const which = point % scenarios.length;
  const [scenario, row, { goal, old, changes }] = [scenarios[which], rows[which], goals[which]] as never as [
    (typeof scenarios)[number] & { readonly code?: number },
    (typeof rows)[number],
    (typeof goals)[number],
  ];
  const project = join(place, `point-${point}`);
  cpSync(scenario.from, project, { recursive: true });
  const at = values.at === undefined ? 1 + random.below(changes) : Number(values.at);
  const killed = run(project, scenario.args, at);
  const left = stateOf(join(project, 'project'), project);
  const isPending = existsSync(join(project, 'project/.mkt-pending'));
  const state = left === goal ? 'new' : left === old ? 'old' : 'between';
  const { status, said } = run(project, scenario.args);
  const isSaid = said.includes('interrupted');
  row.points += 1;
  row[killed.status === null ? state : 'new'] += 1;
  if (isSaid) row.said += 1;
  const faults = [
    ...(state === 'between' && !isPending && scenario.name !== 'sync --seed'
      ? ['half a state without a journal']
      : []),
    ...(isPending && !isSaid ? ['nothing was said of what was left'] : []),
    ...(status !== (scenario.code ?? 0)
      ? [`the next run ended with ${status}: ${said.trim().split('\n').at(-1)}`]
      : []),
    ...(stateOf(join(project, 'project'), project) !== goal ? ['the next run did not complete it'] : []),
  ];
  if (faults.length > 0) {
    row.wrong += 1;
    console.log(`${scenario.name}, killed before change ${at}: ${faults.join('; ')}`);
    console.log(`  this one: ${again} --seed ${seed} --only '${scenario.name}' --at ${at}`);
  } else rmSync(project, { recursive: true });
}
console.table(Object.fromEntries(rows.map(({ name, ...row }) => [name, row])));
const isWrong = rows.some(({ wrong }) => wrong > 0);
if (!isWrong) rmSync(place, { recursive: true, force: true });
else console.log(`kept in ${place}`);
process.exitCode = isWrong ? 1 : 0;
