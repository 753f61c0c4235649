/**
 * Holds what `mkt sync` and `mkt run` make of a lock against the client itself, on a folder of scenarios. Run by hand, where the client
 * is set up; never part of the tests or of continuous integration.
 *
 *     npx tsx scripts/client-routes.ts --client PROGRAM SCENARIOS
 *     npx tsx scripts/client-routes.ts --client PROGRAM --situations SCENARIOS/NAME
 *
 * The first holds every scenario against `claude plugin list --json` and `plugin details`, by copies, by `mkt run` and by pins. The
 * second takes one scenario through the places in which a project can be: clones, a worktree, a folder below, an untrusted folder.
 *
 * Each scenario is a folder with `build.sh`, which builds marketplaces below the folder that it gets, and `expected.json`, whose
 * client commands name marketplaces and plugins. PROGRAM (or `MKT_CLIENT`) runs the client with the arguments it gets, without a
 * network, in the home that `$CH` names.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readLockText } from '../src/project/lock-file.ts';
import { clientBy, outcome, trust, type Wanted } from './client-routes/loaded.ts';
import { build, type Expected, expectedOf, mkt, writeProject } from './client-routes/scenario.ts';
import { situations } from './client-routes/situations.ts';

const { values, positionals } = parseArgs({
  options: { client: { type: 'string' }, only: { type: 'string' }, situations: { type: 'boolean' } },
  allowPositionals: true,
});
const program = values.client ?? process.env.MKT_CLIENT;
const [scenarios] = positionals;
if (program === undefined || scenarios === undefined) {
  process.stdout.write(
    'npx tsx scripts/client-routes.ts --client PROGRAM [--only NAME] [--situations] SCENARIOS\n',
  );
  process.exit(2);
}
const client = clientBy(program);
const work = mkdtempSync(join(tmpdir(), 'client-routes-'));
const base = {
  MKT_CACHE_DIR: join(work, 'cache'),
  CLAUDE_CONFIG_DIR: join(work, 'none'),
  MKT_CLIENT: program,
};

if (values.situations === true) {
  for (const line of await situations(scenarios, { work, client, env: base }))
    process.stdout.write(`${line}\n`);
} else {
  const counts = { skills: 0, run: 0, pin: 0 };
  let all = 0;
  for (const name of readdirSync(scenarios).sort()) {
    const expected = expectedOf(join(scenarios, name));
    if (expected?.completeSolverWouldSucceed !== true) continue;
    if (values.only !== undefined && values.only !== name) continue;
    const row = await tryOne(name, expected);
    all += 1;
    for (const route of ['skills', 'run', 'pin'] as const)
      if (row[route].startsWith('loads')) counts[route] += 1;
    process.stdout.write(`| ${name} | ${row.skills} | ${row.run} | ${row.pin} |\n`);
  }
  process.stdout.write(
    `\n${all} scenarios; load as locked: ${counts.skills} by copies, ${counts.run} by \`mkt run\`, ${counts.pin} by pins\n`,
  );
}
rmSync(work, { recursive: true, force: true });

async function tryOne(name: string, expected: Expected) {
  const folder = join(work, name);
  build(join(scenarios as string, name), folder);
  const project = join(folder, 'project');
  writeProject(project, { folder, expected, route: 'skills', byUrl: false });
  const locked = await mkt(project, base, 'lock', '--yes');
  if (locked.code !== 0) {
    const why = `not locked: ${firstLine(locked.stdout + locked.stderr)}`;
    return { skills: why, run: why, pin: why };
  }
  const { wanted, flags, refused } = await started(project);
  const home = (route: string) => {
    const made = join(folder, `home-${route}`);
    trust(made, project, join(folder, 'pinned'));
    return made;
  };
  const run =
    refused.length > 0
      ? `refused: ${refused.join('; ')}`
      : outcome(wanted, 'inline', { client, home: home('run'), cwd: project, flags });
  const synced = await mkt(project, base, 'sync', '--yes');
  const skills =
    synced.code === 0
      ? outcome(wanted, 'skills-dir', { client, home: home('skills'), cwd: project })
      : `refused: ${refusalIn(synced.stdout + synced.stderr)}`;
  return { skills, run, pin: await pinned(folder, expected, home('pin')) };
}

/** The plugins of a lock, and how `mkt run` starts the client with them. */
async function started(project: string) {
  const shown = JSON.parse((await mkt(project, base, 'run', '--dry-run', '--json', 'claude')).stdout);
  const checked = JSON.parse((await mkt(project, base, 'check', '--json')).stdout);
  const wanted = (shown.plugins as { id: string; name: string; version: string }[]).map(
    ({ id, name, version }): Wanted & { readonly id: string } => ({
      id,
      name,
      version,
      components:
        checked.plugins.find(
          (each: { name: string; marketplace: string }) => `${each.name}@${each.marketplace}` === id,
        )?.components ?? {},
    }),
  );
  const refused = (shown.refused as { reason?: string; kind: string }[]).map(
    ({ reason, kind }) => reason ?? kind,
  );
  return { wanted, flags: (shown.command as string[]).slice(1), refused };
}

async function pinned(folder: string, expected: Expected, home: string): Promise<string> {
  const project = join(folder, 'pinned');
  writeProject(project, { folder, expected, route: 'pin', byUrl: true });
  const env = { ...base, CH: home, CLAUDE_CONFIG_DIR: join(home, 'cfg') };
  mkdirSync(join(home, 'cfg'), { recursive: true });
  const locked = await mkt(project, env, 'lock', '--yes');
  if (locked.code !== 0) return `not locked: ${firstLine(locked.stdout + locked.stderr)}`;
  const { wanted } = await started(project);
  const { lock } = await readLockText(readFileSync(join(project, 'mkt.lock'), 'utf8'), 'mkt.lock');
  const synced = await mkt(project, env, 'sync', '--yes', '--install');
  if (synced.code !== 0) return `refused: ${refusalIn(synced.stdout + synced.stderr)}`;
  // An installed plugin has the name of its entry.
  const byEntry = wanted.map((each) => ({
    ...each,
    name: each.id.slice(0, each.id.lastIndexOf('@')),
    commit: lock.plugins.get(each.id)?.commit,
  }));
  return outcome(byEntry, 'pinned-pins', { client, home, cwd: project, beside: ['locked'] });
}

function firstLine(text: string): string {
  return text.split('\n').find((line) => line.trim() !== '') ?? '';
}

/** The line that says what is wrong, with what belongs to it. */
function refusalIn(text: string): string {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => /^(?:x|✗|error:)/.test(line));
  return lines
    .slice(Math.max(at, 0), at + 3)
    .join(' ')
    .trim();
}
