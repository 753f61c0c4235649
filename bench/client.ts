/**
 * `mkt validate` compared with the client's own `plugin validate`, where a client is set up (`MKT_CLIENT` names a program that runs it
 * with the folder in `$CH` as its home, as for `npm run client-check`).
 * npm run bench:client [runs]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compare } from './marketplaces/measure.ts';
import { largestSample } from './marketplaces/samples.ts';
import { skip } from './record.ts';

const mkt = fileURLToPath(new URL('../bin/mkt.js', import.meta.url));
const client = process.env.MKT_CLIENT;
const sample = largestSample();
const runs = Number(process.argv[2] ?? 5);

if (client === undefined || sample === undefined)
  skip('there is no client (set `MKT_CLIENT`), or no sample next to the checkout');
else {
  const place = mkdtempSync(join(tmpdir(), 'mkt-bench-'));
  const cache = join(place, 'cache');
  try {
    compare(
      `the largest sample, median of ${runs} whole processes`,
      [
        {
          name: 'plugin validate of the client',
          program: client,
          args: ['plugin', 'validate', sample],
          env: { CH: join(place, 'home') },
        },
        {
          name: 'mkt validate, nothing remembered',
          program: process.execPath,
          args: [mkt, 'validate', sample, '--json'],
          env: { MKT_CACHE_DIR: cache },
          before: () => rmSync(cache, { recursive: true, force: true }),
        },
      ],
      runs,
    );
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
