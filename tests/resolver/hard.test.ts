/** Requests that take a search with many conflicts. */
import { expect, test } from 'vitest';
import { colouring, pigeonhole } from '../../bench/resolver/generate.ts';
import { createResolver } from '../../src/resolver/index.ts';
import { solve } from '../../src/sources/driver/solve.ts';
import { indexRegistry } from '../../src/sources/registries/index-registry.ts';
import { spec } from '../support/releases.ts';

async function answer({ index, request }: ReturnType<typeof colouring>) {
  const specs = request.map((name) => spec(name));
  const { resolution } = await solve(
    [indexRegistry(index, 'test')],
    specs,
    { strategy: 'highest' },
    createResolver,
  );
  return resolution;
}

test('a hard request still gets the newest version of what was named first', async () => {
  const instance = colouring(4, 100, 4.6);
  const resolution = await answer(instance);
  if (resolution?.ok !== true) throw new Error('this graph has a colouring');
  const version = new Map(resolution.chosen.map(({ name, version }) => [name, version]));
  // Colors can be exchanged, so the first node may always have the highest.
  expect(version.get('n0')).toBe('1.2.0');
  for (const [name, { versions = {} }] of Object.entries(instance.index.plugins)) {
    for (const dependency of versions[version.get(name) ?? '']?.dependencies ?? []) {
      if (typeof dependency === 'string') throw new Error('ranges were expected');
      expect(dependency.version?.split(' || ')).toContain(version.get(dependency.name));
    }
  }
});

test('more pigeons than holes: no answer, and one pigeon brings all the others in', async () => {
  const instance = pigeonhole(5);
  const resolution = await answer(instance);
  expect(resolution?.ok).toBe(false);
  if (resolution?.ok === false) expect(resolution.conflict).toEqual(['pigeon0']);
});

test('a proof that is too long to read is summed up', async () => {
  const resolution = await answer(colouring(3, 100, 4.6));
  if (resolution?.ok !== false) throw new Error('this graph has no colouring');
  expect(resolution.explanation).toMatchInlineSnapshot(`
    [
      "The 51 requirements of \`n1\`, \`n12\`, \`n23\`, \`n46\`, \`n55\`, \`n60\` and 2 other plugins rule out every combination. The proof has 85 steps, too many to show.",
      "So \`n1\`, \`n12\` and \`n23\` are incompatible.",
    ]
  `);
});
