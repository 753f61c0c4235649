import * as z from 'zod';
import { componentKeys, kindOf } from '../component-kinds.ts';
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

const valueOfType = {
  name: text,
  text: z.string().optional(),
  flag: z.boolean().optional(),
  texts,
};

/** The components of a release: of each kind a list, in which one of which more is known may also be only named. */
export const components = z.strictObject(
  Object.fromEntries(
    componentKeys.map((key) => {
      const { fields } = kindOf(key);
      return [key, (fields === undefined ? texts : z.array(z.union([text, item(fields)]))).optional()];
    }),
  ),
);

function item(fields: NonNullable<ReturnType<typeof kindOf>['fields']>): z.ZodType {
  return z.strictObject(
    Object.fromEntries(
      Object.entries(fields).map(([name, { type, means }]) => {
        const value = valueOfType[type];
        return [name, means === undefined ? value : value.describe(means)];
      }),
    ),
  );
}

export const integration = z.strictObject({
  produces: z.array(port).optional(),
  consumes: z.array(port).optional(),
  publishes: texts.optional(),
  subscribes: texts.optional(),
  channels: z
    .record(
      z.string(),
      z.strictObject({
        channel: text.optional().describe('how subscribers learn of the event, such as a file or a queue'),
        payload: text.optional().describe('what the event carries'),
      }),
    )
    .optional()
    .describe('of events, by name: how they reach their subscribers, and what they carry'),
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
