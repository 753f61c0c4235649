/** Which scripts and programs of a plugin are not what they were, whatever their names say. */
import { expect, test } from 'vitest';
import { changedScripts } from '../../src/changes/changed-scripts.ts';
import type { Content, ContentEntry } from '../../src/model/content.ts';

type Files = Readonly<Record<string, string | { readonly run?: string; readonly link?: string }>>;

/** Files by path; `run` is executable. Streams give pieces of these lengths in turn. */
function content(
  files: Files,
  lengths: readonly number[] = [1000],
  broken = '',
): Content & { asked: string[] } {
  const asked: string[] = [];
  const bytesOf = (path: string) => {
    const file = files[path] ?? '';
    return Buffer.from(typeof file === 'string' ? file : (file.run ?? ''));
  };
  return {
    label: '',
    problems: [],
    asked,
    entries: () =>
      Object.entries(files).map(([path, file]): ContentEntry => {
        const link = typeof file === 'string' ? undefined : file.link;
        return link === undefined
          ? { path, kind: 'file', executable: typeof file !== 'string', size: bytesOf(path).length }
          : { path, kind: 'link', executable: false, size: link.length, target: link };
      }),
    async *stream(path) {
      asked.push(path);
      if (path === broken) throw new Error('not there');
      const bytes = bytesOf(path);
      for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
        const length = lengths[turn % lengths.length] as number;
        yield bytes.subarray(at, at + length);
        at += length;
      }
    },
  };
}

const compared = async (before: Files, after: Files) => {
  const found = await changedScripts(content(before, [3, 7]), content(after, [5, 0, 2]));
  return found && [...found.removed.map((path) => `- ${path}`), ...found.added.map((path) => `+ ${path}`)];
};

test.each<[string, Files, Files, string[] | undefined]>([
  ['nothing', { 'bin/a': { run: 'echo 1' } }, { 'bin/a': { run: 'echo 1' } }, undefined],
  [
    'a text',
    { 'a.md': 'one', 'skills/a/SKILL.md': 'x' },
    { 'a.md': 'two', 'skills/a/SKILL.md': 'y' },
    undefined,
  ],
  ['an executable', { 'bin/a': { run: 'echo 1' } }, { 'bin/a': { run: 'echo 2' } }, ['+ bin/a (changed)']],
  ['its length', { 'bin/a': 'echo 1' }, { 'bin/a': 'echo 11' }, ['+ bin/a (changed)']],
  ['the last byte', { 'x.py': `${'a'.repeat(99)}b` }, { 'x.py': `${'a'.repeat(99)}c` }, ['+ x.py (changed)']],
  ['a module', { 'hooks/x.mjs': 'a()' }, { 'hooks/x.mjs': 'b()' }, ['+ hooks/x.mjs (changed)']],
  [
    'a script without extension',
    { 'x/run': '#!/bin/sh\na' },
    { 'x/run': '#!/bin/sh\nb' },
    ['+ x/run (changed)'],
  ],
  ['a text without extension', { LICENSE: 'MIT a' }, { LICENSE: 'MIT b' }, undefined],
  ['the right to run it', { 'x.sh': 'a' }, { 'x.sh': { run: 'a' } }, ['+ x.sh (changed)']],
  ['a link', { 'bin/a': { link: 'b' } }, { 'bin/a': { link: 'c' } }, ['+ bin/a (changed)']],
  ['a file that becomes a link', { 'bin/a': 'x' }, { 'bin/a': { link: 'c' } }, ['+ bin/a (changed)']],
  ['one that comes and one that goes', { 'x.sh': 'a' }, { 'y.sh': 'a' }, ['- x.sh', '+ y.sh']],
])('what changes is %s', async (_what, before, after, lines) => {
  expect(await compared(before, after)).toEqual(lines);
});

test('what cannot be read is not said to be the same', async () => {
  const files = { 'x.sh': 'a', 'y.sh': 'a' };
  const found = await changedScripts(content(files), content(files, [1], 'x.sh'));
  expect(found?.added).toEqual(['x.sh (could not be compared)']);
});

test('a file of another size is not read', async () => {
  const [before, after] = [content({ 'x.sh': 'a' }), content({ 'x.sh': 'ab' })];
  await changedScripts(before, after);
  expect([...before.asked, ...after.asked]).toEqual([]);
});
