/** The output of commands that maintain mkt itself, and of `mkt explain`. */
import * as z from 'zod';
import { text, texts } from './common.ts';
import { schemaVersion } from './output.ts';

/** `--json` of `mkt registry list`, `add`, `update` and `remove` */
export const registriesOutput = z.looseObject({
  schemaVersion,
  ok: z.boolean().describe('whether all of them can be read'),
  registries: z.array(
    z.looseObject({
      source: text.describe('as the user wrote it, without credentials'),
      from: z
        .enum(['option', 'project', 'user', 'bundled'])
        .describe('where it comes from: `--registry`, the project, your list, or mkt itself'),
      marketplaces: texts,
      plugins: z.int().nonnegative().nullable().describe('the number of plugins; null: not known'),
      fetched: z.iso
        .datetime()
        .nullable()
        .describe('when the copy was last fetched or checked; null: it is on this disk'),
      problem: text.optional().describe('why it cannot be read'),
    }),
  ),
});

/** `mkt cache clean --json` */
export const cacheCleanOutput = z.looseObject({
  schemaVersion,
  ok: z.literal(true),
  folder: text,
  copies: z.int().nonnegative().describe('the number of removed copies'),
  bytes: z.int().nonnegative(),
  leftOver: z.int().nonnegative().describe('removed locks and half-written files of runs that were stopped'),
});

const rule = {
  id: text.regex(/^MKT\d{3}$/),
  name: text,
  severity: z.enum(['error', 'warning', 'note']),
  section: text.describe('the section of the guide'),
  summary: text,
};

/** `mkt explain --json`: all rules, one with its page, or a piece of advice. */
export const explainOutput = z.union([
  z.looseObject({ schemaVersion, rules: z.array(z.looseObject(rule)) }),
  z.looseObject({ schemaVersion, ...rule, page: text.describe('Markdown') }),
  z.looseObject({ schemaVersion, id: text.regex(/^[a-z]/), title: text }),
]);

const helpRow = z.looseObject({ term: text, meaning: text });

/** `mkt help --json`: the page of a command, a group or a topic. */
export const helpOutput = z.looseObject({
  schemaVersion,
  name: z.string().describe('the words of the command or topic; empty for the overview'),
  usage: text.optional(),
  text: z.array(text).describe('paragraphs'),
  sections: z.array(
    z.union([
      z.looseObject({ title: text, kind: z.enum(['terms', 'examples']), rows: z.array(helpRow) }),
      z.looseObject({ title: text, kind: z.literal('code'), lines: z.array(z.string()) }),
      z.looseObject({ title: text, kind: z.literal('line'), text }),
    ]),
  ),
  more: z.array(text).describe('where to read on'),
});

/** `mkt completion --json`: the script for a shell. */
export const completionOutput = z.looseObject({ schemaVersion, shell: text, script: z.string() });
