/** Copies of real marketplaces, if there are any next to the checkout. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const shared = fileURLToPath(new URL('../../../shared', import.meta.url));
const folder = join(shared, 'data/marketplaces');

/** The folders of all samples. */
export const samples: readonly string[] = existsSync(folder)
  ? readdirSync(folder)
      .map((name) => join(folder, name))
      .filter((sample) => existsSync(join(sample, '.claude-plugin/marketplace.json')))
  : [];

/** The sample with the most files. */
export function largestSample(): string | undefined {
  const sizes = samples.map((sample) => ({
    sample,
    files: readdirSync(sample, { recursive: true }).length,
  }));
  return sizes.sort((a, b) => b.files - a.files)[0]?.sample;
}
