import { EventEmitter } from 'node:events';
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { counts, foldersIn, watchPaths } from '../../../src/sources/files/watch-paths.ts';
import { folder } from '../../support/mkt.ts';

/** Watches that only the test triggers, by folder. */
function fakeSystem() {
  const open = new Map<string, Set<(name: string | null) => void>>();
  const broken: EventEmitter[] = [];
  return {
    watch: (path: string, changed: (name: string | null) => void) => {
      const all = open.get(path) ?? new Set();
      open.set(path, all.add(changed));
      const emitter = new EventEmitter();
      broken.push(emitter);
      return Object.assign(emitter, {
        close: () => {
          all.delete(changed);
          if (all.size === 0) open.delete(path);
        },
      });
    },
    change: (path: string, name: string | null) => {
      for (const changed of open.get(path) ?? []) changed(name);
    },
    fail: () => {
      for (const emitter of broken) emitter.emit('error', new Error('gone'));
    },
    watched: () => [...open.keys()].sort(),
  };
}

describe('which changes in a folder count', () => {
  const names = new Set(['mkt.yaml', 'caf\u00e9.yaml']);
  const here = () => true;
  const gone = () => false;

  test.each([
    ['the name itself', 'mkt.yaml', true],
    ['the name as a disk has it that ignores case', 'MKT.yaml', true],
    ['the name in the form in which macOS keeps it', 'cafe\u0301.yaml', true],
    ['another name', 'mkt.yaml.swp', false],
    ['a folder, where folders do not count', 'new', false],
  ])('%s', (_, name, expected) => {
    expect(counts(name, { names }, here)).toBe(expected);
  });

  test('in a tree, a folder that comes or goes, and not one in which something changes', () => {
    const tree = { names, folders: new Set(['known']) };
    expect(counts('new', tree, here)).toBe(true);
    expect(counts('known', tree, gone)).toBe(true);
    expect(counts('known', tree, here)).toBe(false);
    expect(counts('a-file', tree, gone)).toBe(false);
    expect(counts('node_modules', tree, here)).toBe(false);
  });
});

test('the folders of a tree: those that are less deep first, without what is skipped, and not more than asked', () => {
  const root = folder({ 'a/b/c/x': '', 'd/x': '', 'out/x': '', '.git/x': '', 'node_modules/x/y': '' });
  const below = (most?: number) =>
    foldersIn(root, { skip: new Set([join(root, 'out')]), ...(most && { most }) }).map((path) =>
      path.slice(root.length),
    );
  expect(below()).toEqual(['', '/a', '/d', '/a/b', '/a/b/c']);
  expect(below(3)).toEqual(['', '/a', '/d']);
});

