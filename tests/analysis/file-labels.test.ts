/** What texts say about files, held against labels that were made by hand: how often mkt is right. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type SampleLabels, type SampleLink, seenSamples } from '../../scripts/seen-samples.ts';
import { fileTally, precision, sum } from '../../scripts/seen-tally.ts';
import type { FileUse } from '../../src/model/file-use.ts';
import { root } from '../support/mkt.ts';
import { outsideData } from '../support/outside-data.ts';

const { plugins, links } = JSON.parse(
  readFileSync(join(root, 'tests/accuracy/sample-labels.json'), 'utf8'),
) as { readonly plugins: Readonly<Record<string, SampleLabels>>; readonly links: readonly SampleLink[] };
const ids = Object.keys(plugins);
const samples = outsideData('marketplaces');

describe(
  'on 82 plugins whose front matter, manifests and hooks were labeled by hand',
  samples.needed,
  async () => {
    const seen = samples.isHere ? await seenSamples(ids, samples.path) : undefined;
    const usesOf = (id: string): readonly FileUse[] => seen?.releases.get(id)?.fileUses?.() ?? [];
    const tallyOf = (does: 'writes' | 'reads', sureOnly: boolean) =>
      sum(
        ids.map((id) =>
          fileTally(
            plugins[id]?.[does] ?? [],
            usesOf(id).filter((use) => use.does === does && (use.isSure || !sureOnly)),
          ),
        ),
      );

    test('all of them are read', () => {
      expect(ids.filter((id) => seen?.releases.has(id) !== true)).toEqual([]);
    });

    test('what is written', () => {
      expect(tallyOf('writes', false)).toMatchInlineSnapshot(`
        {
          "missed": 8,
          "right": 32,
          "seen": 33,
          "wrong": 2,
        }
      `);
      expect(tallyOf('writes', true)).toMatchInlineSnapshot(`
        {
          "missed": 16,
          "right": 24,
          "seen": 25,
          "wrong": 2,
        }
      `);
      expect(precision(tallyOf('writes', true))).toBeGreaterThanOrEqual(0.9);
    });

    test('what is read: there are few cases, and those in packages decide what is sure', () => {
      expect(tallyOf('reads', false)).toMatchInlineSnapshot(`
        {
          "missed": 2,
          "right": 16,
          "seen": 16,
          "wrong": 9,
        }
      `);
      expect(tallyOf('reads', true)).toMatchInlineSnapshot(`
        {
          "missed": 2,
          "right": 16,
          "seen": 16,
          "wrong": 4,
        }
      `);
      expect(precision(tallyOf('reads', true))).toBeGreaterThanOrEqual(0.8);
    });

    test('the links between them', () => {
      const found = seen?.links ?? [];
      const isLabeled = (link: { from: string; to: string; path: string }) =>
        links.some(({ from, to, path }) => from === link.from && to === link.to && path === link.path);
      expect(
        found.filter(isLabeled).map(({ from, to, path }) => `${from} ${to} ${path}`),
      ).toMatchInlineSnapshot(`
        [
          "testdouble+han/han-planning testdouble+han/han-github work-items.md",
          "testdouble+han/han-planning testdouble+han/han-atlassian work-items.md",
          "testdouble+han/han-planning testdouble+han/han-linear work-items.md",
        ]
      `);
      expect(found.filter((link) => link.isSure && !isLabeled(link))).toEqual([]);
      expect(found.filter((link) => !link.isSure && !isLabeled(link))).toMatchInlineSnapshot(`[]`);
    });
  },
);
