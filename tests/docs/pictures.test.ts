/** The pictures of the documentation are what mkt draws, and each is shown. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pictures } from '../../scripts/pictures.ts';
import { mkt, root } from '../support/mkt.ts';
import { pages } from './pages.ts';

test.each(pictures)('$file', ({ file, args }) => {
  const { stdout } = mkt(args);
  if (process.env.MKT_UPDATE) writeFileSync(join(root, file), stdout);
  expect(readFileSync(join(root, file), 'utf8'), 'run `MKT_UPDATE=1 npx vitest run tests/docs`').toBe(stdout);
  const name = file.split('/').at(-1) ?? '';
  expect(pages.some((page) => readFileSync(join(root, page), 'utf8').includes(`pictures/${name})`))).toBe(
    true,
  );
});
