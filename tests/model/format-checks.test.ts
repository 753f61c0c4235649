/** The fast checks of files, which are generated from zod schemas, agree with zod. */
import { readFileSync } from 'node:fs';
import { transformSync } from 'esbuild';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { soundSource } from '../../scripts/check-source.ts';
import { soundModules } from '../../scripts/format-checks.ts';
import { integration } from '../../src/model/formats/common.ts';
import { lock } from '../../src/model/formats/lock.ts';
import { project } from '../../src/model/formats/project.ts';
import { vendored } from '../../src/model/formats/vendored.ts';
import { isSoundIntegration } from '../../src/model/generated/format-checks.ts';
import { isSoundLock, isSoundProject, isSoundVendored } from '../../src/model/generated/project-checks.ts';
import fc from '../support/fast-check.ts';
import { everything } from '../support/index-sample.ts';

test.each(soundModules)('$file is up to date: `npm run generate`', ({ file, text }) =>
  expect(readFileSync(file, 'utf8')).toBe(text()),
);

const keysIn = (text = ''): (string | undefined)[] =>
  [...text.matchAll(/case "(.+)":/g)].map(([, key]) => key);

test('an index that says all that one can say has every key of the schema', () => {
  const keys = keysIn(soundModules[0]?.text());
  expect(keys.length).toBeGreaterThan(50);
  const said = JSON.stringify(everything);
  expect(keys.filter((key) => !said.includes(`"${key}":`))).toEqual([]);
});

const hash = 'sha256-0000000000000000000000000000000000000000000=';
const whole = {
  project: {
    registries: ['./shop'],
    plugins: ['a@b', { name: 'c', version: '^1', marketplace: 'b' }],
    patterns: ['p'],
    environment: {
      runtimes: { node: '20.0.0' },
      libraries: { 'pip:x': '1.0.0' },
      variables: ['HOME'],
      resources: { gpu: 1, cpu: 8, memory: '64Gi' },
    },
    budgets: { contextTokens: 8000, hooksPerToolCall: 4 },
    rules: { MKT303: 'off', 'skill-name-clash': 'note' },
    bundled: false,
    policy: 'p.json',
    route: { c: 'run' },
    sets: { review: ['a'] },
    minimumReleaseAge: 3,
    integrations: { a: everything.plugins.a.integration },
    accepted: [
      { rule: 'MKT303', plugins: ['a'], message: 'm', reason: 'r', owner: 'o', until: '2027-03-31' },
    ],
  },
  lock: {
    version: 1,
    marketplaces: { b: { source: './shop', url: 'file:///shop', commit: 'a'.repeat(40) } },
    plugins: {
      'a@b': {
        version: '1.0.0',
        constraint: '^1',
        source: { source: 'github', repo: 'x/y' },
        ref: 'a--v1.0.0',
        commit: 'b'.repeat(40),
        integrity: hash,
        dependencies: ['c@b@^1'],
        optionalDependencies: ['d@b'],
        conflicts: ['e@b@<2'],
        unlocked: [{ file: '.mcp.json', line: 4, runs: 'npx x' }],
      },
    },
  },
  vendored: {
    version: 1,
    plugins: {
      'a@b': {
        folder: 'a',
        source: './a',
        commit: 'b'.repeat(40),
        version: '1.0.0',
        integrity: hash,
        copy: hash,
        changes: [{ key: 'version', why: 'entry', before: 1, after: 2 }],
      },
    },
    elsewhere: { 'c@b': { route: 'run', integrity: hash } },
    settings: { enabled: ['c@b'], marketplaces: ['b'] },
  },
};

test('samples of what mkt reads of a project have every key of the schemas, and are sound', () => {
  const keys = keysIn(soundModules[1]?.text());
  expect(keys.length).toBeGreaterThan(50);
  const said = JSON.stringify(whole);
  expect(keys.filter((key) => !said.includes(`"${key}":`))).toEqual([]);
  expect([isSoundProject(whole.project), isSoundLock(whole.lock), isSoundVendored(whole.vendored)]).toEqual([
    true,
    true,
    true,
  ]);
});

/** What is made of a schema, to be called. */
function made(schema: z.ZodType): (value: unknown) => boolean {
  const source = soundSource([{ name: 'isSoundThing', schema, comment: '' }], [], '');
  const { code } = transformSync(source, { loader: 'ts', format: 'cjs' });
  const module = { exports: {} as { isSoundThing: (value: unknown) => boolean } };
  new Function('module', 'exports', code)(module, module.exports);
  return module.exports.isSoundThing;
}

const key = fc.constantFrom('a', 'b', 'c');

