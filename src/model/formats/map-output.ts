import * as z from 'zod';
import { tieKinds } from '../map.ts';
import { text, texts } from './common.ts';
import { mod } from './mod-output.ts';
import { location, schemaVersion } from './output.ts';

const amount = z.int().nonnegative();

const evidence = z.array(
  z.looseObject({
    kind: z.enum(tieKinds),
    what: text.describe(
      '`base@^1.0.0`, `review:code-reviewer`, `review`, `table (csv)`, `docs/plan.md`, `model.trained`',
    ),
    location: location.optional().describe('its location; absent if the registry does not give one'),
    read: location.optional().describe('of a file: where the other plugin says that it reads it'),
  }),
);

/** `mkt map --json` */
export const mapOutput = z.looseObject({
  schemaVersion,
  plugins: z
    .array(
      z.looseObject({
        label: text.describe('its name, or `name@marketplace` if several plugins have the name'),
        name: text,
        marketplace: text,
        version: text,
        category: z.string().nullable(),
        asked: z.boolean().describe('whether it was named on the command line'),
        elsewhere: z.boolean().describe('whether its files are elsewhere and were not read'),
        refersTo: amount.describe('how many plugins it refers to'),
        referredBy: amount.describe('how many plugins refer to it'),
        mod: mod.nullable().describe('what its mod does; null if it has none, or its files are not known'),
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
      'which plugin depends on which (`dependency`), names a component of another (`call`) or the plugin itself (`mention`) in its texts, writes a file that it reads, or hands it data or events',
    ),
  categories: z.array(
    z.looseObject({ from: z.string().nullable(), to: z.string().nullable(), pairs: amount, count: amount }),
  ),
  absent: z
    .array(z.looseObject({ from: text, name: text, evidence }))
    .describe('dependencies on plugins that are not in any registry'),
  unusable: texts.describe('plugins that are listed but cannot be used; `mkt validate` says why'),
  withoutData: z
    .boolean()
    .describe('whether data, files and events were omitted because there are too many connections'),
});
