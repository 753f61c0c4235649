import { distance } from 'fastest-levenshtein';
import { describe, expect, test } from 'vitest';
import { nearest } from '../../src/model/nearest.ts';
import { suggester, suggestion } from '../../src/model/suggestion.ts';
import fc from '../support/fast-check.ts';

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'B', '-'), maxLength: 9 });

test('the nearest word takes the fewest edits, at most two fifths of the word, or contains it', () => {
  fc.assert(
    fc.property(word, fc.uniqueArray(word, { maxLength: 6 }), (wanted, candidates) => {
      const scored = candidates.flatMap((candidate) => {
        const [one, other] = [wanted.toLowerCase(), candidate.toLowerCase()];
        const edits = distance(one, other);
        if (edits <= Math.max(1, Math.round(one.length * 0.4))) return [{ candidate, score: edits }];
        const isPart =
          Math.min(one.length, other.length) >= 3 && (one.includes(other) || other.includes(one));
        return isPart ? [{ candidate, score: one.length + edits }] : [];
      });
      scored.sort((a, b) => a.score - b.score || (a.candidate < b.candidate ? -1 : 1));
      expect(nearest(wanted, candidates)).toEqual(scored.slice(0, 3).map(({ candidate }) => candidate));
    }),
  );
});

describe('suggestions for many words', () => {
  test('are the same as for each of them', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 5 }), fc.array(word, { maxLength: 5 }), (words, candidates) => {
        const near = suggester(() => new Set(candidates));
        expect(words.map(near)).toEqual(words.map((each) => suggestion(each, new Set(candidates))));
      }),
    );
  });

  test('end before they take long, and those that were made stay', () => {
    const names = Array.from({ length: 5000 }, (_, index) => `plugin-number-${index}`);
    let asked = 0;
    const near = suggester(() => {
      asked += 1;
      return names;
    });
    const mistakes = Array.from({ length: 1001 }, (_, index) => `plugin-numbr-${index}`);
    const found = mistakes.map(near);
    expect(found.slice(0, 1000)).toEqual(names.slice(0, 1000));
    expect(found[1000]).toBeUndefined();
    expect(near('plugin-numbr-7')).toBe('plugin-number-7');
    expect(asked).toBe(1001);
  });

  test('are not looked for among too many names', () => {
    const names = Array.from({ length: 5001 }, (_, index) => `plugin-${index}`);
    expect(suggester(() => names)('plugin_7')).toBeUndefined();
  });
});
