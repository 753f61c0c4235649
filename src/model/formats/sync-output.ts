/** The output of `mkt sync --json`. */
import * as z from 'zod';
import { text, texts } from './common.ts';
import { schemaVersion } from './output.ts';

const change = z.looseObject({
  kind: z
    .enum(['add', 'move', 'restore', 'remove'])
    .describe('`restore`: the copy was changed since it was written'),
  id: text.describe('`name@marketplace`'),
  folder: text.describe('in `.claude/skills/`'),
  before: text.optional().describe('a version'),
  after: text.optional().describe('a version'),
  steps: z.array(
    z.looseObject({
      // A file may be at the place of the folder itself.
      path: z.string().describe('in the copy'),
      kind: z.enum(['add', 'change', 'mode', 'remove']).describe('`mode`: only the executable bit changes'),
    }),
  ),
  edits: z
    .array(
      z.looseObject({
        key: text.describe('of `plugin.json`'),
        why: z.enum(['sibling', 'locked-version', 'name', 'entry', 'off']),
        before: z.unknown().optional(),
        after: z.unknown(),
      }),
    )
    .describe('how the copy differs from the locked release'),
});

/** `mkt sync --json`: what becomes of the copies. */
export const syncOutput = z.looseObject({
  schemaVersion,
  ok: z.boolean(),
  state: z
    .enum(['fresh', 'stale', 'written', 'would-change', 'unconfirmed', 'refused'])
    .describe('`unconfirmed`: files would be replaced or removed, and `--yes` was not given'),
  folder: text.describe('where the copies are'),
  commit: texts.describe(
    'what belongs into the repository: the list, the lock, and the folder with the copies',
  ),
  locked: z.int().nonnegative().describe('the number of locked plugins'),
  withUnlockedCode: z.int().nonnegative().describe('how many of them run code that the lock does not pin'),
  changes: z.array(change),
  refused: z
    .array(z.looseObject({ id: text, reason: text, hint: text.optional() }))
    .describe('what cannot be copied, and why; if any, nothing is written'),
  elsewhere: z
    .array(z.looseObject({ id: text, route: z.enum(['run', 'pin', 'settings']), reason: text.optional() }))
    .describe(
      'plugins that reach the client in another way, with the reason if the project did not ask for it',
    ),
  incomplete: z
    .array(z.looseObject({ id: text, requires: text }))
    .describe('copies that require a plugin that is not copied'),
  notes: texts.describe('what `elsewhere` and `incomplete` mean, in words'),
  inTheWay: z
    .array(
      z.looseObject({
        kind: z.enum([
          'installed',
          'user-copy',
          'switched-off',
          'policy',
          'sub-folder',
          'untrusted',
          'other-clone',
        ]),
        message: text,
        name: text.optional(),
        id: text.optional(),
      }),
    )
    .describe(
      'what on this machine keeps the client from loading copies; not checked if nothing changes under `--check`',
    ),
  pins: z
    .looseObject({ marketplace: text, files: texts.describe('those that change') })
    .optional()
    .describe("the project's marketplace of pinned plugins"),
  seed: z
    .looseObject({ folder: text, plugins: texts })
    .optional()
    .describe('with `--seed`: the seed that was written, and nothing else'),
  noSeed: text
    .optional()
    .describe('with `--seed`: the folder that no seed was written to; `refused` says why'),
  commands: texts.describe('client commands that are left to run on this machine'),
  installed: texts.optional().describe('with `--install`: the client commands that were run'),
  notInstalled: z
    .looseObject({ command: text, said: text })
    .optional()
    .describe('the client command that failed, and its error'),
  settings: z
    .looseObject({ file: text, diff: z.string().describe('empty if nothing changes') })
    .optional()
    .describe('how a settings file changes'),
  noSettings: z
    .looseObject({ shown: text, why: text, message: text })
    .optional()
    .describe('why the settings are not edited; if set, nothing is written'),
});
