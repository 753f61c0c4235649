/**
 * Mutation testing: puts small mistakes into a copy of the checkout, one at a time, and checks whether a unit test detects them.
 * Usage: `npm run mutants -- --help`.
 */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { copyOf } from './copy.ts';
import { type Drawn, draw } from './draw.ts';
import { type Mutant, mutated, watched } from './mutators.ts';
import { reportOf, shown, type Tried } from './report.ts';
import { openSuite, runRelated, type Suite } from './suite.ts';

const help = `npm run mutants -- [options]

Puts small mistakes into src/, one at a time, and lists those that no unit test detects.
Without --files: a sample of src/resolver and of src/client, and all of src/analysis/engine.ts.

  --files <path>     a module or a folder of src/ (repeatable)
  --sample <n>       draw this many mutants of each
  --seed <n>         seed of the draw (default 1)
  --without <regex>  skip these test files, such as slow ones
  --again <file>     only try what survived in this report
  --minutes <n>      start no further mutant after this time (default 60)
  --report <file>    write the report as JSON
`;

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The default selection. */
const usualScope = [
  { path: 'src/resolver', sample: 150 },
  { path: 'src/analysis/engine.ts', sample: Number.POSITIVE_INFINITY },
  { path: 'src/client', sample: 300 },
];

