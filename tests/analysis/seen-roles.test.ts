/** The roles that a plugin's own words show, and how often they are right. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { describedIn } from '../../scripts/seen-samples.ts';
import { roleWords } from '../../src/analysis/role-words.ts';
import { seenRoles } from '../../src/analysis/seen-roles.ts';
import { root } from '../support/mkt.ts';
import { outsideData } from '../support/outside-data.ts';

const described = (
  name: string,
  more: { category?: string; keywords?: string[]; description?: string } = {},
) => seenRoles({ name, keywords: [], description: '', ...more });

describe('roles', () => {
  test('are seen in the name, the category, the keywords and the description, in this order', () => {
    expect(described('unit-testing')).toEqual([
      { role: 'testing', place: 'name', word: 'testing', isSure: true },
    ]);
    expect(described('x', { category: 'security' })[0]).toMatchObject({
      role: 'security',
      place: 'category',
    });
    expect(described('x', { keywords: ['code-review'] })[0]).toMatchObject({
      role: 'review',
      place: 'keywords',
    });
    expect(described('x', { description: 'Helps with test automation.' })).toEqual([
      { role: 'testing', place: 'description', word: 'test automation', isSure: true },
    ]);
  });

  test('are not seen in words that are keywords of anything, unless the whole keyword says it', () => {
    expect(described('x', { keywords: ['review', 'github', 'tdd', 'deployment'] })).toEqual([]);
    expect(
      described('x', { keywords: ['Code-Review', 'git'] }).map(({ role, word }) => [role, word]),
    ).toEqual([
      ['review', 'code-review'],
      ['version-control', 'git'],
    ]);
  });

  test('are not seen in parts of words, or in words that only occur', () => {
    expect(described('latest-contest')).toEqual([]);
    expect(described('digit-migrator', { description: 'It was tested by its reviewers.' })).toEqual([]);
  });
});

const { labels } = JSON.parse(readFileSync(join(root, 'tests/analysis/role-labels.json'), 'utf8')) as {
  readonly labels: Readonly<Record<string, readonly string[]>>;
};
const samples = outsideData('marketplaces');

/** What the table of words gets right, finds wrongly, and does not find. */
const measured = (): Record<string, { right: number; wrong: number; missed: number }> =>
  Object.fromEntries(
    Object.keys(roleWords).map((role) => {
      const found = Object.entries(labels).map(([id, roles]) => ({
        isSeen: seenRoles(describedIn(id, samples.path)).some((each) => each.role === role),
        isLabeled: roles.includes(role),
      }));
      const amount = (isSeen: boolean, isLabeled: boolean) =>
        found.filter((each) => each.isSeen === isSeen && each.isLabeled === isLabeled).length;
      return [role, { right: amount(true, true), wrong: amount(true, false), missed: amount(false, true) }];
    }),
  );

describe('on 40 plugins that were labeled by hand', samples.needed, () => {
  test('precision and recall of each role', () => {
    expect(measured()).toMatchInlineSnapshot(`
      {
        "ci": {
          "missed": 0,
          "right": 2,
          "wrong": 1,
        },
        "cleanup": {
          "missed": 0,
          "right": 1,
          "wrong": 0,
        },
        "database": {
          "missed": 0,
          "right": 0,
          "wrong": 0,
        },
        "debugging": {
          "missed": 1,
          "right": 1,
          "wrong": 0,
        },
        "deployment": {
          "missed": 0,
          "right": 3,
          "wrong": 0,
        },
        "design": {
          "missed": 0,
          "right": 0,
          "wrong": 1,
        },
        "documentation": {
          "missed": 0,
          "right": 1,
          "wrong": 0,
        },
        "infrastructure": {
          "missed": 0,
          "right": 1,
          "wrong": 2,
        },
        "migration": {
          "missed": 0,
          "right": 1,
          "wrong": 0,
        },
        "monitoring": {
          "missed": 0,
          "right": 0,
          "wrong": 2,
        },
        "performance": {
          "missed": 0,
          "right": 0,
          "wrong": 1,
        },
        "planning": {
          "missed": 0,
          "right": 0,
          "wrong": 1,
        },
        "review": {
          "missed": 1,
          "right": 3,
          "wrong": 1,
        },
        "security": {
          "missed": 0,
          "right": 5,
          "wrong": 0,
        },
        "testing": {
          "missed": 0,
          "right": 2,
          "wrong": 0,
        },
        "version-control": {
          "missed": 0,
          "right": 2,
          "wrong": 0,
        },
      }
    `);
  });
});
