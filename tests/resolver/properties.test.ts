/** What the resolver promises beyond the verdict: preferences, monotonicity, and explanations that hold by themselves. */

import gt from 'semver/functions/gt.js';
import { describe, expect, test } from 'vitest';
import type { Registry } from '../../src/model/registry.ts';
import type { Strategy } from '../../src/model/resolution.ts';
import { createResolver } from '../../src/resolver/index.ts';
import { solve } from '../../src/sources/driver/solve.ts';
import { universes } from '../support/arbitrary.ts';
import { type Case, cases, holds } from '../support/cases.ts';
import fc from '../support/fast-check.ts';
import { leavesOf } from '../support/leaves.ts';
import { spec } from '../support/releases.ts';
import { runtimeVersions, solveWithSat } from '../support/sat.ts';
import { faultsOf, resolveSketch, type Sketch, typed, universe } from '../support/universe.ts';

type Asked = Pick<Case, 'plugins' | 'request'>;

const textsOf = ({ request }: Asked) => request.map(typed);

async function chosenBy(asked: Asked, strategy: Strategy, locked: ReadonlyMap<string, string> = new Map()) {
  const { resolution } = await resolveSketch(asked.plugins, textsOf(asked), { strategy, locked });
  return resolution?.ok ? new Map(resolution.chosen.map(({ name, version }) => [name, version])) : undefined;
}

const fits = ({ plugins, request }: Asked, chosen: ReadonlyMap<string, string>) =>
  faultsOf(plugins, request, chosen, runtimeVersions).length === 0;

const easy = universes(8, [1, 3], 3);
const tight = universes(8, [1, 4], 3);

const newest = (a: string, b: string) => gt(a, b);
const oldest = (a: string, b: string) => gt(b, a);
const preferences = [
  { strategy: 'highest', direct: newest, others: newest },
  { strategy: 'lowest', direct: oldest, others: oldest },
  { strategy: 'lowest-direct', direct: oldest, others: newest },
] as const;

/** No plugin alone could have a better version. */
async function isBest(
  asked: Asked,
  { strategy, direct, others }: (typeof preferences)[number],
): Promise<void> {
  const chosen = await chosenBy(asked, strategy);
  for (const [name, version] of chosen ?? []) {
    const isBetter = asked.request.some((each) => each.name === name) ? direct : others;
    for (const other of Object.keys(asked.plugins[name] ?? {}))
      if (isBetter(other, version))
        expect(
          fits(asked, new Map(chosen).set(name, other)),
          `${name}@${other} would also satisfy everything`,
        ).toBe(false);
  }
}

/** What was chosen once is chosen again, whatever came out since. */
async function isKept(asked: Asked): Promise<void> {
  const before = await chosenBy(asked, 'lowest');
  if (before !== undefined) expect(await chosenBy(asked, 'locked', lockOf(before))).toEqual(before);
}

const lockOf = (chosen: ReadonlyMap<string, string>) =>
  new Map([...chosen].map(([name, version]) => [`${name}@lab`, version]));

describe('strategies', () => {
  test.each(preferences)('$strategy: no plugin alone could have a better version', async (preference) => {
    await holds(
      fc.asyncProperty(easy, (asked) => isBest(asked, preference)),
      300,
      `${preference.strategy} does not choose what it promises`,
    );
  });

  test('locked: what was chosen once is chosen again, whatever came out since', async () => {
    await holds(fc.asyncProperty(easy, isKept), 300, 'a lock that still fits is not kept');
  });

  test.each(cases())('all of them on the saved case %s', async (_, asked) => {
    for (const preference of preferences) await isBest(asked, preference);
    await isKept(asked);
  });

  test('locked: what has to change changes alone, as far as it can', async () => {
    await holds(
      fc.asyncProperty(easy, fc.nat(2), async (asked, which) => {
        const before = await chosenBy(asked, 'lowest');
        const moved = asked.request[which];
        if (before === undefined || moved === undefined) return;
        const locked = lockOf(before);
        const request = asked.request.map((each) =>
          each === moved ? { ...each, range: `>${before.get(moved.name)}` } : each,
        );
        const chosen = await chosenBy({ ...asked, request }, 'locked', locked);
        for (const [name, version] of chosen ?? []) {
          const old = before.get(name);
          if (old !== undefined && old !== version)
            expect(
              fits({ ...asked, request }, new Map(chosen).set(name, old)),
              `${name}@${old} could stay`,
            ).toBe(false);
        }
      }) as never,
      300,
      'a locked version was given up although it fits',
    );
  });

  test('nothing is chosen that is not needed', async () => {
    await holds(
      fc.asyncProperty(easy, async (asked) => {
        const { resolution } = await resolveSketch(asked.plugins, textsOf(asked));
        if (resolution?.ok !== true) return;
        const needed = new Set(asked.request.map(({ name }) => name));
        for (const name of needed)
          for (const other of resolution.chosen)
            if (other.requiredBy.some((by) => by.name === name)) needed.add(other.name);
        expect(resolution.chosen.map(({ name }) => name).filter((name) => !needed.has(name))).toEqual([]);
      }),
      300,
      'a plugin is chosen that nobody needs',
    );
  });
});

