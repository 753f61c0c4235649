/** Which small faults are tried by `npm run mutants`, and that finding out who reaches them changes nothing. */
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { mutantsOf, mutated, watched } from '../../scripts/mutants/mutators.ts';
import { reportOf, scoreOf, type Tried } from '../../scripts/mutants/report.ts';

const all = (text: string) => mutantsOf('a.ts', text).map((mutant) => mutated(text, mutant));

describe('mutants of a text', () => {
  test.each<[text: string, mutants: string[]]>([
    ['f = a < b;', ['f = a <= b;', 'f = a >= b;', ';']],
    ['f = a === b && !c;', ['f = a === b || !c;', 'f = a !== b && !c;', 'f = a === b && c;', ';']],
    [
      "const a = b ? 'x' : '';",
      [
        "const a = false ? 'x' : '';",
        "const a = true ? 'x' : '';",
        "const a = b ? '' : '';",
        "const a = b ? 'x' : '?';",
      ],
    ],
    ['while (a) b();', ['while (false) b();', 'while (a) ;']],
    ['const a = b?.c(d)?.[0];', ['const a = b?.c(d)[0];', 'const a = b.c(d)?.[0];']],
    ['const a = b.some(c);', ['const a = b.every(c);']],
    ['const a = b.filter(c).sort();', ['const a = b.filter(c);', 'const a = b.sort();']],
    [`const a = \`x\${b}\` + c;`, ["const a = '' + c;"]],
    ['const a = -1 + b;', ['const a = -1 - b;', 'const a = 1 + b;']],
    ['const a = [1, true];', ['const a = [];', 'const a = [1, false];']],
  ])('%s', (text, mutants) => expect(all(text).sort()).toEqual(mutants.sort()));

  test.each([
    "import { a } from 'b';",
    "export * from 'b';",
    "type A = 'x' | 'y' | true;",
    "interface A { readonly 'x-y': 'z' }",
    "const a = import('b');",
    "const { 'x': a } = b;",
    'const a = 1;',
  ])('there are none of %s', (text) => expect(all(text)).toEqual([]));
});

describe('a text that is watched', () => {
  const text = `
    function* f(list, most) {
      const found = list?.filter((each) => each > 1 && each <= most).map((each) => -each);
      for (const each of found ?? []) {
        if (each === -2) continue;
        yield each + 1;
      }
      if (most > 3) return;
      let rest = most;
      while (rest > 1) rest -= 1;
      yield rest === 1 ? \`end \${rest}\` : ['no', !rest];
    }
    results.push(JSON.stringify([...f([1, 2, 3], 3)]), JSON.stringify([...f(undefined, 4)]));
  `;
  const run = (code: string) => {
    const results: string[] = [];
    const world = { mutantsReached: {} as Record<number, 1> };
    const { outputText } = ts.transpileModule(code, { compilerOptions: { target: ts.ScriptTarget.ES2022 } });
    new Function('results', 'globalThis', outputText)(results, world);
    return { results, reached: Object.keys(world.mutantsReached).map(Number) };
  };
  const mutants = mutantsOf('a.ts', text);
  const numbered = mutants.map((mutant, index) => ({ mutant, index }));

  test('does what it did', () => {
    const { results } = run(text);
    expect(results).toEqual(['[-2,"end 1"]', '[]']);
    expect(run(watched(text, numbered)).results).toEqual(results);
  });

  test('notes what ran, and nothing else', () => {
    const { reached } = run(watched(text, numbered));
    const missed = mutants.filter((_, index) => !reached.includes(index)).map(({ from }) => from);
    expect(missed).toEqual(["['no', !rest]", "'no'", '!rest']);
  });
});

test('the score counts what was noticed, and what nobody noticed is listed', () => {
  const [mutant] = mutantsOf('src/a.ts', 'const a = b < c;');
  if (mutant === undefined) throw new Error('there is one');
  const fates = ['killed', 'hung', 'survived', 'unreached'] as const;
  const tried: Tried[] = fates.map((fate) => ({ mutant, fate }));
  expect(scoreOf(tried)).toBe(50);
  expect(scoreOf([])).toBeUndefined();
  const report = reportOf(tried);
  expect(report).toMatch(/^all +1 +1 +1 +1 +50 %$/m);
  expect(report.match(/^(\w+) +src\/a\.ts:1:13 comparison: < becomes <=$/gm)).toHaveLength(2);
});
