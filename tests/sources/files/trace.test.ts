/** Every answer of the disk is noted in a form that changes with it, and asking again gives the same form. */
import * as real from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { answerNow } from '../../../src/sources/files/disk-answers.ts';
import { countsUntil, noteCommand, spoil, type Trace, traced } from '../../../src/sources/files/trace.ts';
import * as disk from '../../../src/sources/files/traced-fs.ts';
import { noteGit } from '../../../src/sources/git/git-questions.ts';
import { folder } from '../../support/mkt.ts';

const late = {
  own: (path: string) => path.startsWith('/own/'),
  isFixed: (path: string) => path === '/own/fixed.git',
  now: Date.UTC(2200, 0),
};

async function traceOf(work: () => unknown, options = late): Promise<Trace> {
  const { trace } = await traced(async () => work(), options);
  return trace as Trace;
}

const isStillSo = ({ asked }: Trace) =>
  [...asked.values()].every(([kind, path, answer]) => answerNow(kind, path) === answer);

const lab = () => folder({ 'a.txt': 'one', 'sub/b.txt': 'two' });

const writeSame = (file: string) => {
  const { atime, mtime } = real.statSync(file);
  real.writeFileSync(file, 'eno');
  real.utimesSync(file, atime, mtime);
};

test.each<[string, (at: string) => unknown, (at: string) => void]>([
  ['whether a path exists', (at) => disk.existsSync(`${at}/new`), (at) => real.mkdirSync(`${at}/new`)],
  [
    'the status of a file',
    (at) => disk.statSync(`${at}/a.txt`),
    (at) => real.chmodSync(`${at}/a.txt`, 0o700),
  ],
  [
    'that nothing has a status',
    (at) => disk.statSync(`${at}/new`, { throwIfNoEntry: false }),
    (at) => real.writeFileSync(`${at}/new`, ''),
  ],
  [
    'the kind of a path',
    (at) => disk.lstatSync(`${at}/sub`),
    (at) => {
      real.renameSync(`${at}/sub`, `${at}/moved`);
      real.symlinkSync('moved', `${at}/sub`);
    },
  ],
  [
    'the names of a folder',
    (at) => disk.readdirSync(at),
    (at) => real.renameSync(`${at}/a.txt`, `${at}/c.txt`),
  ],
  [
    'the kinds of its entries',
    (at) => disk.readdirSync(at, { withFileTypes: true }),
    (at) => {
      real.rmSync(`${at}/a.txt`);
      real.mkdirSync(`${at}/a.txt`);
    },
  ],
  [
    'where a path leads',
    (at) => disk.realpathSync.native(`${at}/sub/b.txt`),
    (at) => {
      real.renameSync(`${at}/sub`, `${at}/moved`);
      real.symlinkSync('moved', `${at}/sub`);
    },
  ],
  [
    'what is in an opened file',
    (at) => disk.closeSync(disk.openSync(`${at}/a.txt`, 'r')),
    (at) => writeSame(`${at}/a.txt`),
  ],
  [
    'that a file could not be opened',
    (at) => expect(() => disk.openSync(`${at}/new`, 'r')).toThrow('ENOENT'),
    (at) => real.writeFileSync(`${at}/new`, ''),
  ],
])('%s', async (_what, ask, change) => {
  const at = lab();
  const trace = await traceOf(() => ask(at));
  expect(trace.spoiledBy).toBeUndefined();
  expect(trace.asked.size).toBe(1);
  expect(isStillSo(trace)).toBe(true);
  real.writeFileSync(join(at, 'sub/elsewhere'), '');
  expect(isStillSo(trace)).toBe(true);
  change(at);
  expect(isStillSo(trace)).toBe(false);
});

test('answers are those of the disk', () => {
  const at = lab();
  expect(disk.readdirSync(at)).toEqual(real.readdirSync(at));
  expect(disk.existsSync(`${at}/a.txt`)).toBe(true);
  expect(disk.realpathSync(at)).toBe(real.realpathSync.native(at));
  expect(disk.statSync(at)?.ino).toBe(real.statSync(at).ino);
});

