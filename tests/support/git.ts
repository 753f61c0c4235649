/** Repositories for tests, made with git itself. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { accessOf } from '../../src/sources/cache/access.ts';
import { bare, folder } from './mkt.ts';

const identity = {
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@example.com',
  GIT_AUTHOR_DATE: '2026-01-19T12:00:00Z',
  GIT_COMMITTER_DATE: '2026-01-19T12:00:00Z',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
};

/** After a commit, git would start another process that looks for what it can tidy up. */
const untidied = {
  GIT_CONFIG_COUNT: '1',
  GIT_CONFIG_KEY_0: 'maintenance.auto',
  GIT_CONFIG_VALUE_0: 'false',
};

function run(cwd: string, program: string, args: readonly string[]): string {
  const env = { PATH: process.env.PATH, ...identity, ...untidied };
  return execFileSync(program, args, {
    cwd,
    encoding: 'utf8',
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim();
}

/** Runs git in a folder and returns what it prints. */
export const git = (cwd: string, ...args: string[]): string => run(cwd, 'git', args);

/** Commits all files of a folder, and sets tags; returns the commit. One shell runs all commands, which costs little more than one. */
function commitAll(path: string, tags: readonly string[]): string {
  const script = [
    'git add -A',
    'git commit -q --allow-empty -m x',
    'for tag; do git tag -f "$tag" > /dev/null || exit 1; done',
    'git rev-parse HEAD',
  ];
  return run(path, 'sh', ['-ec', script.join('\n'), 'sh', ...tags]);
}

/** An empty repository on branch `main`, without the samples of hooks that git puts into one. */
const initialize = (path: string): string => git(path, 'init', '-q', '-b', 'main', '--template=');

export interface TestRepository {
  readonly path: string;
  readonly url: string;
  /** Replaces all files, commits, and sets tags; returns the commit. */
  commit(files: Readonly<Record<string, string>>, ...tags: string[]): string;
  git(...args: string[]): string;
}

/** An empty repository on branch `main`. */
export function repository(): TestRepository {
  const path = join(folder(), 'repo');
  mkdirSync(path);
  initialize(path);
  return {
    path,
    url: `file://${path}`,
    git: (...args) => git(path, ...args),
    commit(files, ...tags) {
      for (const name of readdirSync(path))
        if (name !== '.git') rmSync(join(path, name), { recursive: true, force: true });
      for (const [name, content] of Object.entries(files)) {
        mkdirSync(dirname(join(path, name)), { recursive: true });
        writeFileSync(join(path, name), content);
      }
      return commitAll(path, tags);
    },
  };
}

/** Makes a folder a repository with these files in one commit. */
export function commitIn(path: string, files: Readonly<Record<string, string | Buffer>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  initialize(path);
  commitAll(path, []);
}

/** The files of a marketplace `lab` with plugins by name: manifest fields, and the fields of the entry if it is no path. */
export function marketplace(
  plugins: Readonly<Record<string, { readonly manifest?: object; readonly entry?: object }>>,
): Record<string, string> {
  const files: Record<string, string> = { LICENSE: 'MIT' };
  const entries = Object.entries(plugins).map(([name, { manifest, entry }]) => {
    if (manifest !== undefined)
      files[`plugins/${name}/.claude-plugin/plugin.json`] = JSON.stringify({ name, ...manifest });
    return { name, source: `./plugins/${name}`, ...entry };
  });
  files['.claude-plugin/marketplace.json'] = JSON.stringify({
    name: 'lab',
    owner: { name: 'x' },
    plugins: entries,
  });
  return files;
}

/** A tagged history of one plugin `base` with an `app` on it. */
export function history(repo: TestRepository): void {
  for (const version of ['1.0.0', '1.5.0', '2.0.0'])
    repo.commit(
      marketplace({
        base: { manifest: { version } },
        app: { manifest: { version: '1.0.0', dependencies: [{ name: 'base', version: '^1.0.0' }] } },
      }),
      `base--v${version}`,
    );
}

/** Access to a cache of its own, with what was noticed. */
export function testAccess(
  options: Parameters<typeof accessOf>[1] & { env?: Record<string, string>; cache?: string } = {},
) {
  const notices: string[] = [];
  const cache = options.cache ?? folder();
  const env = { ...bare(), ...identity, ...options.env, MKT_CACHE_DIR: cache };
  const access = {
    ...accessOf(env, { ...options, notice: (text) => notices.push(text) }),
    ...(options.now && { now: options.now }),
  };
  return { access, notices, cache, env };
}

/**
 * A git that writes down how it is called, and can be made to fail.
 * @returns the PATH that has it, and what became of it.
 */
export function watchedGit() {
  const place = folder();
  const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  const log = join(place, 'log');
  const trap = join(place, 'trap');
  writeFileSync(log, '');
  writeFileSync(
    join(place, 'git'),
    `#!/bin/sh\nreal='${real}'\nprintf '%s\\n' "$*" >> '${log}'\nif [ -f '${trap}' ]; then . '${trap}'; fi\nexec "$real" "$@"\n`,
  );
  chmodSync(join(place, 'git'), 0o755);
  return {
    env: { PATH: `${place}:${process.env.PATH ?? ''}` },
    /** The commands so far, without the settings before them. */
    calls: () =>
      readFileSync(log, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => line.replace(/-c \S+ /g, '').replace(/--git-dir=\S+ /, '')),
    forget: () => writeFileSync(log, ''),
    /** A piece of shell that runs before every command, with its arguments in `$@` and git itself in `$real`. */
    trap: (script: string) => writeFileSync(trap, `${script}\n`),
    untrap: () => rmSync(trap, { force: true }),
  };
}
