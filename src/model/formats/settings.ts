import * as z from 'zod';
import { text } from './common.ts';

const enabledKey = z.string().refine((value) => /^[^@\s]+@[^@\s]+$/.test(value), {
  error: ({ input }) =>
    `\`${String(input)}\` must be a plugin and its marketplace, such as \`plugin@marketplace\``,
});

/** What mkt reads of the client's `.claude/settings.json`; it ignores all other keys. */
export const settings = z.looseObject({
  enabledPlugins: z.record(enabledKey, z.boolean()).optional(),
  extraKnownMarketplaces: z
    .record(
      z.string(),
      z.looseObject({
        source: z
          .looseObject({ source: text.describe('the kind of source') })
          .describe('where it comes from'),
      }),
    )
    .optional(),
});

export type SettingsFile = z.infer<typeof settings>;