test.each<[string, (at: string) => unknown]>([
  ['writing', (at) => disk.writeFileSync(`${at}/new`, '')],
  ['renaming', (at) => disk.renameSync(`${at}/a.txt`, `${at}/c.txt`)],
  ['taking away', (at) => expect(() => disk.renameSync(`${at}/a.txt`, '/own/nowhere/a')).toThrow()],
  ['a path in another form', (at) => disk.existsSync(pathToFileURL(`${at}/new`))],
  ['listing in another way', (at) => disk.readdirSync(at, { recursive: true } as object)],
  [
    'a file that fails in the middle',
    (at) => {
      const folder = disk.openSync(at, 'r');
      expect(() => disk.readSync(folder, Buffer.alloc(1), 0, 1, null)).toThrow('EISDIR');
      disk.closeSync(folder);
    },
  ],
  ['copying', (at) => disk.copyFileSync(`${at}/a.txt`, `${at}/c.txt`)],
  ['opening for writing', (at) => disk.closeSync(disk.openSync(`${at}/a.txt`, 'w'))],
  [
    'an answer that changes meanwhile',
    (at) => {
      disk.existsSync(`${at}/new`);
      real.writeFileSync(`${at}/new`, '');
      disk.existsSync(`${at}/new`);
    },
  ],
  [
    'a program with two answers',
    () => {
      noteCommand('date', '1');
      noteCommand('date', '2');
    },
  ],
  ['what is said to', () => spoil('it')],
  ['a second run at the same time', () => traced(async () => 1, late)],
])('%s makes a run one that is not repeated', async (_what, work) => {
  const at = lab();
  expect((await traceOf(() => work(at))).spoiledBy).toBeDefined();
});

test('a file that has just changed may change again unseen', async () => {
  const at = lab();
  const { ctimeMs } = real.statSync(`${at}/a.txt`);
  const read = () => disk.statSync(`${at}/a.txt`);
  expect((await traceOf(read, { ...late, now: ctimeMs + 1000 })).spoiledBy).toContain('too new');
  expect((await traceOf(read, { ...late, now: ctimeMs + 3000 })).spoiledBy).toBeUndefined();
});

test("writing into mkt's own cache changes no result, and the first end of validity counts", async () => {
  const trace = await traceOf(() => {
    expect(() => disk.writeFileSync('/own/nowhere/file', '')).toThrow();
    countsUntil(20);
    countsUntil(10);
    countsUntil(30);
  });
  expect(trace).toMatchObject({ spoiledBy: undefined, until: 10 });
});

test('of git, all is noted but what can never change', async () => {
  const ask = (gitDir: string, args: readonly string[], input?: string) =>
    noteGit(
      { args, gitDir, env: {}, ...(input !== undefined && { input }) },
      { ok: true, stdout: Buffer.from('x') },
    );
  const noted = async (...asked: Parameters<typeof ask>) =>
    (await traceOf(() => ask(...asked))).commands.size;
  const id = 'a'.repeat(40);
  const batch = ['cat-file', '--batch', '--buffer'];
  expect(await noted('/own/fixed.git', ['for-each-ref'])).toBe(0);
  expect(await noted('/own/other/.git', ['for-each-ref'])).toBe(1);
  expect(await noted('/a/.git', batch, `${id}\n${id}:plugins\n`)).toBe(0);
  expect(await noted('/a/.git', batch, `${id}\nHEAD:plugins\n`)).toBe(1);
  expect(await noted('/a/.git', batch, `${'a'.repeat(41)}\n`)).toBe(1);
  expect(await noted('/a/.git', ['cat-file', '-p', 'HEAD'])).toBe(1);
});

test('nothing is noted outside of a run', async () => {
  disk.existsSync('/');
  expect((await traceOf(() => undefined)).asked.size).toBe(0);
});
