import * as z from 'zod';
import {
  components,
  integration,
  name,
  requirement,
  source,
  supersededBy,
  text,
  texts,
  version,
} from './common.ts';

const release = z.strictObject({
  date: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional()
    .describe('the date of the release, such as `2026-01-19`'),
  commit: z
    .string()
    .regex(/^[0-9a-f]{7,64}$/)
    .optional()
    .describe('the commit of the release'),
  description: z.string().optional(),
  category: text.nullable().optional(),
  keywords: texts.optional(),
  license: text.nullable().optional(),
  source: source.optional(),
  components: components.optional(),
  dependencies: z.array(requirement).optional(),
  optionalDependencies: z
    .array(requirement)
    .optional()
    .describe('dependencies that the client installs if it can, and omits otherwise'),
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
  name: name.describe('the plugin’s name'),
  marketplace: name.describe('the marketplace it belongs to'),
  ...shared,
  releases: z.record(version, release).describe('its releases, by version'),
});

/** A release in an index, with what was found in files that are not next to the index. */
const indexedRelease = z.strictObject({
  ...release.shape,
  namespace: text
    .optional()
    .describe("the name before `:` in the names of its components, if it differs from the plugin's name"),
  unpinnable: z.boolean().optional().describe('whether it has neither a version nor a tag'),
  statedVersion: z.string().optional().describe('the version as its author wrote it, if that is not semver'),
  tag: text.optional().describe('the tag of the release'),
  untagged: z.boolean().optional().describe('whether its repository has no tag for this plugin'),
  contextTokens: z
    .number()
    .nonnegative()
    .optional()
    .describe('estimated tokens that its descriptions use in every session'),
  documentation: z
    .strictObject({ readme: z.boolean(), homepage: z.string().optional() })
    .optional()
    .describe('what users can read about it'),
  settings: z.record(z.string(), z.unknown()).optional().describe('the client settings that it ships'),
});

/** A whole registry in one JSON file. The compiled registry of mkt itself includes its knowledge. */
export const indexFile = z.strictObject({
  $schema: z.string().optional(),
  mkt: z.literal(1).describe('the version of this format'),
  marketplace: name.describe('the marketplace of its plugins'),
  plugins: z
    .record(
      text,
      z.strictObject({
        ...shared,
        misnamedTags: z
          .array(z.strictObject({ tag: z.string(), version: z.string(), expected: z.string() }))
          .optional()
          .describe('tags that look as if they were meant to be its versions'),
        versions: z.record(version, indexedRelease).describe('its releases, by version'),
      }),
    )
    .describe('the plugins, by name, or by `name@marketplace` if they belong to another marketplace'),
  knowledge: z.unknown().optional(),
  compiledFrom: z.unknown().optional(),
});
