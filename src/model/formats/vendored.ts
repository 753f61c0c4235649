import * as z from 'zod';
import { source, text, texts, version } from './common.ts';

/** What a copy has that the locked release has not. */
const edit = z.strictObject({
  key: text.describe('the changed key of `plugin.json`: `version`, or `dependencies.0`'),
  why: z
    .enum(['sibling', 'locked-version', 'name', 'entry', 'off'])
    .describe(
      '`sibling`: the client looks for a dependency on a copy by its bare name; `locked-version`: the tag or the marketplace entry states a different version; `name`: the manifest states none; `entry`: carried over from the marketplace entry; `off`: the client would leave the plugin disabled',
    ),
  before: z.unknown().optional().describe('absent if the key was absent'),
  after: z.unknown(),
});

/** `.claude/mkt-vendored.json`: the copies of locked plugins in `.claude/skills/` that are mkt's own. */
export const vendored = z.strictObject({
  version: z.literal(1).describe('the version of this format'),
  plugins: z
    .record(
      text,
      z.strictObject({
        folder: z
          .string()
          .regex(/^(?!\.{1,2}$)[^/\\]+$/)
          .describe('the name of its folder in `.claude/skills/`'),
        source: source.describe("where the files are, in the client's own form"),
        commit: text.optional(),
        version,
        integrity: text.describe('of the locked release, before the changes'),
        copy: text.optional().describe('a SHA-256 over the path, mode and SHA-256 of every file of the copy'),
        changes: z.array(edit).describe('every difference between the copy and the locked release'),
      }),
    )
    .describe('the copies, by `name@marketplace`'),
  elsewhere: z
    .record(text, z.strictObject({ route: z.enum(['run', 'pin', 'settings']), integrity: text }))
    .optional()
    .describe('locked plugins that are not copied, and how they reach the client'),
  settings: z
    .strictObject({ enabled: texts, marketplaces: texts })
    .optional()
    .describe('the entries of `.claude/settings.json` that `mkt sync` wrote'),
});

export type VendoredFile = z.infer<typeof vendored>;
export type CopyEdit = z.infer<typeof edit>;
