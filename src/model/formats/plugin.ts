import { z } from 'zod';
import { components, integration, requirement, source, supersededBy, text, texts } from './common.ts';

const release = z.strictObject({
  date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/).optional().describe('the day of the release, such as `2026-01-19`'),
  commit: z.string().regex(/^[0-9a-f]{7,40}$/).optional().describe('the commit that holds it'),
  description: z.string().optional(),
  category: text.nullable().optional(),
  keywords: texts.optional(),
  license: text.nullable().optional(),
  source: source.optional(),
  components: components.optional(),
  dependencies: z.array(requirement).optional(),
  conflicts: z.array(requirement).optional(),
  integration: integration.optional(),
});

const shared = {
  description: z.string().optional(),
  category: text.optional(),
  keywords: texts.optional(),
  license: text.optional(),
  source: source.optional(),
  worksWith: texts.optional(),
  supersededBy: supersededBy.optional(),
  integration: integration.optional(),
};

/** A manifest of mkt's own registries: `plugins/<name>.yaml`, one plugin with all its releases. */
export const pluginManifest = z.strictObject({
  name: text.describe('the plugin’s name'),
  marketplace: text.describe('the marketplace it belongs to'),
  ...shared,
  releases: z.record(z.string(), release).describe('its releases, by version'),
});

/** A whole registry in one JSON file. */
export const indexFile = z.strictObject({
  mkt: z.literal(1).describe('the version of this format'),
  marketplace: text.describe('the marketplace of its plugins'),
  plugins: z
    .record(z.string(), z.strictObject({ ...shared, marketplace: text.optional(), versions: z.record(z.string(), release).optional() }))
    .describe('the plugins, by name'),
  knowledge: z.unknown().optional(),
  compiledFrom: z.unknown().optional(),
});
