/** The output of `--json`. Fields may be added; these stay. */
import * as z from 'zod';
import { settingsScopes } from '../settings.ts';
import { text, texts } from './common.ts';

export const schemaVersion = z.literal(1).describe('the version of the JSON output format');

export const location = z
  .looseObject({ file: z.string(), line: z.int().positive(), column: z.int().positive() })
  .describe('lines and columns count from 1');

export const finding = z.looseObject({
  rule: z
    .string()
    .regex(/^MKT\d{3}$/)
    .describe('the id of the rule; `mkt explain` shows its page'),
  name: text.describe('the name of the rule'),
  case: text.describe('the case of the rule').optional(),
  evidence: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('the data in the message: names, versions, ranges, counts'),
  severity: z.enum(['error', 'warning', 'note']),
  message: text,
  plugins: texts.describe('the plugins concerned'),
  location: location.optional().describe('where the cause is'),
  related: z
    .array(z.looseObject({ location, message: z.string() }))
    .optional()
    .describe('other places that are involved'),
  help: text.optional().describe('what to do next'),
});

/** A version, and whether it only stands for the lack of one. */
const versioned = {
  version: text.describe('`0.0.0` if it has none: see `unpinnable`'),
  unpinnable: z.boolean().optional().describe('set if it has neither a version nor a tag'),
  statedVersion: z.string().optional().describe('what its author wrote, if that is not a version'),
};

export const chosen = z.looseObject({ name: text, ...versioned, marketplace: text });

const unknown = z
  .array(
    z.looseObject({
      name: text,
      registry: text,
      reason: z.string(),
      requiredBy: texts.describe('the plugins that depend on it; empty if it was requested'),
    }),
  )
  .describe('plugins that could not be looked up');

export const verdict = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('unreadable'), files: texts }),
  z.looseObject({
    kind: z.literal('unsolvable'),
    conflict: texts,
    missing: texts,
    restChecked: z.boolean(),
    unknown,
  }),
  z.looseObject({
    kind: z.literal('refused'),
    rules: texts,
    plugins: texts,
    reasons: texts.describe(
      'one sentence for each finding that prevents plugins from being installed or loaded',
    ),
    unknown,
  }),
  z.looseObject({ kind: z.literal('unknown'), plugins: unknown, restChecked: z.boolean() }),
  z.looseObject({ kind: z.literal('loads'), apart: z.boolean() }),
]);

const checkedPlugin = chosen.extend({
  requested: z.boolean().describe('whether it was requested, and not only required by another plugin'),
  date: z.string().optional().describe('the date of the release'),
  optionalFor: texts.optional().describe('the plugins that require it only optionally'),
  copied: z
    .literal(true)
    .optional()
    .describe('set if the client loads it from a copy in the project, without an installation'),
  pinned: z
    .literal(true)
    .optional()
    .describe("set if the client installs it from the project's own pins, at the locked commit"),
  components: z
    .record(z.string(), z.int().positive())
    .optional()
    .describe('the number of components of each kind'),
  requiredBy: texts.optional(),
  scopes: z.array(z.enum(settingsScopes)).optional().describe('where it is installed, with `--installed`'),
});

const beforeAndAfter = { before: z.int().nonnegative(), after: z.int().nonnegative() };

/** `mkt check --json` */
export const checkOutput = z.looseObject({
  schemaVersion,
  ok: z.boolean().describe('whether the verdict is `loads`, without errors'),
  plugins: z
    .array(checkedPlugin)
    .describe(
      'the chosen releases of the request, or of the part of it that could be checked; empty if there are none',
    ),
  findings: z.array(finding),
  verdict: verdict.describe('the result of the check'),
  summary: z
    .looseObject({ errors: z.int(), warnings: z.int(), notes: z.int() })
    .describe('findings by level'),
  looked: z
    .looseObject({
      list: text.describe('where the list came from'),
      registries: z.array(z.looseObject({ source: z.string(), plugins: z.int().optional() })),
      rules: texts.describe('the rules that ran'),
      startFolder: text
        .optional()
        .describe('the folder to start the client in; absent for the working folder'),
      otherOrigins: texts
        .optional()
        .describe('plugins that settings enable but that come from no marketplace, so they are not checked'),
    })
    .optional()
    .describe('what was read'),
  requested: texts.optional().describe('the plugins, as written in the request'),
  accepted: z
    .array(
      z.looseObject({
        finding,
        reason: z.string(),
        owner: z.string().optional(),
        until: z.string().optional().describe('the last day on which it is accepted'),
        location,
      }),
    )
    .optional()
    .describe('findings that the list accepts; they are not among `findings`'),
  baseline: z
    .looseObject({
      file: z.string(),
      known: z.int().nonnegative().describe('how many findings are in the baseline and omitted here'),
      vanished: z
        .array(z.looseObject({ rule: z.string(), plugins: texts, message: z.string() }))
        .describe('findings of the baseline that no longer occur'),
    })
    .optional()
    .describe('the comparison with the baseline of the project'),
  lists: z
    .array(z.looseObject({}))
    .optional()
    .describe('if several lists were checked: the result of each, in this same format'),
  installed: z
    .array(
      z.looseObject({
        id: text.describe('`plugin@marketplace`'),
        state: z
          .enum(['loads', 'off', 'elsewhere', 'fails'])
          .describe(
            '`elsewhere`: installed for another folder only; `fails`: enabled, but the client does not load it',
          ),
        scopes: z.array(z.enum(settingsScopes)),
        recorded: z.string().optional().describe('the version that the client recorded'),
        copy: z.string().optional().describe('the folder that the client loads it from'),
      }),
    )
    .optional()
    .describe('with `--installed`: all plugins on this machine'),
  brings: z
    .looseObject({
      specs: texts.describe('the added plugins'),
      plugins: z.array(checkedPlugin).describe('the plugins that are new'),
      moved: z
        .array(z.looseObject({ name: text, before: text, after: text }))
        .describe('plugins of the list whose version changes'),
      tokens: z
        .looseObject({
          ...beforeAndAfter,
          unknown: texts.describe('new plugins whose descriptions are not known'),
        })
        .describe('estimated tokens that all descriptions use in every session'),
      processes: z
        .looseObject({ tool: text, ...beforeAndAfter })
        .optional()
        .describe('hook processes per call, for the tool that gains the most'),
      known: z.int().nonnegative().describe('how many findings the list has without them, omitted here'),
    })
    .optional()
    .describe('with `--with`: what the added plugins change; `findings` are only those that come with them'),
});

