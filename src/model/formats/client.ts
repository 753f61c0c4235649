/** Formats of `registry/client/*.yaml`: facts about the client, each file with its source and date. */
import * as z from 'zod';
import type { ClientFacts } from '../client.ts';
import { text, texts } from './common.ts';

const clientVersion = z.string().regex(/^\d+\.\d+\.\d+$/);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** A fact, or one that holds for some versions of the client only. */
const dated = <T extends z.ZodType>(fact: T) =>
  z.union([
    fact,
    z
      .strictObject({
        value: fact,
        since: clientVersion.optional().describe('the first client version for which it holds'),
        until: clientVersion.optional().describe('the first client version for which it no longer holds'),
        source: text.optional().describe('where it comes from, if not from the source of the file'),
        date: day.optional(),
      })
      .refine(({ since, until }) => since !== undefined || until !== undefined, {
        error: 'a dated fact needs `since` or `until`',
      }),
  ]);

const names = z.array(dated(text));

const head = {
  source: text.describe('where the facts come from'),
  date: day.describe('when they were last checked against it'),
  claudeCode: clientVersion.describe('the newest client version that they were checked against'),
};

const namesWithAliases = z.record(z.string(), dated(names)).describe('names, each with its aliases');

export const clientCommands = z.strictObject({
  ...head,
  builtIn: namesWithAliases,
  bundledSkills: namesWithAliases,
  pluginWins: z
    .strictObject({ from: text, to: text, source: text })
    .describe('versions in which a plugin command was observed to replace a client command'),
});

export const clientHooks = z.strictObject({
  ...head,
  events: z.record(
    z.string(),
    dated(
      z.strictObject({
        matches: text.optional().describe('what a matcher is compared with; if absent, matchers are ignored'),
        values: names.optional().describe('its possible values, if known'),
        isNarrow: z
          .boolean()
          .optional()
          .describe('whether only letters, digits, `_` and `|` make a matcher a list of exact names'),
        blocks: text.optional().describe('what a hook can block'),
        rewrites: text.optional().describe('what a hook can change'),
        onToolCall: z.boolean().optional().describe('whether it occurs on every successful tool call'),
        guards: z
          .boolean()
          .optional()
          .describe('whether a broken hook for it makes the client refuse the whole file'),
      }),
    ),
  ),
  kinds: z.record(
    z.string(),
    z.strictObject({
      needs: texts.describe('the keys that a hook of this kind must have'),
      process: z.boolean().optional().describe('whether it starts a process'),
    }),
  ),
  mods: z
    .strictObject({
      since: text.describe('the first version of the client that runs them'),
      events: names.describe('what they can listen to'),
    })
    .describe('code that runs in the client'),
});

export const clientNames = z.strictObject({
  ...head,
  officialMarketplaces: names,
  builtInMarketplaces: z.record(z.string(), text).describe('repositories on GitHub, by marketplace'),
  reservedMarketplaces: names,
  reservedMarketplacePrefixes: names,
  documentedMarketplaces: dated(names).describe(
    'names that the documentation reserves, but the client accepts',
  ),
  refusesRespelling: dated(z.boolean()),
  officialPlugins: dated(
    z.strictObject({
      prefixes: texts.describe('first words'),
      names: texts,
      beside: z
        .strictObject({ word: text, others: texts })
        .describe('a word that is not allowed next to these others'),
      words: texts.describe('words that only get a warning'),
    }),
  ).describe('names of plugins that look like Anthropic’s own'),
  reservedSkills: names,
  builtInPlugins: names,
  desktopMarketplaces: names,
  models: names,
  agentModels: names.describe('the models that an agent can have'),
  agents: names,
  toolNameLength: z.int().positive(),
  pluginSettings: names,
});

export const clientLoading = z.strictObject({
  ...head,
  refusesNamedHooksFile: dated(z.boolean()).describe(
    'whether a plugin is not loaded if its manifest names the default hook file',
  ),
  refusesSharedFolders: dated(z.boolean()).describe(
    'whether a plugin is refused if its id maps to the folder of another',
  ),
  readsTagsInFolders: dated(z.boolean()).describe(
    'whether the client reads the tags of a marketplace that is a folder with a repository',
  ),
  clonesShortNameOverSsh: dated(z.boolean()).describe(
    'whether a source of the kind git-subdir with `owner/repo` is cloned over SSH only',
  ),
  ignoredIfMalformed: dated(z.array(text)).describe(
    'manifest keys whose malformed values are ignored, except by the validator',
  ),
  unknown: z
    .array(
      dated(
        z.strictObject({
          of: z.enum(['plugin', 'entry', 'marketplace']),
          key: text.describe('a path, with `*` for any key or item'),
          is: text.optional().describe('only this value'),
          effect: z.enum(['install', 'load', 'ignores']),
        }),
      ),
    )
    .describe('what the client does not know'),
});

const levels = z.array(z.enum(['local', 'project', 'user'])).describe('the highest first');

export const clientLevels = z.strictObject({ ...head, agents: levels, skills: levels, mcpServers: levels });

export const clientListing = z.strictObject({
  ...head,
  descriptionCharacters: dated(z.int().positive()).describe('the most characters of one description'),
  budgetFraction: dated(z.number().positive()).describe('the share of the context window'),
  charactersPerToken: z.int().positive(),
  contextWindows: z.array(z.int().positive()).describe('the smallest and the largest, in tokens'),
});

export const clientFrontMatter = z.strictObject({
  ...head,
  agents: names,
  notInPlugins: names.describe('agent keys that the client ignores in plugins'),
  commands: names,
  skills: names,
});

export const clientTools = z.strictObject({ ...head, builtIn: names, usual: names });

export const clientCredentials = z.strictObject({
  ...head,
  shapes: z.array(z.strictObject({ name: text, pattern: text })),
  secretNames: text.describe('a regular expression for upper-case names'),
  placeholders: text.describe('a regular expression for lower-case values'),
});

export const clientVariables = z.strictObject({
  ...head,
  clientPrefixes: names,
  client: names,
  system: names,
});

/** The format of each part of the facts. A part has a file below `registry/client/`, named by {@link clientFileName}. */
export const clientFormats: Readonly<Record<keyof ClientFacts, z.ZodType>> = {
  commands: clientCommands,
  credentials: clientCredentials,
  frontMatter: clientFrontMatter,
  hooks: clientHooks,
  levels: clientLevels,
  listing: clientListing,
  loading: clientLoading,
  names: clientNames,
  tools: clientTools,
  variables: clientVariables,
};
