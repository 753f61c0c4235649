/** One scenario by each route in each place that a project can be in, as the client lists it there. */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeJson } from '../client-check/client.ts';
import { type Client, listed, trust } from './loaded.ts';
import { build, expectedOf, mkt, writeProject } from './scenario.ts';

type Env = Readonly<Record<string, string>>;

const git = (cwd: string, ...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
    cwd,
    stdio: 'ignore',
  });

const routes = ['skills', 'run', 'pin', 'settings'] as const;

/** A table: a line for each situation, a column for each route. */
export async function situations(
  scenario: string,
  { work, client, env }: { work: string; client: Client; env: Env },
): Promise<string[]> {
  const expected = expectedOf(scenario);
  if (expected === undefined) throw new Error(`${scenario} has no expected.json`);
  const columns: Record<string, string>[] = [];
  for (const route of routes) {
    const folder = join(work, route);
    build(scenario, folder);
    const origin = join(folder, 'team');
    writeProject(origin, { folder, expected, route, byUrl: route === 'pin' });
    const setUp = { ...env, CLAUDE_CONFIG_DIR: join(folder, 'no-user') };
    await mkt(origin, setUp, 'lock', '--yes');
    await mkt(origin, setUp, 'sync', '--yes');
    git(origin, 'init', '-q', '-b', 'main');
    git(origin, 'add', '-A');
    git(origin, 'commit', '-q', '-m', 'x');
    columns.push(await column(route, origin, { folder, client, env }));
  }
  const names = Object.keys(columns[0] ?? {});
  return [
    `| | ${routes.join(' | ')} |`,
    `|${' --- |'.repeat(routes.length + 1)}`,
    ...names.map((name) => `| ${name} | ${columns.map((each) => each[name]).join(' | ')} |`),
  ];
}

async function column(
  route: (typeof routes)[number],
  origin: string,
  { folder, client, env }: { folder: string; client: Client; env: Env },
): Promise<Record<string, string>> {
  const homes = new Map<string, string>();
  const homeOf = (name: string) => {
    const home = homes.get(name) ?? join(folder, `home-${name}`);
    homes.set(name, home);
    mkdirSync(join(home, 'cfg'), { recursive: true });
    return home;
  };
  const clone = (name: string) => {
    const to = join(folder, name, 'team');
    mkdirSync(join(folder, name), { recursive: true });
    git(folder, 'clone', '-q', origin, to);
    return to;
  };
  /** What mkt says beforehand, and what the client then lists. */
  const at = async (home: string, root: string, cwd = root, installs = true): Promise<string> => {
    const own = { ...env, CH: home, CLAUDE_CONFIG_DIR: join(home, 'cfg') };
    const word = route === 'run' ? ['run', '--dry-run', '--json', 'claude'] : ['sync', '--json', '--yes'];
    const installing = installs && (route === 'pin' || route === 'settings') ? ['--install'] : [];
    const answer = await mkt(cwd, own, ...word, ...installing);
    const { command = [], inTheWay = [], notInstalled, refused = [] } = JSON.parse(answer.stdout);
    const said = [
      ...inTheWay.map((each: { kind: string }) => each.kind),
      ...refused.map((each: { kind?: string; reason?: string }) => each.kind ?? each.reason),
      ...(notInstalled === undefined ? [] : [`${notInstalled.command}: ${notInstalled.said}`]),
    ];
    const rows = [...listed(client, home, cwd, (command as string[]).slice(1)).values()].filter(
      ({ id }) => !id.endsWith('@builtin'),
    );
    const good = rows
      .filter(({ enabled, errors }) => enabled && errors.length === 0)
      .map(({ id, version }) => `${id} ${version}`);
    const bad = rows
      .filter(({ enabled, errors }) => !enabled || errors.length > 0)
      .map(({ id, errors }) => `${id}: ${errors[0] ?? 'off'}`);
    const loads = good.length === 0 ? 'nothing loads' : good.join(', ');
    return [
      loads,
      ...(bad.length > 0 ? [`not: ${bad.join('; ')}`] : []),
      ...(said.length > 0 ? [`mkt says: ${said.join('; ')}`] : []),
    ]
      .join('. ')
      .replaceAll('|', '/');
  };
  const found: Record<string, string> = {};
  const first = clone('one');
  trust(homeOf('a'), first);
  found['fresh clone, trusted'] = await at(homeOf('a'), first);
  const second = clone('two');
  trust(homeOf('a'), first, second);
  found['second clone on the machine'] = await at(homeOf('a'), second);
  const worktree = join(folder, 'worktree', 'team');
  git(first, 'worktree', 'add', '-q', worktree);
  found['worktree of a trusted clone'] = await at(homeOf('a'), worktree);
  const third = clone('three');
  mkdirSync(join(third, 'below'), { recursive: true });
  trust(homeOf('b'), third);
  found['folder below'] = await at(homeOf('b'), third, join(third, 'below'));
  const fourth = clone('four');
  trust(homeOf('c'), fourth);
  writeJson(join(homeOf('c'), 'cfg/skills/mine/.claude-plugin/plugin.json'), {
    name: 'base',
    version: '9.9.9',
    description: 'own',
  });
  found["a user's own copy of `base`"] = await at(homeOf('c'), fourth);
  const fifth = clone('five');
  trust(homeOf('d'));
  found['untrusted folder'] = await at(homeOf('d'), fifth);
  return found;
}
