import * as z from 'zod';
import { name } from './common.ts';

/** The name of a file that is named by its content, as {@link contentHash} of `src/sources/registries/sparse-layout.ts` computes it. */
const contentName = z.string().regex(/^[0-9a-f]{32}$/);

/** `config.json` of a sparse registry: what a reader gets first. */
export const sparseConfig = z.strictObject({
  $schema: z.string().optional(),
  mkt: z.literal(1).describe('the version of this format'),
  layout: z.literal('sparse').describe('each plugin is a file of its own'),
  marketplaces: z.array(name).min(1).describe('the marketplaces of its plugins, sorted'),
  plugins: z.number().int().nonnegative().describe('how many plugin files there are'),
  search: contentName.describe('the list of the files to search, `search/<this>.json`'),
});

/** The list of the files to search: each is an index with the newest release of some of the plugins. */
export const sparseSearch = z.strictObject({
  mkt: z.literal(1).describe('the version of this format'),
  files: z.array(contentName).describe('the files, `search/<this>.json`'),
});
