/** The door: what opens files to read them, and what it refuses. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readBytes, readOwn, readPieces, readSmall } from '../../../src/sources/files/read-file.ts';
import { folder, root } from '../../support/mkt.ts';
import { needs } from '../../support/outside-data.ts';

/** The files that may open files to read them. Everybody else calls them. */
const doors = ['src/sources/files/read-file.ts', 'src/sources/files/file-chunks.ts'];

/** Those that open files for another reason. */
const others = new Map([
  ['src/project/write.ts', 'writes, and waits until the disk has it'],
  ['src/sources/files/traced-fs.ts', 'is what the door opens in the built program'],
  ['src/sources/files/disk-answers.ts', 'asks only whether something has changed'],
]);

const opening =
  /\b(readFile|readFileSync|createReadStream|open|openSync|openAsBlob|read|readSync|readv|readvSync|readlinkSync|cpSync)\b/;

/** What a file imports from `node:fs` and `node:fs/promises`. */
function importsOf(text: string): string {
  const imports = text.matchAll(/import\s+([^;]*?)\s+from\s+'(?:node:)?fs(?:\/promises)?'/g);
  return [...imports].map(([, names = '']) => names).join(' ');
}

test('only the door opens files to read them', () => {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .map((name) => `src/${name.replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith('.ts'));
  expect(files.length).toBeGreaterThan(300);
  const found = files.filter((name) => {
    const names = importsOf(readFileSync(join(root, name), 'utf8'));
    return opening.test(names) || /\* as /.test(names);
  });
  // A link is not opened: its target is part of what a folder has.
  const expected = [...doors, ...others.keys(), 'src/sources/files/folder-entries.ts'];
  expect(found.toSorted()).toEqual(expected.toSorted());
});

describe('what is read', () => {
  const isUnix = process.platform !== 'win32';

  test('a file up to its limit', () => {
    const path = join(folder({ a: 'abc' }), 'a');
    expect(readBytes(path, 3)).toMatchObject({ bytes: Buffer.from('abc') });
    expect(readBytes(path, 2)).toEqual({ refused: 'too-large', size: 3 });
    expect(() => readOwn(path, 2)).toThrow('it is too large');
    expect([readSmall(path), readSmall(`${path}b`)]).toEqual(['abc', undefined]);
  });

  test('a large file in pieces, and an empty one in none', () => {
    const cwd = folder({ large: 'x'.repeat(2_500_000), empty: '' });
    const sizes: number[] = [];
    readPieces(join(cwd, 'large'), (piece) => sizes.push(piece.length));
    expect(sizes).toEqual([1_048_576, 1_048_576, 402_848]);
    readPieces(join(cwd, 'empty'), () => expect.unreachable());
    expect(() => readPieces(cwd, () => undefined)).toThrow();
  });

  test('no folder', () => {
    expect(() => readOwn(folder({}))).toThrow();
    expect(readSmall(folder({}))).toBeUndefined();
  });

  test('no named pipe and no device, without waiting for them', needs(isUnix, 'Windows has neither'), () => {
    const pipe = join(folder({}), 'pipe');
    execFileSync('mkfifo', [pipe]);
    for (const path of [pipe, '/dev/zero', '/dev/null']) {
      expect(readBytes(path, 100)).toEqual({ refused: 'not-a-file' });
      expect(() => readOwn(path)).toThrow('it is not a regular file');
    }
  });
});
