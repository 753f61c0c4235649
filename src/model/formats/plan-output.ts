import * as z from 'zod';
import { text, texts } from './common.ts';
import { mod } from './mod-output.ts';
import { chosen, finding, location, schemaVersion, verdict } from './output.ts';

const missedInput = z.looseObject({ from: text, to: text, artifact: text });

const prerequisites = z.array(
  z.looseObject({
    name: text,
    need: text.describe('what is needed, such as a version range'),
    verify: z.string().describe('a command that verifies it'),
    optional: z.boolean(),
    amount: z.string().optional().describe('of a resource: how much of it, as descriptions estimate it'),
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
  verdict: verdict.describe('whether the client will install and load them'),
  change: z
    .looseObject({
      plugins: z.array(
        z.looseObject({
          plugin: text,
          action: z
            .enum(['add', 'enable', 'move', 'keep', 'disable'])
            .describe('`enable`: it is installed, but disabled'),
          from: z.string().optional().describe('the version now'),
          to: z.string().optional(),
          locked: z.string().optional().describe('the version in the lock, if it is a different one'),
          installs: z
            .string()
            .optional()
            .describe('the version that the client installs, if it cannot be asked for this one'),
          because: z.string().optional(),
        }),
      ),
      others: texts.describe('other plugins that are enabled now and stay so'),
    })
    .describe('what the plan changes, compared with what is installed, enabled and locked'),
  orchestration: z.looseObject({
    id: z.enum(['pipeline', 'parallel', 'event-driven']),
    reason: text,
    width: z.int().describe('the most plugins that run in parallel'),
    longestChain: texts.describe('the longest chain of plugins that wait for each other'),
    notWaitedFor: z
      .array(missedInput)
      .describe('optional inputs that come too late for the plugin that could use them'),
    cut: z
      .array(missedInput)
      .describe('required inputs that close a cycle: the first turn of the plugin does without them'),
    shorter: z
      .looseObject({
        id: z.enum(['pipeline', 'parallel', 'event-driven']),
        stages: z.int().positive(),
        without: z.array(missedInput).describe('what plugins then start without'),
      })
      .optional()
      .describe('a way that takes fewer stages'),
  }),
  plugins: z.array(
    chosen.extend({
      role: z.string(),
      stage: z.int().positive(),
      ground: z
        .enum(['stated', 'unknown'])
        .describe('whether something states its inputs, outputs, events or roles'),
      seenRoles: z
        .array(
          z.looseObject({
            role: text,
            place: z.enum(['name', 'category', 'keywords', 'description']),
            word: text,
            isSure: z.boolean().describe('such words were right in nine of ten measured cases or more'),
          }),
        )
        .optional()
        .describe('of one that states no role: the roles that its own words show'),
      description: z.string().optional(),
      components: z
        .record(z.string(), z.array(z.string()))
        .optional()
        .describe('the names of its components, by kind'),
      cost: z
        .looseObject({
          tokens: z.int().nonnegative().optional().describe('absent if its texts are not known'),
          processes: z
            .int()
            .nonnegative()
            .describe('hook processes per call, for the tool for which it starts the most'),
        })
        .optional()
        .describe('what it takes in every session; tokens are estimated'),
    }),
  ),
  successions: z
    .array(z.looseObject({ plugin: text, marketplace: text, by: text, kept: texts, lost: texts }))
    .describe(
      'with `--successors`: which plugin is planned in place of which, and which components it keeps',
    ),
  mods: z.array(z.looseObject({ plugin: text, mod })).describe('what the mods of the plugins do'),
  prerequisites: z.looseObject({
    runtimes: prerequisites,
    libraries: prerequisites,
    tools: prerequisites,
    env: prerequisites,
    resources: prerequisites,
  }),
  starts: z
    .array(
      z.looseObject({
        plugin: text,
        hooks: z.array(
          z.looseObject({
            event: text,
            amount: z.int().positive(),
            matchers: texts.describe(
              'what all of them are limited to; empty if one is not, or if that is not known',
            ),
          }),
        ),
        servers: z.array(
          z.looseObject({
            what: text.describe('`MCP server`, `LSP server` or `monitor`'),
            name: text,
            ports: z.array(z.int()).describe('the local ports that it is started with'),
            location: location.optional(),
          }),
        ),
      }),
    )
    .describe('what the client starts by itself once the plugins are enabled'),
  stages: z
    .array(
      z.looseObject({
        name: text,
        parallel: z.boolean().describe('whether its steps can run in parallel'),
        rounds: z
          .array(texts)
          .optional()
          .describe(
            'if the environment cannot run all of them at once: those that run in parallel, one round after another',
          ),
        limits: texts.optional().describe('what there is too little of for a single round'),
        steps: z.array(
          z.looseObject({
            plugin: text,
            action: text,
            commands: texts,
            begin: text.optional().describe('what the pattern says to begin with'),
          }),
        ),
      }),
    )
    .describe('in order'),
  dataFlow: z.array(
    z.looseObject({ from: text, to: text, artifact: text, format: text, optional: z.boolean() }),
  ),
  events: z.array(
    z.looseObject({
      from: text,
      to: text,
      event: text,
      channel: text.optional().describe('how the subscriber learns of it; absent if that is not stated'),
      payload: text.optional().describe('what it carries; absent if that is not stated'),
    }),
  ),
  calls: z
    .array(
      z.looseObject({
        from: text,
        to: text,
        component: text.describe('`plugin:component`, also if the text has only the name of the component'),
        location,
        isSure: z.boolean().describe('such statements were right in nine of ten measured cases or more'),
      }),
    )
    .describe('where the texts of one plugin call a component of another'),
  files: z
    .array(
      z.looseObject({
        from: text.describe('the plugin that writes it'),
        to: text.describe('the plugin that reads it'),
        path: text.describe(
          'relative to the project; `*` stands for what varies, and a folder ends with `/`',
        ),
        written: location.describe('where it is said that the one writes it'),
        read: location.describe('where it is said that the other reads it'),
        isSure: z.boolean().describe('such statements were right in nine of ten measured cases or more'),
      }),
    )
    .describe('files that one plugin writes and another reads, as the texts of both say'),
  dependencies: z
    .array(z.looseObject({ from: text, to: text, optional: z.literal(true).optional() }))
    .describe('from a dependency to the plugin that declares it'),
  install: texts.describe('commands for the client, in order'),
  rollout: z
    .array(
      z.looseObject({
        title: text,
        add: texts,
        commands: texts,
        remarks: texts.describe('the commands that are only remarks'),
        checks: texts.describe('commands that fail if the step did not work'),
        verify: texts,
      }),
    )
    .describe('two plugins first, then one at a time while links connect them, then the rest'),
  leftOut: z
    .array(z.looseObject({ plugin: text, rule: text, because: text, instead: z.string().optional() }))
    .describe(
      'the plugins without commands: those that are not available, which are not among `plugins`, and those that the client is known to refuse',
    ),
  rollback: texts.describe('commands that undo the steps'),
  failures: z
    .array(
      z.looseObject({
        stage: z.int().positive(),
        plugin: text,
        stops: texts.describe('plugins that cannot continue, and what they lack'),
        goOn: texts.describe('plugins that continue without its output'),
      }),
    )
    .describe('what others lose when a plugin fails'),
  tests: z
    .array(
      z.looseObject({
        name: text,
        from: text,
        to: text,
        artifact: text,
        format: text,
        given: text,
        run: text.optional(),
        expect: text,
      }),
    )
    .describe('an integration test to write for each link and call'),
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
      status: z.enum(['done', 'missing', 'unknown', 'not-applicable']),
      evidence: text.describe('what covers it, what is missing, or why it does not apply'),
    }),
  ),
  workflow: texts,
  outcomes: texts,
  benefits: texts,
  example: example.optional(),
  findings: z.array(finding),
});

