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

const change = z.looseObject({
  kind: z.enum(['add', 'move', 'drop']),
  id: text.describe('`name@marketplace`'),
  before: text.optional().describe('a version'),
  after: text.optional().describe('a version'),
  review: review.optional(),
  unlocked: texts,
});

const report = z.looseObject({
  schemaVersion,
  ok: z.boolean(),
  file: text,
  state: z
    .enum(['fresh', 'stale', 'written', 'would-change', 'unconfirmed'])
    .describe('`unconfirmed`: locked versions would change, and `--yes` was not given'),
  locked: z.int().nonnegative().describe('the number of locked plugins'),
  withUnlockedCode: z.int().nonnegative().describe('how many of them run code that the lock does not pin'),
  changes: z.array(change),
  findings: z.array(finding),
  conflicts: z
    .array(z.looseObject({ firstLine: z.int(), lastLine: z.int() }))
    .describe('merge conflicts that were resolved'),
  heldBack: texts.describe('releases that are too new'),
  notAdopted: z
    .array(z.looseObject({ id: text, installed: text, locked: text }))
    .describe('with `--adopt`: plugins that are installed in a different version from the locked one'),
});

/** `mkt lock --json`: the lock, or why the list cannot be resolved. */
export const lockOutput = z.union([report, resolveOutput]);

/** `mkt add --json`, `mkt remove --json` */
export const listChangeOutput = z.looseObject({
  schemaVersion,
  ok: z.boolean(),
  action: z.enum(['add', 'remove']),
  file: text.describe('the list'),
  state: z
    .enum(['unchanged', 'written', 'would-change', 'unconfirmed', 'refused'])
    .describe(
      '`refused`: there are new errors, and `--force` was not given; `unconfirmed`: `--yes` was not given',
    ),
  added: texts.describe('entries as they are in the list'),
  removed: texts,
  changed: z.array(z.looseObject({ before: text, after: text })),
  plugins: z.array(change.extend({ requiredBy: texts })).describe('what is added, changed and removed'),
  findings: z.array(finding).describe('what the new list has and the old one did not'),
  gone: z.int().nonnegative().describe('how many findings of the old list are gone'),
  verdict: z.enum(['unreadable', 'unsolvable', 'refused', 'unknown', 'loads']),
  diff: z.string().describe('as `diff -u` prints it'),
  lock: z.looseObject({ file: text, isWritten: z.boolean() }).optional(),
});
