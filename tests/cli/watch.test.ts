import { spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { PathWatch, WatchedTree } from '../../src/sources/files/watch-paths.ts';
import { git } from '../support/git.ts';
import { bare, builtMain, folder, mkt, root } from '../support/mkt.ts';

const clash = 'plugins: [unit-testing, debugging-toolkit]\n';

/** `mkt check --watch` in a folder: the test says when something has changed, and interrupts it. */
function watching(cwd: string, args: readonly string[] = [], { isTerminal = false, term = 'xterm' } = {}) {
  const said = { stdout: '', stderr: '' };
  const followed: string[][] = [];
  const followedTrees: (readonly WatchedTree[])[] = [];
  let interrupt: () => void = () => undefined;
  let answer: (paths: readonly string[] | undefined) => void = () => undefined;
  let asked: () => void = () => undefined;
  const watch: PathWatch = {
    follow: (paths, trees = []) => {
      followed.push([...paths]);
      followedTrees.push(trees);
    },
    changed: () =>
      new Promise((resolve) => {
        answer = resolve;
        asked();
      }),
    close: () => answer(undefined),
  };
  const sink = (name: keyof typeof said, isTTY: boolean) => ({
    isTTY,
    write: (text: string) => {
      said[name] += text;
    },
  });
  const waits = () =>
    new Promise<void>((resolve) => {
      asked = resolve;
    });
  let waiting = waits();
  const code = start(['check', '--watch', ...args], {
    stdout: sink('stdout', isTerminal),
    stderr: sink('stderr', false),
    env: { ...bare(), TERM: term },
    cwd,
    watch: () => watch,
    onInterrupt: (listener) => {
      interrupt = listener;
      return () => undefined;
    },
  });
  /** What is printed until mkt waits for the next change, or ends. */
  const heard = async () => {
    await Promise.race([waiting, code]);
    const text = { ...said };
    said.stdout = '';
    said.stderr = '';
    return text;
  };
  return {
    code,
    followed,
    followedTrees,
    heard,
    changed: (...names: string[]) => {
      waiting = waits();
      answer(names.map((name) => join(cwd, name)));
      return heard();
    },
    interrupt: () => {
      interrupt();
      return code;
    },
  };
}

const start = await builtMain();

describe('mkt check --watch', () => {
  test('checks again after a change, and says which findings are new and which are gone', async () => {
    const cwd = folder({ 'mkt.yaml': clash });
    const run = watching(cwd);
    const first = await run.heard();
    expect(first.stdout).toContain('ok: 2 plugins go together: 2 warnings');
    expect(first.stderr).toBe('\nwatching for changes; press Ctrl-C to stop\n');
    writeFileSync(join(cwd, 'mkt.yaml'), 'plugins: [unit-testing, no-such-plugin]\n');
    const second = await run.changed('mkt.yaml');
    expect(second.stdout).toContain('x 1 of 2 plugins is not available');
    expect(second.stderr).toMatch(/^\n2 new findings and 2 findings gone after a change to mkt\.yaml$/m);
    expect(second.stderr).toMatch(/^\+ error\[MKT101\] plugin `no-such-plugin` not found$/m);
    expect(second.stderr).toMatch(/^- warning\[MKT301\] /m);
    const third = await run.changed('mkt.yaml', 'mkt.lock', 'a', 'b', 'c');
    expect(third.stderr).toContain('the same findings after a change to mkt.yaml, mkt.lock, a and 2 more');
    expect(await run.interrupt()).toBe(1);
  });

  test('survives that the list is missing or broken for a while', async () => {
    const cwd = folder({ 'mkt.yaml': clash });
    const run = watching(cwd);
    await run.heard();
    rmSync(join(cwd, 'mkt.yaml'));
    const missing = await run.changed('mkt.yaml');
    expect(missing.stdout).toBe('');
    expect(missing.stderr).toContain('error: no plugins given');
    expect(missing.stderr).toContain('checked again after a change to mkt.yaml');
    expect(run.followed.at(-1)).toContain(join(cwd, 'mkt.yaml'));
    writeFileSync(join(cwd, 'mkt.yaml'), 'plugins: [');
    expect((await run.changed('mkt.yaml')).stdout).toContain('nothing was checked');
    writeFileSync(join(cwd, 'mkt.yaml'), 'plugins: [unit-testing]\n');
    expect((await run.changed('mkt.yaml')).stdout).toContain('unit-testing can be used');
    expect(await run.interrupt()).toBe(0);
  });

  test('clears the screen of a terminal before it prints again, and nothing else', async () => {
    const cleared = '\u001b[2J\u001b[H';
    const cwd = folder({ 'mkt.yaml': 'plugins: [unit-testing]\n' });
    const run = watching(cwd, [], { isTerminal: true });
    expect((await run.heard()).stdout).not.toContain(cleared);
    expect((await run.changed('mkt.yaml')).stdout.startsWith(cleared)).toBe(true);
    await run.interrupt();
    const dumb = watching(cwd, [], { isTerminal: true, term: 'dumb' });
    await dumb.heard();
    expect((await dumb.changed('mkt.yaml')).stdout).not.toContain(cleared);
    await dumb.interrupt();
    const pipe = watching(cwd);
    await pipe.heard();
    expect((await pipe.changed('mkt.yaml')).stdout).not.toContain('\u001b');
    await pipe.interrupt();
  });

  test('prints one JSON document after the other, for errors, too', async () => {
    const cwd = folder({ 'mkt.yaml': 'plugins: [unit-testing]\n' });
    const run = watching(cwd, ['--json', '--quiet']);
    expect(JSON.parse((await run.heard()).stdout).ok).toBe(true);
    rmSync(join(cwd, 'mkt.yaml'));
    const failed = await run.changed('mkt.yaml');
    expect(JSON.parse(failed.stdout)).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('no plugins') },
    });
    expect(failed.stderr).toBe('');
    expect(await run.interrupt()).toBe(2);
  });

  test('watches the list, the lock, settings, own components and registries on the disk', async () => {
    const cwd = folder({
      'service/mkt.yaml': 'plugins: [a]\nregistries: [../lab, owner/repo]\nbundled: false\n',
      'lab/a.yaml': 'mkt: 1\nname: a\nreleases: []\n',
    });
    const run = watching(join(cwd, 'service'));
    await run.heard();
    const service = join(cwd, 'service');
    expect(run.followed[0]).toEqual(
      expect.arrayContaining([
        ...['mkt.yaml', 'mkt.yml', 'mkt.lock', '.claude/settings.json', '.claude/skills', '.mcp.json'].map(
          (name) => join(service, name),
        ),
        join(root, 'tests/support/no-client/settings.json'),
        join(cwd, 'lab'),
        join(cwd, 'lab/.git/packed-refs'),
      ]),
    );
    expect(run.followed[0]?.filter((path) => path.includes('owner'))).toEqual([]);
    await run.interrupt();
  });

  test('watches the whole repository at its top, where new lists can appear, without what git ignores', async () => {
    const cwd = folder({
      'mkt.yaml': 'plugins: [unit-testing]\n',
      'services/shop/readme.md': '',
      '.gitignore': 'out/\n',
      'out/x/y': '',
    });
    git(cwd, 'init', '-q');
    const run = watching(cwd);
    await run.heard();
    expect(run.followedTrees.at(-1)).toEqual([
      expect.objectContaining({
        folders: [cwd, join(cwd, 'services'), join(cwd, 'services/shop')],
        names: expect.arrayContaining(['mkt.yaml', 'settings.json']),
      }),
    ]);
    writeFileSync(join(cwd, 'services/shop/mkt.yaml'), 'plugins: [no-such-plugin]\n');
    expect((await run.changed('services/shop/mkt.yaml')).stderr).toContain('+ error[MKT101]');
    await run.interrupt();
    // Elsewhere, and for plugins of the command line, only the list itself counts.
    for (const [folder, args] of [
      [join(cwd, 'services/shop'), []],
      [cwd, ['unit-testing']],
    ] as const) {
      const other = watching(folder, args);
      await other.heard();
      expect(other.followedTrees).toEqual([[]]);
      await other.interrupt();
    }
  });

  test('ends with what it cannot do at all', () => {
    const cwd = folder({ 'mkt.yaml': clash });
    const staged = mkt(['check', '--watch', '--staged'], { cwd });
    expect(staged).toMatchObject({ code: 2, stdout: '' });
    expect(staged.stderr).toContain('`--watch` and `--staged` contradict each other');
    expect(mkt(['check', '--watch'], { cwd: folder() })).toMatchObject({ code: 2, stdout: '' });
  });

  test('a real one ends at an interrupt with the code of its last check', async () => {
    const cwd = folder({ 'mkt.yaml': 'plugins: [unit-testing]\n' });
    const child = spawn(process.execPath, [join(root, 'bin/mkt.js'), 'check', '--watch'], {
      cwd,
      env: bare(),
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)));
    const lines: string[] = [];
    for await (const line of createInterface({ input: child.stderr })) {
      lines.push(line);
      if (!line.startsWith('watching')) continue;
      if (lines.some((each) => each.startsWith('+ error[MKT101]'))) child.kill('SIGINT');
      else writeFileSync(join(cwd, 'mkt.yaml'), 'plugins: [no-such-plugin]\n');
    }
    expect(await ended).toBe(1);
  });
});
