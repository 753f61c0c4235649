/** The roles that a plugin's own words show, and how often they are right. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
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

  test('are not seen in parts of words, or in words that only occur', () => {
    expect(described('latest-contest')).toEqual([]);
    expect(described('digit-migrator', { description: 'It was tested by its reviewers.' })).toEqual([]);
  });
});

const { labels } = JSON.parse(readFileSync(join(root, 'tests/analysis/role-labels.json'), 'utf8')) as {
  readonly labels: Readonly<Record<string, readonly string[]>>;
};
const samples = outsideData('marketplaces');

/** What each reader of a role gets right, finds wrongly, and does not find. */
function measured(): Record<string, { right: number; wrong: number; missed: number }> {
  const amounts = Object.fromEntries(
    Object.keys(roleWords).map((role) => [role, { right: 0, wrong: 0, missed: 0 }]),
  );
  for (const [id, expected] of Object.entries(labels)) {
    const [sample = '', name = ''] = id.split('/');
    const file = join(samples.path, sample, '.claude-plugin/marketplace.json');
    const entry = JSON.parse(readFileSync(file, 'utf8')).plugins.find(
      (each: { name: string }) => each.name === name,
    );
    const { category, keywords = [], tags = [], description = '' } = entry;
    const seen = seenRoles({ name, category, keywords: [...keywords, ...tags], description }).map(
      ({ role }) => role,
    );
    for (const [role, amount] of Object.entries(amounts)) {
      if (seen.includes(role) && expected.includes(role)) amount.right += 1;
      else if (seen.includes(role)) amount.wrong += 1;
      else if (expected.includes(role)) amount.missed += 1;
    }
  }
  return amounts;
}

describe('on 40 plugins that were labeled by hand', samples.needed, () => {
  test('roles that are shown on one screen are right in nine of ten cases', () => {
    for (const [role, { right, wrong }] of Object.entries(measured()))
      expect(right > 0 && right / (right + wrong) >= 0.9, role).toBe(roleWords[role]?.isSure === true);
  });

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
        "review": {
          "missed": 1,
          "right": 3,
          "wrong": 1,
        },
        "security": {
          "missed": 2,
          "right": 3,
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
          "wrong": 1,
        },
      }
    `);
  });
});