describe('monotonicity', () => {
  test('a plugin without references to it changes nothing', async () => {
    await holds(
      fc.asyncProperty(tight, async (asked) => {
        const { p7: spare = {}, ...rest } = asked.plugins;
        const without = await resolveSketch({ ...rest, p7: spare }, textsOf(asked));
        const added = await resolveSketch({ aaa: spare, ...rest, p7: spare, zzz: spare }, textsOf(asked));
        expect(added.resolution).toEqual(without.resolution);
      }),
      250,
      'a plugin that nobody refers to changes the answer',
    );
  });

  test('another release never takes an answer away', async () => {
    await holds(
      fc.asyncProperty(tight, async (asked) => {
        const before = await chosenBy(asked, 'highest');
        if (before === undefined) return;
        // Each plugin in turn gets a release that says what the oldest release of the next one says.
        const names = Object.keys(asked.plugins);
        for (const [index, name] of names.entries()) {
          const borrowed =
            Object.values(asked.plugins[names[(index + 1) % names.length] ?? ''] ?? {})[0] ?? '';
          const plugins: Sketch = { ...asked.plugins, [name]: { ...asked.plugins[name], '2.2.0': borrowed } };
          expect(await chosenBy({ ...asked, plugins }, 'highest'), `with ${name}@2.2.0`).toBeDefined();
        }
      }),
      150,
      'another release takes an answer away',
    );
  });
});

test('the leaves of an explanation, taken alone, leave no answer', async () => {
  let proofs = 0;
  await holds(
    fc.asyncProperty(tight, async (asked) => {
      const leaves = await leavesOf(asked);
      if (leaves === undefined) return;
      proofs += 1;
      expect(solveWithSat(leaves.plugins, leaves.request)).toBeUndefined();
    }),
    400,
    'what an explanation rests on would have an answer',
  );
  expect(proofs).toBeGreaterThan(100);
});

describe('a registry that answers later', () => {
  /** Answers some turns later, and notes how many questions are open at once. */
  function slow(inner: Registry, seed: number): Registry & { most: () => number } {
    let open = 0;
    let most = 0;
    let state = seed;
    return {
      ...inner,
      most: () => most,
      lookup: async (name) => {
        open += 1;
        most = Math.max(most, open);
        state = (state * 1103515245 + 12345) % 2 ** 31;
        // Some turns later, each after another number of them, so that answers come in any order.
        for (let turns = state % 7; turns >= 0; turns -= 1) await new Promise(setImmediate);
        open -= 1;
        return inner.lookup(name);
      },
    };
  }

  test('gives the same answer, and is asked for several plugins at once', async () => {
    let atOnce = 0;
    await holds(
      fc.asyncProperty(tight, fc.integer({ min: 1, max: 1e6 }), async (asked, seed) => {
        const registry = slow(universe(asked.plugins), seed);
        const specs = textsOf(asked).map((text) => spec(text));
        const late = await solve([registry], specs, { strategy: 'highest' }, createResolver);
        const { resolution, problems } = await resolveSketch(asked.plugins, textsOf(asked));
        expect(late.resolution).toEqual(resolution);
        expect(late.problems).toEqual(problems);
        atOnce = Math.max(atOnce, registry.most());
      }) as never,
      60,
      'a slow registry gives another answer',
    );
    expect(atOnce).toBeGreaterThan(2);
  });

  test('a chain of fans is loaded in one round for each link', async () => {
    const fan = (link: number) => Array.from({ length: 10 }, (_, each) => `l${link}x${each}`);
    const plugins: Sketch = {
      app: { '1.0.0': fan(0).join(' ') },
      ...Object.fromEntries(
        [0, 1, 2].flatMap((link) =>
          fan(link).map((name) => [name, { '1.0.0': link < 2 ? fan(link + 1).join(' ') : '' }] as const),
        ),
      ),
    };
    const rounds: number[] = [];
    const inner = universe(plugins);
    let open: string[] = [];
    const registry: Registry = {
      ...inner,
      lookup: (name) => {
        open.push(name);
        return new Promise((done) =>
          setImmediate(() => {
            if (open.length > 0) rounds.push(open.length);
            open = [];
            done(inner.lookup(name));
          }),
        );
      },
    };
    const { resolution } = await solve([registry], [spec('app')], { strategy: 'highest' }, createResolver);
    expect(resolution?.ok).toBe(true);
    expect(rounds).toEqual([1, 10, 10, 10]);
  });

  test('one that fails for a plugin is named, and the rest is resolved without it', async () => {
    const inner = universe({ app: { '1.0.0': 'base@^1' } });
    const registry: Registry = {
      ...inner,
      source: 'https://plugins.example/market.git',
      lookup: (name) =>
        name === 'base' ? { status: 'failed', reason: 'the connection was closed' } : inner.lookup(name),
    };
    const { problems, rest } = await solve(
      [registry],
      [spec('app')],
      { strategy: 'highest' },
      createResolver,
    );
    expect(problems).toEqual([
      expect.objectContaining({
        kind: 'registry-failed',
        spec: expect.objectContaining({ name: 'base' }),
        registry: 'https://plugins.example/market.git',
        reason: 'the connection was closed',
        requiredBy: ['app'],
      }),
    ]);
    expect(rest).toMatchObject({ ok: true, chosen: [{ name: 'app' }] });
  });
});
