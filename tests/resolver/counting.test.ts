/** More plugins than choices: an answer by counting, which a SAT solver confirms. */
import { describe, expect, test } from 'vitest';
import { pigeonhole } from '../../bench/resolver/generate.ts';
import { createResolver } from '../../src/resolver/index.ts';
import { solve } from '../../src/sources/driver/solve.ts';
import { indexRegistry } from '../../src/sources/registries/index-registry.ts';
import { holds } from '../support/cases.ts';
import fc from '../support/fast-check.ts';
import { leavesOf } from '../support/leaves.ts';
import { spec } from '../support/releases.ts';
import { solveWithSat } from '../support/sat.ts';
import { resolveSketch, type Sketch, typed } from '../support/universe.ts';

interface Crowd {
  readonly pigeons: number;
  /** By pigeon: the holes that it fits into. */
  readonly fits: readonly (readonly boolean[])[];
  /** How one hole takes one pigeon only. */
  readonly by: 'conflict' | 'dependency' | 'both';
  /** A version of each pigeon that also needs something that is easy to have. */
  readonly also: readonly number[];
}

const version = (index: number) => `${index + 1}.0.0`;

/** Pigeons are plugins, and their versions holes; what a hole takes is a plugin, too, or the pigeons state conflicts. */
function sketchOf({ pigeons, fits, by, also }: Crowd): Sketch {
  const sketch: Record<string, Record<string, string>> = { easy: { '1.0.0': '', '2.0.0': '' } };
  fits.forEach((holes, pigeon) => {
    const own: Record<string, string> = {};
    holes.forEach((isFit, hole) => {
      if (!isFit) return;
      const isShared = by === 'dependency' || (by === 'both' && hole % 2 === 0);
      const words = isShared
        ? [`hole${hole}@${version(pigeon)}`]
        : Array.from({ length: pigeons - pigeon - 1 }, (_, other) =>
            fits[pigeon + other + 1]?.[hole] ? `!pigeon${pigeon + other + 1}@${version(hole)}` : '',
          );
      if (also[pigeon] === hole) words.push('easy@^1');
      own[version(hole)] = words.join(' ').trim();
      if (isShared) sketch[`hole${hole}`] = { ...sketch[`hole${hole}`], [version(pigeon)]: '' };
    });
    sketch[`pigeon${pigeon}`] = own;
  });
  return sketch;
}

const crowds = fc
  .record({
    pigeons: fc.integer({ min: 6, max: 8 }),
    holes: fc.integer({ min: 5, max: 6 }),
    by: fc.constantFrom('conflict' as const, 'dependency' as const, 'both' as const),
    missing: fc.array(fc.tuple(fc.nat(7), fc.nat(5)), { maxLength: 8 }),
    also: fc.array(fc.nat(5), { maxLength: 8 }),
  })
  .map(
    ({ pigeons, holes, by, missing, also }): Crowd => ({
      pigeons,
      by,
      also,
      fits: Array.from({ length: pigeons }, (_, pigeon) =>
        Array.from(
          { length: holes },
          (_, hole) => hole === 0 || !missing.some(([one, other]) => one === pigeon && other === hole),
        ),
      ),
    }),
  );

const asked = (crowd: Crowd) => ({
  plugins: sketchOf(crowd),
  request: Array.from({ length: crowd.pigeons }, (_, pigeon) => ({ name: `pigeon${pigeon}`, range: '*' })),
});

test('the verdict of a SAT solver, and an argument that holds by itself', async () => {
  let counted = 0;
  let solvable = 0;
  await holds(
    fc.asyncProperty(crowds, async (crowd) => {
      const { plugins, request } = asked(crowd);
      const isSolvable = solveWithSat(plugins, request) !== undefined;
      const { resolution } = await resolveSketch(plugins, request.map(typed), { explain: false });
      expect(resolution?.ok).toBe(isSolvable);
      if (isSolvable) solvable += 1;
      const leaves = isSolvable ? undefined : await leavesOf({ plugins, request });
      if (leaves?.counted !== true) return;
      counted += 1;
      expect(solveWithSat(leaves.plugins, leaves.request)).toBeUndefined();
    }) as never,
    60,
    'counting gives another verdict than a SAT solver, or rests on something that is not so',
  );
  expect(counted).toBeGreaterThan(20);
  expect(solvable).toBeGreaterThan(3);
});

