/** What the model does not see of the list of skills: MKT405. */
import { describe, expect, test } from 'vitest';
import { findingsOf } from '../../src/analysis/engine.ts';
import { listingCut } from '../../src/analysis/rules/mkt405-listing-cut.ts';
import { entry, type Files, lab, manifest, markdown, memoryTree, releaseOf } from '../client/fixtures.ts';
import { checkMarketplace } from '../support/marketplace.ts';
import { type SettingsSketch, settingsOf } from '../support/own-side.ts';
import { contextOf } from '../support/releases.ts';

const most = 1536;
const words = (length: number) =>
  'abcdefg.'
    .repeat(length / 8)
    .padEnd(length, 'x')
    .slice(0, length);
const skill = (length: number, more = '') => markdown(`description: ${words(length)}${more}`);
const filesOf = (files: Files) =>
  lab([entry('a')], {
    ...manifest('a'),
    ...Object.fromEntries(Object.entries(files).map(([path, value]) => [`plugins/a/${path}`, value])),
  });
const found = async (files: Files, settings: SettingsSketch = {}) =>
  findingsOf(
    listingCut,
    contextOf([await releaseOf(filesOf(files), 'a')], { settings: settingsOf(settings) }),
  );
/** So many skills of 1,002 characters, with their names. */
const many = (amount: number): Files =>
  Object.fromEntries(
    Array.from({ length: amount }, (_, index) => [`skills/s${100 + index}/SKILL.md`, skill(1002 - 6)]),
  );

describe('a description', () => {
  test.each<[what: string, files: Files, characters: number]>([
    ['of a skill', { 'skills/x/SKILL.md': skill(most + 1) }, most + 1],
    ['of a command', { 'commands/x.md': skill(2000) }, 2000],
    ['with when_to_use', { 'skills/x/SKILL.md': skill(most, '\nwhen_to_use: now') }, most + 4],
  ])('%s is cut', async (_, files, characters) => {
    const findings = await found(files);
    expect(findings).toMatchObject([{ case: 'description', severity: 'warning', plugins: ['a'] }]);
    expect(findings[0]?.evidence).toMatchObject({ most, components: [{ name: 'x', characters }] });
    // The maintainer sees it, too.
    expect(checkMarketplace(memoryTree(filesOf(files))).filter(({ rule }) => rule === 'MKT405')).toHaveLength(
      1,
    );
  });

  test('says which words are never seen', async () => {
    const text = `${words(most - 1)} never seen again`;
    const [finding] = await found({ 'skills/x/SKILL.md': markdown(`description: ${text}`) });
    expect(finding?.message).toContain('cut at `never seen again`');
  });

  test.each<[what: string, files: Files, settings?: SettingsSketch]>([
    ['as long as the client shows', { 'skills/x/SKILL.md': skill(most) }],
    ['of an agent', { 'agents/x.md': skill(2000) }],
    ['of a skill for people only', { 'skills/x/SKILL.md': skill(2000, '\ndisable-model-invocation: true') }],
    [
      'settings show more',
      { 'skills/x/SKILL.md': skill(2000) },
      { user: { skillListingMaxDescChars: 2000 } },
    ],
  ])('near miss: %s', async (_, files, settings) => {
    expect(await found(files, settings)).toEqual([]);
  });
});

describe('the list', () => {
  test.each<[amount: number, name: string, severity: string]>([
    [8, 'some-windows', 'note'],
    [39, 'some-windows', 'note'],
    [40, 'listing', 'warning'],
  ])('of %i skills', async (amount, name, severity) => {
    const findings = await found(many(amount));
    expect(findings).toMatchObject([{ case: name, severity }]);
    expect(findings[0]?.evidence).toMatchObject({
      characters: amount * 1002,
      budgets: [
        { window: 200_000, characters: 8000 },
        { window: 1_000_000, characters: 40_000 },
      ],
      plugins: [{ plugin: 'a', entries: amount, characters: amount * 1002 }],
    });
  });

  test('near miss: a list that just fits, or that settings give more room', async () => {
    expect(await found(many(7))).toEqual([]);
    expect(await found(many(8), { project: { skillListingBudgetFraction: 0.02 } })).toEqual([]);
  });

  test('counts of a long description what the client shows', async () => {
    const cut = Object.fromEntries(
      Array.from({ length: 5 }, (_, index) => [`commands/c${index}.md`, skill(4000)]),
    );
    expect((await found(cut)).map((each) => each.case)).toEqual(['description']);
  });
});