const { schema } = fc.letrec<{ schema: z.ZodType; fields: Record<string, z.ZodType> }>((tie) => ({
  schema: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<z.ZodType>(
      z.string(),
      z.string().min(1).describe('some text'),
      z.string().max(2),
      z.string().regex(/^[a-b]+$/),
      z.number(),
      z.number().positive(),
      z.number().nonnegative(),
      z.number().max(1),
      z.int(),
      z.iso.date(),
      z.boolean(),
      z.literal(1),
      z.literal(['a', null]),
      z.enum(['a', 'b']),
      z.unknown(),
    ),
    tie('schema').map((inner) => inner.nullable()),
    tie('schema').map((inner) => z.array(inner)),
    tie('schema').map((inner) => z.record(z.string().min(1), inner)),
    fc.tuple(tie('schema'), tie('schema')).map((options) => z.union(options)),
    tie('fields').map((fields) => z.strictObject(fields)),
    tie('fields').map((fields) => z.looseObject(fields)),
  ),
  fields: fc.dictionary(
    key,
    fc
      .tuple(tie('schema'), fc.boolean())
      .map(([inner, isOptional]) => (isOptional ? inner.optional() : inner)),
    { maxKeys: 3, noNullPrototype: true },
  ),
}));

const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<unknown>(
      null,
      true,
      0,
      1,
      -1,
      0.5,
      '',
      'a',
      'ab',
      'abc',
      'b\n',
      '2026-02-28',
      '2026-02-30',
      2 ** 53,
      Number.POSITIVE_INFINITY,
    ),
    fc.array(tie('value'), { maxLength: 2 }),
    fc.dictionary(fc.oneof(key, fc.constant('')), tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
}));

describe('code made of a schema', () => {
  test('agrees with zod, for any schema and value', () => {
    let good = 0;
    fc.assert(
      fc.property(schema, fc.array(value, { minLength: 20, maxLength: 20 }), (drawn, values) => {
        const isSound = made(z.strictObject({ it: drawn }));
        for (const it of values) {
          const expected = drawn.safeParse(it).success;
          if (expected) good += 1;
          expect(isSound({ it }), JSON.stringify(it)).toBe(expected);
        }
      }),
      { numRuns: 400 },
    );
    expect(good).toBeGreaterThan(200);
  });

  test('checks again each time what a slow check passed', () => {
    expect(isSoundIntegration({ requires: { runtimes: { node: '>=20', julia: '>=20' } } })).toBe(true);
    expect(isSoundIntegration({ requires: { runtimes: { node: 'newest', julia: 'newest' } } })).toBe(false);
    expect(isSoundIntegration({ requires: { runtimes: { node: '>=20' }, libraries: { x: 'newest' } } })).toBe(
      false,
    );
  });

  test('an integration block with one thing changed', () => {
    const whole = everything.plugins.a.integration;
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(whole), 'other'), value, (name, changed) => {
        const block = { ...whole, [name]: changed };
        expect(isSoundIntegration(block)).toBe(integration.safeParse(block).success);
      }),
    );
  });

  const odd = fc.constantFrom<unknown>(
    ...['', ' ', 'a b', 'a@b', '@', 'a@', '^x', '1.0', '1.0.0', 'MKT303', 'Off', './a', '..', 'x/y', 'run'],
    ...[2, 1.5, -1, {}, [], [''], { a: 1 }, { source: '' }, null, undefined],
  );

  test.each([
    { name: 'project', schema: project, isSound: isSoundProject },
    { name: 'lock', schema: lock, isSound: isSoundLock },
    { name: 'vendored', schema: vendored, isSound: isSoundVendored },
  ] as const)(
    'a $name with one thing changed: what zod refuses is never sound',
    ({ name, schema, isSound }) => {
      let sound = 0;
      fc.assert(
        fc.property(fc.nat(), fc.oneof(odd, value), fc.boolean(), (at, put, isKey) => {
          const changed = withChange(whole[name], at, put, isKey);
          if (!isSound(changed)) return;
          sound += 1;
          expect(schema.safeParse(changed).success, JSON.stringify(changed)).toBe(true);
        }),
        { numRuns: 600 },
      );
      expect(sound).toBeGreaterThan(20);
    },
  );

  test.each<[what: string, schema: z.ZodType]>([
    ['a refinement that it does not know', z.string().refine((text) => text !== 'x')],
    ['a format', z.email()],
    ['a change', z.string().trim()],
    ['a conversion', z.coerce.number()],
    ['a default', z.string().default('x')],
    ['a pattern with a memory', z.string().regex(/a/g)],
    ['an integer of another kind', z.int32()],
    ['a check on a list', z.array(z.string()).min(1)],
    ['a map that does not say what other keys are', z.object({ a: z.string() })],
    ['a date', z.date()],
  ])('refuses %s', (_, each) =>
    expect(() => made(z.strictObject({ each }))).toThrow(/cannot generate|strict or loose/),
  );
});

/** A value in which one of all values inside is replaced, or the key of one. */
function withChange(whole: unknown, at: number, put: unknown, isKey: boolean): unknown {
  const copy: unknown = structuredClone(whole);
  const places: { readonly within: Record<string, unknown>; readonly key: string }[] = [];
  const visit = (each: unknown): void => {
    if (typeof each !== 'object' || each === null) return;
    for (const [key, inner] of Object.entries(each)) {
      places.push({ within: each as Record<string, unknown>, key });
      visit(inner);
    }
  };
  visit(copy);
  const place = places[at % places.length];
  if (place === undefined) return copy;
  const { within, key } = place;
  if (!isKey) within[key] = put;
  else if (!Array.isArray(within)) {
    within[String(put)] = within[key];
    delete within[key];
  }
  return copy;
}
