/**
 * Locks, copies and runs a plugin with one large file, and says how long each command takes and how much memory it needs at most:
 * `npm run build && npm run large-files -- --megabytes 100`. By hand, since it writes the file several times. Fails if a command needs
 * more memory than for a small file and half of the large one together: then it was read as a whole.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { megabytes: { type: 'string', default: '100' } } });
const megabytes = Number(values.megabytes);
const mebibyte = 1024 * 1024;
const program = fileURLToPath(new URL('../bin/mkt.js', import.meta.url));
const place = mkdtempSync(join(tmpdir(), 'mkt-large-'));
process.on('exit', () => rmSync(place, { recursive: true, force: true }));

/** Writes down at its end what a process needed. */
const usageFile = join(place, 'usage.json');
const meter = join(place, 'meter.cjs');
writeFileSync(
  meter,
  `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(usageFile)}, JSON.stringify(process.resourceUsage())));`,
);

function write(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** A file that git cannot make smaller. */
function writeLarge(path: string, size: number): void {
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, 'wx');
  const piece = Buffer.alloc(mebibyte);
  for (let written = 0; written < size; written += 1) writeSync(file, randomFillSync(piece));
  closeSync(file);
}

interface Measured {
  readonly seconds: number;
  readonly peak: number;
}

/** What each command needs for a plugin with a file of so many megabytes. */
function measured(size: number, name: string): Map<string, Measured> {
  const shop = join(place, name, 'shop');
  const plugins = [{ name: 'big', source: './plugins/big' }];
  write(
    join(shop, '.claude-plugin/marketplace.json'),
    JSON.stringify({ name: 'shop', owner: { name: 'x' }, plugins }),
  );
  write(
    join(shop, 'plugins/big/.claude-plugin/plugin.json'),
    JSON.stringify({ name: 'big', version: '1.0.0', license: 'MIT' }),
  );
  writeLarge(join(shop, 'plugins/big/model.bin'), size);
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args], { cwd: shop });
  git('init', '-q');
  git('add', '-A');
  git('commit', '-q', '-m', 'x');
  const project = join(place, name, 'project');
  write(
    join(project, 'mkt.yaml'),
    `registries: ["file://${shop}"]\nbundled: false\nroute: run\nplugins: [big]\n`,
  );
  const env = {
    PATH: process.env.PATH,
    HOME: join(place, name),
    CLAUDE_CONFIG_DIR: join(place, name),
    MKT_CACHE_DIR: join(place, name, 'cache'),
    NODE_OPTIONS: `--require=${meter}`,
  };
  const of = (line: string): Measured => {
    const begin = performance.now();
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...line.split(' ')], {
      cwd: project,
      env,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`mkt ${line} ended with ${status}: ${stdout}${stderr}`);
    const { maxRSS } = JSON.parse(readFileSync(usageFile, 'utf8')) as { maxRSS: number };
    return { seconds: (performance.now() - begin) / 1000, peak: maxRSS / 1024 };
  };
  const lines = ['lock --yes', 'lock --verify', 'sync --yes', 'run --dry-run claude', 'run true', 'check'];
  return new Map(lines.map((line) => [line, of(line)]));
}

const small = measured(1, 'small');
const large = measured(megabytes, 'large');
const rows = [...large].map(([line, { seconds, peak }]) => {
  const usual = small.get(line)?.peak ?? 0;
  return { line, seconds, peak, usual, isWhole: peak - usual > megabytes / 2 };
});
console.table(
  Object.fromEntries(
    rows.map(({ line, seconds, peak, usual }) => [
      `mkt ${line}`,
      {
        [`${megabytes} MB: seconds`]: seconds.toFixed(1),
        'peak memory, MB': Math.round(peak),
        'with 1 MB': Math.round(usual),
      },
    ]),
  ),
);
for (const { line, isWhole } of rows) if (isWhole) console.log(`mkt ${line} has read the file as a whole`);
process.exitCode = rows.some(({ isWhole }) => isWhole) ? 1 : 0;
