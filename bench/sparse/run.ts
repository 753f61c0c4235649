/**
 * A sparse registry of 100,000 plugins with 10 releases each: its build, and what a check of five plugins requests, with nothing in the
 * cache, with a young cache, and with one that must be compared. The peer fetches and parses the same files.
 * npm run bench:sparse [plugins]
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { searchFolder } from '../../src/sources/registries/sparse-layout.ts';
import { record } from '../record.ts';
import { nameOf, writeLargeIndex } from './make.ts';
import { serve } from './serve.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const mkt = join(here, '../../bin/mkt.js');
const place = mkdtempSync(join(tmpdir(), 'mkt-sparse-'));
const plugins = Number(process.argv[2] ?? 100_000);
const releases = 10;
const cache = join(place, 'cache');
const root = join(place, 'public');

interface Run {
  readonly ms: number;
  /** Of the processor. */
  readonly seconds: number;
  readonly megabytes: number;
}

function run(...args: readonly string[]): Run {
  const start = performance.now();
  const { status, stderr, output } = spawnSync(
    process.execPath,
    ['-r', join(here, '../size/usage.cjs'), ...args],
    {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
      env: { ...process.env, MKT_CACHE_DIR: cache },
    },
  );
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return { ...(JSON.parse(output[3] ?? '') as Run), ms: performance.now() - start };
}

/** The fastest of some runs: the others were disturbed. */
const best = (times: number, job: () => Run): number =>
  Math.min(...Array.from({ length: times }, () => job().ms));

/** Makes the copies in the cache old, so that they must be compared. */
function age(): void {
  for (const name of readdirSync(join(cache, 'http'))) {
    const file = join(cache, 'http', name);
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), checked: 0 }));
  }
}

function sizeOf(folder: string): { files: number; bytes: number; blocks: number } {
  let [files, bytes, blocks] = [0, 0, 0];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const status = statSync(join(entry.parentPath, entry.name));
    files += 1;
    bytes += status.size;
    blocks += status.blocks * 512;
  }
  return { files, bytes, blocks };
}

/** Bytes of all files to search, as a web server would pack them. */
function searched(): number {
  const folder = join(root, searchFolder);
  return readdirSync(folder).reduce(
    (sum, name) => sum + gzipSync(readFileSync(join(folder, name))).length,
    0,
  );
}

const mb = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

try {
  const index = join(place, 'index.json');
  writeLargeIndex(index, plugins, releases);
  const build = run(mkt, 'registry', 'build', index, '--sparse', root);
  const again = run(mkt, 'registry', 'build', index, '--sparse', root);
  const size = sizeOf(root);
  console.log(
    `${plugins} plugins × ${releases} releases: index ${mb(statSync(index).size)}, ${size.files} files ${mb(size.bytes)} (${mb(size.blocks)} on the disk)`,
  );
  console.log(
    `build ${build.seconds.toFixed(1)} s of the processor, ${build.megabytes.toFixed(0)} MB, again without a change ${again.seconds.toFixed(1)} s`,
  );
  const server = await serve(root, place);
  try {
    const asked = Array.from({ length: 5 }, (_, number) => nameOf(Math.floor((plugins / 5) * number) + 7));
    const check = () => run(mkt, 'check', ...asked, '--registry', server.url, '--no-bundled', '--json');
    const cold = best(3, () => {
      rmSync(cache, { recursive: true, force: true });
      server.take();
      return check();
    });
    const requests = server.take();
    const young = best(3, check);
    const youngRequests = server.take().length;
    const old = best(3, () => {
      age();
      server.take();
      return check();
    });
    const compared = server.take();
    const urls = join(place, 'urls.json');
    writeFileSync(
      urls,
      JSON.stringify(
        requests.filter(({ status }) => status === 200).map(({ path }) => `${server.url}${path.slice(1)}`),
      ),
    );
    const peer = best(3, () => run(join(here, 'fetch-all.mjs'), urls));
    const node = best(3, () => run('-e', '0'));
    const bytes = requests.reduce((sum, each) => sum + each.bytes, 0);
    const bytesOld = compared.reduce((sum, each) => sum + each.bytes, 0);
    console.log(`${server.name}: check of 5 plugins: ${requests.length} requests, ${bytes} bytes`);
    console.log(
      `  cold ${cold.toFixed(0)} ms, young cache ${young.toFixed(0)} ms (${youngRequests} requests), compared ${old.toFixed(0)} ms (${compared.length} requests, ${bytesOld} bytes)`,
    );
    console.log(`  the same files with fetch ${peer.toFixed(0)} ms, node -e 0 ${node.toFixed(0)} ms`);
    const peerName = 'fetch of the same files';
    record([
      {
        what: `check of 5 of ${plugins} plugins from ${server.name}, cold`,
        value: cold,
        unit: 'ms',
        peer: peerName,
        peerValue: peer,
      },
      { what: 'the same, cache compared', value: old, unit: 'ms', peer: peerName, peerValue: peer },
      { what: 'the same, young cache', value: young, unit: 'ms', peer: 'node -e 0', peerValue: node },
      { what: 'its requests, cold', value: requests.length, unit: 'requests' },
      { what: 'bytes of them', value: bytes, unit: 'bytes' },
      {
        what: `build of ${plugins} plugins × ${releases} releases: CPU time`,
        value: build.seconds,
        unit: 's',
      },
      { what: 'the same without a change: CPU time', value: again.seconds, unit: 's' },
      { what: 'files', value: size.files, unit: 'files' },
      { what: 'bytes of the files', value: size.bytes, unit: 'bytes' },
      { what: 'bytes of the blocks that they take on the disk', value: size.blocks, unit: 'bytes' },
      { what: 'memory of the build', value: build.megabytes, unit: 'MB' },
      { what: 'bytes of what is searched, packed', value: searched(), unit: 'bytes' },
    ]);
  } finally {
    server.stop();
  }
} finally {
  rmSync(place, { recursive: true, force: true });
}
