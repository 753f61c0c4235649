import * as z from 'zod';
import { text } from './common.ts';

const enabledKey = z.string().refine((value) => /^[^@\s]+@[^@\s]+$/.test(value), {
  error: ({ input }) =>
    `\`${String(input)}\` must name a plugin and its marketplace, as \`plugin@marketplace\``,
});

/** What mkt reads of the client's `.claude/settings.json`; all other keys are the client's own business. */
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