const { values } = parseArgs({
  options: {
    files: { type: 'string', multiple: true },
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    without: { type: 'string' },
    again: { type: 'string' },
    minutes: { type: 'string', default: '60' },
    report: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
// On exit, so that child processes and the copy are removed too.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

if (values.help) process.stdout.write(help);
else await run();

async function run(): Promise<void> {
  const end = Date.now() + Number(values.minutes) * 60_000;
  const samples = values.again === undefined ? drawn() : [again(values.again)];
  const candidates = inTurns(samples);
  const mutants = candidates.map(({ mutant }) => mutant);
  const place = copyOf(root);
  const { reaching, usual, isWhole } = await reach(place, mutants, (Date.now() + end) / 2);
  const tried: Tried[] = [];
  const amounts = new Map(samples.map((sample) => [sample, { tried: 0, refused: 0 }]));
  const suite = openSuite(place);
  for (const [index, { mutant, sample }] of candidates.entries()) {
    const amount = amounts.get(sample) ?? { tried: 0, refused: 0 };
    const tests = ordered(reaching.get(index) ?? [], mutant, usual);
    if (Date.now() > end) break;
    if (amount.tried === sample.most) continue;
    // A test that was not run in the first pass may reach it.
    if (tests.length === 0 && !isWhole) continue;
    if (!sample.isSound(mutant)) {
      amount.refused += 1;
      continue;
    }
    const one =
      tests.length === 0
        ? { mutant, fate: 'unreached' as const }
        : await tryOne(suite, place, mutant, tests, usual);
    tried.push(one);
    amount.tried += 1;
    say(`${tried.length} ${one.fate.padEnd(9)} ${shown(mutant)}`);
  }
  suite.close();
  for (const [{ path, all }, { tried: own, refused }] of amounts)
    say(`${path}: ${own} of ${all} mutants tried, seed ${values.seed}; ${refused} more have type errors`);
  process.stdout.write(`\n${reportOf(tried)}`);
  if (values.report !== undefined) {
    mkdirSync(dirname(values.report), { recursive: true });
    writeFileSync(values.report, `${JSON.stringify({ seed: Number(values.seed), tried }, null, 2)}\n`);
  }
}

/** What was drawn of a module or a folder. */
type Sample = Drawn & { readonly path: string };

function drawn(): Sample[] {
  const scope = values.files?.map((path) => ({ path, sample: Number.POSITIVE_INFINITY })) ?? usualScope;
  return scope.map(({ path, sample }) => {
    const most = values.sample === undefined ? sample : Number(values.sample);
    return { path, ...draw(root, modulesOf(path), most, Number(values.seed)) };
  });
}

/** One of each sample in turn, so that each has had its share whenever the time is up. */
function inTurns(samples: readonly Sample[]): { mutant: Mutant; sample: Sample }[] {
  const longest = Math.max(...samples.map(({ mutants }) => mutants.length));
  return Array.from({ length: longest }, (_, at) =>
    samples.flatMap((sample) => sample.mutants.slice(at, at + 1).map((mutant) => ({ mutant, sample }))),
  ).flat();
}

/** What survived in an earlier run. */
function again(file: string): Sample {
  const mutants = survivorsOf(file);
  return { path: file, mutants, most: mutants.length, all: mutants.length, isSound: () => true };
}

/** The undetected mutants of an earlier run, if their modules have not changed. */
function survivorsOf(file: string): Mutant[] {
  const { tried } = JSON.parse(readFileSync(file, 'utf8')) as { tried: Tried[] };
  const left = tried.filter(({ fate }) => fate === 'survived' || fate === 'unreached');
  return left
    .map(({ mutant }) => mutant)
    .filter((mutant) => {
      const text = readFileSync(join(root, mutant.file), 'utf8');
      const isThere = text.slice(mutant.start, mutant.end) === mutant.from;
      if (!isThere) say(`no longer exists: ${shown(mutant)}`);
      return isThere;
    });
}

function modulesOf(path: string): string[] {
  if (statSync(join(root, path)).isFile()) return [path];
  return readdirSync(join(root, path), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${path}/${name.replaceAll('\\', '/')}`);
}

/**
 * Runs the tests once on the unchanged copy: which of them reach which mutant, and how long do they take? A test file that already
 * fails here is skipped from then on. Takes no longer than half of the time.
 */
async function reach(
  place: string,
  mutants: readonly Mutant[],
  deadline: number,
): Promise<{ reaching: Map<number, string[]>; usual: ReadonlyMap<string, number>; isWhole: boolean }> {
  const modules = [...new Set(mutants.map(({ file }) => file))];
  const sound = new Map(modules.map((file) => [file, readFileSync(join(place, file), 'utf8')]));
  for (const [file, text] of sound) {
    const own = mutants.flatMap((mutant, index) => (mutant.file === file ? [{ mutant, index }] : []));
    writeFileSync(join(place, file), watched(text, own));
  }
  const reached = join(place, '.reached');
  mkdirSync(reached);
  const { took, failedFiles, outcome } = await runRelated(place, {
    modules,
    without: skippedTests(),
    reached,
    deadline,
  });
  for (const [file, text] of sound) writeFileSync(join(place, file), text);
  for (const file of failedFiles) say(`skipped, because it fails in the copy: ${file}`);
  say(
    `${took.size} test files import the modules${outcome === 'cut' ? ', and there was no time to run the others' : ''}`,
  );
  const reaching = new Map<number, string[]>();
  for (const name of readdirSync(reached)) {
    const { file, numbers } = JSON.parse(readFileSync(join(reached, name), 'utf8')) as {
      file: string;
      numbers: number[];
    };
    if (failedFiles.includes(file)) continue;
    for (const number of numbers) reaching.set(number, [...(reaching.get(number) ?? []), file]);
  }
  return { reaching, usual: took, isWhole: outcome !== 'cut' };
}

/** The test files that `--without` leaves out. */
function skippedTests(): string[] {
  if (values.without === undefined) return [];
  const form = new RegExp(values.without);
  return readdirSync(join(root, 'tests'), { recursive: true, encoding: 'utf8' })
    .map((name) => `tests/${name.replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.test.ts') && form.test(file));
}

/** First the tests in the folder of the module, fast ones before slow ones. */
function ordered(tests: readonly string[], { file }: Mutant, usual: ReadonlyMap<string, number>): string[] {
  const room = `${dirname(file).replace(/^src/, 'tests').split('/').slice(0, 2).join('/')}/`;
  const rank = (test: string) => (test.startsWith(room) ? 0 : 1e9) + (usual.get(test) ?? 0);
  return [...tests].sort((a, b) => rank(a) - rank(b));
}

async function tryOne(
  suite: Suite,
  place: string,
  mutant: Mutant,
  tests: readonly string[],
  usual: ReadonlyMap<string, number>,
): Promise<Tried> {
  const path = join(place, mutant.file);
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, mutated(text, mutant));
  try {
    const { outcome, by } = await suite.run({ tests, changed: [mutant.file] }, usual);
    const fate = outcome === 'passed' ? 'survived' : outcome === 'failed' ? 'killed' : 'hung';
    return { mutant, fate, ...(by !== undefined && { by }) };
  } finally {
    writeFileSync(path, text);
  }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
