/** How many columns a text takes, held against the library that terminals' programs use for it. */
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { beginningOf, cut, displayWidth, padded } from '../../src/report/display-width.ts';
import { wrap, wrapLines } from '../../src/report/wrap.ts';
import fc from '../support/fast-check.ts';

const samples = [
  'plain text',
  '日本語のプラグイン',
  'ｶﾀｶﾅ',
  '한국어',
  'e\u0301tude, naïve',
  '👍',
  '👍🏽',
  '👩‍👩‍👧‍👦 family',
  '🇩🇪🇯🇵',
  '❤️ and ❤',
  '1️⃣ #️⃣',
  'a\u200bb\u200db',
  'ไทย',
  '\u0000\u0007',
  '…→✓·',
];
/** Text of all of these, in any order. */
const mixed = fc
  .array(fc.oneof(fc.constantFrom(...samples), fc.string({ maxLength: 8 })), { maxLength: 8 })
  .map((parts) => parts.join(' '));

describe('displayWidth', () => {
  test.each(samples)('%j', (text) => expect(displayWidth(text)).toBe(stringWidth(text)));
  test('of any of them together', () =>
    fc.assert(
      fc.property(mixed, (text) => {
        expect(displayWidth(text)).toBe(stringWidth(text));
      }),
    ));
});

test('the beginning of a text is never wider than asked, and never half a character', () =>
  fc.assert(
    fc.property(mixed, fc.nat(30), (text, columns) => {
      const begun = beginningOf(text, columns);
      expect(displayWidth(begun)).toBeLessThanOrEqual(columns);
      expect(text.startsWith(begun)).toBe(true);
      expect(displayWidth(padded(begun, columns))).toBe(columns);
    }),
  ));

describe('cut', () => {
  /** As files of macOS and some editors write it: what combines with a character stands behind it. */
  const decomposed = fc
    .array(fc.constantFrom(...samples, 'プラグイン', 'がぎぐげご', 'Größe'), { maxLength: 8 })
    .map((parts) => parts.join('').normalize('NFD'));

  test('the parts joined are the text, and none is wider than asked unless it is a single character', () =>
    fc.assert(
      fc.property(decomposed, fc.integer({ min: 2, max: 20 }), (text, columns) => {
        const parts = cut(text, columns);
        expect(parts.join('')).toBe(text);
        for (const part of parts)
          if (displayWidth(part) > columns) expect([...new Intl.Segmenter().segment(part)]).toHaveLength(1);
      }),
    ));

  test('a dot or stroke is not parted from its character', () => {
    const text = 'プラグイン'.normalize('NFD');
    expect(cut(text, 4).map((part) => part.normalize('NFC'))).toEqual(['プラ', 'グイ', 'ン']);
    expect(beginningOf(text, 3)).toBe('プ'.normalize('NFD'));
  });
});

describe('wrap', () => {
  test('decomposed Japanese is broken without a change', () => {
    const text = 'プラグインが動かないのでデバッグする'.repeat(10).normalize('NFD');
    const lines = wrap(text, 21);
    expect(lines.join('')).toBe(text);
    expect(lines.map(displayWidth).every((width) => width <= 21)).toBe(true);
  });

  test('no line is wider than asked, except for a word that has to stay whole', () =>
    fc.assert(
      fc.property(mixed, fc.integer({ min: 12, max: 60 }), fc.nat(4), (text, width, hang) => {
        for (const line of wrap(text, width, hang))
          if (displayWidth(line) > width) expect(line.trim()).not.toMatch(/\s/);
      }),
    ));

  test('Chinese and Japanese, which have no spaces, are broken anywhere', () => {
    const text = '計画と検証'.repeat(20);
    const lines = wrap(text, 21, 2);
    expect(lines.map(displayWidth).every((width) => width <= 21)).toBe(true);
    expect(lines.map((line) => line.trim()).join('')).toBe(text);
  });

  test('a path stays whole, so that it can be copied', () => {
    const path = '/a/very/long/path/that/does/not/fit.json';
    expect(wrap(`see ${path} now`, 20)).toEqual(['see', path, 'now']);
  });
});

test('wrapLines keeps styles, indentation and lines that fit', () => {
  const bold = (text: string) => `\u001b[1m${text}\u001b[22m`;
  expect(wrapLines(`  ${bold('one two three')} four\nshort`, 12)).toBe(
    `  ${'\u001b[1m'}one two\n    three${'\u001b[22m'}\n    four\nshort`,
  );
});
