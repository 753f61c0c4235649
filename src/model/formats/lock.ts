import * as z from 'zod';
import { isLockVersion } from '../lock.ts';
import { isLockedRequirement } from '../locked-requirement.ts';
import { isPluginId } from '../plugin-id.ts';
import { name, range, source, text, version } from './common.ts';

const commit = z
  .string()
  .regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/)
  .describe('a full commit hash');

const id = z.string().refine(isPluginId, {
  error: ({ input }) => `\`${String(input)}\` is not of the form \`name@marketplace\``,
});

const requirement = z
  .string()
  .refine(isLockedRequirement, {
    error: ({ input }) =>
      `\`${String(input)}\` is neither \`name@marketplace\` nor \`name@marketplace@range\``,
  })
  .describe('`name@marketplace` or `name@marketplace@range`');

/** `mkt.lock`: the exact release of every plugin of a project. */
export const lock = z.strictObject({
  version: z
    .number()
    .refine(isLockVersion, {
      error: ({ input }) =>
        `\`version\` is ${String(input)}, and this version of mkt reads only version 1; update mkt to read this lock`,
    })
    .describe('the version of this format'),
  marketplaces: z
    .record(
      name,
      z.strictObject({
        source: text.describe('as the project names it, without credentials'),
        url: text.optional().describe('where its repository is'),
        commit: commit.optional(),
      }),
    )
    .describe('the marketplaces that the plugins were read from'),
  plugins: z
    .record(
      id,
      z.strictObject({
        version,
        constraint: range.optional().describe('the range that the list requires'),
        source: source.describe("where the files are, in the client's own form"),
        ref: text.optional().describe('the tag or branch that contains the commit'),
        commit: commit.optional(),
        integrity: z
          .string()
          .regex(/^sha256-[A-Za-z0-9+/]{43}=$/)
          .describe('over the path, mode and bytes of every file'),
        dependencies: z.array(requirement).optional(),
        optionalDependencies: z
          .array(requirement)
          .optional()
          .describe('dependencies that the client installs if it can'),
        conflicts: z.array(requirement).optional(),
        unlocked: z
          .array(
            z.strictObject({
              file: text.describe('a file of the plugin'),
              line: z.int().positive(),
              runs: text.describe('the command or the URL'),
            }),
          )
          .optional()
          .describe('code that the plugin runs but this lock does not pin'),
      }),
    )
    .describe('the locked plugins, by `name@marketplace`'),
});

export type LockFile = z.infer<typeof lock>;
