import * as z from 'zod';
import { range, text, texts } from './common.ts';

const dictionary = z.record(z.string(), text);

/** `artifacts.yaml`: the vocabulary of interfaces. */
export const vocabulary = z.strictObject({
  artifacts: z.record(
    z.string(),
    z.strictObject({
      description: text.describe('one line'),
      formats: texts.describe('the formats it comes in'),
    }),
  ),
  formats: dictionary.describe('each format with one line'),
  events: dictionary.describe('each event with one line'),
  roles: dictionary.describe('each role with one line'),
  verify: dictionary.describe('runtime or tool to the command that shows whether it is there'),
});

/** `patterns/<id>.yaml`: a named combination with roles. */
export const pattern = z.strictObject({
  id: text.describe('the pattern’s id'),
  title: text.describe('its title'),
  category: text.describe('its category'),
  origin: text.describe('the guide it comes from'),
  useCase: text.describe('what it is for'),
  benefits: texts,
  plugins: z
    .array(
      z.strictObject({
        name: text.describe('the plugin'),
        version: range.describe('a node-semver range, `*` for any'),
        role: text.describe('what it is for here'),
        stage: z.number().int().positive().describe('from 1; one number is one stage'),
      }),
    )
    .min(1),
  orchestration: z.enum(['pipeline', 'parallel', 'event-driven', 'auto']),
  prerequisites: z.strictObject({
    runtimes: z.record(z.string(), range),
    tools: z.array(z.strictObject({ anyOf: texts, optional: z.boolean().optional() })),
    env: texts,
  }),
  steps: texts,
  outcomes: texts,
  example: z.strictObject({
    language: text.describe('the language of the code'),
    code: text.describe('the code'),
  }),
});

const guidance = z.strictObject({ id: text, title: text, steps: texts, rules: texts });

/** `practices.yaml`: advice as data. */
export const practices = z.strictObject({
  practices: z.array(z.strictObject({ id: text, group: text, title: text, advice: text })),
  pitfalls: z.array(z.strictObject({ id: text, title: text, problem: text, solution: text, rules: texts })),
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
