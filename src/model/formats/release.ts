/** What a release may say, in the manifests of mkt's own registries and in index files alike. */
import { z } from 'zod';
import { nameText, pluginText, rangeText, text } from './texts.ts';

const list = <T extends z.ZodType>(item: T, description: string) => z.array(item).describe(description).exactOptional();

const requirementSchema = z.union([
  pluginText('a plugin of the same marketplace, or `name@marketplace`'),
  z.object({
    name: nameText('the plugin'),
    version: rangeText('the versions that will do, `*` if left out').exactOptional(),
    marketplace: nameText('where it comes from, if not from the same marketplace').exactOptional(),
  }),
]);

const hookSchema = z.union([
  text('the event alone'),
  z.object({
    event: text('the event of the client, such as `PreToolUse`'),
    matcher: z.string().describe('the tools it is for').exactOptional(),
    command: z.string().describe('what runs').exactOptional(),
  }),
]);

const mcpServerSchema = z.union([
  text('the name alone'),
  z.object({
    name: text('the name of the server'),
    command: z.string().describe('how it is started').exactOptional(),
    url: z.string().describe('where it listens').exactOptional(),
  }),
]);

const lspServerSchema = z.union([
  text('the name alone'),
  z.object({
    name: text('the name of the server'),
    extensions: z.array(text('with its dot: `.py`')).describe('the file extensions that it claims').exactOptional(),
  }),
]);

const componentsSchema = z.object({
  agents: list(text('a path inside `agents/`, without ending'), 'agents'),
  commands: list(text('a path inside `commands/`, without ending'), 'slash commands'),
  skills: list(text('a folder inside `skills/`'), 'skills'),
  hooks: list(hookSchema, 'hooks'),
  mcpServers: list(mcpServerSchema, 'MCP servers'),
  lspServers: list(lspServerSchema, 'language servers'),
  executables: list(text('a file name'), 'executables that the plugin puts on PATH'),
});

const portSchema = z.object({
  artifact: text('an artifact of `artifacts.yaml`'),
  format: text('one of its formats'),
  optional: z.boolean().describe('for inputs: the plugin works without it too').exactOptional(),
});

export const environmentVariableSchema = z.object({
  name: text('the name of the variable'),
  required: z.boolean().describe('whether the plugin fails without it').exactOptional(),
  description: z.string().describe('what it is for').exactOptional(),
  default: z.string().describe('what holds if it is not set').exactOptional(),
  secret: z.boolean().describe('whether it holds a credential').exactOptional(),
});

export const integrationSchema = z.object({
  produces: list(portSchema, 'artifacts that it hands over'),
  consumes: list(portSchema, 'artifacts that it expects'),
  publishes: list(text('an event'), 'events that it announces'),
  subscribes: list(text('an event'), 'events that it waits for'),
  requires: z
    .object({
      runtimes: z.record(z.string(), rangeText('a version range')).describe('runtimes and their ranges').exactOptional(),
      libraries: z.record(z.string(), rangeText('a version range')).describe('`ecosystem:Name` and its range').exactOptional(),
      tools: list(text('an executable'), 'executables expected on PATH'),
    })
    .describe('what must be there first')
    .exactOptional(),
  resources: z
    .object({
      cpu: z.number().positive().describe('cores').exactOptional(),
      memory: text('a quantity such as `32Gi`').exactOptional(),
      gpu: z.enum(['none', 'shared', 'exclusive']).describe('whether it needs a GPU, and for itself alone').exactOptional(),
    })
    .describe('what it takes to run')
    .exactOptional(),
  env: list(environmentVariableSchema, 'environment variables that it reads'),
  roles: list(text('a role'), 'what it is for in a combination'),
});

/** Fields that a plugin states for all releases, and a release for itself. `null` at a release: not stated there. */
const described = {
  description: z.string().describe('what it does, in one or two sentences').exactOptional(),
  keywords: list(z.string(), 'words to find it by'),
  category: z.string().nullable().describe('the shelf it stands on').exactOptional(),
  license: z.string().nullable().describe('an SPDX identifier').exactOptional(),
  source: z.union([z.string(), z.record(z.string(), z.unknown())]).describe('where its files lie, in the words of the client').exactOptional(),
  integration: integrationSchema.describe('how it works together with others').exactOptional(),
};

export const releaseSchema = z.object({
  date: z.string().describe('the day of the release, `2026-01-19`').exactOptional(),
  commit: z.string().describe('the commit that it was made from').exactOptional(),
  dependencies: list(requirementSchema, 'plugins that it needs'),
  conflicts: list(requirementSchema, 'plugins that must not be chosen next to it'),
  components: componentsSchema.describe('what it brings into the client').exactOptional(),
  ...described,
});

/** What a plugin states for all its releases. */
export const pluginFields = {
  ...described,
  worksWith: list(z.string(), 'plugins that its own texts name, most often named first'),
  supersededBy: z
    .object({ name: text('the successor'), since: text('the release of the successor from which on it holds') })
    .describe('the plugin that took this one over')
    .exactOptional(),
};

export type ReleaseFile = z.infer<typeof releaseSchema>;
export type IntegrationFile = z.infer<typeof integrationSchema>;
export type RequirementFile = z.infer<typeof requirementSchema>;
