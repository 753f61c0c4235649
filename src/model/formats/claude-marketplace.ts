import * as z from 'zod';
import { author, clientName } from './claude-common.ts';
import { pluginFields } from './claude-plugin.ts';

/** A `marketplace.json` without its entries, which are checked one by one, as the client does. */
export const claudeMarketplace = z.strictObject({
  $schema: z.string().optional(),
  name: clientName('marketplace').describe('the marketplace’s name, which users type after `@`'),
  owner: author.describe('the maintainer of the marketplace, such as `{ "name": "…" }`'),
  plugins: z.array(z.unknown()).describe('the list of its plugins'),
  description: z.string().optional(),
  version: z.string().optional(),
  metadata: z
    .strictObject({
      description: z.string().optional(),
      version: z.string().optional(),
      pluginRoot: z.string().optional(),
    })
    .optional(),
  forceRemoveDeletedPlugins: z.boolean().optional(),
  allowCrossMarketplaceDependenciesOn: z.array(z.string()).optional(),
  renames: z.record(z.string(), z.string().nullable()).optional(),
});

/** A text with a limit, beyond which the client refuses the whole entry. */
const shortText = (length: number) =>
  z.string().refine((value) => value.length <= length, {
    error: ({ input }) =>
      `it has ${String(input).length} characters, and the client refuses the whole entry if it has more than ${length}`,
  });

const shortList = <Item extends z.ZodType>(item: Item, length: number) =>
  z.array(item).refine((items) => items.length <= length, {
    error: ({ input }) =>
      `it has ${(input as readonly unknown[]).length} items, and the client refuses the whole entry if it has more than ${length}`,
  });

/** One entry of a marketplace. Its source is checked separately, with the reason why the client does not accept it. */
export const claudeEntry = z.strictObject({
  name: clientName('plugin').describe('the name by which users install it'),
  source: z.unknown().optional(),
  category: z.string().optional(),
  tags: z.array(z.string()).optional(),
  strict: z.boolean().optional(),
  relevance: z
    .strictObject({
      topic: shortText(64).optional(),
      signals: z
        .looseObject({
          cwd: shortList(shortText(256), 10).optional(),
          cli: shortList(shortText(64), 10).optional(),
          hosts: shortList(shortText(128), 20).optional(),
          filesRead: shortList(shortText(256), 10).optional(),
          manifestDeps: shortList(
            z.looseObject({ file: z.string().optional(), pattern: shortText(256).optional() }),
            10,
          ).optional(),
        })
        .describe('what to look for'),
    })
    .optional(),
  headers: z.record(z.string(), z.string()).optional(),
  headersHelper: z.string().optional(),
  ...pluginFields,
});
