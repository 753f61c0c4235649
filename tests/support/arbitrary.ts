/** Random universes, from hardly constrained to those where half of the requests have no answer. */

import type { Case } from './cases.ts';
import fc from './fast-check.ts';
import type { Sketch } from './universe.ts';

const pluginRanges = ['*', '^1', '^2', '>=1.1.0', '<2.0.0', '1.0.0', '2.0.0', '1.0.0 || >=2.1.0', '~1.1.0'];
const runtimeRanges = ['>=3.10.0', '<3.12.0', '^3.11.0', '3.9.0 || 3.13.0', '>=3.12.0', '<3.10.0'];
const versions = ['1.0.0', '1.1.0', '2.0.0', '2.1.0'];

/**
 * Universes of some plugins with four releases each.
 * @param wishes the fewest and the most that one release states; the more of them, the fewer requests have an answer.
 */
export function universes(
  amount: number,
  [fewest, most]: readonly [number, number],
  requested: number,
): fc.Arbitrary<Pick<Case, 'plugins' | 'request'>> {
  const names = Array.from({ length: amount }, (_, index) => `p${index}`);
  const edge = fc.oneof(
    {
      weight: 10,
      arbitrary: fc
        .tuple(fc.constantFrom(...names), fc.constantFrom(...pluginRanges))
        .map(([name, range]) => `${name}@${range}`),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom(...names), fc.constantFrom(...pluginRanges))
        .map(([name, range]) => `!${name}@${range}`),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom('python', 'julia'), fc.constantFrom(...runtimeRanges))
        .map(([name, range]) => `%${name}@${range}`),
    },
  );
  const release = fc.array(edge, { minLength: fewest, maxLength: most }).map(withoutSecondWishes);
  const plugin = fc
    .tuple(...versions.map(() => release))
    .map((said) => Object.fromEntries(versions.map((version, index) => [version, said[index] ?? ''])));
  return fc.record({
    plugins: fc
      .tuple(...names.map(() => plugin))
      .map((all): Sketch => Object.fromEntries(names.map((name, index) => [name, all[index] ?? {}]))),
    request: fc.constant(names.slice(0, requested).map((name) => ({ name, range: '*' }))),
  });
}

/** A manifest states one range for a runtime. */
function withoutSecondWishes(words: readonly string[]): string {
  const seen = new Set<string>();
  return words
    .filter((word) => {
      const name = word.split('@')[0] ?? '';
      const isNew = !seen.has(name);
      seen.add(name);
      return isNew;
    })
    .join(' ');
}
