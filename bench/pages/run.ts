/**
 * Pages of 31 and of 300 plugins, as whole processes, next to `node -e 0`, to dagre alone on the same graph, and to the same plan as JSON,
 * which shows what of the time is the page. Sizes of the pages, and frames in which a page moves, too, where there is Chromium.
 * npm run bench:pages [runs]
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compare, type Job } from '../marketplaces/measure.ts';
import { record, skip } from '../record.ts';
import { framesOf } from './frames.ts';
import { makeRegistry } from './make.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const mkt = join(here, '../../bin/mkt.js');
const runs = Number(process.argv[2] ?? 7);
const place = mkdtempSync(join(tmpdir(), 'mkt-bench-'));
const node = process.execPath;

/**
 * The most that a page may take, by its number of plugins: as a multiple of `node -e 0`, so that a busy machine decides nothing. Where that
 * takes 45 ms, it is half a second and under three.
 */
const limits = {
  31: { times: 12, bytes: 1.2e6 },
  300: { times: 60, bytes: 3e6 },
} as const;

async function bench(amount: keyof typeof limits): Promise<boolean> {
  const registry = join(place, String(amount));
  const names = makeRegistry(registry, amount);
  const from = ['--registry', registry, '--no-bundled', '--offline'];
  const { times, bytes } = limits[amount];
  const cache = join(place, 'cache');
  const plan = join(place, `${amount}.json`);
  const pages = ['plan', 'check', 'map'].map((command) => ({
    command,
    file: join(place, `${command}-${amount}.html`),
  }));
  const run = (args: readonly string[]): Pick<Job, 'program' | 'args' | 'env' | 'before'> => ({
    program: node,
    args: [mkt, ...args],
    env: { MKT_CACHE_DIR: cache },
    before: () => rmSync(cache, { recursive: true, force: true }),
  });
  spawnSync(node, [mkt, 'plan', ...names, ...from, '--json', '-o', plan]);
  const isFast = compare(
    `${amount} plugins, median of ${runs} whole processes, nothing cached`,
    [
      { name: 'node -e 0', program: node, args: ['-e', '0'] },
      { name: 'dagre alone on the same graph', program: node, args: [join(here, 'dagre.cjs'), plan] },
      { name: 'mkt plan --json', ...run(['plan', ...names, ...from, '--json']) },
      ...pages.map(({ command, file }) => ({
        name: `mkt ${command} --format html`,
        limit: { times },
        ...run([
          command,
          ...(command === 'map' ? [registry] : [...names, ...from]),
          '-f',
          'html',
          '-o',
          file,
        ]),
      })),
    ],
    runs,
  );
  const sizes = pages.map(({ command, file }) => {
    const { size } = statSync(file);
    const isSmall = size <= bytes;
    record([{ what: `${amount} plugins: the page of mkt ${command}`, value: size, unit: 'bytes' }]);
    console.log(
      `  ${(size / 1e3).toFixed(0).padStart(6)} kB  ${command}, at most ${bytes / 1e3} kB${isSmall ? '' : ': TOO LARGE'}`,
    );
    return isSmall;
  });
  // The page of a check has no picture that moves.
  for (const { command, file } of pages.filter((page) => page.command !== 'check')) {
    const frames = await framesOf(file);
    if (frames === undefined) skip(`frames of ${command} with ${amount} plugins: there is no Chromium`);
    else {
      record([
        {
          what: `${amount} plugins: a frame of mkt ${command} while it moves`,
          value: frames.middle,
          unit: 'ms',
          peer: 'an empty page',
          peerValue: frames.empty,
        },
      ]);
      console.log(
        `  ${frames.middle.toFixed(1).padStart(6)} ms  a frame of ${command} while it moves, the slowest ${frames.slowest.toFixed(0)} ms; an empty page ${frames.empty.toFixed(1)} ms`,
      );
    }
  }
  return isFast && sizes.every(Boolean);
}

try {
  const small = await bench(31);
  const large = await bench(300);
  if (!small || !large) process.exitCode = 1;
} finally {
  if (existsSync(place)) rmSync(place, { recursive: true });
}
