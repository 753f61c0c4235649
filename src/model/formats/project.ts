import * as z from 'zod';
import { isRuleName } from '../rule-name.ts';
import { isSpec, parseSpec, specForms } from '../spec.ts';
import { integration, name, range, text, texts, version } from './common.ts';

const route = z
  .enum(['skills', 'run', 'pin', 'settings'])
  .describe(
    '`skills`: copies in the project; `run`: only `mkt run`; `pin`: installed once on each machine, at the locked commit; `settings`: entries in the settings',
  );

const level = z.enum(['error', 'warning', 'note', 'off']);

const spec = text
  .refine(isSpec, {
    error: ({ input }) => errorOf(String(input)),
    params: { help: `write a plugin as ${specForms}` },
  })
  .describe(specForms);

export const ruleName = z.string().refine(isRuleName, {
  error: ({ input }) =>
    `\`${String(input)}\` is neither a rule id, such as \`MKT303\`, nor a rule name, such as \`skill-name-clash\``,
});

/** `mkt.yaml`: the project's own list, and what is known about the place where its plugins will run. */
export const project = z.strictObject({
  registries: texts.optional().describe('folders or index files, searched before the bundled registry'),
  plugins: z
    .array(
      z.union([
        spec,
        z.strictObject({
          name: name.describe('the plugin'),
          version: range.optional(),
          marketplace: name.optional().describe('the marketplace that it comes from'),
        }),
      ]),
    )
    .optional()
    .describe('the plugins of the project: a list such as `[julia-development, "hpc-computing@^2"]`'),
  patterns: texts.optional().describe('patterns whose plugins belong to the project'),
  environment: z
    .strictObject({
      runtimes: z.record(z.string(), version).optional().describe('the versions of runtimes, by name'),
      libraries: z.record(z.string(), version).optional().describe('the versions of libraries, by name'),
      variables: texts
        .optional()
        .describe('names of the environment variables that are set; never their values'),
      resources: z
        .strictObject({
          gpu: z.number().nonnegative().optional().describe('the number of GPUs'),
          cpu: z.number().nonnegative().optional().describe('the number of cores'),
          memory: z
            .string()
            .regex(/^\d+(\.\d+)?(Ki|Mi|Gi|Ti)$/)
            .optional()
            .describe('an amount such as `64Gi`'),
        })
        .optional(),
    })
    .optional()
    .describe('what is available where the plugins will run'),
  budgets: z
    .strictObject({
      contextTokens: z.number().nonnegative().optional().describe('tokens, such as `8000`'),
      hooksPerToolCall: z.number().nonnegative().optional().describe('processes, such as `4`'),
    })
    .optional()
    .describe('how much the combination may use'),
  rules: z
    .record(ruleName, level)
    .optional()
    .describe('`error`, `warning`, `note` or `off`, by the id or name of a rule'),
  bundled: z.boolean().optional().describe('`false` excludes the bundled registry'),
  policy: text
    .optional()
    .describe('the path, relative to this file, of managed settings that say which marketplaces are allowed'),
  route: z
    .union([route, z.record(z.string(), route)])
    .optional()
    .describe('how the plugins are delivered to the client: for all, or by plugin'),
  sets: z.record(z.string(), texts).optional().describe('named parts of the list'),
  minimumReleaseAge: z
    .number()
    .nonnegative()
    .optional()
    .describe('how many days old a release must be before `mkt lock` chooses it'),
  integrations: z
    .record(z.string(), integration)
    .optional()
    .describe(
      'what plugins produce, consume and need if they do not state it themselves, by name or `name@marketplace`',
    ),
  accepted: z
    .array(
      z.strictObject({
        rule: ruleName.describe('the rule, by id or name'),
        plugins: texts.optional().describe('the plugins that the finding may be about; absent: any'),
        message: text
          .optional()
          .describe('the first line of the finding, in which numbers may change; absent: all of the rule'),
        reason: text.describe('why it is accepted'),
        owner: text.optional().describe('who is responsible for it'),
        until: z.iso.date().optional().describe('the last day on which it is accepted, such as `2027-03-31`'),
      }),
    )
    .optional()
    .describe('findings that the team accepts, and why'),
});

export type ProjectFile = z.infer<typeof project>;

function errorOf(value: string): string {
  const parsed = parseSpec(value);
  return 'error' in parsed ? parsed.error : '';
}
