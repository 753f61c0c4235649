/**
 * Runs mkt on hostile inputs: `npm run build && npm run fuzz -- --seed random --minutes 30`. By default 1,000 inputs from a fixed seed.
 * A failing input is saved in `fuzz-failures/`, and `npm run fuzz -- --replay FILE` runs it again.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { type Input, inputOf, kindNames } from './inputs.ts';
import { randomOf, seedOf } from './random.ts';
import { type Main, wrongWith } from './run-one.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '20261128' },
    minutes: { type: 'string' },
    runs: { type: 'string', default: '1000' },
    replay: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(`npm run fuzz -- [options]

Runs the built mkt on hostile inputs and saves those that hurt it in fuzz-failures/.

  --runs <n>       how many inputs (default 1000)
  --minutes <n>    run for this long instead
  --seed <n>       first seed, or random (default 20261128)
  --replay <file>  run a saved input again`);
  process.exit(0);
}
const { readCompiled, scriptOf, start } = createRequire(import.meta.url)('../../bin/load.js');
const { main } = start(scriptOf(readCompiled())) as { main: Main };

if (values.replay !== undefined) {
  const wrong = await wrongWith(JSON.parse(readFileSync(values.replay, 'utf8')) as Input, main);
  console.log(wrong ?? 'nothing is wrong');
  process.exit(wrong === undefined ? 0 : 1);
}

const first = seedOf(values.seed);
const end =
  values.minutes === undefined ? Number.POSITIVE_INFINITY : Date.now() + Number(values.minutes) * 60_000;
const most = values.minutes === undefined ? Number(values.runs) : Number.POSITIVE_INFINITY;
console.log(`seed ${first}`);
let failures = 0;
let runs = 0;
for (; runs < most && Date.now() < end; runs += 1) {
  const kind = kindNames[runs % kindNames.length] as string;
  const input = inputOf(kind, randomOf(first + runs));
  const wrong = await wrongWith(input, main);
  if (wrong === undefined) continue;
  failures += 1;
  mkdirSync('fuzz-failures', { recursive: true });
  const file = `fuzz-failures/${first + runs}.json`;
  writeFileSync(file, JSON.stringify(input, null, 2));
  console.log(
    `${kind}, saved as ${file}: mkt ${input.args.join(' ').slice(0, 200)}\n${wrong.slice(0, 1500)}`,
  );
}
console.log(
  `${runs} inputs of ${kindNames.length} kinds, ${failures} failures, ${Math.round(process.resourceUsage().maxRSS / 1024)} MB at most`,
);
process.exitCode = failures === 0 ? 0 : 1;
