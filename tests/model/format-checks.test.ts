/** The fast checks of files, which are generated from zod schemas, agree with zod. */
import { readFileSync } from 'node:fs';
import { transformSync } from 'esbuild';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { soundSource } from '../../scripts/check-source.ts';
import { soundFile, soundText } from '../../scripts/format-checks.ts';
import { integration } from '../../src/model/formats/common.ts';
import { isSoundIntegration } from '../../src/model/generated/format-checks.ts';
import fc from '../support/fast-check.ts';
import { everything } from '../support/index-sample.ts';

test('it is up to date: `npm run generate`', () => expect(readFileSync(soundFile, 'utf8')).toBe(soundText()));

test('an index that says all that one can say has every key of the schema', () => {
  const keys = [...soundText().matchAll(/case "(.+)":/g)].map(([, key]) => key);
  expect(keys.length).toBeGreaterThan(50);
  const said = JSON.stringify(everything);
  expect(keys.filter((key) => !said.includes(`"${key}":`))).toEqual([]);
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

  test.each<[what: string, schema: z.ZodType]>([
    ['a refinement that it does not know', z.string().refine((text) => text !== 'x')],
    ['a format', z.email()],
    ['a change', z.string().trim()],
    ['a conversion', z.coerce.number()],
    ['a default', z.string().default('x')],
    ['a pattern with a memory', z.string().regex(/a/g)],
    ['an integer', z.int()],
    ['a check on a list', z.array(z.string()).min(1)],
    ['a map that does not say what other keys are', z.object({ a: z.string() })],
    ['a date', z.date()],
  ])('refuses %s', (_, each) =>
    expect(() => made(z.strictObject({ each }))).toThrow(/cannot generate|strict or loose/),
  );
});
