// How long whole commands take compared with `node -e 0`: processes in turn, the ratio of their medians. mkt is measured as
// installed: without
// the compiled code of a checkout, which the first run of each command writes into the cache.
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const place = mkdtempSync(join(tmpdir(), 'mkt-bench-'));
process.on('exit', () => rmSync(place, { recursive: true, force: true }));
for (const part of ['bin', 'dist', 'package.json'])
  cpSync(join(root, part), join(place, part), { recursive: true });
rmSync(join(place, 'dist/mkt.v8'));
const mkt = join(place, 'bin/mkt.js');
const env = { ...process.env, MKT_CACHE_DIR: join(place, 'cache') };
const runs = Number(process.argv[2] ?? 15);
const commands = {
  'node -e 0': ['-e', '0'],
  'mkt --version': [mkt, '--version'],
  'mkt --help': [mkt, '--help'],
  'mkt check julia-development hpc-computing': [mkt, 'check', 'julia-development', 'hpc-computing'],
  'mkt plan --pattern ml-pipeline': [mkt, 'plan', '--pattern', 'ml-pipeline'],
};

const times = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
for (let run = -1; run < runs; run += 1) {
  for (const [name, args] of Object.entries(commands)) {
    const start = process.hrtime.bigint();
    const { status } = spawnSync(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
    if (status !== 0) throw new Error(`\`${name}\` ended with ${status}`);
    // The first round warms up the caches and does not count.
    if (run >= 0) times[name].push(Number(process.hrtime.bigint() - start) / 1e6);
  }
}

const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
const base = median(times['node -e 0']);
for (const [name, list] of Object.entries(times)) {
  const mid = median(list);
  // As in record.ts, which needs a loader.
  if (process.env.MKT_BENCH_RECORD !== undefined && name !== 'node -e 0')
    appendFileSync(
      process.env.MKT_BENCH_RECORD,
      `${JSON.stringify({ what: name, value: mid, unit: 'ms', peer: 'node -e 0', peerValue: base })}\n`,
    );
  console.log(
    `${(mid / base).toFixed(2)}x  ${mid.toFixed(0)} ms (${Math.min(...list).toFixed(0)}-${Math.max(...list).toFixed(0)})  ${name}`,
  );
}
