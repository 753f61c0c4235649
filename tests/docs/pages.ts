import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/mkt.ts';

/** The pages that users read: the README, everything below `docs/`, and what explains the examples, relative to the root. */
export const pages: readonly string[] = [
  'README.md',
  'examples/README.md',
  ...['monorepo', 'settings', 'team'].map((name) => `examples/${name}/README.md`),
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => `docs/${path.replaceAll('\\', '/')}`)
    .sort(),
];
