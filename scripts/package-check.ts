/** Packs the package, installs it globally into an empty prefix, and uses it from another folder, as a new user would. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const place = mkdtempSync(join(tmpdir(), 'mkt-package-'));
const windows = process.platform === 'win32';
const npm = (args: string[], cwd: string) =>
  execFileSync(windows ? 'npm.cmd' : 'npm', args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: windows,
  });
/** What is downloaded at an installation, at most. */
const mostBytes = 1_200_000;
/** Installs, and has no warning to read. */
const install = (args: string[]) => {
  const { status, stderr } = spawnSync(
    windows ? 'npm.cmd' : 'npm',
    ['install', '--no-audit', '--no-fund', ...args],
    { cwd: place, encoding: 'utf8', shell: windows },
  );
  if (status !== 0 || /\bwarn\b/i.test(stderr)) throw new Error(`npm install says: ${stderr}`);
};

try {
  npm(['pack', '--silent', '--pack-destination', place], root);
  const tarball = readdirSync(place).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error('npm pack did not write a tarball');
  const { size } = statSync(join(place, tarball));
  if (size > mostBytes) throw new Error(`${tarball} has ${size} bytes: more than ${mostBytes}`);
  install(['--global', '--prefix', join(place, 'prefix'), join(place, tarball)]);
  const mkt = windows ? join(place, 'prefix', 'mkt.cmd') : join(place, 'prefix', 'bin', 'mkt');
  const output = execFileSync(mkt, ['check', 'julia-development', 'hpc-computing', '--json'], {
    cwd: place,
    encoding: 'utf8',
    shell: windows,
  });
  const { ok, plugins } = JSON.parse(output) as { ok: boolean; plugins: unknown[] };
  if (!ok || plugins.length !== 2) throw new Error(`the installed mkt answered: ${output}`);
  execFileSync(mkt, ['explain', 'MKT301'], { cwd: place, shell: windows });
  install([join(place, tarball)]);
  const use = "import { check } from 'mkt'; console.log((await check(['julia-development'])).verdict.kind);";
  const kind = execFileSync(process.execPath, ['--input-type=module', '--eval', use], {
    cwd: place,
    encoding: 'utf8',
  });
  if (kind.trim() !== 'loads') throw new Error(`the installed library answered: ${kind}`);
  process.stdout.write(`${tarball} (${size} bytes) installs and works from another folder\n`);
} finally {
  rmSync(place, { recursive: true, force: true });
}
