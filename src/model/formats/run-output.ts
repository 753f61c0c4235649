/** The output of `mkt run --dry-run --json`. */
import * as z from 'zod';
import { text, texts } from './common.ts';
import { schemaVersion } from './output.ts';

/** `mkt run --dry-run --json`: what would be started. */
export const runOutput = z.looseObject({
  schemaVersion,
  ok: z.boolean(),
  state: z.enum(['would-run', 'refused']).describe('`refused`: the plugins would not load as locked'),
  command: texts.describe('the whole command line'),
  environment: z.record(z.string(), z.string()).describe('additional variables for the command'),
  plugins: z.array(
    z.looseObject({
      id: text.describe('`name@marketplace`'),
      version: text,
      name: text.describe("the client's id for it: `name@inline`"),
      folder: text.describe("in mkt's store"),
      state: z
        .enum(['there', 'added', 'restored'])
        .describe('`restored`: its folder had changed and was written again'),
    }),
  ),
  withUnlockedCode: z.int().nonnegative().describe('how many of them run code that the lock does not pin'),
  replaced: z
    .array(z.looseObject({ id: text, name: text }))
    .describe("the user's own plugins that these replace for the session"),
  withoutPackages: texts.describe('plugins that need Node packages, which are not installed for a session'),
  alsoFrom: text.optional().describe('what `CLAUDE_CODE_PLUGIN_DIRS` already names'),
  refused: z
    .array(
      z.looseObject({
        kind: z.enum(['not-stored', 'one-name', 'flags-refused', 'managed-name', 'switched-off']),
        reason: text,
        hint: text.optional(),
      }),
    )
    .describe('why the plugins would not load; if any, nothing is started'),
});
