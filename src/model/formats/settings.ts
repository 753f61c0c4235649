import * as z from 'zod';
import { text } from './common.ts';

const enabledKey = z.string().refine((value) => /^[^@\s]+@[^@\s]+$/.test(value), {
  error: ({ input }) =>
    `\`${String(input)}\` must be a plugin and its marketplace, such as \`plugin@marketplace\``,
});

const kind = text.describe('the kind of source, such as `github`; a key such as `type` does not replace it');

const marketplace = z
  .looseObject({
    source: z
      .looseObject({ source: kind })
      .describe('where it comes from: `{ "source": "github", "repo": "owner/repo" }`'),
  })
  .describe('`{ "source": { "source": "github", "repo": "owner/repo" } }`');

const marketplaces = z
  .record(z.string(), marketplace)
  .describe('`{ "<name>": { "source": { "source": "github", "repo": "owner/repo" } } }`')
  .optional();

/** A source that a policy names; what it must have depends on its kind. */
const policy = z.array(z.looseObject({ source: kind })).optional();

/** What mkt reads of the client's settings, in whichever file; it ignores all other keys. */
export const settings = z.looseObject({
  enabledPlugins: z
    .record(
      enabledKey,
      z
        .boolean()
        .describe('`true` or `false`; the client accepts no version here, and installs the current one'),
    )
    .describe('`{ "<plugin>@<marketplace>": true }`')
    .optional(),
  extraKnownMarketplaces: marketplaces,
  additionalMarketplaces: marketplaces,
  strictKnownMarketplaces: policy,
  allowedMarketplaces: policy,
  blockedMarketplaces: policy,
  disableAllHooks: z.boolean().optional(),
  disableSideloadFlags: z.boolean().optional(),
});

export type SettingsFile = z.infer<typeof settings>;
