/** The quick check of entries must never pass what their schema objects to. */
import { describe, expect, test } from 'vitest';
import { claudeEntry } from '../../src/model/formats/claude-marketplace.ts';
import { isOrdinaryEntry, ordinaryKeys } from '../../src/model/formats/ordinary-entry.ts';
import { issuesOfProto } from '../../src/text/schema-walk.ts';
import fc from '../support/fast-check.ts';

const isSound = (entry: unknown): boolean =>
  claudeEntry.safeParse(entry).success && issuesOfProto(claudeEntry, entry).length === 0;

const full = {
  name: 'app',
  source: './plugins/app',
  description: 'd',
  displayName: 'App',
  version: '1.0',
  author: { name: 'a', email: 'a@example.org', url: '' },
  category: 'testing',
  keywords: ['one', ''],
  tags: [],
  license: 'MIT',
  repository: 'here',
  homepage: 'https://example.org',
  strict: false,
  defaultEnabled: true,
  dependencies: ['base', 5],
  optionalDependencies: {},
};

describe('an ordinary entry', () => {
  test('has the keys that most have', () => {
    expect(Object.keys(full).sort()).toEqual([...ordinaryKeys].sort());
    expect(isOrdinaryEntry(full)).toBe(true);
    expect(isOrdinaryEntry({ name: 'app' })).toBe(true);
  });

  test.each<[string, object]>([
    ['no name', { source: './app' }],
    ['a name that cannot be installed', { name: 'a b' }],
    ['an author without a name', { name: 'app', author: {} }],
    ['an author with an empty name', { name: 'app', author: { name: '' } }],
    ['an author as a text', { name: 'app', author: 'a' }],
    ['a homepage that is not a URL', { name: 'app', homepage: 'here' }],
    ['a keyword that is not a text', { name: 'app', keywords: ['one', 2] }],
    ['a flag as a text', { name: 'app', strict: 'yes' }],
    ['null', { name: 'app', description: null }],
    ['an unknown key', { name: 'app', autor: { name: 'a' } }],
  ])('near miss: %s', (_, entry) => {
    expect(isOrdinaryEntry(entry as Record<string, unknown>)).toBe(false);
    expect(isSound(entry)).toBe(false);
  });

  test('whatever it passes, the schema accepts', () => {
    const text = fc.constantFrom('', 'app', 'a b', 'https://example.org', '../x', '\u202e', 'a@b');
    const value = fc.oneof(
      text,
      fc.constantFrom<unknown>(true, false, null, 1),
      fc.array(fc.oneof(text, fc.constant(1)), { maxLength: 2 }),
      fc.dictionary(fc.constantFrom('name', 'email', 'url', '__proto__', 'x'), text, { maxKeys: 3 }),
    );
    const key = fc.constantFrom(
      ...ordinaryKeys,
      ...Object.keys(claudeEntry.shape),
      '__proto__',
      'constructor',
      'x',
    );
    const changes = fc.array(fc.tuple(key, value), { maxLength: 3 });
    let passed = 0;
    fc.assert(
      fc.property(changes, (changed) => {
        // As JSON, so that `__proto__` is a key like any other.
        const members = [...Object.entries(full), ...changed].map(
          ([name, each]) => `${JSON.stringify(name)}:${JSON.stringify(each)}`,
        );
        const entry = JSON.parse(`{${members.join()}}`) as Record<string, unknown>;
        if (!isOrdinaryEntry(entry)) return;
        passed += 1;
        expect(isSound(entry)).toBe(true);
      }),
      { numRuns: 2000 },
    );
    expect(passed).toBeGreaterThan(200);
  });
});
