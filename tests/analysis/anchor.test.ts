import { describe, expect, test } from 'vitest';
import { anchorOf, placed } from '../../src/analysis/anchor.ts';
import type { Context } from '../../src/analysis/context.ts';
import { emptyContext } from '../../src/analysis/context.ts';
import { spec } from '../support/releases.ts';

/** `{ b: ['a'] }`: b was required by a. Requested plugins stand on the given lines. */
function contextWith(
  lines: Record<string, number | undefined>,
  requiredBy: Record<string, string[]>,
): Context {
  return {
    ...emptyContext,
    request: Object.entries(lines).map(([name, line]) => spec(name, line)),
    chosen: [...new Set([...Object.keys(lines), ...Object.keys(requiredBy)])].map((name) => ({
      name,
      marketplace: 'lab',
      version: '1.0.0',
      requested: name in lines,
      requiredBy: (requiredBy[name] ?? []).map((by) => ({ name: by, version: '1.0.0', range: '*' })),
    })),
  };
}

describe('a finding stands on the line that its reader can change', () => {
  test('a requested plugin: its own line, even if others require it too', () => {
    const context = contextWith({ a: 2, b: 3 }, { b: ['a'] });
    expect(anchorOf('b', context)).toEqual({ file: 'mkt.yaml', line: 3, column: 5 });
  });

  test('a dependency: the line of the plugin that leads to it, however far away', () => {
    expect(anchorOf('d', contextWith({ a: 2 }, { b: ['a'], c: ['b'], d: ['c'] }))?.line).toBe(2);
  });

  test('of several ways the shortest', () => {
    expect(anchorOf('d', contextWith({ a: 2, x: 9 }, { b: ['a'], d: ['b', 'x'] }))?.line).toBe(9);
  });

  test('of several equally short ones the first line, whatever the order of the parents', () => {
    expect(anchorOf('d', contextWith({ a: 2, x: 9 }, { d: ['x', 'a'] }))?.line).toBe(2);
    expect(anchorOf('d', contextWith({ a: 2, x: 9 }, { d: ['a', 'x'] }))?.line).toBe(2);
  });

  test('a ladder of diamonds is walked once, not once for each way up', () => {
    const rungs = Array.from({ length: 40 }, (_, at): [string, string[]][] =>
      ['l', 'r'].map((side) => [`${side}${at + 1}`, [`l${at}`, `r${at}`]]),
    );
    const context = contextWith(
      { top: 7 },
      { l0: ['top'], r0: ['top'], ...Object.fromEntries(rungs.flat()) },
    );
    expect(anchorOf('l40', context)?.line).toBe(7);
  });

  test('none without a list, and no endless walk round a ring', () => {
    expect(anchorOf('b', contextWith({ a: undefined }, { b: ['a'] }))).toBeUndefined();
    expect(anchorOf('b', contextWith({}, { b: ['c'], c: ['b'] }))).toBeUndefined();
    expect(anchorOf('nobody', contextWith({ a: 2 }, {}))).toBeUndefined();
  });
});

describe('a finding about several plugins', () => {
  const context = contextWith({ z: 2, a: 5, m: 5 }, { below: ['a'] });

  test('stands at the first line; the other lines are related; names are sorted', () => {
    expect(placed(['z', 'a'], context)).toEqual({
      plugins: ['a', 'z'],
      location: { file: 'mkt.yaml', line: 2, column: 5 },
      related: [{ location: { file: 'mkt.yaml', line: 5, column: 5 }, message: '`a` is requested here' }],
    });
  });

  test('does not relate a line to itself, but does relate the same line of another file', () => {
    expect(placed(['a', 'm'], context).related).toBeUndefined();
    const request = [
      { ...spec('a'), location: { file: '.claude/settings.local.json', line: 4, column: 5 } },
      { ...spec('b'), location: { file: '.claude/settings.json', line: 4, column: 5 } },
    ];
    const { location, related } = placed(['a', 'b'], { ...emptyContext, request });
    expect([location?.file, related?.[0]?.location.file]).toEqual([
      '.claude/settings.json',
      '.claude/settings.local.json',
    ]);
  });

  test('a dependency is not asked for where its parent stands', () => {
    expect(placed(['z', 'below'], context).related?.[0]?.message).toBe('`below` is pulled in here');
  });

  test('has no place where the plugins were named on the command line', () => {
    expect(placed(['b', 'a'], contextWith({ a: undefined, b: undefined }, {}))).toEqual({
      plugins: ['a', 'b'],
    });
  });
});
