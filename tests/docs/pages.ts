import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/mkt.ts';

/** The pages that users read: the README and everything below `docs/`, relative to the root. */
export const pages: readonly string[] = [
  'README.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => `docs/${path.replaceAll('\\', '/')}`)
    .sort(),
];
