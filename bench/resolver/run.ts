/**
 * The resolver compared with `logic-solver` (MiniSat in JavaScript), and with MiniSat in C where it is installed, on the same instances, in
 * one run. Prints medians and ratios.
 * npm run bench:resolver [easy|hard|unsatisfiable|large|whole] [--only-mkt]
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createResolver } from '../../src/resolver/index.ts';
import { solve } from '../../src/sources/driver/solve.ts';
import { indexRegistry } from '../../src/sources/registries/index-registry.ts';
import { record, skip } from '../record.ts';
import {
  colouring,
  easy,
  hardInstances,
  type Instance,
  layered,
  pigeonhole,
  pigeonsWithHoles,
} from './generate.ts';
import { solveWithMinisat } from './minisat.ts';
import { solveWithSat } from './sat.ts';

const [family = 'all'] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const alone = process.argv.includes('--only-mkt');
const place = mkdtempSync(join(tmpdir(), 'mkt-bench-'));

async function withMkt(
  { index, request }: Instance,
  explain = false,
): Promise<{ ok: boolean; ms: number; explanation: readonly string[] }> {
  const start = performance.now();
  const registry = indexRegistry(index, 'bench');
  const specs = request.map((name) => ({ text: name, name, range: '*' }));
  const { resolution } = await solve([registry], specs, { strategy: 'highest', explain }, createResolver);
  return {
    ok: resolution?.ok === true,
    ms: performance.now() - start,
    explanation: resolution?.ok === false ? resolution.explanation : [],
  };
}

const median = (list: readonly number[]): number =>
  list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;

/** Whether it was said that a peer is missing. */
let isNoted = false;

async function compare(title: string, instances: readonly Instance[]): Promise<void> {
  const ours: number[] = [];
  const peers = new Map<string, number[]>();
  for (const instance of instances) {
    const mine = await withMkt(instance);
    ours.push(mine.ms);
    const others: [string, { ok: boolean; ms: number } | undefined][] = alone
      ? []
      : [
          ['logic-solver', solveWithSat(instance)],
          ['MiniSat in C', solveWithMinisat(instance, join(place, 'instance.cnf'))],
        ];
    for (const [name, other] of others) {
      if (other === undefined) continue;
      peers.set(name, [...(peers.get(name) ?? []), other.ms]);
      if (other.ok !== mine.ok)
        throw new Error(`${instance.name}: mkt says ${mine.ok}, ${name} says ${other.ok}`);
    }
    const times = others.map(([, other]) =>
      other === undefined ? '' : ` ${other.ms.toFixed(1).padStart(9)} ms`,
    );
    console.log(
      `  ${instance.name.padEnd(28)} ${mine.ok ? 'yes' : 'no '} ${mine.ms.toFixed(1).padStart(9)} ms${times.join('')}`,
    );
  }
  const own = median(ours);
  console.log(`${title}: median ${own.toFixed(1)} ms`);
  if (!alone && !peers.has('MiniSat in C') && !isNoted) {
    skip('MiniSat in C: `minisat` is not installed');
    isNoted = true;
  }
  for (const [name, times] of peers) {
    console.log(`  ${(own / median(times)).toFixed(2)} of ${name}'s ${median(times).toFixed(1)} ms`);
    record([{ what: `${title}, median`, value: own, unit: 'ms', peer: name, peerValue: median(times) }]);
  }
}

/** How long an explanation takes on top of the answer, for which there is no peer but the answer itself. */
async function explained(instances: readonly Instance[]): Promise<void> {
  for (const instance of instances) {
    const answer = await withMkt(instance);
    const whole = await withMkt(instance, true);
    console.log(
      `  ${instance.name.padEnd(28)} ${answer.ms.toFixed(0).padStart(6)} ms, explained ${whole.ms.toFixed(0).padStart(6)} ms, in ${whole.explanation.length} sentences`,
    );
    record([
      {
        what: `${instance.name}, without an answer: explained`,
        value: whole.ms,
        unit: 'ms',
        peer: 'the answer alone',
        peerValue: answer.ms,
      },
    ]);
  }
}

/** A whole `mkt check` of 20 plugins, in an index of 10,000 × 20 releases. */
function whole(): void {
  const mkt = fileURLToPath(new URL('../../bin/mkt.js', import.meta.url));
  const usage = fileURLToPath(new URL('../size/usage.cjs', import.meta.url));
  for (const [name, conflicts] of [
    ['few conflicts', 0.2],
    ['many conflicts', 0.6],
  ] as const) {
    const { index, request } = layered(10_000, 10_000, conflicts);
    const file = join(place, 'index.json');
    writeFileSync(file, JSON.stringify(index));
    const run = (...args: readonly string[]) => {
      const start = performance.now();
      const { status, output } = spawnSync(process.execPath, ['-r', usage, ...args], {
        stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
        encoding: 'utf8',
        env: { ...process.env, MKT_CACHE_DIR: join(place, 'cache') },
      });
      if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}`);
      rmSync(join(place, 'cache'), { recursive: true, force: true });
      const used = JSON.parse(output?.[3] ?? '') as { seconds: number; megabytes: number };
      return { ...used, wall: (performance.now() - start) / 1000 };
    };
    const runs = Array.from({ length: 3 }, () => ({
      own: run(mkt, 'check', ...request, '--registry', file, '--no-bundled', '--json'),
      peer: run('-e', `JSON.parse(require('node:fs').readFileSync(${JSON.stringify(file)}, 'utf8'))`),
    }));
    const middle = (of: (each: (typeof runs)[number]) => number) => median(runs.map(of));
    const what = `mkt check of 20 among 10,000 plugins × 20 releases, ${name}`;
    const peer = 'read and parse the index';
    const [own, other] = [middle((each) => each.own.seconds), middle((each) => each.peer.seconds)];
    const [memory, otherMemory] = [
      middle((each) => each.own.megabytes),
      middle((each) => each.peer.megabytes),
    ];
    console.log(
      `${what}: ${own.toFixed(1)} s of the processor, ${middle((each) => each.own.wall).toFixed(1)} s in all, ${memory.toFixed(0)} MB; ${peer}: ${other.toFixed(1)} s, ${otherMemory.toFixed(0)} MB`,
    );
    record([
      { what: `${what}: CPU time`, value: own, unit: 's', peer, peerValue: other },
      { what: `${what}: memory`, value: memory, unit: 'MB', peer, peerValue: otherMemory },
    ]);
  }
}

const isAsked = (name: string): boolean => family === 'all' || family === name;

try {
  await withMkt(easy(0));
  if (isAsked('easy'))
    await compare(
      '200 easy requests of 10 to 30 plugins',
      Array.from({ length: 200 }, (_, seed) => easy(seed + 1)),
    );
  if (isAsked('hard')) await compare('20 hard requests', hardInstances());
  if (isAsked('unsatisfiable'))
    await explained([
      ...[7, 8].map(pigeonhole),
      ...[7, 8].map(pigeonsWithHoles),
      ...hardInstances().filter(({ name }) => ['csp 25x5 2', 'csp 60x8 3', 'colouring 100 2'].includes(name)),
      colouring(3, 300, 4.7),
    ]);
  if (isAsked('large')) {
    const sizes = [100, 1000, ...(alone ? [5000, 10_000] : [])];
    for (const conflicts of [0.2, 0.6])
      for (const size of sizes)
        await compare(`layers of ${size} plugins, ${conflicts} of the ranges narrow`, [
          layered(size, size, conflicts),
        ]);
  }
  if (isAsked('whole')) whole();
} finally {
  rmSync(place, { recursive: true, force: true });
}
