// How long whole commands take compared with `node -e 0`: processes in turn, the ratio of their medians. mkt is measured as
// installed: without the compiled code of a checkout, which the first run of each command writes into the cache. The project has 20
// plugins of a repository, locked and copied; its list is staged, and nothing changes between the runs, except where a run of
// a commit that changes the list is measured.
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const place = mkdtempSync(join(tmpdir(), 'mkt-bench-'));
process.on('exit', () => rmSync(place, { recursive: true, force: true }));
for (const part of ['bin', 'dist', 'package.json'])
  cpSync(join(root, part), join(place, part), { recursive: true });
rmSync(join(place, 'dist/mkt.v8'), { force: true });
const mkt = join(place, 'bin/mkt.js');
const env = { ...process.env, MKT_CACHE_DIR: join(place, 'cache') };
const runs = Number(process.argv[2] ?? 15);

const project = join(place, 'project');
makeProject(join(place, 'shop'), project);
// One whose list changes all the time.
const restless = join(place, 'restless');
cpSync(project, restless, { recursive: true });

const changed = 'mkt check --staged (another list each time)';
const commands = {
  'node -e 0': ['-e', '0'],
  'mkt --version': [mkt, '--version'],
  'mkt --help': [mkt, '--help'],
  'mkt check julia-development hpc-computing': [mkt, 'check', 'julia-development', 'hpc-computing'],
  'mkt plan --pattern ml-pipeline': [mkt, 'plan', '--pattern', 'ml-pipeline'],
  'mkt check (20 plugins with a lock)': [mkt, 'check', '--cwd', project],
  [changed]: [mkt, 'check', '--staged', '--cwd', restless],
  'mkt check --staged': [mkt, 'check', '--staged', '--cwd', project],
  'mkt lock --check': [mkt, 'lock', '--check', '--cwd', project],
  'mkt run -- node -e 0': [mkt, 'run', '--cwd', project, '--', process.execPath, '-e', '0'],
  'mkt run -- true': [mkt, 'run', '--cwd', project, '--', 'true'],
};

const others = (process.env.MKT_BENCH_NODES ?? '').split(delimiter).filter((path) => path !== '');
const nodes = [process.execPath, ...others].map((program) => ({
  program,
  version: execFileSync(program, ['--version'], { encoding: 'utf8' }).trim(),
  times: Object.fromEntries(Object.keys(commands).map((name) => [name, []])),
}));
for (let run = -2; run < runs; run += 1) {
  for (const [name, args] of Object.entries(commands))
    for (const { program, version, times } of nodes) {
      if (name === changed) stageChange(`${run} ${version}`);
      const start = process.hrtime.bigint();
      const { status } = spawnSync(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
      if (status !== 0) throw new Error(`\`${name}\` ended with ${status} on Node ${version}`);
      // The first two rounds warm up the caches and do not count.
      if (run >= 0) times[name].push(Number(process.hrtime.bigint() - start) / 1e6);
    }
}
// Each Node has compiled code of its own, and none takes that of another.
const compiled = readdirSync(join(place, 'cache/compiled'));
for (const { version } of nodes)
  if (!compiled.some((name) => name.includes(`-${version}-`)))
    throw new Error(`Node ${version} has left no compiled code in the cache`);

const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
for (const { version, times } of nodes) {
  const isOther = version !== process.version;
  const base = median(times['node -e 0']);
  if (nodes.length > 1) console.log(`Node ${version}`);
  for (const [name, list] of Object.entries(times)) {
    const mid = median(list);
    // As in record.ts, which needs a loader.
    if (process.env.MKT_BENCH_RECORD !== undefined && name !== 'node -e 0')
      appendFileSync(
        process.env.MKT_BENCH_RECORD,
        `${JSON.stringify({ what: isOther ? `${name}, on Node ${version.slice(1)}` : name, value: mid, unit: 'ms', peer: 'node -e 0', peerValue: base })}\n`,
      );
    console.log(
      `${(mid / base).toFixed(2)}x  ${mid.toFixed(0)} ms (${Math.min(...list).toFixed(0)}-${Math.max(...list).toFixed(0)})  ${name}`,
    );
  }
}
if (others.length === 0 && process.env.MKT_BENCH_RECORD !== undefined)
  appendFileSync(
    process.env.MKT_BENCH_RECORD,
    `${JSON.stringify({ skipped: 'other builds of Node: `MKT_BENCH_NODES` names none' })}\n`,
  );

/** Changes the list that {@link changed} checks, so that no answer about it is remembered. */
function stageChange(comment) {
  appendFileSync(join(restless, 'mkt.yaml'), `# ${comment}\n`);
  execFileSync('git', ['add', '-A'], { cwd: restless });
}

/** A repository with 20 plugins, and a project that has them locked and copied. */
function makeProject(shop, folder) {
  const names = Array.from({ length: 20 }, (_, index) => `plugin-${index}`);
  const write = (path, text) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };
  const git = (cwd, ...args) =>
    execFileSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.com', ...args], { cwd });
  const plugins = names.map((name) => ({ name, source: `./plugins/${name}`, description: `does ${name}` }));
  write(
    join(shop, '.claude-plugin/marketplace.json'),
    JSON.stringify({ name: 'shop', owner: { name: 'bench' }, plugins }),
  );
  write(join(shop, 'LICENSE'), 'MIT');
  for (const name of names) {
    const own = join(shop, 'plugins', name);
    write(join(own, '.claude-plugin/plugin.json'), JSON.stringify({ name, version: '1.0.0' }));
    for (const part of ['one', 'two', 'three'])
      write(
        join(own, `agents/${name}-${part}.md`),
        `---\nname: ${name}-${part}\ndescription: does part ${part} of ${name}\n---\n${'Do it well. '.repeat(200)}\n`,
      );
  }
  git(place, 'init', '-q', shop);
  git(shop, 'add', '-A');
  git(shop, 'commit', '-q', '-m', 'plugins');
  const list = names.map((name) => `  - ${name}\n`).join('');
  write(join(folder, 'mkt.yaml'), `registries: ["file://${shop}"]\nbundled: false\nplugins:\n${list}`);
  for (const command of ['lock', 'sync'])
    execFileSync(process.execPath, [mkt, command, '--yes', '--cwd', folder], { env, stdio: 'ignore' });
  git(place, 'init', '-q', folder);
  git(folder, 'add', '-A');
  git(folder, 'commit', '-q', '-m', 'project');
  appendFileSync(join(folder, 'mkt.yaml'), '# staged\n');
  git(folder, 'add', '-A');
  // Of a file that has just changed, nothing is remembered.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3000);
}
