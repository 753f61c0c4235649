/** Texts with a meaning, as the formats share them. */
import { z } from 'zod';
import { isRange, isVersion } from '../version.ts';

/** What `params` of a refinement carries: the rule that reports the fault, and what to do about it. */
export interface FaultParams {
  readonly rule: 'MKT902' | 'MKT910';
  readonly help?: string;
}

/** A text that is not empty, with the sentence that editors and faults show for it. */
export const text = (description: string) => z.string().min(1).describe(description);

const noBreak = /^[^@\s]+$/;

/** A plugin's or marketplace's name: an `@` would divide it, a blank would end it. */
export const nameText = (description: string) =>
  z
    .string()
    .refine((name) => noBreak.test(name), {
      params: { rule: 'MKT902' } satisfies FaultParams,
      error: ({ input }) => `\`${String(input)}\` is not a name: it must have at least one character, and no \`@\` or blank`,
    })
    .describe(description);

export const versionText = (description: string) =>
  z
    .string()
    .refine(isVersion, {
      params: { rule: 'MKT910', help: 'a version is three numbers, such as `1.2.0`, or `2.0.0-rc.1` for a prerelease' } satisfies FaultParams,
      error: ({ input }) => `\`${String(input)}\` is not a semver version`,
    })
    .describe(description);

export const rangeText = (description: string) =>
  z
    .string()
    .refine(isRange, {
      params: { rule: 'MKT910', help: 'a range is what npm understands, such as `^1.2.0`, `>=1.2 <2` or `*`' } satisfies FaultParams,
      error: ({ input }) => `\`${String(input)}\` is not a version range`,
    })
    .describe(description);

/** What in a dependency stands behind the name: `name`, `name@marketplace` or `name@range`. */
export const pluginText = (description: string) =>
  z
    .string()
    .refine((spec) => /^[^@\s]+(@[^@]+){0,2}$/.test(spec.trim()), {
      params: { rule: 'MKT902', help: 'write `name`, `name@marketplace`, or a map with `name`, `version` and `marketplace`' } satisfies FaultParams,
      error: ({ input }) => `\`${String(input)}\` does not name a plugin`,
    })
    .describe(description);
