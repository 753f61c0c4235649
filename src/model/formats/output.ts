/** What `--json` prints. More fields may come; these stay. */
import * as z from 'zod';
import { text, texts } from './common.ts';

export const schemaVersion = z.literal(1).describe('the version of all JSON outputs');

export const location = z
  .looseObject({ file: z.string(), line: z.int().positive(), column: z.int().positive() })
  .describe('lines and columns count from 1');

export const finding = z.looseObject({
  rule: z
    .string()
    .regex(/^MKT\d{3}$/)
    .describe('`mkt explain` shows its page'),
  name: text.describe('the name of the rule'),
  case: text.describe('which of its cases').optional(),
  evidence: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('what the message is made of: names, versions, ranges, counts'),
  severity: z.enum(['error', 'warning', 'note']),
  message: text,
  plugins: texts.describe('the plugins concerned'),
  location: location.optional().describe('where the cause stands'),
  related: z
    .array(z.looseObject({ location, message: z.string() }))
    .optional()
    .describe('other places that belong to it'),
  help: text.optional().describe('what to do next'),
});

export const chosen = z.looseObject({ name: text, version: text, marketplace: text });

const verdict = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('unreadable'), files: texts }),
  z.looseObject({ kind: z.literal('unsolvable'), conflict: texts, missing: texts, restChecked: z.boolean() }),
  z.looseObject({ kind: z.literal('refused'), rules: texts, plugins: texts }),
  z.looseObject({
    kind: z.literal('unknown'),
    plugins: z.array(z.looseObject({ name: text, registry: text, reason: z.string() })),
    restChecked: z.boolean(),
  }),
  z.looseObject({ kind: z.literal('loads'), apart: z.boolean() }),
]);

/** `mkt check --json` */
export const checkOutput = z.looseObject({
  schemaVersion,
  ok: z.boolean().describe('whether there is no error'),
  plugins: z
    .array(
      chosen.extend({
        requested: z.boolean().describe('asked for, not only required by another plugin'),
        date: z.string().optional().describe('the day of the release'),
        components: z.record(z.string(), z.int().positive()).optional().describe('how many of each kind'),
        requiredBy: texts.optional(),
      }),
    )
    .describe('the chosen releases; empty if there are none'),
  findings: z.array(finding),
  verdict: verdict.describe('what it comes to'),
  summary: z
    .looseObject({ errors: z.int(), warnings: z.int(), notes: z.int() })
    .describe('findings by level'),
  looked: z
    .looseObject({
      list: text.describe('where the list came from'),
      registries: z.array(z.looseObject({ source: z.string(), plugins: z.int().optional() })),
      rules: texts.describe('the rules that ran'),
    })
    .optional()
    .describe('what was looked at'),
  requested: texts.optional().describe('the plugins as they were named'),
  baseline: z
    .looseObject({
      file: z.string(),
      known: z.int().nonnegative().describe('findings that the baseline knows, left out here'),
      vanished: z
        .array(z.looseObject({ rule: z.string(), plugins: texts, message: z.string() }))
        .describe('what the baseline knows and is not found any more'),
    })
    .optional()
    .describe('held against the baseline of the project'),
});

const suggestion = z.looseObject({
  action: z.enum(['drop', 'relax', 'allow-prerelease', 'environment', 'relax-dependency']),
  spec: text,
  text,
});

/** `mkt validate --json` */
export const validateOutput = z.looseObject({
  schemaVersion,
  ok: z.boolean().describe('whether there is no error'),
  path: text.describe('as it was named'),
  kind: z.enum(['marketplace', 'plugin', 'registry folder', 'index file', 'project']),
  findings: z.array(finding),
  summary: z
    .looseObject({ errors: z.int(), warnings: z.int(), notes: z.int() })
    .describe('findings by level'),
});

/** What would come of one more wish. */
const whatIf = {
  possible: z.boolean().describe('whether it can be had next to the others'),
  changes: z
    .array(z.looseObject({ name: text, before: text.nullable(), after: text.nullable() }))
    .optional()
    .describe('what would have another version; null: not there'),
  explanation: z.string().optional().describe('why it cannot be had'),
  conflict: texts.optional().describe('requested plugins that cannot go together'),
  suggestions: z.array(suggestion).optional(),
};

const unresolved = z.looseObject({
  schemaVersion,
  ok: z.literal(false),
  explanation: z.string().describe('why there is no resolution'),
  conflict: texts.describe('requested plugins that cannot go together'),
  minimal: z.boolean().optional().describe('whether it is known that any part of them goes together'),
  smallest: z.boolean().optional().describe('whether it is known that no other conflict is smaller'),
  suggestions: z.array(suggestion).describe('ways out, the cheapest first'),
});

/** `mkt resolve --json` */
export const resolveOutput = z.union([
  z.looseObject({
    schemaVersion,
    ok: z.literal(true),
    resolution: z
      .record(z.string(), text)
      .describe('name, or `name@marketplace` where a name is there twice, to version'),
  }),
  unresolved,
]);

/** `mkt why --json`; without a resolution the same as `mkt resolve --json`. */
export const whyOutput = z.union([
  z.looseObject({
    schemaVersion,
    ok: z.literal(true),
    name: text,
    version: text,
    marketplace: text,
    requested: z.boolean(),
    requiredBy: z.array(z.looseObject({ name: text, version: text, range: z.string() })),
    newest: text.describe('the newest release'),
    heldBack: z.looseObject(whatIf).optional().describe('what came of asking for the newest release'),
  }),
  unresolved,
]);

/** `mkt why-not --json`; without a resolution of the others the same as `mkt resolve --json`. */
export const whyNotOutput = z.union([
  z.looseObject({ schemaVersion, ok: z.literal(true), asked: text, ...whatIf }),
  unresolved,
]);

/** What any command prints under `--json` when it could not do its work. */
export const failureOutput = z.looseObject({
  schemaVersion,
  ok: z.literal(false),
  error: z.looseObject({ message: text, hint: text.optional() }),
});
