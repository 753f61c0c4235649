/**
 * How time and memory grow with the size of a marketplace, compared with a program that only reads and parses the same files.
 * CPU seconds and peak memory of whole processes, since wall time says little on a busy machine.
 * npm run bench:size [largest]
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { samples } from '../marketplaces/samples.ts';
import { record } from '../record.ts';
import { makeCopies, makeEntries } from './make.ts';

interface Usage {
  readonly seconds: number;
  readonly megabytes: number;
}

const here = fileURLToPath(new URL('.', import.meta.url));
const mkt = join(here, '../../bin/mkt.js');
const place = mkdtempSync(join(tmpdir(), 'mkt-bench-'));
const largest = Number(process.argv[2] ?? 100_000);

/** What a program takes, with nothing cached. */
function usageOf(...args: readonly string[]): Usage {
  const cache = join(place, 'cache');
  rmSync(cache, { recursive: true, force: true });
  const { status, stderr, output } = spawnSync(process.execPath, ['-r', join(here, 'usage.cjs'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 1024 * 1024 * 1024,
    env: { ...process.env, MKT_CACHE_DIR: cache },
  });
  // Findings and plugins that are not known are results, too.
  if (status === null || ![0, 1, 3].includes(status))
    throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return JSON.parse(output[3] ?? '') as Usage;
}

const shown = ({ seconds, megabytes }: Usage) =>
  `${seconds.toFixed(2).padStart(7)} s ${megabytes.toFixed(0).padStart(5)} MB`;

function measure(
  what: string,
  sizes: readonly number[],
  make: (folder: string, amount: number) => void,
): void {
  const jobs: [name: string, args: (folder: string) => string[]][] = [
    ['read and parse', (folder) => [join(here, 'plain.cjs'), folder]],
    ['mkt validate', (folder) => [mkt, 'validate', folder, '--json']],
    ['mkt search', (folder) => [mkt, 'search', 'plugin', '--registry', folder, '--no-bundled', '--json']],
  ];
  console.log(what);
  const rows = new Map<string, Usage[]>(jobs.map(([name]) => [name, []]));
  for (const amount of sizes) {
    const folder = join(place, String(amount));
    make(folder, amount);
    for (const [name, args] of jobs) rows.get(name)?.push(usageOf(...args(folder)));
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`  ${''.padEnd(16)}${sizes.map((amount) => String(amount).padStart(18)).join('')}`);
  const plain = rows.get('read and parse') ?? [];
  for (const [name, usages] of rows)
    for (const [index, { seconds, megabytes }] of usages.entries()) {
      const peer = plain[index];
      if (name === 'read and parse' || peer === undefined) continue;
      const title = `${name}, ${sizes[index]} ${what}`;
      const who = 'read and parse the same files';
      record([
        { what: `${title}: CPU time`, value: seconds, unit: 's', peer: who, peerValue: peer.seconds },
        { what: `${title}: memory`, value: megabytes, unit: 'MB', peer: who, peerValue: peer.megabytes },
      ]);
    }
  for (const [name, usages] of rows)
    console.log(`  ${name.padEnd(16)}${usages.map((usage) => shown(usage).padStart(18)).join('')}`);
}

try {
  const sizes = [1000, 10_000, 100_000].filter((amount) => amount <= largest);
  measure('entries with two dependencies each', sizes, makeEntries);
  if (samples.length === 0) console.log('skipped: there are no samples next to the checkout');
  else
    measure(
      'plugins with all their files, copied from the samples',
      [1000, 5000].filter((amount) => amount <= largest),
      (folder, amount) => makeCopies(folder, samples, amount),
    );
} finally {
  rmSync(place, { recursive: true, force: true });
}
