/** Edits of the client's settings: only entries of plugins and marketplaces change, every other byte stays. */
import { applyEdits, modify, parse } from 'jsonc-parser';
import { describe, expect, test } from 'vitest';
import { settingsText, type WantedSettings } from '../../src/changes/settings-change.ts';
import fc from '../support/fast-check.ts';

const source = { source: 'github', repo: 'lab/plugins' };
const wanted: WantedSettings = {
  enabled: ['app@lab', 'base@lab'],
  marketplaces: new Map([['lab', source]]),
  own: { enabled: [], marketplaces: [] },
  prune: false,
};
const nothing: WantedSettings = { ...wanted, enabled: [], marketplaces: new Map() };

function edited(text: string, what: WantedSettings = wanted): string {
  const result = settingsText(text, what);
  if ('why' in result) throw new Error(`refused: ${JSON.stringify(result)}`);
  return result.text;
}

const dataOf = (text: string) => parse(text, [], { allowTrailingComma: true });

/** Everything in a file of settings but what mkt may change; the gaps where it may stay as they are. */
function others(text: string): unknown {
  const { enabledPlugins, extraKnownMarketplaces, additionalMarketplaces, ...rest } = dataOf(text);
  return rest;
}

/** Comments, in their order. */
const comments = (text: string) => text.match(/\/\/[^\n\r]*|\/\*.*?\*\//gs) ?? [];

/** Random settings as people write them: with comments, trailing commas, odd indentation, and either line end. */
const settings = fc
  .record({
    eol: fc.constantFrom('\n', '\r\n'),
    indent: fc.constantFrom('  ', '\t', '    ', ' ', ''),
    gap: fc.constantFrom('', ' ', '  '),
    comment: fc.constantFrom('', '// a note', '/* two {words} */', '// "enabledPlugins": {'),
    trailing: fc.boolean(),
    oneLine: fc.boolean(),
    enabled: fc.option(
      fc.dictionary(fc.constantFrom('app@lab', 'other@shop', 'base@lab', 'x@inline'), fc.boolean()),
    ),
    known: fc.option(
      fc.constantFrom(
        {},
        { shop: { source: { source: 'github', repo: 'a/b' } } },
        { lab: { source, autoUpdate: true } },
      ),
    ),
    rest: fc.dictionary(
      fc
        .string({ minLength: 1, maxLength: 6 })
        .filter((key) => !['__proto__', 'enabledPlugins'].includes(key)),
      fc.jsonValue({ maxDepth: 2 }),
      { maxKeys: 4 },
    ),
    first: fc.boolean(),
  })
  .map(({ eol, indent, gap, comment, trailing, oneLine, enabled, known, rest, first }) => {
    const own = Object.entries({
      ...(enabled && { enabledPlugins: enabled }),
      ...(known && { extraKnownMarketplaces: known }),
    });
    const members = first ? [...own, ...Object.entries(rest)] : [...Object.entries(rest), ...own];
    const print = (value: unknown, depth: number): string => {
      if (typeof value !== 'object' || value === null) return JSON.stringify(value);
      const isList = Array.isArray(value);
      const items = isList
        ? value.map((each) => print(each, depth + 1))
        : Object.entries(value).map(
            ([key, each]) => `${JSON.stringify(key)}:${gap}${print(each, depth + 1)}`,
          );
      const [open, close] = isList ? '[]' : '{}';
      if (items.length === 0) return `${open}${close}`;
      if (oneLine && depth > 0) return `${open}${gap}${items.join(`,${gap}`)}${gap}${close}`;
      const pad = indent.repeat(depth + 1);
      const note = comment === '' ? '' : `${pad}${comment}${eol}`;
      const lines = items.map((item) => `${pad}${item}`).join(`,${eol}`);
      return `${open}${eol}${note}${lines}${trailing ? ',' : ''}${eol}${indent.repeat(depth)}${close}`;
    };
    return `${print(Object.fromEntries(members), 0)}${eol}`;
  });

describe('settings', () => {
  test('of any layout keep all that is not a plugin or a marketplace, and a second run changes nothing', () => {
    fc.assert(
      fc.property(settings, (text) => {
        const after = edited(text);
        expect(dataOf(after).enabledPlugins).toMatchObject({ 'app@lab': true, 'base@lab': true });
        expect(dataOf(after).extraKnownMarketplaces.lab).toEqual({ source, autoUpdate: false });
        expect(others(after)).toEqual(others(text));
        expect(comments(after)).toEqual(comments(text));
        expect(after.includes('\r\n')).toBe(text.includes('\r\n'));
        // No line of anything else has changed.
        const lines = new Set(after.split(/\r?\n/).map((line) => line.replace(/,$/, '')));
        const { enabledPlugins, extraKnownMarketplaces, ...rest } = dataOf(text);
        for (const key of Object.keys(rest)) {
          const line = text.split(/\r?\n/).find((each) => each.trim().startsWith(`${JSON.stringify(key)}:`));
          if (line !== undefined) expect(lines).toContain(line.replace(/,$/, ''));
        }
        expect(edited(after)).toBe(after);
      }),
    );
  });

  test('lose again exactly what was added', () => {
    fc.assert(
      fc.property(settings, (text) => {
        const before = dataOf(text);
        const own = {
          enabled: wanted.enabled.filter((id) => before.enabledPlugins?.[id] === undefined),
          marketplaces: before.extraKnownMarketplaces?.lab === undefined ? ['lab'] : [],
        };
        const back = dataOf(edited(edited(text), { ...nothing, own }));
        expect(others(dataOf(text) === undefined ? text : JSON.stringify(back))).toEqual(others(text));
        for (const id of own.enabled) expect(back.enabledPlugins).not.toHaveProperty([id]);
        if (
          own.marketplaces.length > 0 &&
          Object.keys(before.enabledPlugins ?? {}).every((id) => !id.endsWith('@lab'))
        )
          expect(back.extraKnownMarketplaces).not.toHaveProperty('lab');
      }),
    );
  });

  test('are made where there are none', () => {
    expect(dataOf(edited(''))).toEqual({
      enabledPlugins: { 'app@lab': true, 'base@lab': true },
      extraKnownMarketplaces: { lab: { source, autoUpdate: false } },
    });
    expect(edited('', nothing)).toBe('');
  });

  test('keep what somebody else wrote, unless it is pruned', () => {
    const text = applyEdits(
      '{}\n',
      modify('{}\n', ['enabledPlugins'], { 'other@shop': true, 'off@shop': false }, {}),
    );
    expect(dataOf(edited(text)).enabledPlugins).toMatchObject({ 'other@shop': true, 'off@shop': false });
    const pruned = dataOf(edited(text, { ...wanted, prune: true })).enabledPlugins;
    expect(pruned).toEqual({ 'off@shop': false, 'app@lab': true, 'base@lab': true });
  });

  test('go to the key that the client takes, if a file has the other name for it', () => {
    const text =
      '{ "additionalMarketplaces": { "shop": { "source": { "source": "github", "repo": "a/b" } } } }';
    const { additionalMarketplaces, extraKnownMarketplaces } = dataOf(edited(text));
    expect(Object.keys(additionalMarketplaces)).toEqual(['shop', 'lab']);
    expect(extraKnownMarketplaces).toBe(undefined);
  });
});

test.each([
  ['{ "enabledPlugins": ', { why: 'unreadable', line: 1 }],
  ['{\n "a": 1,\n "a": 2 }', { why: 'unreadable', line: 3 }],
  ['[]', { why: 'other-shape', key: '' }],
  ['{ "enabledPlugins": [] }', { why: 'other-shape', key: 'enabledPlugins' }],
  ['{ "extraKnownMarketplaces": null }', { why: 'other-shape', key: 'extraKnownMarketplaces' }],
  [
    '{ "extraKnownMarketplaces": { "lab": { "source": { "source": "github", "repo": "else/where" } } } }',
    { why: 'other-source', marketplace: 'lab' },
  ],
])('%s is refused', (text, refusal) => expect(settingsText(text, wanted)).toEqual(refusal));

test('the order of the keys of a source does not matter', () => {
  const text =
    '{ "extraKnownMarketplaces": { "lab": { "autoUpdate": false, "source": { "repo": "lab/plugins", "source": "github" } } } }';
  expect(edited(text, { ...wanted, enabled: [] })).toBe(text);
});
