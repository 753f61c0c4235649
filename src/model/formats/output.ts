import { z } from 'zod';
import { text, texts } from './common.ts';

/** What `--json` prints. Extra fields may come; these stay. */
const location = z.looseObject({ file: z.string(), line: z.int().positive(), column: z.int().positive() });

export const finding = z.looseObject({
  rule: z.string().regex(/^MKT\d{3}$/),
  name: text,
  severity: z.enum(['error', 'warning', 'note']),
  message: text,
  plugins: texts,
  location: location.optional(),
  help: text.optional(),
});

const chosen = z.looseObject({ name: text, version: text, marketplace: text });

export const checkOutput = z.looseObject({
  schemaVersion: z.literal(1),
  ok: z.boolean(),
  plugins: z.array(chosen.extend({ requested: z.boolean() })),
  findings: z.array(finding),
  summary: z.looseObject({ errors: z.int(), warnings: z.int(), notes: z.int() }),
});

export const resolveOutput = z.union([
  z.looseObject({ schemaVersion: z.literal(1), ok: z.literal(true), resolution: z.record(z.string(), text) }),
  z.looseObject({
    schemaVersion: z.literal(1),
    ok: z.literal(false),
    explanation: z.string(),
    conflict: texts,
    suggestions: z.array(z.looseObject({ action: text, spec: text, text })),
  }),
]);

const prerequisite = z.looseObject({
  name: text,
  need: text,
  verify: z.string(),
  optional: z.boolean(),
  neededBy: texts,
});

export const planOutput = z.looseObject({
  schemaVersion: z.literal(1),
  pattern: z.string().nullable(),
  plugins: z.array(chosen.extend({ role: z.string(), stage: z.int() })),
  prerequisites: z.looseObject({
    runtimes: z.array(prerequisite),
    tools: z.array(prerequisite),
    env: z.array(prerequisite),
    resources: z.array(prerequisite),
  }),
  stages: z.array(
    z.looseObject({
      name: text,
      parallel: z.boolean(),
      steps: z.array(z.looseObject({ plugin: text, action: text, commands: texts })),
    }),
  ),
  dataFlow: z.array(z.looseObject({ from: text, to: text, artifact: text, format: text })),
  install: texts,
  tests: z.array(
    z.looseObject({
      name: text,
      from: text,
      to: text,
      artifact: text,
      format: text,
      given: text,
      expect: text,
    }),
  ),
  findings: z.array(finding),
  checklist: z.array(
    z.looseObject({
      id: text,
      title: text,
      group: text,
      status: z.enum(['done', 'missing', 'not-applicable']),
      evidence: text,
    }),
  ),
});
