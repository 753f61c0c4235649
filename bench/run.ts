/**
 * Runs the benchmarks one after the other, those that take longest last, and writes docs/performance.md: every figure with its peer,
 * machine, date and command, what could not be measured, and what is slower than when it was last measured. Figures of benchmarks that
 * are not named, or had nothing to measure, stay as they were.
 * npm run bench [name...]; with `-- --page`, it only writes the page again
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onPaper } from './on-paper.ts';
import type { Figure } from './record.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const kept = join(root, 'bench/last-run.json');
const page = join(root, 'docs/performance.md');
/** What people have to say about the figures; it ends the page. */
const notes = join(root, 'bench/notes.md');

/** What each is about, in the order of the page. */
const benches = {
  start: 'Start-up',
  client: 'Validation, compared with the client',
  marketplaces: 'Marketplaces',
  'front-matter': 'Front matter',
  rules: 'Rules',
  resolver: 'Resolver',
  size: 'Size',
  index: 'Index files',
  sparse: 'A registry on a web server',
  texts: 'Hostile texts',
  pages: 'Pages',
} as const;

type Name = keyof typeof benches;

/** They run after all others, so that a run that is cut short lacks the least. */
const longest: readonly Name[] = ['size', 'resolver', 'sparse'];

/** One run of one benchmark. */
interface Run {
  readonly command: string;
  readonly date: string;
  readonly commit: string;
  readonly machine: string;
  /** Programs that wanted to run at the same time, on average, before and after. */
  readonly load: readonly [number, number];
  readonly figures: readonly Figure[];
  /** How long it took. */
  readonly seconds?: number;
  /** What could not be measured, and what is missing for it. */
  readonly skipped?: readonly string[];
}

type Runs = Partial<Record<Name, Run>>;

/** A figure that grew by more than this since the last run is named; the same work differs by so much from run to run. */
const noise = 0.25;

const isPageOnly = process.argv.includes('--page');
const named = process.argv.slice(2).filter((word) => word !== '--page');
const unknown = named.filter((name) => !(name in benches));
if (unknown.length > 0)
  throw new Error(`no benchmark ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`);
const asked = (Object.keys(benches) as Name[]).filter(
  (name) => !isPageOnly && (named.length === 0 || named.includes(name)),
);
const before: Runs = existsSync(kept) ? (JSON.parse(readFileSync(kept, 'utf8')) as Runs) : {};
const after: Runs = { ...before };

/** Runs one benchmark; undefined if it failed before it measured anything. */
function measured(name: Name): Run | undefined {
  const place = mkdtempSync(join(tmpdir(), 'mkt-bench-'));
  const file = join(place, 'figures');
  try {
    const start = loadavg()[0] ?? 0;
    const began = performance.now();
    const { status } = spawnSync('npm', ['run', '-s', `bench:${name}`], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, MKT_BENCH_RECORD: file },
    });
    if (status !== 0) console.log(`${name} ended with ${status}`);
    if (!existsSync(file)) return undefined;
    const noted = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Figure | { readonly skipped: string });
    const figures = noted.flatMap((each) => ('skipped' in each ? [] : [each]));
    const skipped = noted.flatMap((each) => ('skipped' in each ? [each.skipped] : []));
    const seconds = Math.round((performance.now() - began) / 1000);
    console.log(`${name} took ${seconds} s`);
    const last = before[name];
    // What was measured earlier, where the peer or the data was there, stays.
    if (figures.length === 0 && last !== undefined) return { ...last, skipped };
    const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
    return {
      command: `npm run bench:${name}`,
      date: new Date().toISOString().slice(0, 10),
      commit: git('rev-parse', '--short', 'HEAD'),
      machine: `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}, ${process.platform}`,
      load: [start, loadavg()[0] ?? 0],
      seconds,
      figures,
      ...(skipped.length > 0 && { skipped }),
    };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** What counts: the ratio to the peer, which is the same on a busy machine, or the value itself without one. */
function weight({ value, peerValue }: Figure): number {
  return peerValue === undefined || peerValue === 0 ? value : value / peerValue;
}

const keyOf = ({ what, peer = '' }: Figure): string => `${what} ${peer}`;

function pageOf(now: Runs, last: Runs): string {
  const slower: string[] = [];
  let compared = 0;
  const sections = (Object.keys(benches) as Name[]).flatMap((name) => {
    const run = now[name];
    if (run === undefined) return [];
    const old = new Map((last[name]?.figures ?? []).map((figure) => [keyOf(figure), weight(figure)]));
    for (const figure of run === last[name] ? [] : run.figures) {
      const known = old.get(keyOf(figure));
      if (known !== undefined) compared += 1;
      if (known !== undefined && weight(figure) > known * (1 + noise))
        slower.push(
          `- ${figure.what}: ${(weight(figure) / known).toFixed(2)} times as much as in the run before`,
        );
    }
    return [sectionOf(benches[name], run)];
  });
  return `# Performance

\`npm run bench\` measures this and writes this page; \`npm run bench -- <name>\` measures one part. A figure stands next to that of another
program on the same work in the same run, since times alone depend on the machine, and on what else runs on it. The *load* is the
number of programs that wanted to run, before and after: with more than there are processors, times are too long, and ratios still
mean something.

${compared === 0 ? 'There is no earlier run to compare the last one with.' : slower.length === 0 ? `Nothing is slower by more than ${noise * 100} % than in the run before.` : `Slower by more than ${noise * 100} % than in the run before:\n\n${slower.join('\n')}`}

${[...sections, ...paperOf(now.sparse)].join('\n')}${existsSync(notes) ? `\n${readFileSync(notes, 'utf8')}` : ''}`;
}

function paperOf(run: Run | undefined): string[] {
  const text = run === undefined ? '' : onPaper(run.figures, run.command);
  return text === '' ? [] : [text];
}

function sectionOf(
  title: string,
  { command, date, commit, machine, load, figures, seconds, skipped = [] }: Run,
): string {
  const rows = figures.map((figure) => {
    const { what, value, unit, peer = '', peerValue } = figure;
    const ratio = peerValue === undefined || peerValue === 0 ? '' : (value / peerValue).toFixed(2);
    const other = peerValue === undefined ? '' : `${shown(peerValue)} ${unit}`;
    return `| ${what} | ${shown(value)} ${unit} | ${peer} | ${other} | ${ratio} |`;
  });
  return `## ${title}

\`${command}\`, ${date}, at ${commit}, on ${machine}, load ${load.map((each) => each.toFixed(1)).join(' to ')}${seconds === undefined ? '' : `, in ${seconds} s`}.
${skipped.map((each) => `Not measured: ${each}.\n`).join('')}
| what | mkt | peer | its figure | ratio |
| --- | ---: | --- | ---: | ---: |
${rows.join('\n')}
`;
}

const shown = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toPrecision(2);

const inTurn = [
  ...asked.filter((name) => !longest.includes(name)),
  ...longest.filter((name) => asked.includes(name)),
];
for (const name of inTurn) {
  console.log(`\n== ${name}`);
  const run = measured(name);
  if (run !== undefined) after[name] = run;
  // After each, so that an interrupted run keeps what it has.
  writeFileSync(kept, `${JSON.stringify(after, null, 2)}\n`);
  writeFileSync(page, pageOf(after, before));
}
if (inTurn.length > 1) console.log(`\nall of it took ${Math.round(performance.now() / 1000)} s`);
if (isPageOnly) writeFileSync(page, pageOf(after, before));
