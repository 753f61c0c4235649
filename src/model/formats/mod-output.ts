import * as z from 'zod';
import { text } from './common.ts';
import { location } from './output.ts';

/** What the code of a mod shows, without running it. */
export const mod = z.looseObject({
  module: text.describe('the module that the client loads, relative to the plugin'),
  hooks: z.array(
    z.looseObject({
      event: text,
      matcher: z.looseObject({}).nullable().describe('null if it is computed'),
      answers: z
        .array(z.looseObject({ kind: z.enum(['refuse', 'allow', 'ask', 'result', 'computed']), location }))
        .describe('what it can return without calling the hooks after it'),
      hasCatch: z.boolean(),
      location,
    }),
  ),
  registrations: z.array(
    z.looseObject({ kind: z.enum(['command', 'tool', 'agent']), name: text.optional(), location }),
  ),
  nouns: z.array(z.looseObject({ name: text, location })).describe('what it adds to `$`'),
  calls: z.array(z.looseObject({ name: text, subject: z.string().optional(), location })),
  unknown: z
    .array(z.looseObject({ what: text, location }))
    .describe('what cannot be known without running it'),
  refusals: z
    .array(z.looseObject({ why: text, detail: z.string().optional(), location }))
    .describe('why the client does not load it'),
});
