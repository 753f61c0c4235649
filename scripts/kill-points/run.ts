/**
 * Kills mkt at random moments (`kill -9`) while it runs other programs, and looks at what is left of them after five seconds:
 * `npm run build && npm run kill-points -- --points 100`. By hand, on Linux: it needs `/proc`, and the moments are those of a clock.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { randomOf, seedOf } from '../fuzz/random.ts';
import { isRunning, startedBy, withVariable } from './processes.ts';
import { makeScenarios, type Scenario } from './scenarios.ts';
import { slowGit } from './slow-git.ts';

const { values } = parseArgs({
  options: {
    points: { type: 'string', default: '100' },
    seed: { type: 'string', default: '20261128' },
    slow: { type: 'string', default: '300' },
  },
});
if (process.platform !== 'linux') {
  console.error('error: this needs the `/proc` of Linux');
  process.exit(2);
}

const program = fileURLToPath(new URL('../../bin/mkt.js', import.meta.url));
const place = mkdtempSync(join(tmpdir(), 'mkt-kill-'));
/** How long, in milliseconds, a scenario that does not end is watched after it has started a program. */
const longest = 2000;
const grace = 5000;
const calmLooks = 5;

/** An environment with nothing of the user's, and a name by which all that starts in it is found. */
function environment({ env }: Pick<Scenario, 'env'>, run: string): Record<string, string> {
  const own = join(place, 'runs', run);
  mkdirSync(own, { recursive: true });
  return {
    HOME: own,
    CLAUDE_CONFIG_DIR: own,
    MKT_CACHE_DIR: join(own, 'cache'),
    MKT_POLICY: '',
    MKT_KILL_POINT: run,
    ...env,
  };
}

/** Starts mkt on a copy of the scenario's folder, since a run may change it. */
function start(scenario: Scenario, run: string): ChildProcess {
  const cwd = join(place, 'runs', run, 'project');
  const env = environment(scenario, run);
  cpSync(scenario.cwd, cwd, { recursive: true });
  return spawn(process.execPath, [program, ...scenario.args], { cwd, env, stdio: 'ignore' });
}

/** Waits until mkt has started a program, or ended. */
async function started(child: ChildProcess): Promise<void> {
  while (child.exitCode === null && child.signalCode === null && startedBy(child.pid ?? 0).length === 0)
    await pause(2);
}

/** How long a scenario takes undisturbed, in milliseconds: until it starts a program, and from then on. */
async function durationsOf(
  scenario: Scenario,
  run: string,
): Promise<readonly [before: number, after: number]> {
  const begin = performance.now();
  const child = start(scenario, run);
  await started(child);
  const since = performance.now();
  await Promise.race([once(child, 'exit'), pause(longest)]);
  const taken = performance.now() - since;
  child.kill('SIGKILL');
  return [since - begin, taken];
}

const seed = seedOf(values.seed);
const points = Number(values.points);
console.log(
  `seed ${seed}; again: npm run kill-points -- --seed ${seed} --points ${points} --slow ${values.slow}`,
);
const random = randomOf(seed);
const served = join(place, 'served');
mkdirSync(served);
const server = await slowGit(served, Number(values.slow));
const scenarios = makeScenarios(place, server.url, random, (args, cwd) => {
  const { status, stderr, stdout } = spawnSync(process.execPath, [program, ...args], {
    cwd,
    env: environment({ env: { PATH: process.env.PATH ?? '' } }, 'prepared'),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`mkt ${args.join(' ')} failed: ${stdout}${stderr}`);
});

const rows = new Map(
  scenarios.map(({ name }) => [name, { points: 0, withChildren: 0, left: 0, slowest: 0 }]),
);
const durations = new Map<Scenario, readonly [number, number]>();
for (const [index, scenario] of scenarios.entries())
  durations.set(scenario, await durationsOf(scenario, `measured-${index}`));

for (let point = 0; point < points; point += 1) {
  const scenario = scenarios[point % scenarios.length] as Scenario;
  const row = rows.get(scenario.name) as {
    points: number;
    withChildren: number;
    left: number;
    slowest: number;
  };
  const run = `point-${point}`;
  const child = start(scenario, run);
  const [before, after] = durations.get(scenario) ?? [0, 0];
  // A quarter of all moments is before the first program, the others are while there are some, or between two.
  const isEarly = random.below(4) === 0;
  if (!isEarly) await started(child);
  await pause(random.below(Math.ceil(isEarly ? before : after)));
  const children = child.pid === undefined ? [] : startedBy(child.pid);
  const wasRunning = child.exitCode === null;
  child.kill('SIGKILL');
  const since = performance.now();
  // What was started between the look and the kill is found by its environment.
  const left = () =>
    [...children, ...withVariable(`MKT_KILL_POINT=${run}`)].filter(
      (each) => each.pid !== child.pid && isRunning(each),
    );
  let taken = 0;
  // A process that is just being started has no environment yet: nothing must be left several times.
  for (let looks = 0; looks < calmLooks && performance.now() - since < grace; looks += 1) {
    if (left().length > 0) {
      looks = -1;
      taken = performance.now() - since;
    }
    await pause(100);
  }
  row.points += 1;
  if (wasRunning && children.length > 0) row.withChildren += 1;
  row.slowest = Math.max(row.slowest, taken);
  for (const each of left()) {
    row.left += 1;
    console.log(`${scenario.name}, point ${point}: ${each.pid} still runs: ${each.command.slice(0, 120)}`);
    process.kill(each.pid, 'SIGKILL');
  }
}

console.table(
  Object.fromEntries(
    [...rows].map(([name, row]) => [name, { ...row, slowest: `${(row.slowest / 1000).toFixed(1)} s` }]),
  ),
);
server.close();
rmSync(place, { recursive: true, force: true });
process.exitCode = [...rows.values()].some(({ left }) => left > 0) ? 1 : 0;
