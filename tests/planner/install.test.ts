/** The install commands: their text, and their effect with the real git. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Release } from '../../src/model/plugin.ts';
import { comment, isArgument, shellWord } from '../../src/model/shell.ts';
import type { AddedFrom } from '../../src/planner/input.ts';
import { installation } from '../../src/planner/install.ts';
import { teamOf } from '../../src/planner/team.ts';
import { folder } from '../support/mkt.ts';
import { release } from '../support/releases.ts';

const url = 'https://git.example/shop/plugins.git';

function pinned(
  nameAtVersion: string,
  commit: string,
  date: string,
  source: Record<string, unknown> = {},
): Release {
  const made = release(nameAtVersion);
  return {
    ...made,
    commit,
    date,
    source: { source: 'git-subdir', url, path: `plugins/${made.name}`, ...source },
  };
}

function commands(releases: Release[], sources?: ReadonlyMap<string, AddedFrom>): string[] {
  const team = teamOf({ releases, requested: releases.map(({ name }) => name) });
  const install = installation(team, { sources, changes: [] });
  const marketplaces = [...new Set(releases.map(({ marketplace }) => marketplace))];
  return [
    ...marketplaces.map(install.marketplace),
    ...team.names.map((name) => install.plugin(name)),
  ].flatMap(({ commands: lines }) => lines);
}

describe('commands', () => {
  test('one commit for all: clone, check out, add the folder, one install command for each plugin', () => {
    const releases = [
      pinned('a@1.0.0', 'aaaaaaaaaaaa', '2025-01-01'),
      pinned('b@2.0.0', 'aaaaaaaaaaaa', '2025-01-01'),
    ];
    expect(commands(releases)).toEqual([
      `git clone ${url} lab`,
      'git -C lab checkout aaaaaaaaaaaa',
      'claude plugin marketplace add ./lab',
      'claude plugin install a@lab',
      'claude plugin install b@lab',
    ]);
  });

  test('several commits: the newest, then the others over it, with their entries', () => {
    const releases = [
      pinned('old@1.0.0', 'aaaaaaaaaaaa', '2025-01-01'),
      pinned('new@2.0.0', 'bbbbbbbbbbbb', '2026-01-01'),
    ];
    expect(commands(releases)).toEqual([
      `git clone ${url} lab`,
      'git -C lab checkout bbbbbbbbbbbb',
      'git -C lab checkout --no-overlay aaaaaaaaaaaa -- plugins/old',
      '# add the entries of plugins that this commit lists no longer',
      expect.stringMatching(
        /^git -C lab show aaaaaaaaaaaa:\.claude-plugin\/marketplace\.json \| node -e '[^']+' lab\/\.claude-plugin\/marketplace\.json old$/,
      ),
      'claude plugin marketplace add ./lab',
      'claude plugin install old@lab',
      'claude plugin install new@lab',
    ]);
  });

  test('the way back names the clone, which nothing needs then', () => {
    const undo = (releases: Release[], more: Partial<Parameters<typeof installation>[1]> = {}) => {
      const team = teamOf({ releases, requested: releases.map(({ name }) => name) });
      const changes = team.names.map((plugin) => ({ plugin, action: 'add' as const }));
      return installation(team, { ...more, changes }).rollback([team.names]);
    };
    const sourceOf = (source: AddedFrom) => ({ sources: new Map([['lab', source]]) });
    const back = [
      'claude plugin uninstall a@lab',
      'claude plugin marketplace remove lab',
      '# nothing reads the clone in lab after that: delete it',
    ];
    const places = new Map([['lab', { folder: 'lab', isThere: true }]]);
    const commit = [pinned('a@1.0.0', 'aaaaaaaaaaaa', '2025-01-01')];
    expect(undo(commit)).toEqual(back);
    expect(undo(commit, { places })).toEqual(back);
    expect(undo([release('a@1.0.0')], sourceOf({ clone: 'file:///srv/lab.git' }))).toEqual(back);
    expect(undo([release('a@1.0.0')], sourceOf({ add: 'acme/plugins' })).at(-1)).toBe(
      'claude plugin marketplace remove lab',
    );
  });

  test('a known marketplace is added unchanged, and a comment says which releases the plan is for', () => {
    expect(commands([release('a@1.0.0')], new Map([['lab', { add: 'acme/plugins' }]]))).toEqual([
      '# the client installs what lab currently contains; this plan is for a 1.0.0',
      'claude plugin marketplace add acme/plugins',
      'claude plugin install a@lab',
    ]);
  });

  test('what the client cannot add is cloned first', () => {
    expect(commands([release('a@1.0.0')], new Map([['lab', { clone: 'file:///srv/lab.git' }]]))).toEqual([
      '# the client installs what lab currently contains; this plan is for a 1.0.0',
      'git clone file:///srv/lab.git lab',
      'claude plugin marketplace add ./lab',
      'claude plugin install a@lab',
    ]);
  });

  test('an unknown marketplace is explained', () => {
    expect(commands([release('a@1.0.0')])[0]).toBe(
      '# add the marketplace lab first: claude plugin marketplace add <its folder, repository or URL>',
    );
  });

  test.each([
    ['a url that is an option', { url: '--upload-pack=touch /tmp/x' }],
    ['a url of another kind', { url: 'ext::sh -c id' }],
    ['a url with a line break', { url: 'https://git.example/x\nrm -rf .' }],
    ['a path that leaves the repository', { path: '../../etc' }],
  ])('%s is not emitted', (_, source) => {
    const lines = commands([pinned('a@1.0.0', 'aaaaaaaaaaaa', '2025-01-01', source)]);
    expect(lines.filter((line) => line.startsWith('git'))).toEqual([]);
    expect(lines.every((line) => !/[\u0000-\u001f]/.test(line))).toBe(true);
  });

  test('a name that the client refuses is explained instead of used in a command', () => {
    const lines = commands([release('$(id)\n; x')]);
    expect(lines.at(-1)).toBe(
      '# the client cannot install $(id) ; x@lab 1.0.0: a name can have only letters, digits, ".", "_" and "-"',
    );
  });
});

test('arguments are quoted for any shell, or refused', () => {
  expect(shellWord('plugins/a-b_c.d@1:2+3')).toBe('plugins/a-b_c.d@1:2+3');
  expect(shellWord("it's $HOME")).toBe(`'it'"'"'s $HOME'`);
  expect(shellWord('~root')).toBe("'~root'");
  expect(isArgument('-x')).toBe(false);
  expect(isArgument('a\u001b[2J')).toBe(false);
  expect(comment('a\nb\u2028c')).toBe('# a b c');
});

test('the folder holds exactly the chosen releases after the git commands, and lists all of them', () => {
  const home = folder();
  const origin = join(home, 'origin');
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', origin, '-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
      encoding: 'utf8',
    }).trim();
  const write = (path: string, text: string) => {
    mkdirSync(join(origin, path, '..'), { recursive: true });
    writeFileSync(join(origin, path), text);
  };
  const commit = () => {
    git('add', '--all');
    git('commit', '--quiet', '-m', 'state');
    return git('rev-parse', '--short=12', 'HEAD');
  };
  mkdirSync(origin);
  execFileSync('git', ['init', '--quiet', origin]);
  const list = (...names: string[]) =>
    write(
      '.claude-plugin/marketplace.json',
      JSON.stringify({
        name: 'lab',
        plugins: names.map((name) => ({ name, source: `./plugins/${name}`, category: names.join() })),
      }),
    );
  list('old', 'both', 'unasked');
  write('plugins/old/first.md', '1');
  write('plugins/both/first.md', '1');
  const first = commit();
  rmSync(join(origin, 'plugins/old/first.md'));
  write('plugins/old/second.md', '2');
  list('both', 'new');
  write('plugins/new/only.md', '2');
  const second = commit();
  write('plugins/new/only.md', '3');
  commit();

  const lines = commands([
    pinned('old@1.0.0', first, '2025-01-01'),
    pinned('both@1.0.0', first, '2025-01-01'),
    pinned('new@2.0.0', second, '2025-02-01'),
  ]);
  execFileSync('sh', ['-ec', lines.filter((line) => line.startsWith('git')).join('\n')], {
    cwd: home,
    stdio: 'pipe',
    env: {
      ...process.env,
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: `url.${origin}.insteadOf`,
      GIT_CONFIG_VALUE_0: url,
    },
  });
  expect(JSON.parse(readFileSync(join(home, 'lab/.claude-plugin/marketplace.json'), 'utf8')).plugins).toEqual(
    [
      { name: 'both', source: './plugins/both', category: 'both,new' },
      { name: 'new', source: './plugins/new', category: 'both,new' },
      { name: 'old', source: './plugins/old', category: 'old,both,unasked' },
    ],
  );
  expect(existsSync(join(home, 'lab/plugins/old/first.md'))).toBe(true);
  expect(existsSync(join(home, 'lab/plugins/old/second.md'))).toBe(false);
  expect(readFileSync(join(home, 'lab/plugins/new/only.md'), 'utf8')).toBe('2');
});
