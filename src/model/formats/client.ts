/** Formats of `registry/client/*.yaml`: facts about the client, each file with its source and date. */
import * as z from 'zod';
import type { ClientFacts } from '../client.ts';
import { text, texts } from './common.ts';

const head = {
  source: text.describe('where the facts come from'),
  date: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .describe('when they were last checked against it'),
  claudeCode: z
    .string()
    .regex(/^\d+\.\d+\.\d+$/)
    .describe('the version of the client that they apply to'),
};

const namesWithAliases = z.record(z.string(), texts).describe('names, each with its aliases');

export const clientCommands = z.strictObject({
  ...head,
  builtIn: namesWithAliases,
  bundledSkills: namesWithAliases,
  pluginWins: z
    .strictObject({ from: text, to: text, source: text })
    .describe('versions in which a command of a plugin was seen to replace one of the client'),
});

export const clientHooks = z.strictObject({
  ...head,
  events: z.record(
    z.string(),
    z.strictObject({
      matches: text.optional().describe('what a matcher is compared with; if absent, matchers are ignored'),
      values: texts.optional().describe('its possible values, if known'),
      blocks: text.optional().describe('what a hook can block'),
      rewrites: text.optional().describe('what a hook can change'),
      onToolCall: z.boolean().optional().describe('whether it occurs on every successful tool call'),
      guards: z
        .boolean()
        .optional()
        .describe('whether a broken hook for it makes the client refuse the whole file'),
    }),
  ),
  kinds: z.record(
    z.string(),
    z.strictObject({
      needs: text.describe('the key that a hook of this kind must have'),
      process: z.boolean().optional().describe('whether it starts a process'),
    }),
  ),
});

export const clientNames = z.strictObject({
  ...head,
  officialMarketplaces: texts,
  reservedMarketplaces: texts,
  desktopMarketplaces: texts,
  models: texts,
  agents: texts,
  toolNameLength: z.int().positive(),
  pluginSettings: texts,
});

export const clientFrontMatter = z.strictObject({
  ...head,
  agents: texts,
  notInPlugins: texts.describe('keys of an agent that the client ignores if a plugin ships it'),
  commands: texts,
  skills: texts,
});

export const clientTools = z.strictObject({ ...head, builtIn: texts, usual: texts });

export const clientCredentials = z.strictObject({
  ...head,
  shapes: z.array(z.strictObject({ name: text, pattern: text })),
  secretNames: text.describe('a regular expression for names in upper case'),
  placeholders: text.describe('a regular expression for values in lower case'),
});

export const clientVariables = z.strictObject({
  ...head,
  clientPrefixes: texts,
  client: texts,
  system: texts,
});

/** The format of each part of the facts. A part has a file below `registry/client/`, named by {@link clientFileName}. */
export const clientFormats: Readonly<Record<keyof ClientFacts, z.ZodType>> = {
  commands: clientCommands,
  credentials: clientCredentials,
  frontMatter: clientFrontMatter,
  hooks: clientHooks,
  names: clientNames,
  tools: clientTools,
  variables: clientVariables,
};

/** The name of a part's file without its ending: `frontMatter` is in `front-matter`. */
export const clientFileName = (part: string): string =>
  part.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
