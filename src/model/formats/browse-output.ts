import * as z from 'zod';
import { componentKeys, kindOf } from '../component-kinds.ts';
import { text, texts } from './common.ts';
import { pattern } from './knowledge.ts';
import { mod } from './mod-output.ts';
import { location, schemaVersion } from './output.ts';

/** `mkt list --json` and `mkt search --json` */
export const listOutput = z.looseObject({
  schemaVersion,
  plugins: z.array(
    z.looseObject({
      name: text,
      version: text.describe('the newest release'),
      marketplace: text,
      category: z.string().nullable(),
      description: z.string(),
      keywords: z.array(z.string()),
      roles: z.array(z.string()),
      matched: texts.optional().describe('where the search terms were found'),
    }),
  ),
  patterns: z
    .array(
      z.looseObject({
        id: text,
        title: text,
        category: z.string().nullable(),
        plugins: texts,
        matched: texts.describe('where the search terms were found'),
      }),
    )
    .optional()
    .describe('what `mkt search` finds besides plugins'),
});

const neighbors = z.array(z.looseObject({ plugin: text, artifact: text, format: text }));

/** Components as they are shown: of what may be missing nothing is promised. */
function shownItems(fields: ReturnType<typeof kindOf>['fields']) {
  if (fields === undefined) return texts;
  const sure = Object.entries(fields).flatMap(([name, { type }]): [string, z.ZodType][] =>
    type === 'name' ? [[name, text]] : type === 'texts' ? [[name, texts]] : [],
  );
  return z.array(z.looseObject(Object.fromEntries(sure)));
}

const isSure = z.boolean().describe('such statements were right in nine of ten measured cases or more');

/** `mkt describe --json`: a first block for `integrations:`, and what is seen besides. */
export const describeOutput = z.looseObject({
  schemaVersion,
  name: text,
  marketplace: text,
  version: text,
  isStated: z.boolean().describe('whether something states its inputs, outputs, events or roles'),
  integration: z.looseObject({}),
  seen: z.looseObject({
    roles: z.array(z.looseObject({ role: text, place: text, word: text, isSure })),
    files: z
      .array(z.looseObject({ path: text, does: z.enum(['writes', 'reads']), isSure, location }))
      .describe('files of the project that its texts, hooks and descriptions write or read'),
    calls: z
      .array(z.looseObject({ component: text, isSure, location }))
      .describe('what its texts call that neither it nor the client has; nothing may have the name'),
    events: texts.describe('events of the client on which its hooks run'),
    ports: z.array(z.int()),
  }),
});

/** `mkt info --json`: a release in full, and what surrounds it. */
export const infoOutput = z.looseObject({
  schemaVersion,
  name: text,
  version: text,
  marketplace: text,
  registry: text,
  description: z.string(),
  keywords: z.array(z.string()),
  versions: texts.describe('all versions, highest first'),
  components: z.looseObject(
    Object.fromEntries(componentKeys.map((key) => [key, shownItems(kindOf(key).fields)])),
  ),
  dependencies: z.array(z.looseObject({ name: text, range: z.string() })),
  conflicts: z.array(z.looseObject({ name: text, range: z.string() })),
  integration: z.looseObject({}),
  worksWith: z.array(z.string()),
  supersededBy: z.looseObject({ name: text, since: text }).nullable(),
  patterns: texts.describe('patterns that contain it'),
  takesFrom: neighbors,
  givesTo: neighbors,
  mod: mod.nullable().describe('what its mod does; null if it has none, or its files are not known'),
});

/** `mkt patterns list --json` */
export const patternsOutput = z.looseObject({
  schemaVersion,
  patterns: z.array(
    z.looseObject({
      id: text,
      title: text,
      category: text.optional(),
      useCase: text.optional(),
      plugins: texts,
    }),
  ),
});

/** `mkt patterns show --json`: the pattern as in the registry. */
export const patternsShowOutput = z.looseObject({ schemaVersion, ...pattern.shape });

/** `mkt patterns suggest --json` */
export const suggestionsOutput = z.looseObject({
  schemaVersion,
  suggestions: z.array(
    z.looseObject({
      id: text,
      title: text,
      has: texts,
      instead: z
        .array(z.looseObject({ plugin: text, role: text, of: text }))
        .describe('plugins that can take the role of one that the pattern names'),
      needs: texts.describe('plugins that are still missing'),
    }),
  ),
});
