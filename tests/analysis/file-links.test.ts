/** Which files connect two plugins: what the texts of one say it writes, and those of the other that it reads. */
import { describe, expect, test } from 'vitest';
import { fileLinks, fileLinksAmong } from '../../src/analysis/file-links.ts';
import type { FileUse } from '../../src/model/file-use.ts';
import { release } from '../support/releases.ts';

const at = (file: string) => ({ file, line: 3, column: 1 });

/** `w docs/plan.md` writes it, `r docs/plan.md?` reads it perhaps. */
const told = (name: string, ...uses: string[]) => ({
  name,
  uses: uses.map((text): FileUse => {
    const [does, path = ''] = text.split(' ');
    return {
      path: path.replace('?', ''),
      does: does === 'w' ? 'writes' : 'reads',
      isSure: !path.endsWith('?'),
      location: at(`${name}.md`),
    };
  }),
});

const links = (...plugins: ReturnType<typeof told>[]): string[] =>
  (fileLinks(plugins) ?? []).map(
    ({ from, to, path, isSure }) => `${from} -> ${to}: ${path}${isSure ? '' : '?'}`,
  );

describe('a file that one writes and another reads', () => {
  test('connects them, with both places', () => {
    expect(fileLinks([told('a', 'w docs/plan.md'), told('b', 'r docs/plan.md')])).toEqual([
      { from: 'a', to: 'b', path: 'docs/plan.md', written: at('a.md'), read: at('b.md'), isSure: true },
    ]);
  });

  test('is sure only if both ends are', () => {
    expect(links(told('a', 'w plan.md?'), told('b', 'r plan.md'))).toEqual(['a -> b: plan.md?']);
    expect(links(told('a', 'w plan.md'), told('b', 'r plan.md?'))).toEqual(['a -> b: plan.md?']);
  });

  test('is named by patterns, by its folder, and by its end where the plugin gives the whole path, too', () => {
    expect(links(told('a', 'w .plans/*.md'), told('b', 'r .plans/*-design.md'))).toHaveLength(1);
    expect(links(told('a', 'w */specs/a.md'), told('b', 'r auth/specs/a.md'))).toHaveLength(1);
    expect(links(told('a', 'w docs/plans/*.md'), told('b', 'r docs/plans/'))).toHaveLength(1);
    expect(links(told('a', 'w plan.md', 'r .work/plan.md'), told('b', 'r .work/plan.md'))).toEqual([
      'a -> b: .work/plan.md',
    ]);
  });

  test('once for two plugins; a folder only if no file in it connects them', () => {
    expect(links(told('a', 'w plan.md', 'w plan.md?'), told('b', 'r plan.md', 'r *.md?'))).toEqual([
      'a -> b: plan.md',
    ]);
    expect(
      links(told('a', 'w docs/plans/', 'w docs/plans/*.md'), told('b', 'r docs/plans/', 'r docs/plans/a.md')),
    ).toEqual(['a -> b: docs/plans/*.md']);
  });

  test('in both directions, if both do both', () => {
    expect(links(told('a', 'w state.md', 'r state.md'), told('b', 'w state.md', 'r state.md'))).toEqual([
      'a -> b: state.md',
      'b -> a: state.md',
    ]);
  });
});

describe('nothing connects', () => {
  test.each([
    ['one that writes and reads by itself', told('a', 'w plan.md', 'r plan.md'), told('b', 'r other.md')],
    ['two that write', told('a', 'w plan.md'), told('b', 'w plan.md')],
    ['two that read', told('a', 'r plan.md'), told('b', 'r plan.md')],
    ['files of the same name in other folders', told('a', 'w .a/plan.md'), told('b', 'r .b/plan.md')],
    [
      'a name that can be that of several files',
      told('a', 'w plan.md', 'w .a/plan.md', 'w .b/plan.md'),
      told('b', 'r .c/plan.md'),
    ],
    [
      'what most projects have',
      told('a', 'w package.json', 'w README.md'),
      told('b', 'r package.json', 'r README.md'),
    ],
    ['what most projects have, in a folder', told('a', 'w docs/README.md'), told('b', 'r docs/README.md')],
    [
      'patterns of code',
      told('a', 'w src/**/*.ts', 'w *.test.ts'),
      told('b', 'r src/**/*.ts', 'r *.test.ts'),
    ],
    [
      'folders of all projects',
      told('a', 'w docs/', 'w .claude/agents/'),
      told('b', 'r docs/', 'r .claude/agents/'),
    ],
    ['a folder in the root', told('a', 'w .work/plan.md'), told('b', 'r .work/')],
  ])('%s', (_what, a, b) => {
    expect(links(a, b)).toEqual([]);
  });

  test('plugins whose files are not known', () => {
    const writer = { ...release('a'), fileUses: () => told('a', 'w plan.md').uses };
    expect(fileLinksAmong([writer, release('b')])).toEqual([]);
    const reader = { ...release('b'), fileUses: () => told('b', 'r plan.md').uses };
    expect(fileLinksAmong([writer, reader])).toHaveLength(1);
  });

  test('so many plugins that nothing could be read from it', () => {
    const many = Array.from({ length: 1100 }, (_, index) => told(`p${index}`, 'w plan.md', 'r plan.md'));
    expect(fileLinks(many)).toBeUndefined();
  });
});
