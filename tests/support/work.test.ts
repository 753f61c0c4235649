/** The counter itself: it goes the ways of the real engine, and tells quadratic work from linear. */
import { describe, expect, test } from 'vitest';
import fc from './fast-check.ts';
import { countingMatcher } from './pattern-steps.ts';
import { expectLinear, workOf } from './work.ts';

/** What a regular expression is made of: groups, looks around, repetitions. */
const pattern = fc.letrec<{ pattern: string; part: string }>((tie) => ({
  pattern: fc.array(tie('part'), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')),
  part: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('a', 'b', '.', '[^a]', '\\w', '\\b', '^', '$', '-', 'B'),
    fc
      .tuple(fc.constantFrom('a', '[ab]', '\\s', '.'), fc.constantFrom('*', '+?', '??', '{1,2}', '+', '*?'))
      .map(([what, times]) => what + times),
    fc
      .tuple(
        fc.constantFrom('(', '(?:', '(?=', '(?!', '(?<=', '(?<!'),
        tie('pattern'),
        tie('pattern'),
        fc.constantFrom('', '', '*', '+', '{0,2}?'),
      )
      .map(([open, one, other, times]) => `${open}${one}|${other})${open.includes('<') ? '' : times}`),
  ),
})).pattern;

test('finds what the real engine finds, where it does', () => {
  fc.assert(
    fc.property(
      pattern,
      fc.constantFrom('', 'i', 'm', 's', 'g', 'im'),
      fc.string({ unit: fc.constantFrom(...'abB \n-'), maxLength: 12 }),
      (source, flags, text) => {
        const form = new RegExp(source, flags);
        const found = form.exec(text);
        const expected = found === null ? undefined : [found.index, found.index + found[0].length];
        expect(countingMatcher(form)(text, 0).match).toEqual(expected);
      },
    ),
    { numRuns: 2000 },
  );
});

/** Reads the characters up to a place one by one. */
function walk(to: number): void {
  for (let at = 0; at < to; at += 1) 'a'.charCodeAt(at);
}

describe('the work', () => {
  test('of a linear pattern and a search grows with the text', async () => {
    await expectLinear((size) => 'a '.repeat(size).match(/\w+ /g), 200);
    await expectLinear((size) => 'a'.repeat(size).indexOf('b'), 200);
  });

  test.each<[string, (size: number) => unknown]>([
    ['a pattern that begins anew everywhere', (size) => /\s+$/.test(`${' '.repeat(size)}x`)],
    ['a pattern with two ways at once', (size) => /^(\w*)\s*:\s*(.*?)\s*$/.test(`a: x${' '.repeat(size)}x`)],
    [
      'a search from the start, again and again',
      (size) => Array.from({ length: size }, () => 'a'.repeat(size).indexOf('b')),
    ],
    [
      'a look at every element for every element',
      (size) =>
        Array(size)
          .fill(0)
          .map((_, at) => Array(size).fill(0).indexOf(at)),
    ],
    ['a walk to every place', (size) => Array.from({ length: size }, (_, at) => walk(at))],
    ['a cut at every place', (size) => Array.from({ length: size }, (_, at) => 'a'.repeat(at).split('b'))],
  ])('of %s does not, and fails', async (_what, of) => {
    await expect(expectLinear(of, 200)).rejects.toThrow(/then \d+/);
  });

  test('of a pattern without end is given up', async () => {
    await expect(workOf(() => /(a|a)*b/.test('a'.repeat(60)))).rejects.toThrow('(a|a)*b/ takes more than');
  });

  test('is counted by every way to try a pattern, and nothing is left behind', async () => {
    const text = `${'a'.repeat(99)}b`;
    const ways = [
      () => /b/.test(text),
      () => text.match(/b/),
      () => [...text.matchAll(/b/g)],
      () => text.replace(/b/, ''),
      () => text.search(/b/),
      () => text.split(/b/),
    ];
    for (const way of ways) expect(await workOf(way), String(way)).toBeGreaterThan(99);
    expect(await workOf(() => undefined)).toBe(0);
    expect(String(RegExp.prototype.exec)).toContain('[native code]');
  });
});