const sides = <Item extends z.ZodType>(items: Item) =>
  z.looseObject({ added: z.array(items), removed: z.array(items) });

const diffFinding = z.looseObject({
  rule: text,
  severity: z.enum(['error', 'warning', 'note']),
  message: text,
});

/** What changed between two plans. */
const diff = z.looseObject({
  verdict: z.looseObject({ before: text, after: text }),
  plugins: z.array(
    z.looseObject({
      plugin: text,
      change: z
        .enum(['added', 'removed', 'changed', 'left-out'])
        .describe('`left-out`: it is still asked for, but not available, or in a conflict'),
      before: z.string().optional().describe('the version before'),
      after: z.string().optional(),
    }),
  ),
  commands: sides(text),
  links: sides(text).describe('what connects the plugins, in words'),
  findings: sides(diffFinding).extend({
    changed: z
      .array(diffFinding.extend({ before: text.describe('its first line before') }))
      .describe('of the same rule, about more or fewer of the same plugins'),
  }),
});

/** `mkt plan --json`: a plan, or why there is none; with `--diff` what changed. */
export const planOutput = z.union([
  plan,
  z.looseObject({ schemaVersion, diff }),
  z.looseObject({
    schemaVersion,
    ok: z.literal(false),
    pattern: z.string().nullable(),
    plugins: z.array(chosen).max(0),
    findings: z.array(finding),
  }),
]);
