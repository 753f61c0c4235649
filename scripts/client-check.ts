/**
 * Holds mkt's verdict against the client itself, on small random marketplaces. Run by hand, where the client is set up; never part
 * of the tests or of continuous integration.
 *
 *     npm run client-check -- --client PROGRAM --seed 1 --count 300
 *
 * PROGRAM (or `MKT_CLIENT`) runs the client with the arguments it gets, without a network, in the home that `$CH` names. The same
 * seed gives the same samples. What differs is kept, with a line that tries it again.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { askClient, requestOf } from './client-check/client.ts';
import { agrees, type Compared, compareInstalled, compareList, tableOf } from './client-check/compare.ts';
import { drawSample, features } from './client-check/features.ts';
import { askMkt, askMktInstalled } from './client-check/mkt.ts';
import { currentCopies } from './client-check/sample.ts';
import { writeSample } from './client-check/write-sample.ts';

const help = `npm run client-check -- --client PROGRAM [options]

  --client <program>  runs the client (default: $MKT_CLIENT)
  --seed <n>          seed of the samples (default 1)
  --count <n>         how many samples (default 100)
  --from <n>          the number of the first one (default 0)
  --only <n>          only this one, which is kept
  --feature <name>    draw only this feature (repeatable)
  --keep <folder>     where samples that differ are kept (default: a new folder)
  --save <file>       write the outcomes as JSON
`;

const { values } = parseArgs({
  options: {
    client: { type: 'string' },
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '100' },
    from: { type: 'string', default: '0' },
    only: { type: 'string' },
    feature: { type: 'string', multiple: true },
    keep: { type: 'string' },
    save: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
const client = values.client ?? process.env.MKT_CLIENT;
if (values.help || client === undefined) {
  process.stdout.write(help);
  process.exit(values.help ? 0 : 2);
}

interface Tried {
  readonly number: number;
  readonly features: readonly string[];
  readonly list: Compared;
  readonly installed: Compared;
}

const seed = Number(values.seed);
const first = Number(values.only ?? values.from);
const count = values.only === undefined ? Number(values.count) : 1;
const kept = resolve(values.keep ?? mkdtempSync(join(tmpdir(), 'client-check-')));
const again = `npm run client-check -- --client ${client} --seed ${seed}${(values.feature ?? []).map((name) => ` --feature '${name}'`).join('')}`;

const tried: Tried[] = [];
for (let number = first; number < first + count; number += 1) tried.push(await tryOne(number, client));
process.stdout.write(
  `\n${tableOf({ 'before installing': tried.map(({ list }) => list), installed: tried.map(({ installed }) => installed) })}\n`,
);
if (values.save !== undefined) writeFileSync(values.save, `${JSON.stringify(tried, null, 2)}\n`);

async function tryOne(number: number, wrapper: string): Promise<Tried> {
  const sample = drawSample(seed, number, values.feature ?? Object.keys(features));
  const folder = join(kept, `${seed}-${number}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const home = join(folder, 'home');
  const cache = join(folder, 'cache');
  const written = writeSample(sample, folder);
  const theirs = askClient(sample, written, wrapper, home);
  // In this order: it rewrites the settings.
  const oursInstalled = await askMktInstalled(written.project, home, cache);
  const ours = await askMkt(sample, written, cache);
  const request = requestOf(sample).map((name) => `${name}@${sample.lab.name}`);
  const list = compareList(request, theirs, ours, currentCopies(sample));
  const installed = compareInstalled(theirs, oursInstalled);
  if (agrees(list) && agrees(installed) && values.only === undefined)
    rmSync(folder, { recursive: true, force: true });
  else {
    writeFileSync(
      join(folder, 'sample.json'),
      JSON.stringify({ sample, client: theirs, mkt: ours, installed: oursInstalled }, null, 2),
    );
    for (const [what, { outcome, why }] of Object.entries({ list, installed }))
      process.stdout.write(
        `${number} ${what}: ${outcome} [${sample.features.join(', ')}]\n    ${why.replaceAll('\n', '\n    ')}\n`,
      );
    process.stdout.write(`    ${folder}\n    ${again} --only ${number}\n`);
  }
  return { number, features: sample.features, list, installed };
}
