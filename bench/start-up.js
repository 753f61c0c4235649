// How long a whole `mkt check` takes beside `node -e 0`: two processes in turn, the ratio of their medians.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const mkt = fileURLToPath(new URL('../bin/mkt.js', import.meta.url));
const runs = Number(process.argv[2] ?? 15);
const commands = {
  'node -e 0': ['-e', '0'],
  'mkt --version': [mkt, '--version'],
  'mkt check julia-development hpc-computing': [mkt, 'check', 'julia-development', 'hpc-computing'],
  'mkt plan --pattern ml-pipeline': [mkt, 'plan', '--pattern', 'ml-pipeline'],
};

const times = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
for (let run = -1; run < runs; run += 1) {
  for (const [name, args] of Object.entries(commands)) {
    const start = process.hrtime.bigint();
    const { status } = spawnSync(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    if (status !== 0) throw new Error(`\`${name}\` ended with ${status}`);
    // The first round warms the file cache and does not count.
    if (run >= 0) times[name].push(Number(process.hrtime.bigint() - start) / 1e6);
  }
}

const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
const base = median(times['node -e 0']);
for (const [name, list] of Object.entries(times)) {
  const mid = median(list);
  console.log(
    `${(mid / base).toFixed(2)}x  ${mid.toFixed(0)} ms (${Math.min(...list).toFixed(0)}-${Math.max(...list).toFixed(0)})  ${name}`,
  );
}
