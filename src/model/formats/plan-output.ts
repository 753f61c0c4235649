import * as z from 'zod';
import { text, texts } from './common.ts';
import { mod } from './mod-output.ts';
import { chosen, finding, schemaVersion } from './output.ts';

const prerequisites = z.array(
  z.looseObject({
    name: text,
    need: text.describe('what is needed, such as a version range'),
    verify: z.string().describe('a command that verifies it'),
    optional: z.boolean(),
    neededBy: texts,
  }),
);

const example = z.looseObject({ language: text, code: text });

/** A plan. */
export const plan = z.looseObject({
  schemaVersion,
  pattern: z.string().nullable().describe('the pattern that the plan follows'),
  title: text,
  useCase: z.string().optional(),
  orchestration: z.looseObject({ id: z.enum(['pipeline', 'parallel', 'event-driven']), reason: text }),
  plugins: z.array(chosen.extend({ role: z.string(), stage: z.int().positive() })),
  mods: z.array(z.looseObject({ plugin: text, mod })).describe('what the mods of the plugins do'),
  prerequisites: z.looseObject({
    runtimes: prerequisites,
    libraries: prerequisites,
    tools: prerequisites,
    env: prerequisites,
    resources: prerequisites,
  }),
  stages: z
    .array(
      z.looseObject({
        name: text,
        parallel: z.boolean().describe('whether its steps can run in parallel'),
        steps: z.array(z.looseObject({ plugin: text, action: text, commands: texts })),
      }),
    )
    .describe('in order'),
  dataFlow: z.array(
    z.looseObject({ from: text, to: text, artifact: text, format: text, optional: z.boolean() }),
  ),
  events: z.array(z.looseObject({ from: text, to: text, event: text })),
  install: texts.describe('commands for the client, in order'),
  rollout: z
    .array(z.looseObject({ title: text, add: texts, commands: texts, verify: texts }))
    .describe('two plugins first, then one at a time'),
  leftOut: z
    .array(z.looseObject({ plugin: text, rule: text, because: text, instead: z.string().optional() }))
    .describe('the plugins without commands, because the client is known to refuse them'),
  tests: z
    .array(
      z.looseObject({
        name: text,
        from: text,
        to: text,
        artifact: text,
        format: text,
        given: text,
        expect: text,
      }),
    )
    .describe('an integration test to write for each link'),
  pitfalls: z.array(
    z.looseObject({
      id: text,
      title: text,
      because: text.describe('why it applies'),
      solution: text,
      rules: texts,
    }),
  ),
  troubleshooting: z.array(z.looseObject({ id: text, title: text, steps: texts })),
  checklist: z.array(
    z.looseObject({
      id: text,
      title: text,
      group: text,
      status: z.enum(['done', 'missing', 'not-applicable']),
      evidence: text.describe('what covers it, what is missing, or why it does not apply'),
    }),
  ),
  workflow: texts,
  outcomes: texts,
  benefits: texts,
  example: example.optional(),
  findings: z.array(finding),
});

/** `mkt plan --json`: a plan, or why there is none. */
export const planOutput = z.union([
  plan,
  z.looseObject({
    schemaVersion,
    ok: z.literal(false),
    pattern: z.string().nullable(),
    plugins: z.array(chosen).max(0),
    findings: z.array(finding),
  }),
]);
