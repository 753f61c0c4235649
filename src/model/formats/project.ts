import { z } from 'zod';
import { range, text, texts, version } from './common.ts';

const level = z.enum(['error', 'warning', 'note', 'off']);

/** `mkt.yaml`: the project's own list. Plugin specs are read with their place by the reader. */
export const project = z.strictObject({
  registries: texts.optional().describe('folders or index files, asked before the bundled registry'),
  plugins: z
    .array(
      z.union([
        text,
        z.strictObject({
          name: text.describe('the plugin'),
          version: range.optional(),
          marketplace: text.optional(),
        }),
      ]),
    )
    .optional()
    .describe('the plugins of the project'),
  patterns: texts.optional().describe('patterns whose plugins belong to the project'),
  environment: z
    .strictObject({
      runtimes: z.record(z.string(), version).optional().describe('the versions that the project has'),
      libraries: z.record(z.string(), version).optional(),
      resources: z
        .strictObject({
          gpu: z.number().nonnegative().optional(),
          cpu: z.number().nonnegative().optional(),
          memory: z
            .string()
            .regex(/^\d+(\.\d+)?(Ki|Mi|Gi|Ti)$/)
            .optional(),
        })
        .optional(),
    })
    .optional(),
  budgets: z
    .strictObject({
      contextTokens: z.number().nonnegative().optional(),
      hooksPerToolCall: z.number().nonnegative().optional(),
    })
    .optional(),
  rules: z
    .record(z.string(), level)
    .optional()
    .describe('rule id or name to `error`, `warning`, `note` or `off`'),
});

export type ProjectFile = z.infer<typeof project>;
