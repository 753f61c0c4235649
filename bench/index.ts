/**
 * The fast check of an index of 100,000 releases compared with parsing it and with zod, and a whole `mkt info` on it compared with
 * `node -e 0`.
 * npm run bench:index [runs]
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { indexFile } from '../src/model/formats/plugin.ts';
import { isSoundIndex } from '../src/model/generated/format-checks.ts';
import { compare, median } from './marketplaces/measure.ts';
import { record } from './record.ts';

const mkt = fileURLToPath(new URL('../bin/mkt.js', import.meta.url));
const runs = Number(process.argv[2] ?? 15);
const plugins = 2000;
const releasesOfEach = 50;

/** A release as `mkt registry build` writes it. */
function release(plugin: number, minor: number): object {
  const other = (plugin * 7 + minor) % plugins;
  return {
    date: `2026-0${1 + (minor % 9)}-1${minor % 10}`,
    commit: (plugin * releasesOfEach + minor).toString(16).padStart(40, '0'),
    description: `What plugin ${plugin} does since ${minor}`,
    keywords: ['one', 'two'],
    components: {
      agents: [`agent-${plugin}`],
      skills: [`skill-${minor}`, 'deep/skill'],
      hooks: [{ event: 'PostToolUse', matcher: 'Edit|Write', type: 'command', command: 'node check.js' }],
      mcpServers: [{ name: 'server', command: 'npx server' }],
    },
    dependencies: [
      { name: `plugin-${other}`, version: `^1.${minor % 20}.0` },
      `plugin-${(other + 1) % plugins}`,
    ],
    integration: {
      produces: [{ artifact: 'report', format: 'markdown' }],
      requires: { runtimes: { node: '>=20' } },
      roles: ['review'],
    },
    contextTokens: 120,
    documentation: { readme: true },
  };
}

const text = JSON.stringify({
  mkt: 1,
  marketplace: 'bench',
  plugins: Object.fromEntries(
    Array.from({ length: plugins }, (_, plugin) => [
      `plugin-${plugin}`,
      {
        versions: Object.fromEntries(
          Array.from({ length: releasesOfEach }, (_unused, minor) => [
            `1.${minor}.0`,
            release(plugin, minor),
          ]),
        ),
      },
    ]),
  ),
});

/** The median of several times, without the first. */
function timeOf(work: () => unknown, times: number): number {
  const all = Array.from({ length: times + 1 }, () => {
    const start = process.hrtime.bigint();
    if (work() === false) throw new Error('the index is not valid');
    return Number(process.hrtime.bigint() - start) / 1e6;
  });
  return median(all.slice(1));
}

const value: unknown = JSON.parse(text);
let parsing: number | undefined;
console.log(`${plugins * releasesOfEach} releases, ${(text.length / 1e6).toFixed(0)} MB, in one process`);
for (const [name, work, times] of [
  ['JSON.parse', () => JSON.parse(text) !== null, runs],
  ['the fast check', () => isSoundIndex(value), runs],
  ['zod', () => indexFile.safeParse(value).success, 3],
] as const) {
  const took = timeOf(work, times);
  parsing ??= took;
  if (name !== 'JSON.parse')
    record([
      {
        what: `${name} of ${plugins * releasesOfEach} releases`,
        value: took,
        unit: 'ms',
        peer: 'JSON.parse',
        peerValue: parsing,
      },
    ]);
  console.log(`  ${took.toFixed(0).padStart(8)} ms  ${name}`);
}

const place = mkdtempSync(join(tmpdir(), 'mkt-bench-'));
try {
  const file = join(place, 'index.json');
  writeFileSync(file, text);
  const args = [mkt, 'info', 'plugin-7', '--registry', file, '--no-bundled', '--json'];
  compare(
    `whole processes, median of ${runs}`,
    [
      { name: 'node -e 0', program: process.execPath, args: ['-e', '0'] },
      { name: 'mkt info on the index', program: process.execPath, args, env: { MKT_CACHE_DIR: place } },
    ],
    runs,
  );
} finally {
  rmSync(place, { recursive: true, force: true });
}
