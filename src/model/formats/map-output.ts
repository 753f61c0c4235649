import * as z from 'zod';
import { tieKinds } from '../map.ts';
import { text, texts } from './common.ts';
import { location, schemaVersion } from './output.ts';

const amount = z.int().nonnegative();

const evidence = z.array(
  z.looseObject({
    kind: z.enum(tieKinds),
    what: text.describe('`base@^1.0.0`, `review:code-reviewer`, `review`, `table (csv)`, `model.trained`'),
    location: location.optional().describe('where it stands; not there where a registry does not say'),
  }),
);

/** `mkt map --json` */
export const mapOutput = z.looseObject({
  schemaVersion,
  plugins: z
    .array(
      z.looseObject({
        label: text.describe('its name, or `name@marketplace` where a name is there twice'),
        name: text,
        marketplace: text,
        version: text,
        category: z.string().nullable(),
        asked: z.boolean().describe('it was named on the command line'),
        elsewhere: z.boolean().describe('its files lie elsewhere and were not read'),
        refersTo: amount.describe('how many plugins it refers to'),
        referredBy: amount.describe('how many plugins refer to it'),
      }),
    )
    .describe('by category, then by name'),
  ties: z
    .array(
      z.looseObject({
        from: text.describe('the label of a plugin'),
        to: text.describe('the label of a plugin'),
        count: z.int().positive(),
        counts: z.looseObject(
          Object.fromEntries(tieKinds.map((kind) => [kind, z.int().positive().optional()])),
        ),
        evidence,
      }),
    )
    .describe(
      'who depends on whom (`dependency`), whose texts name a component of another (`call`) or its name (`mention`), and who hands data or events to whom',
    ),
  categories: z.array(
    z.looseObject({ from: z.string().nullable(), to: z.string().nullable(), pairs: amount, count: amount }),
  ),
  absent: z
    .array(z.looseObject({ from: text, name: text, evidence }))
    .describe('dependencies on plugins that no registry has'),
  unusable: texts.describe('plugins that are listed and cannot be used; `mkt validate` says why'),
  withoutData: z.boolean().describe('data and events have too many connections, and were left out'),
});
