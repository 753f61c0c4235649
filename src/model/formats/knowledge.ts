import * as z from 'zod';
import { range, text, texts } from './common.ts';

const dictionary = z.record(z.string(), text);

/** `artifacts.yaml`: the vocabulary of interfaces. */
export const vocabulary = z.strictObject({
  artifacts: z.record(
    z.string(),
    z.strictObject({
      description: text.describe('a description in one line'),
      formats: texts.describe('its possible formats'),
    }),
  ),
  formats: dictionary.describe('a description of each format, in one line'),
  events: dictionary.describe('a description of each event, in one line'),
  roles: dictionary.describe('a description of each role, in one line'),
  verify: dictionary.describe('the command that verifies a runtime or tool, by its name'),
});

const member = z.strictObject({
  name: text.describe('the plugin'),
  version: range.optional().describe('a node-semver range; absent for any version'),
  marketplace: text.optional().describe('its marketplace, if several have a plugin with this name'),
  role: text.optional().describe('its role in the pattern'),
  stage: z.number().int().positive().optional().describe('the number of its stage, from 1'),
  begin: text
    .optional()
    .describe(
      'its agent, command or skill that the work begins with; ignored in versions that have none so called',
    ),
});

/** `patterns/<id>.yaml`: a named combination with roles. */
export const pattern = z.strictObject({
  id: text.describe('the id of the pattern'),
  title: text.describe('its title'),
  category: text.optional().describe('its category'),
  origin: text.optional().describe('the guide it comes from'),
  useCase: text.optional().describe('what it is for'),
  benefits: texts.optional(),
  plugins: z
    .array(z.union([text, member]))
    .min(1)
    .describe('its plugins: names, or objects with `name`'),
  orchestration: z.enum(['pipeline', 'parallel', 'event-driven', 'auto']).optional(),
  prerequisites: z
    .strictObject({
      runtimes: z.record(z.string(), range).optional(),
      tools: z.array(z.strictObject({ anyOf: texts, optional: z.boolean().optional() })).optional(),
      env: texts.optional(),
    })
    .optional(),
  steps: texts.optional(),
  outcomes: texts.optional(),
  example: z
    .strictObject({
      language: text.describe('the language of the code'),
      code: text.describe('the code'),
    })
    .optional(),
});

export type PatternFile = z.infer<typeof pattern>;

const commands = z
  .strictObject({ project: texts, machine: texts })
  .optional()
  .describe('what to run in a project with a list, or else on the machine');

const guidance = z.strictObject({ id: text, title: text, steps: texts, rules: texts, commands });

/** `practices.yaml`: advice as data. */
export const practices = z.strictObject({
  practices: z.array(z.strictObject({ id: text, group: text, title: text, advice: text, commands })),
  pitfalls: z.array(
    z.strictObject({ id: text, title: text, problem: text, solution: text, rules: texts, commands }),
  ),
  troubleshooting: z.array(guidance),
  errorPatterns: z.array(guidance),
  orchestrations: z.array(
    z.strictObject({
      id: z.enum(['pipeline', 'parallel', 'event-driven']),
      title: text,
      idea: text,
      when: text,
    }),
  ),
});