const full = (pigeons: number, holes: number, by: Crowd['by']): Crowd => ({
  pigeons,
  by,
  also: [],
  fits: Array.from({ length: pigeons }, () => Array.from({ length: holes }, () => true)),
});

async function explained(crowd: Crowd): Promise<string> {
  const { plugins, request } = asked(crowd);
  const { resolution } = await resolveSketch(plugins, request.map(typed));
  if (resolution?.ok !== false) throw new Error('there is one hole less than pigeons');
  const { explanation, conflict, minimal, smallest, suggestions } = resolution;
  expect({ conflict: conflict.length, minimal, smallest }).toEqual({
    conflict: crowd.pigeons,
    minimal: true,
    smallest: true,
  });
  expect(suggestions[0]?.text).toBe('remove `pigeon0@*`');
  return explanation.join('\n');
}

describe('what a person reads', () => {
  test('nine plugins that depend on eight, each of which serves one', async () => {
    expect(await explained(full(9, 8, 'dependency'))).toMatchInlineSnapshot(
      `"Because at most 8 of the 9 plugins \`pigeon0\`, \`pigeon1\`, \`pigeon2\`, \`pigeon3\`, \`pigeon4\`, \`pigeon5\` and 3 others can be chosen together (each of the 9 depends on one of the 8 plugins \`hole0\`, \`hole1\`, \`hole2\`, \`hole3\`, \`hole4\`, \`hole5\` and 2 others, and no version of these works with more than one of the 9), these 9 plugins are incompatible."`,
    );
  });

  test('nine plugins with eight versions that exclude each other', async () => {
    expect(await explained(full(9, 8, 'conflict'))).toMatchInlineSnapshot(
      `"Because at most 8 of the 9 plugins \`pigeon0\`, \`pigeon1\`, \`pigeon2\`, \`pigeon3\`, \`pigeon4\`, \`pigeon5\` and 3 others can be chosen together (their versions form 8 groups, and of each group only one can be chosen: of \`pigeon0@1.0.0\`, \`pigeon1@1.0.0\`, \`pigeon2@1.0.0\`, \`pigeon3@1.0.0\`, \`pigeon4@1.0.0\`, \`pigeon5@1.0.0\` or 3 others, for example), these 9 plugins are incompatible."`,
    );
  });

  test('one of them that brings in the others', async () => {
    const { index, request } = pigeonhole(8);
    const registry = indexRegistry(index, 'test');
    const specs = request.map((name) => spec(name));
    const { resolution } = await solve([registry], specs, { strategy: 'highest' }, createResolver);
    if (resolution?.ok !== false) throw new Error('there is one hole less than pigeons');
    expect(resolution.conflict).toEqual(['pigeon0']);
    expect(resolution.explanation.join('\n')).toMatchInlineSnapshot(
      `"Because at most 8 of the 9 plugins \`pigeon0\`, \`pigeon1\`, \`pigeon2\`, \`pigeon3\`, \`pigeon4\`, \`pigeon5\` and 3 others can be chosen together (their versions form 8 groups, and of each group only one can be chosen: of \`pigeon0@1.0.0\`, \`pigeon1@1.0.0\`, \`pigeon2@1.0.0\`, \`pigeon3@1.0.0\`, \`pigeon4@1.0.0\`, \`pigeon5@1.0.0\` or 3 others, for example), and \`pigeon0\` brings in the others, \`pigeon0\` cannot be used."`,
    );
  });

  test('as many holes as pigeons are an answer', async () => {
    const { plugins, request } = asked(full(9, 9, 'dependency'));
    const { resolution } = await resolveSketch(plugins, request.map(typed));
    expect(resolution?.ok).toBe(true);
  });
});
