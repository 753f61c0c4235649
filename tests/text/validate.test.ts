/** Which key was meant by one that nobody knows, and when it is safe to write that instead. */
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Fault, Fix } from '../../src/model/problems.ts';
import { readJson } from '../../src/text/json.ts';
import { validate } from '../../src/text/validate.ts';

const schema = z.strictObject({
  version: z.string().optional(),
  strict: z.boolean().optional(),
  authors: z.array(z.strictObject({ email: z.string().optional(), age: z.number().optional() })).optional(),
});

/** Of every unknown key: which was meant, whether its value is right for that, and whether it is mended. */
const said = (document: unknown) =>
  validate(schema, readJson(JSON.stringify(document), 'x.json')).faults.map((fault: Fault) => {
    const { near, isRight } = fault.evidence as { near?: string; isRight?: boolean };
    return { near, isRight, fix: (fault as { fix?: Fix }).fix };
  });

const mended = (from: string, to: string) => ({ near: to, isRight: true, fix: { from, to } });
const asked = (near: string, isRight: boolean) => ({ near, isRight, fix: undefined });

describe('a misspelt key', () => {
  test.each<[what: string, document: unknown, expected: unknown[]]>([
    ['whose value is right is mended', { versoin: '1.0.0' }, [mended('versoin', 'version')]],
    ['whose value is of another type stays', { versoin: 1 }, [asked('version', false)]],
    ['that is nothing stays', { versoin: null }, [asked('version', false)]],
    [
      'for which the right one stands there too stays',
      { versoin: '1', version: '2' },
      [asked('version', true)],
    ],
    [
      'of two that mean the same both stay',
      { versoin: '1', verison: '2' },
      [asked('version', true), asked('version', true)],
    ],
    [
      'beside another that means something else is mended, and so is that',
      { versoin: '1', strct: true },
      [mended('versoin', 'version'), mended('strct', 'strict')],
    ],
    [
      'deep in a list is held against the schema of its own map',
      { authors: [{ emial: 'a@b' }, { emial: 5 }] },
      [mended('emial', 'email'), asked('email', false)],
    ],
    ['that holds a known one is only asked about', { versionRange: '1.0.0' }, [asked('version', true)]],
    [
      'that holds one which stands there too',
      { minVersion: '2', version: '1' },
      [{ near: undefined, isRight: undefined, fix: undefined }],
    ],
    [
      'that only looks like another is a word of its own',
      { vision: '1', struct: true },
      [{ near: undefined, isRight: undefined, fix: undefined }, mended('struct', 'strict')],
    ],
    [
      'like no other has nothing to be',
      { nothing: 1 },
      [{ near: undefined, isRight: undefined, fix: undefined }],
    ],
  ])('%s', (_, document, expected) => expect(said(document)).toEqual(expected));
});

describe('of several shapes, the one that is meant', () => {
  const word = z.union([z.literal('.'), z.string().startsWith('./')]);
  const places = z.strictObject({ at: z.union([word, z.array(word)]) });
  const evidence = (at: unknown) =>
    validate(places, readJson(JSON.stringify({ at }), 'x.json')).faults.map((fault) => fault.evidence);

  test('a list is held against the list, item by item', () => {
    expect(evidence([{ name: 'x' }, { name: 'y' }])).toEqual([
      { kind: 'wrong-type', at: 'at[0]', expected: ['string'], found: 'object' },
      { kind: 'wrong-type', at: 'at[1]', expected: ['string'], found: 'object' },
    ]);
  });

  test('a value of no such kind is told all of them', () => {
    expect(evidence({})).toEqual([
      { kind: 'wrong-type', at: 'at', expected: ['string', 'array'], found: 'object' },
    ]);
  });
});

test('one mistake in every item has one cause; what its own value decides does not', () => {
  const causes = (document: unknown) =>
    validate(schema, readJson(JSON.stringify(document), 'x.json')).faults.map(({ cause }) => cause);
  const [first, second] = causes({ authors: ['x', 'y'] });
  expect(first).toBeDefined();
  expect(second).toBe(first);
  expect(causes({ version: 3 })).toEqual([undefined]);
});
