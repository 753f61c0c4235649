/** Command lines of mkt that start other programs, in folders that are made for them. */
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Random } from '../fuzz/random.ts';

export interface Scenario {
  readonly name: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

const identity = {
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@example.com',
  // With the same seed, the same commits.
  GIT_AUTHOR_DATE: '2026-01-01T00:00:00Z',
  GIT_COMMITTER_DATE: '2026-01-01T00:00:00Z',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
};

function git(cwd: string, ...args: string[]): void {
  execFileSync('git', args, { cwd, env: { PATH: process.env.PATH, ...identity }, stdio: 'ignore' });
}

function write(root: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
}

/** A marketplace with ten versions of two plugins, as a repository in a folder that a server can offer. */
export function makeRepository(place: string, random: Random): string {
  const path = join(place, 'market');
  mkdirSync(path, { recursive: true });
  git(path, 'init', '-q', '-b', 'main');
  for (let version = 0; version < 10; version += 1) {
    write(path, {
      '.claude-plugin/marketplace.json': JSON.stringify({
        name: 'lab',
        owner: { name: 'lab' },
        plugins: ['app', 'base'].map((name) => ({ name, source: `./plugins/${name}` })),
      }),
      ...Object.fromEntries(
        ['app', 'base'].flatMap((name) => [
          [
            `plugins/${name}/.claude-plugin/plugin.json`,
            JSON.stringify({
              name,
              version: `1.${version}.0`,
              license: 'MIT',
              ...(name === 'app' && { dependencies: [{ name: 'base', version: '>=1' }] }),
            }),
          ],
          [`plugins/${name}/LICENSE`, 'MIT'],
          // Too random to be packed, so that a transfer has many pieces.
          [`plugins/${name}/data.txt`, Array.from({ length: 400 }, () => random.below(2 ** 32)).join('\n')],
        ]),
      ),
    });
    git(path, 'add', '-A');
    git(path, 'commit', '-q', '-m', String(version));
    for (const name of ['app', 'base']) git(path, 'tag', `${name}--v1.${version}.0`);
  }
  return path;
}

/** A program that goes on forever with a helper, whatever it is asked. */
function endless(file: string): string {
  writeFileSync(file, '#!/bin/sh\nsleep 1000 &\nsleep 1000\n');
  chmodSync(file, 0o755);
  return file;
}

/**
 * All scenarios. Each run gets a cache and a home of its own.
 * @param url of the server that has the repository.
 * @param random for what the plugins contain.
 * @param mkt runs mkt to its end, to prepare a project.
 */
export function makeScenarios(
  place: string,
  url: string,
  random: Random,
  mkt: (args: readonly string[], cwd: string) => void,
): Scenario[] {
  const repository = makeRepository(join(place, 'served'), random);
  const remote = `${url}/market/.git`;
  const client = endless(join(place, 'client'));
  const programs = join(place, 'programs');
  mkdirSync(programs);
  for (const name of ['node', 'npm', 'python3', 'uv', 'claude', 'docker']) endless(join(programs, name));
  const project = (name: string, registry: string, plugin = 'app@lab'): string => {
    const cwd = join(place, name);
    write(cwd, {
      'mkt.yaml': `registries: [${JSON.stringify(registry)}]\nbundled: false\nplugins: [${plugin}]\n`,
    });
    return cwd;
  };
  const local = `file://${repository}`;
  const locked = project('locked', local);
  mkt(['lock', '--yes'], locked);
  const fetching = project('fetching', remote);
  const pinned = join(place, 'pinned');
  cpSync(locked, pinned, { recursive: true });
  writeFileSync(
    join(pinned, 'mkt.yaml'),
    `registries: [${JSON.stringify(local)}]\nbundled: false\nplugins: [app@lab]\nroute: pin\n`,
  );
  const usual = { PATH: process.env.PATH ?? '' };
  return [
    { name: 'check, fetching a repository', args: ['check'], cwd: fetching, env: usual },
    { name: 'lock, fetching a repository', args: ['lock', '--yes'], cwd: fetching, env: usual },
    {
      name: 'validate --since, in a repository',
      args: ['validate', '.', '--since', 'HEAD~5'],
      cwd: repository,
      env: usual,
    },
    { name: 'run', args: ['run', client], cwd: locked, env: usual },
    { name: 'bisect run', args: ['bisect', 'run', client], cwd: locked, env: usual },
    {
      name: 'sync --install',
      args: ['sync', '--install', '--yes'],
      cwd: pinned,
      env: { ...usual, MKT_CLIENT: client },
    },
    { name: 'doctor', args: ['doctor'], cwd: locked, env: { PATH: `${programs}:/usr/bin:/bin` } },
  ];
}