const suggestion = z.looseObject({
  action: z.enum(['drop', 'relax', 'allow-prerelease', 'environment', 'relax-dependency']),
  spec: text,
  text,
});

const validatedKind = z.enum([
  'marketplace',
  'plugin',
  'registry folder',
  'index file',
  'project',
  'settings',
  'pattern',
  'lock',
]);

/** `mkt validate --json` */
export const validateOutput = z.looseObject({
  schemaVersion,
  ok: z.boolean().describe('whether there is no error'),
  path: text.describe('the path, as written on the command line'),
  kind: validatedKind,
  parts: z
    .array(z.looseObject({ kind: validatedKind, path: text }))
    .optional()
    .describe('what the folder contains, if that is more than one thing'),
  findings: z.array(finding),
  summary: z
    .looseObject({ errors: z.int(), warnings: z.int(), notes: z.int() })
    .describe('findings by level'),
  since: z
    .looseObject({
      ref: text.describe('as written on the command line'),
      commit: text.describe('what was compared with: where the branches parted, or the commit of the ref'),
      files: z.int().describe('how many files the change touches'),
      plugins: z
        .array(z.looseObject({ name: text, change: z.enum(['added', 'changed', 'removed']) }))
        .describe('the plugins of the marketplace that the change touches'),
      others: z.int().describe('with how many other plugins each added or changed one was tried'),
      elsewhere: z.int().describe('plugins that were not tried: their files are not in the repository'),
      collisions: z
        .array(z.int().min(0))
        .describe('the places in `findings` of those about plugins that meet'),
      before: z.int().describe('how many findings were there before, and are not among `findings`'),
    })
    .optional()
    .describe('with `--since`: what was compared; the findings are only those that the change brings'),
});

/** The result of adding one more requirement. */
const whatIf = {
  possible: z.boolean().describe('whether it is available together with the others'),
  changes: z
    .array(z.looseObject({ name: text, before: text.nullable(), after: text.nullable() }))
    .optional()
    .describe('the plugins whose version would change; null: not installed'),
  explanation: z.string().optional().describe('why it is not available'),
  conflict: texts.optional().describe('requested plugins that are incompatible'),
  suggestions: z.array(suggestion).optional(),
};

const unresolved = z.looseObject({
  schemaVersion,
  ok: z.literal(false),
  explanation: z.string().describe('why there is no resolution'),
  conflict: texts.describe('requested plugins that are incompatible'),
  minimal: z
    .boolean()
    .optional()
    .describe('whether it is known that every proper subset of them is compatible'),
  smallest: z.boolean().optional().describe('whether it is known that no other conflict is smaller'),
  suggestions: z.array(suggestion).describe('possible solutions, the cheapest first'),
});

/** `mkt resolve --json` */
export const resolveOutput = z.union([
  z.looseObject({
    schemaVersion,
    ok: z.literal(true),
    resolution: z
      .record(z.string(), text.nullable())
      .describe(
        'versions by name, or by `name@marketplace` if several plugins have the name; `null` for a plugin that states none',
      ),
  }),
  unresolved,
]);

/** `mkt why --json`; without a resolution the same as `mkt resolve --json`. */
export const whyOutput = z.union([
  z.looseObject({
    schemaVersion,
    ok: z.literal(true),
    name: text,
    ...versioned,
    marketplace: text,
    requested: z.boolean(),
    requiredBy: z.array(
      z.looseObject({ name: text, ...versioned, range: z.string(), optional: z.literal(true).optional() }),
    ),
    newest: text.nullable().describe('the newest release; `null` if that states no version'),
    heldBack: z.looseObject(whatIf).optional().describe('the result of requesting the newest release'),
  }),
  unresolved,
]);

/** `mkt why-not --json`; without a resolution of the others the same as `mkt resolve --json`. */
export const whyNotOutput = z.union([
  z.looseObject({ schemaVersion, ok: z.literal(true), asked: text, ...whatIf }),
  unresolved,
]);

/** What any command prints with `--json` if it fails. */
export const failureOutput = z.looseObject({
  schemaVersion,
  ok: z.literal(false),
  error: z.looseObject({ message: text, hint: text.optional() }),
});