describe('with a system that the test plays', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('waits until a burst of changes is over, and reports it once', async () => {
    const root = folder({ 'mkt.yaml': '', 'mkt.lock': '' });
    const system = fakeSystem();
    const watch = watchPaths(system.watch);
    watch.follow([join(root, 'mkt.yaml'), join(root, 'mkt.lock')]);
    const seen = vi.fn();
    const waiting = watch.changed().then(seen);
    system.change(root, 'mkt.yaml');
    await vi.advanceTimersByTimeAsync(90);
    system.change(root, 'mkt.lock');
    system.change(root, 'mkt.yaml');
    await vi.advanceTimersByTimeAsync(90);
    expect(seen).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(10);
    await waiting;
    expect(seen).toHaveBeenCalledExactlyOnceWith([join(root, 'mkt.lock'), join(root, 'mkt.yaml')]);
  });

  test('reports changes that never cease', async () => {
    const root = folder();
    const system = fakeSystem();
    const watch = watchPaths(system.watch);
    watch.follow([root]);
    const seen = vi.fn();
    const waiting = watch.changed().then(seen);
    for (let step = 0; step < 40; step += 1) {
      system.change(root, 'log');
      await vi.advanceTimersByTimeAsync(50);
    }
    await waiting;
    expect(seen).toHaveBeenCalledOnce();
  });

  test('keeps what changed before somebody waits, and while others are followed', async () => {
    const root = folder({ 'mkt.yaml': '' });
    const system = fakeSystem();
    const watch = watchPaths(system.watch);
    watch.follow([join(root, 'mkt.yaml')]);
    system.change(root, 'mkt.yaml');
    watch.follow([join(root, 'other')]);
    await vi.advanceTimersByTimeAsync(100);
    expect(await watch.changed()).toEqual([join(root, 'mkt.yaml')]);
  });

  test('is silent about neighbours, repositories and packages', async () => {
    const root = folder({
      'mkt.yaml': '',
      'plugins/a/x.md': '',
      'plugins/.git/HEAD': '',
      'plugins/node_modules/b/x': '',
    });
    const system = fakeSystem();
    const watch = watchPaths(system.watch);
    watch.follow([join(root, 'mkt.yaml'), join(root, 'plugins')]);
    expect(system.watched()).toEqual([root, join(root, 'plugins'), join(root, 'plugins/a')]);
    const seen = vi.fn();
    const waiting = watch.changed().then(seen);
    system.change(root, '.mkt.yaml.swp');
    system.change(join(root, 'plugins'), '.git');
    system.change(join(root, 'plugins'), 'node_modules');
    await vi.advanceTimersByTimeAsync(5000);
    expect(seen).not.toHaveBeenCalled();
    watch.close();
    await waiting;
    expect(seen).toHaveBeenCalledExactlyOnceWith(undefined);
    expect(system.watched()).toEqual([]);
  });

  test('takes an unnamed change, and the end of a folder, for a change of the folder', async () => {
    const root = folder();
    const system = fakeSystem();
    const watch = watchPaths(system.watch);
    watch.follow([root]);
    system.change(root, null);
    await vi.advanceTimersByTimeAsync(100);
    expect(await watch.changed()).toEqual([root]);
    system.fail();
    await vi.advanceTimersByTimeAsync(100);
    expect(await watch.changed()).toEqual([join(root, '..'), root].map((each) => join(each)).sort());
  });

  test('watches the nearest folder above what does not exist', () => {
    const root = folder({ '.claude/settings.json': '{}' });
    const system = fakeSystem();
    watchPaths(system.watch).follow([join(root, '.claude/skills/a/b'), join(root, 'x/y')]);
    expect(system.watched()).toEqual([root, join(root, '.claude')]);
  });

  test('sees names in all folders of a tree, and folders that appear in it', async () => {
    const root = folder({ 'a/b/x': '' });
    const system = fakeSystem();
    const watch = watchPaths(system.watch);
    watch.follow([join(root, 'mkt.lock')], [{ folders: foldersIn(root), names: ['mkt.yaml'] }]);
    expect(system.watched()).toEqual([root, join(root, 'a'), join(root, 'a/b')]);
    const waiting = watch.changed();
    system.change(root, 'other.txt');
    system.change(join(root, 'a/b'), 'mkt.lock');
    mkdirSync(join(root, 'a/new'));
    system.change(join(root, 'a'), 'new');
    system.change(root, 'mkt.lock');
    system.change(join(root, 'a/b'), 'mkt.yaml');
    await vi.advanceTimersByTimeAsync(100);
    expect(await waiting).toEqual([join(root, 'a/b/mkt.yaml'), join(root, 'a/new'), join(root, 'mkt.lock')]);
  });

  test('passes on that the system has no more watches', () => {
    const full = () => {
      throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    };
    expect(() => watchPaths(full).follow([folder()])).toThrow('no space');
  });
});

describe('with the real system', () => {
  const real = (paths: readonly string[]) => {
    const watch = watchPaths();
    onTestFinished(watch.close);
    watch.follow(paths);
    return watch;
  };

  test('sees a file that an editor replaces by another one, again and again', async () => {
    const root = folder({ 'mkt.yaml': 'plugins: []\n' });
    const file = join(root, 'mkt.yaml');
    const watch = real([file]);
    for (const text of ['a', 'b']) {
      writeFileSync(`${file}~`, text);
      renameSync(`${file}~`, file);
      expect(await watch.changed()).toEqual([file]);
      watch.follow([file]);
    }
  });

  test('sees a folder vanish and return, and what is then written in it', async () => {
    const root = folder({ 'plugins/a/plugin.json': '{}' });
    const plugins = join(root, 'plugins');
    const watch = real([plugins]);
    rmSync(plugins, { recursive: true });
    expect(await watch.changed()).toContain(plugins);
    watch.follow([plugins]);
    mkdirSync(join(plugins, 'a'), { recursive: true });
    expect(await watch.changed()).toContain(plugins);
    watch.follow([plugins]);
    writeFileSync(join(plugins, 'a/plugin.json'), '{"name":"a"}');
    expect(await watch.changed()).toEqual([join(plugins, 'a/plugin.json')]);
  });

  test('sees a change of what a link leads to', async () => {
    const root = folder({ 'shared/mkt.yaml': '', 'project/x': '' });
    const link = join(root, 'project/mkt.yaml');
    symlinkSync(join(root, 'shared/mkt.yaml'), link);
    const watch = real([link]);
    writeFileSync(join(root, 'shared/mkt.yaml'), 'plugins: []\n');
    expect(await watch.changed()).toEqual([join(root, 'shared/mkt.yaml')]);
  });
});
