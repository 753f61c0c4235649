import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { integrityOf } from '../../src/changes/integrity.ts';
import type { Content, ContentEntry } from '../../src/model/content.ts';
import fc from '../support/fast-check.ts';

type File = string | { readonly run: string } | { readonly link: string };

function content(files: Readonly<Record<string, File>>, pieces = 1): Content {
  const bytes = (path: string) => {
    const file = files[path];
    return Buffer.from(
      typeof file === 'string' ? file : file === undefined || 'link' in file ? '' : file.run,
    );
  };
  return {
    label: '',
    problems: [],
    entries: () =>
      Object.keys(files)
        .sort()
        .map((path): ContentEntry => {
          const file = files[path] as File;
          if (typeof file === 'object' && 'link' in file)
            return {
              path,
              kind: 'link',
              executable: false,
              size: Buffer.byteLength(file.link),
              target: file.link,
            };
          return { path, kind: 'file', executable: typeof file === 'object', size: bytes(path).length };
        }),
    async *stream(path) {
      const all = bytes(path);
      const step = Math.max(1, Math.ceil(all.length / pieces));
      for (let at = 0; at < all.length; at += step) yield all.subarray(at, at + step);
    },
  };
}

const of = (files: Readonly<Record<string, File>>, pieces?: number) =>
  integrityOf(content(files, pieces), () => createHash('sha256'));

describe('the integrity of a release', () => {
  test('is SHA-256 over kind, path, size and bytes', async () => {
    const expected = createHash('sha256')
      .update('["executable","bin/x",2]\nhi["link","z",3]\nbin["file","é",0]\n')
      .digest('base64');
    expect(await of({ 'bin/x': { run: 'hi' }, é: '', z: { link: 'bin' } })).toBe(`sha256-${expected}`);
  });

  test('does not depend on how the bytes come', async () => {
    const files = { a: 'x'.repeat(1000), b: 'y' };
    expect(await of(files, 7)).toBe(await of(files));
  });

  test('changes with a byte, a mode, a name, a kind, and one more file', async () => {
    const all = [
      { a: 'x', b: 'y' },
      { a: 'x', b: 'z' },
      { a: { run: 'x' }, b: 'y' },
      { a: 'x', c: 'y' },
      { a: { link: 'x' }, b: 'y' },
      { a: 'x', b: 'y', c: '' },
      { a: 'x' },
      { A: 'x', b: 'y' },
    ];
    expect(new Set(await Promise.all(all.map((files) => of(files)))).size).toBe(all.length);
  });

  test('differs for any two sets of files, also where bytes look like the head of a file', async () => {
    const file = fc.oneof(
      fc.string({ maxLength: 4 }),
      fc.constantFrom('["file","a",1]\nx', '\n', '["file","b",0]\n'),
      fc.string({ maxLength: 2 }).map((run) => ({ run })),
      fc.string({ maxLength: 2 }).map((link) => ({ link })),
    );
    const files = fc.dictionary(fc.constantFrom('a', 'b', 'c'), file);
    await fc.assert(
      fc.asyncProperty(files, files, async (one, other) => {
        const same =
          JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());
        expect((await of(one)) === (await of(other))).toBe(same);
      }),
    );
  });
});
