import * as z from 'zod';
import { author, clientName } from './claude-common.ts';
import { pluginFields } from './claude-plugin.ts';

/** A `marketplace.json` without its entries, which are checked one by one, as the client does. */
export const claudeMarketplace = z.strictObject({
  $schema: z.string().optional(),
  name: clientName('marketplace').describe('the marketplace’s name, which users type after `@`'),
  owner: author.describe('who maintains it, such as `{ "name": "…" }`'),
  plugins: z.array(z.unknown()).describe('its plugins'),
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

/** One entry of a marketplace. Its source is checked separately, with the reason why the client does not accept it. */
export const claudeEntry = z.strictObject({
  name: clientName('plugin').describe('the name by which users install it'),
  source: z.unknown().optional(),
  category: z.string().optional(),
  tags: z.array(z.string()).optional(),
  strict: z.boolean().optional(),
  relevance: z
    .strictObject({
      topic: z.string().optional(),
      signals: z.looseObject({}).describe('what to look for'),
    })
    .optional(),
  headers: z.record(z.string(), z.string()).optional(),
  headersHelper: z.string().optional(),
  ...pluginFields,
});
