import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/mkt.ts';

/** The folders of `examples/`. */
export const examples: readonly string[] = readdirSync(join(root, 'examples'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

/** The pages that users read: the README, everything below `docs/`, and what explains the examples, relative to the root. */
export const pages: readonly string[] = [
  'README.md',
  'examples/README.md',
  ...examples.map((name) => `examples/${name}/README.md`),
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => `docs/${path.replaceAll('\\', '/')}`)
    .sort(),
];
