import * as z from 'zod';
import { settingsScopes } from '../settings.ts';
import { text } from './common.ts';

const id = z.string().refine((value) => /^[^@\s]+@[^@\s]+$/.test(value), {
  error: ({ input }) =>
    `\`${String(input)}\` must be a plugin and its marketplace, such as \`plugin@marketplace\``,
});

const record = z.looseObject({
  scope: z.enum(settingsScopes),
  projectPath: z.string().optional(),
  installPath: z.string().optional(),
  version: z.string().optional(),
  resolvedVersion: z.string().optional(),
  auto: z.boolean().optional(),
});

/** What mkt reads of the client's `installed_plugins.json`; it ignores all other keys. */
export const installedPlugins = z.looseObject({
  version: z.literal(2).describe('the version of the format'),
  plugins: z.record(id, z.array(record)),
});

/** What mkt reads of the client's `known_marketplaces.json`. */
export const knownMarketplaces = z.record(
  z.string(),
  z.looseObject({ source: z.looseObject({ source: text }), installLocation: text }),
);
