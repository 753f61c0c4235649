import * as z from 'zod';
import { isName } from '../plugin-id.ts';
import { isRange, isVersion } from '../version.ts';

/** Parts that several formats share. Descriptions appear in the JSON Schemas and in messages about missing keys. */
export const text = z.string().min(1);
export const range = z.string().refine(isRange, { error: 'not-a-range' }).describe('a node-semver range');
export const version = z.string().refine(isVersion, { error: 'not-a-version' }).describe('a semver version');
export const texts = z.array(text);
/** A plugin's or marketplace's name. */
export const name = z.string().refine(isName, {
  error: ({ input }) =>
    `\`${String(input)}\` is not a valid name: it needs at least one character, and must not contain \`@\` or a space`,
});

/** `"name"`, `"name@marketplace"` or an object: the client's own forms of a dependency. */
export const requirement = z.union([
  text.describe('a plugin, or `plugin@marketplace`'),
  z.strictObject({
    name: text.describe('the plugin'),
    version: range.optional(),
    marketplace: text.optional(),
  }),
]);

export const port = z.strictObject({
  artifact: text.describe('an artifact of the vocabulary'),
  format: text.describe('one of its formats'),
  optional: z.boolean().optional(),
});

export const source = z.union([text, z.looseObject({ source: text.describe('the kind of source') })]);

export const components = z.strictObject({
  agents: texts.optional(),
  commands: texts.optional(),
  skills: texts.optional(),
  hooks: z
    .array(
      z.union([
        text,
        z.strictObject({
          event: text.describe('the hook event'),
          matcher: z.string().optional(),
          type: z.string().optional(),
          command: z.string().optional(),
        }),
      ]),
    )
    .optional(),
  mcpServers: z
    .array(
      z.union([
        text,
        z.strictObject({
          name: text.describe('the server'),
          command: z.string().optional(),
          url: z.string().optional(),
          isIdentified: z
            .boolean()
            .optional()
            .describe('whether it receives a header that identifies the user'),
        }),
      ]),
    )
    .optional(),
  lspServers: z
    .array(z.union([text, z.strictObject({ name: text.describe('the server'), extensions: texts })]))
    .optional(),
  executables: texts.optional(),
});

export const integration = z.strictObject({
  produces: z.array(port).optional(),
  consumes: z.array(port).optional(),
  publishes: texts.optional(),
  subscribes: texts.optional(),
  requires: z
    .strictObject({
      runtimes: z.record(z.string(), range).optional(),
      libraries: z.record(z.string(), range).optional(),
      tools: texts.optional(),
    })
    .optional(),
  resources: z
    .strictObject({
      cpu: z.number().positive().optional().describe('cores'),
      memory: z
        .string()
        .regex(/^\d+(\.\d+)?(Ki|Mi|Gi|Ti)$/)
        .optional()
        .describe('an amount such as `32Gi`'),
      gpu: z.enum(['none', 'shared', 'exclusive']).optional(),
    })
    .optional(),
  env: z
    .array(
      z.strictObject({
        name: text.describe('the variable'),
        required: z.boolean().optional(),
        description: z.string().optional(),
        default: z.string().optional(),
        secret: z.boolean().optional(),
      }),
    )
    .optional(),
  roles: texts.optional(),
});

export const supersededBy = z.strictObject({
  name: text.describe('the successor'),
  since: version.describe('its first release that contains the components'),
});
