import * as z from 'zod';
import { author, clientName, closed, componentPath, oneOrMore } from './claude-common.ts';
import { lspServers, mcpServers } from './claude-servers.ts';

const option = closed({
  type: z.enum(['string', 'number', 'boolean', 'directory', 'file']).describe('the type of its value'),
  title: z.string().describe('the label that users see'),
  description: z.string().describe('the help that users see'),
  required: z.boolean().optional(),
  default: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).optional(),
  options: z.array(z.string()).optional(),
  multiple: z.boolean().optional(),
  sensitive: z.boolean().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
});

const userConfig = z.record(
  z.string().refine((value) => /^[A-Za-z_]\w*$/.test(value), {
    error: ({ input }) =>
      `the name of option \`${String(input)}\` can have only letters, digits and \`_\`, and must not begin with a digit`,
  }),
  option,
);

const monitor = closed({
  name: z.string().describe('its name, unique in the plugin'),
  command: z.string().describe('the command that runs in the background'),
  description: z.string().describe('what it watches'),
  when: z.string().optional(),
});

/** What a file of monitors holds. */
export const monitors = z.array(monitor);

const command = z
  .looseObject({
    source: componentPath.optional(),
    content: z.string().optional(),
    description: z.string().optional(),
    argumentHint: z.string().optional(),
    model: z.string().optional(),
    allowedTools: z.array(z.string()).optional(),
  })
  .superRefine(({ source, content }, context) => {
    if ((source === undefined) === (content === undefined))
      context.addIssue({
        code: 'custom',
        message: 'a command must have either `source` or `content`, not both',
      });
  });

const markdownPath = componentPath.refine((value) => !value.startsWith('./') || /\.md$/.test(value), {
  error: ({ input }) =>
    `\`${String(input)}\` must be a Markdown file (\`.md\`): the client does not accept a folder of agents, and refuses the whole plugin`,
  params: {
    cause: 'folder of agents',
    help: 'list the files one by one, or remove the key: the client reads `agents/` anyway',
  },
});
const skillPath = z.union([z.literal('.'), componentPath]);
const bundleUrl = z.string().refine((value) => /^https:\/\/.*\.(mcpb|dxt)$/i.test(value));
const mcpPath = z.union([
  componentPath.refine((value) => !value.startsWith('./') || /\.(json|mcpb|dxt)$/i.test(value), {
    error: ({ input }) =>
      `\`${String(input)}\` must be a \`.json\` file or an MCP bundle (\`.mcpb\`, \`.dxt\`)`,
    params: { help: 'name the file that declares the servers, or write them there' },
  }),
  bundleUrl,
]);

/** Keys that a plugin's manifest and a marketplace's entry share. Dependencies are checked separately, all faults at once. */
export const pluginFields = {
  $schema: z.string().optional(),
  displayName: z.string().optional(),
  version: z.string().optional(),
  description: z.string().optional(),
  author: author.optional().describe('an object, such as `{ "name": "…" }`'),
  homepage: z
    .string()
    .refine((value) => URL.canParse(value), {
      error: ({ input }) => `the homepage \`${String(input)}\` is not a URL`,
      params: { help: 'write a full URL, such as `https://example.org`' },
    })
    .optional(),
  repository: z.string().optional().describe('the URL of the repository'),
  license: z.string().optional(),
  keywords: z.array(z.string()).optional(),
  metadata: z.unknown().optional(),
  defaultEnabled: z.boolean().optional(),
  dependencies: z.unknown().optional(),
  optionalDependencies: z.unknown().optional(),
  engines: z.unknown().optional(),
  network: z.unknown().optional(),
  types: z.unknown().optional(),
  binaries: z.unknown().optional(),
  settings: z.looseObject({}).optional(),
  userConfig: userConfig.optional(),
  channels: z
    .array(
      closed({
        server: z.string().describe('an MCP server of the plugin'),
        displayName: z.string().optional(),
        userConfig: userConfig.optional(),
      }),
    )
    .optional(),
  skills: oneOrMore(skillPath).optional(),
  commands: z.union([oneOrMore(componentPath), z.record(z.string(), command)]).optional(),
  agents: oneOrMore(markdownPath).optional(),
  hooks: oneOrMore(z.union([componentPath, z.looseObject({})])).optional(),
  mcpServers: oneOrMore(z.union([mcpPath, mcpServers])).optional(),
  lspServers: oneOrMore(z.union([componentPath, lspServers])).optional(),
  outputStyles: oneOrMore(componentPath).optional(),
  workflows: oneOrMore(componentPath).optional(),
  themes: oneOrMore(componentPath).optional(),
  monitors: z.union([componentPath, monitors]).optional(),
  experimental: z.unknown().optional(),
};

/** Keys for Anthropic's directory of plugins, which the client knows in a manifest only, and does not read. */
const listingKeys = [
  'icon',
  'documentationUrl',
  'supportUrl',
  'privacyPolicyUrl',
  'termsOfServiceUrl',
  'classification',
  'privacyPolicy',
  'screenshots',
  'docs',
  'support',
  'bugs',
] as const;

const listingFields = Object.fromEntries(listingKeys.map((key) => [key, z.unknown().optional()])) as Record<
  (typeof listingKeys)[number],
  z.ZodOptional<z.ZodUnknown>
>;

/** A plugin's own manifest, `.claude-plugin/plugin.json`. */
export const claudePlugin = z.strictObject({
  name: clientName('plugin').describe('the plugin’s name'),
  ...pluginFields,
  ...listingFields,
});

/** `experimental` of a manifest, if it is an object. */
export const experimental = z.looseObject({
  themes: oneOrMore(componentPath).optional(),
  monitors: z.union([componentPath, monitors]).optional(),
  evals: oneOrMore(componentPath).optional(),
});
