/** The guide for teams: every command in its order, with the exit code and the lines that the guide shows. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { git, marketplace, repository } from '../support/git.ts';
import { bare, folder, mktHere, root } from '../support/mkt.ts';
import { needsUnix } from '../support/outside-data.ts';
import { blocksOf, wordsOf } from '../support/transcripts.ts';

interface Version {
  readonly version: string;
  readonly dependencies?: readonly object[];
  /** What its hook runs after an edit. */
  readonly hook?: string;
}

const lintOf = (version: string) => ({ dependencies: [{ name: 'lint', version }] });

/** What the four marketplaces have at first, and after some time. */
const first: Readonly<Record<string, Readonly<Record<string, Version>>>> = {
  desk: {
    reviews: { version: '1.0.0', hook: 'check-style', ...lintOf('^2.0.0') },
    lint: { version: '2.0.0' },
    ...plain('commits', 'changelog'),
    format: { version: '1.0.0', ...lintOf('^1.0.0') },
  },
  data: plain('table', 'plot', 'notebooks', 'sql'),
  cloud: plain('deploy', 'monitor', 'terraform', 'costs'),
  docs: plain('guide', 'terms', 'translate'),
};
const later: typeof first = {
  desk: { ...first.desk, reviews: { version: '1.1.0', hook: 'check-everything', ...lintOf('^2.0.0') } },
  data: { ...first.data, plot: { version: '1.1.0' } },
};

function plain(...names: string[]): Record<string, Version> {
  return Object.fromEntries(names.map((name) => [name, { version: '1.0.0' }]));
}

/** The marketplaces as repositories, by name, and what publishes their next state. */
function acme() {
  const markets = new Map(Object.keys(first).map((name) => [name, repository()]));
  const published = new Set<string>();
  const publish = (name: string, plugins: Readonly<Record<string, Version>>) => {
    const files = marketplace(
      Object.fromEntries(
        Object.entries(plugins).map(([plugin, { hook: _, ...manifest }]) => [
          plugin,
          { manifest: { description: 'for the team', ...manifest } },
        ]),
      ),
    );
    const listed = files['.claude-plugin/marketplace.json'] as string;
    files['.claude-plugin/marketplace.json'] = listed.replace('"lab"', `"${name}"`);
    for (const [plugin, { hook }] of Object.entries(plugins))
      if (hook !== undefined)
        files[`plugins/${plugin}/hooks/hooks.json`] = JSON.stringify({
          hooks: { PostToolUse: [{ matcher: 'Edit', hooks: [{ type: 'command', command: hook }] }] },
        });
    const tags = Object.entries(plugins).map(([plugin, { version }]) => `${plugin}--v${version}`);
    markets.get(name)?.commit(files, ...tags.filter((tag) => !published.has(tag)));
    for (const tag of tags) published.add(tag);
  };
  publish('desk', { lint: { version: '1.0.0' } });
  for (const [name, plugins] of Object.entries(first)) publish(name, plugins);
  return {
    withUrls: (command: string) =>
      command.replace(/acme\/([a-z]+)/g, (_, name: string) => markets.get(name)?.url ?? ''),
    publishLater: () => {
      for (const [name, plugins] of Object.entries(later)) publish(name, plugins);
    },
  };
}

/** Bad if the session has a `plot` after 1.0.0. */
const doesItWork = `#!/bin/sh
IFS=:
for each in $CLAUDE_CODE_PLUGIN_DIRS; do
  case "$each" in */plot) ! grep -q '"1.1.0"' "$each/.claude-plugin/plugin.json" || exit 1 ;; esac
done
`;

const blocks = blocksOf(readFileSync(join(root, 'docs/guides/team.md'), 'utf8'));

test('from the first day to a release that breaks something', needsUnix, async () => {
  const { withUrls, publishLater } = acme();
  const cwd = folder();
  const bin = folder({ mkt: `#!/bin/sh\nexec '${process.execPath}' '${join(root, 'bin/mkt.js')}' "$@"\n` });
  chmodSync(join(bin, 'mkt'), 0o755);
  const own = { MKT_CACHE_DIR: folder(), HOME: folder(), CLAUDE_CONFIG_DIR: '' };
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@b'];
  git(cwd, 'init', '-q', '-b', 'main');
  let said = '';
  const other = (program: string, args: readonly string[], isFine: boolean) => {
    // The hook is only tried where it refuses something: it takes as long as two more commands.
    const settings = [...identity, ...(isFine ? ['-c', 'core.hooksPath=/dev/null'] : [])];
    const { status, stdout, stderr } = spawnSync(program, [...(program === 'git' ? settings : []), ...args], {
      cwd,
      encoding: 'utf8',
      env: { ...bare(), ...own, PATH: `${bin}:${process.env.PATH}`, GIT_CONFIG_GLOBAL: '/dev/null' },
    });
    said += `${stdout}${stderr}`;
    return status;
  };
  const mkt = async (args: readonly string[]) => {
    const isAsked = ['add', 'lock', 'sync'].includes(args[0] ?? '') && !args.includes('--check');
    const { code, stdout, stderr } = await mktHere(isAsked ? [...args, '--yes'] : args, { cwd, env: own });
    said += `${stdout}${stderr}`;
    return code;
  };
  for (const { language, lines, line } of blocks) {
    if (language === 'text') {
      for (const each of lines) expect(said, `line ${line}`).toContain(each);
      continue;
    }
    expect(language).toBe('sh');
    for (const typed of lines) {
      const [command = '', comment] = typed.split(/\s+# /);
      const [program = '', ...args] = wordsOf(withUrls(command));
      if (args[0] === 'outdated') {
        publishLater();
        expect(await mkt(['registry', 'update'])).toBe(0);
      }
      if (args[0] === 'bisect') {
        writeFileSync(join(cwd, 'does-it-work.sh'), doesItWork);
        chmodSync(join(cwd, 'does-it-work.sh'), 0o755);
      }
      const expected = Number(/^exit (\d)/.exec(comment ?? '')?.[1] ?? 0);
      const code = program === 'mkt' ? await mkt(args) : other(program, args, expected === 0);
      expect(code, `${typed}\n${said}`).toBe(expected);
    }
  }
  const lock = readFileSync(join(cwd, 'mkt.lock'), 'utf8');
  expect(lock.match(/^ {2}\w+@\w+:$/gm)).toHaveLength(15);
  const versionOf = (name: string) =>
    JSON.parse(readFileSync(join(cwd, `.claude/skills/${name}/.claude-plugin/plugin.json`), 'utf8')).version;
  expect([versionOf('reviews'), versionOf('plot')]).toEqual(['1.1.0', '1.0.0']);
  expect(said).toContain('step 6:');
  expect(said).not.toContain('step 7:');
  expect(existsSync(join(cwd, '.mkt-pending'))).toBe(false);

  // A clone has the same, with nothing but git.
  const clone = join(folder(), 'clone');
  git(cwd, 'clone', '-q', cwd, clone);
  const theirs = { cwd: clone, env: { ...own, MKT_CACHE_DIR: folder() } };
  expect((await mktHere(['sync', '--check'], theirs)).code).toBe(0);
});
