import { z } from 'zod';
import { pluginFields, releaseSchema } from './release.ts';
import { nameText, versionText } from './texts.ts';

export const indexedPluginSchema = z.object({
  ...pluginFields,
  versions: z.record(versionText('a version'), releaseSchema).describe('one entry a version'),
});

/**
 * A whole registry in one JSON file. A plugin's key is its name, or `name@marketplace` where it belongs to another
 * marketplace than the file's own.
 */
export const indexSchema = z.object({
  $schema: z.string().describe('for editors').exactOptional(),
  mkt: z.literal(1).describe('the version of this format'),
  marketplace: nameText('the marketplace that the plugins belong to'),
  plugins: z.record(z.string(), indexedPluginSchema).describe('one entry a plugin'),
});

export type IndexFile = z.infer<typeof indexSchema>;
export type IndexedPlugin = z.infer<typeof indexedPluginSchema>;
