import { z } from 'zod';
import { pluginFields, releaseSchema } from './release.ts';
import { nameText, versionText } from './texts.ts';

/** A manifest of mkt's own registries: `plugins/<name>.yaml`, one plugin with all its releases. */
export const pluginSchema = z.object({
  name: nameText('the name of the plugin'),
  marketplace: nameText('the marketplace that it belongs to'),
  ...pluginFields,
  releases: z.record(versionText('a version'), releaseSchema).describe('one entry a version'),
});

export type PluginFile = z.infer<typeof pluginSchema>;
