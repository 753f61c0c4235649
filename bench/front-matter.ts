/**
 * Whether reading simple front matter without the library is worth its code: the blocks of real marketplaces with and without it,
 * and `mkt validate` of the largest sample, as whole processes of two builds, one without it. If there are no samples, both use a
 * generated marketplace.
 * npm run bench:front-matter [runs]
 */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { readFrontMatter } from '../src/text/front-matter.ts';
import { plainMap } from '../src/text/plain-front-matter.ts';
import { readYaml } from '../src/text/yaml.ts';
import { compare, median } from './marketplaces/measure.ts';
import { largestSample, samples } from './marketplaces/samples.ts';
import { record } from './record.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const runs = Number(process.argv[2] ?? 15);
/** The gain in a whole `mkt validate` below which it should be removed. */
const least = 1.25;

/** A marketplace of 90 plugins with five texts each, whose front matter resembles that of real ones. */
function madeUp(folder: string): string {
  const plugins = Array.from({ length: 90 }, (_, index) => ({
    name: `plugin-${index}`,
    source: `./plugin-${index}`,
  }));
  mkdirSync(join(folder, '.claude-plugin'), { recursive: true });
  writeFileSync(
    join(folder, '.claude-plugin/marketplace.json'),
    JSON.stringify({ name: 'made-up', owner: { name: 'bench' }, plugins }),
  );
  for (const { name } of plugins) {
    mkdirSync(join(folder, name, 'agents'), { recursive: true });
    for (let text = 0; text < 5; text += 1) {
      const description =
        text === 0
          ? '"Reviews: what others wrote"'
          : `Reviews part ${text} of a change, and says what to do about it.`;
      writeFileSync(
        join(folder, name, 'agents', `reviewer-${text}.md`),
        `---\nname: reviewer-${text}\ndescription: ${description}\ntools: Read, Grep, Glob\nmodel: inherit\n---\n\nYou review.\n`,
      );
    }
  }
  return folder;
}

/** The front matter of all Markdown files below some folders. */
function blocksIn(folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.md'))
      .flatMap((file) => /^---\n[\s\S]*?---\n/.exec(readFileSync(join(folder, file), 'utf8')) ?? []),
  );
}

const inside = (block: string) => block.slice('---\n'.length, -'---\n'.length);

/** Milliseconds for all blocks, the median of several passes. */
function timeOf(read: (block: string) => unknown, blocks: readonly string[]): number {
  const times = Array.from({ length: runs + 1 }, () => {
    const start = process.hrtime.bigint();
    for (const block of blocks) read(block);
    return Number(process.hrtime.bigint() - start) / 1e6;
  });
  // The first pass is a warm-up.
  return median(times.slice(1));
}

function benchBlocks(blocks: readonly string[]): void {
  const simple = blocks.filter((block) => plainMap(inside(block)) !== undefined).length;
  console.log(`${blocks.length} blocks, of which ${simple} are simple; median of ${runs} passes`);
  const lenient = (block: string) => {
    try {
      return parse(inside(block));
    } catch {
      return undefined;
    }
  };
  const show = (name: string, read: (block: string) => unknown): number => {
    const ms = timeOf(read, blocks);
    console.log(`  ${ms.toFixed(1).padStart(8)} ms  ${name}`);
    return ms;
  };
  const own = show('as mkt reads them', (block) => readFrontMatter(block, 'a.md'));
  show('by the library, with locations', (block) => readYaml(inside(block), 'a.md', { lastWins: true }));
  const library = show('by the library, values only', lenient);
  record([
    {
      what: `front matter of ${blocks.length} texts, with locations`,
      value: own,
      unit: 'ms',
      peer: 'the library `yaml`, values only',
      peerValue: library,
    },
  ]);
}

/** The program, built without the quick reader. */
function withoutIt(folder: string): string {
  for (const part of ['bin', 'src', 'scripts', 'registry', 'examples', 'docs/rules', 'package.json'])
    cpSync(join(root, part), join(folder, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const file = join(folder, 'src/text/plain-front-matter.ts');
  const text = readFileSync(file, 'utf8');
  const start = /^export function plainMap\(source: string\).*$/m.exec(text)?.[0];
  if (start === undefined) throw new Error('cannot find the call of the quick reader');
  // With a condition, because the code after it must remain reachable for the compiler.
  writeFileSync(file, text.replace(start, `${start}\n  if (source !== undefined) return undefined;`));
  execFileSync(process.execPath, [join(root, 'node_modules/tsx/dist/cli.mjs'), 'scripts/build.ts'], {
    cwd: folder,
  });
  return join(folder, 'bin/mkt.js');
}

/** The sample in which most blocks are left to the library. */
function hardestSample(): string | undefined {
  const hard = (sample: string) =>
    blocksIn([sample]).filter((block) => plainMap(inside(block)) === undefined).length;
  return samples.map((sample) => ({ sample, hard: hard(sample) })).sort((a, b) => b.hard - a.hard)[0]?.sample;
}

const place = mkdtempSync(join(tmpdir(), 'mkt-bench-'));
try {
  const sample = largestSample() ?? madeUp(join(place, 'made-up'));
  benchBlocks(blocksIn(samples.length > 0 ? samples : [sample]));
  const without = withoutIt(join(place, 'without'));
  const cache = join(place, 'cache');
  const validate = (name: string, folder: string, program: string) => ({
    name,
    program: process.execPath,
    args: [program, 'validate', folder, '--json'],
    env: { MKT_CACHE_DIR: cache },
    before: () => rmSync(cache, { recursive: true, force: true }),
  });
  const benchValidate = (what: string, folder: string, limit?: { readonly times: number }) =>
    compare(
      `\`mkt validate\` of ${what}, nothing remembered, median of ${runs} whole processes`,
      [
        validate('with the library alone', folder, without),
        { ...validate('with the quick reader', folder, join(root, 'bin/mkt.js')), ...(limit && { limit }) },
      ],
      runs,
    );
  const isWorthIt = benchValidate('the largest marketplace', sample, {
    times: Number((1 / least).toFixed(2)),
  });
  const hardest = hardestSample();
  if (hardest !== undefined) benchValidate('the one with most blocks that are not simple', hardest);
  if (!isWorthIt) process.exitCode = 1;
} finally {
  rmSync(place, { recursive: true, force: true });
}
