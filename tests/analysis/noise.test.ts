/** How much is said of real marketplaces: little enough to be read. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mktHere } from '../support/mkt.ts';
import { marketplaces, namesIn, needsMarketplaces } from './bundled.ts';

const samples = needsMarketplaces.skip ? [] : readdirSync(marketplaces).filter((name) => name.includes('+'));
const linesOf = (text: string) => text.trimEnd().split('\n').length;

describe('by default', needsMarketplaces, () => {
  test.each(samples)(
    '`mkt validate` of %s prints at most 150 lines, and counts what JSON has',
    async (name) => {
      const text = await mktHere(['validate', join(marketplaces, name)]);
      const json = await mktHere(['validate', join(marketplaces, name), '--json']);
      expect(linesOf(text.stdout)).toBeLessThanOrEqual(150);
      const { summary } = JSON.parse(json.stdout) as { summary: { errors: number; warnings: number } };
      if (summary.warnings > 0)
        expect(text.stdout.replace(/\s+/g, ' ')).toContain(`${summary.warnings} warning`);
    },
  );

  test.each(samples)('`mkt check` of any fifteen plugins of %s shows at most five warnings', async (name) => {
    const names = namesIn(name);
    // Windows that overlap, so that each plugin meets its neighbors.
    for (let start = 0; start + 15 <= Math.max(names.length, 15); start += 5) {
      const list = names.slice(start, start + 15);
      const { stdout, code } = await mktHere([
        'check',
        ...list,
        '--no-bundled',
        '--registry',
        join(marketplaces, name),
      ]);
      expect(linesOf(stdout)).toBeLessThanOrEqual(150);
      if (code === 0) expect(stdout.match(/^warning\[/gm)?.length ?? 0).toBeLessThanOrEqual(5);
    }
  });
});
