/** The output of `mkt lock --json`. */
import * as z from 'zod';
import { text, texts } from './common.ts';
import { finding, resolveOutput, schemaVersion } from './output.ts';

const difference = z.looseObject({
  what: text.describe('such as `hooks`'),
  added: texts,
  removed: texts,
});

/** What changes from one release to another. */
export const review = z.looseObject({
  runs: z.array(difference).describe('what runs: hooks, servers, monitors, mods, executables, dependencies'),
  more: z.array(difference).describe('names of other components, variables, the license'),
  contextTokens: z.looseObject({ before: z.number(), after: z.number() }).optional(),
});

const report = z.looseObject({
  schemaVersion,
  ok: z.boolean(),
  file: text,
  state: z
    .enum(['fresh', 'stale', 'written', 'would-change', 'unconfirmed'])
    .describe('`unconfirmed`: plugins would move, and `--yes` was not given'),
  locked: z.int().nonnegative().describe('the number of locked plugins'),
  withUnlockedCode: z.int().nonnegative().describe('how many of them run code that the lock does not hold'),
  changes: z.array(
    z.looseObject({
      kind: z.enum(['add', 'move', 'drop']),
      id: text.describe('`name@marketplace`'),
      before: text.optional().describe('a version'),
      after: text.optional().describe('a version'),
      review: review.optional(),
      unlocked: texts,
    }),
  ),
  findings: z.array(finding),
  conflicts: z
    .array(z.looseObject({ firstLine: z.int(), lastLine: z.int() }))
    .describe('merge conflicts that were resolved'),
  heldBack: texts.describe('releases that are too new'),
});

/** `mkt lock --json`: the lock, or why the list cannot be resolved. */
export const lockOutput = z.union([report, resolveOutput]);
