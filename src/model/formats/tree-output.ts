/** The output of `mkt tree`, `outdated`, `diff` and `init`. */
import * as z from 'zod';
import { text, texts } from './common.ts';
import { review } from './lock-output.ts';
import { chosen, resolveOutput, schemaVersion } from './output.ts';

/** `mkt tree --json` */
export const treeOutput = z.union([
  z.looseObject({
    schemaVersion,
    ok: z.literal(true),
    plugins: z.array(
      chosen.extend({
        requested: z.boolean(),
        requiredBy: z.array(
          z.looseObject({ name: text, range: z.string(), optional: z.literal(true).optional() }),
        ),
      }),
    ),
    invert: text.optional().describe('the plugin whose dependents were requested'),
    duplicates: z
      .array(z.looseObject({ kind: text, name: text, plugins: texts }))
      .optional()
      .describe('component names that more than one plugin has, if requested'),
  }),
  resolveOutput,
]);

/** `mkt outdated --json` */
export const outdatedOutput = z.union([
  z.looseObject({
    schemaVersion,
    ok: z.literal(true),
    checked: z.int().nonnegative(),
    plugins: z.array(
      z.looseObject({
        id: text.describe('`name@marketplace`'),
        current: text,
        inRange: text.describe('the newest version within the ranges of the list and of the other plugins'),
        newest: text,
        date: z.string().optional().describe('when the newest was released'),
        heldBy: text.optional().describe('what holds the newest back; absent if nothing does'),
      }),
    ),
  }),
  resolveOutput,
]);

/** `mkt diff --json` */
export const diffOutput = z.looseObject({
  schemaVersion,
  ok: z.literal(true),
  id: text.describe('`name@marketplace`'),
  before: text,
  after: text,
  review,
});

/** `mkt changed --json` */
export const changedOutput = z.looseObject({
  schemaVersion,
  ok: z.literal(true),
  plugins: z.int().nonnegative().describe('how many plugins run here'),
  since: text.optional().describe('the day that it is compared with; absent in the first run'),
  changes: z.array(
    z.looseObject({
      id: text.describe('`name@marketplace`'),
      change: z.enum(['added', 'moved', 'same-version', 'removed']),
      before: text.optional(),
      after: text.optional(),
      runs: z.array(z.looseObject({ what: text, added: texts, removed: texts })),
    }),
  ),
  isRemembered: z.boolean().describe('whether the current state was saved for later comparisons'),
});

const cost = z.looseObject({
  tokens: z.int().nonnegative().describe('estimated tokens in every session'),
  processes: z.int().nonnegative().describe('hook processes per call, for the tool that starts the most'),
});

/** `mkt trim --json` */
export const trimOutput = z.union([
  z.looseObject({
    schemaVersion,
    ok: z.boolean().describe('whether the rest can fit'),
    budget: cost,
    tool: text.optional().describe('the tool whose calls start the most processes now'),
    before: cost,
    after: cost.optional().describe('absent if nothing that can be disabled makes it fit'),
    off: texts.describe('the plugins to disable, as `name@marketplace`'),
    alongside: texts.describe('plugins disabled along with them, because nothing else requires them'),
    isLeast: z.boolean().describe('whether it is known that disabling fewer would not be enough'),
    commands: texts.describe('the commands that disable them'),
    plugins: z.array(
      z.looseObject({
        id: text,
        isListed: z.boolean().describe('whether it was requested, and not only required'),
        tokens: z.int().nonnegative().optional().describe('absent if its texts are not known'),
        processes: z.int().nonnegative().describe('for a call of `tool`'),
      }),
    ),
    kept: texts.describe('the plugins that had to stay'),
  }),
  resolveOutput,
]);

/** `mkt bisect … --json` */
export const bisectOutput = z.looseObject({
  schemaVersion,
  ok: z.boolean().describe('whether the cause is known'),
  state: z.enum(['try', 'found', 'not-plugins', 'not-reproduced', 'contradiction', 'none']),
  from: z.enum(['lock', 'installed']).optional().describe('where the plugins come from'),
  size: z.int().nonnegative().describe('how many plugins are searched'),
  plugins: texts.describe('`found`: the plugins to blame; `try`: those to be tried next'),
  left: z.int().positive().optional().describe('the highest number of steps left, if one plugin is to blame'),
  tried: z.array(z.looseObject({ ids: texts, isBad: z.boolean() })).describe('what was tried, in order'),
});

/** `mkt doctor --json` */
export const doctorOutput = z.looseObject({
  schemaVersion,
  ok: z.boolean().describe('whether there is no error'),
  lines: z.array(
    z.looseObject({
      check: text.describe('what was looked at'),
      level: z.enum(['ok', 'warning', 'error', 'skipped']),
      message: text,
      help: text.optional().describe('what fixes it'),
    }),
  ),
});

/** `mkt init --json` */
export const initOutput = z.looseObject({
  schemaVersion,
  ok: z.literal(true),
  file: text.describe('the list that was written'),
  isKept: z.boolean().optional().describe('the list already existed, and only the hook is written'),
  from: text.optional().describe('the settings that the plugins come from, or `this machine`'),
  ofUser: z
    .int()
    .positive()
    .optional()
    .describe('how many plugins are installed for the user, and were left out'),
  plugins: texts,
  hook: z.looseObject({
    tool: z.enum(['pre-commit', 'husky', 'lefthook', 'lint-staged', 'git', 'none']),
    file: text.optional().describe('the file that the hook belongs in'),
    text: z.string().describe('the text of the hook'),
    isWritten: z.boolean(),
  }),
  state: z.enum(['written', 'would-change']),
});
