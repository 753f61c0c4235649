import { type MissedInput, type Plan, type Prerequisite, unstated } from '../model/plan.ts';
import { count, listed } from '../model/text.ts';
import { shownModRows } from './mod-rows.ts';
import { type Block, commandBlock, item, type Section } from './plan-document.ts';
import { executionMode, isRemark, neededByNames } from './plan-words.ts';

/** The sections of `--full` besides those of the first screen. */
export function detailSections(plan: Plan): Section[] {
  const { prerequisites: needs } = plan;
  const sections: Section[] = [
    {
      id: 'before',
      title: 'Before you start',
      intro:
        'each command shows what a machine has: run it where the plugins will run, and compare; `mkt doctor` compares for a project and this machine',
      blocks: [...needs.tools, ...needs.runtimes, ...needs.libraries, ...needs.resources].map(needBlock),
    },
    {
      id: 'settings',
      title: 'Settings',
      intro:
        'set them where you start the client, or in `env` of `.claude/settings.json`, and secrets in `.claude/settings.local.json`; these commands see only what your shell has',
      blocks: needs.env.map(needBlock),
    },
    { id: 'starts', title: 'What the client starts by itself', blocks: startBlocks(plan) },
    { id: 'mods', title: 'Mods, which run inside the client', blocks: modBlocks(plan) },
    { id: 'stages', title: 'Stages', blocks: stageBlocks(plan) },
    { id: 'remarks', title: 'Remarks on the steps', blocks: remarkBlocks(plan) },
    {
      id: 'tests',
      title: 'Integration tests to write',
      ...(plan.tests.some(({ run }) => run !== undefined) && {
        intro:
          'what to run are the agents, commands and skills whose names fit best: the plugins do not state which of theirs does it',
      }),
      blocks: plan.tests.map(testBlock),
    },
    { id: 'failures', title: 'When a plugin fails', blocks: failureBlocks(plan) },
    { id: 'monitoring', title: 'Monitoring', blocks: monitoringBlocks(plan) },
    {
      id: 'rollback',
      title: 'Undo',
      blocks: plan.rollback.map(commandBlock),
    },
    {
      id: 'workflow',
      title: 'Workflow',
      blocks: plan.workflow.map((step, index) => item(step, { mark: `${index + 1}.` })),
    },
    {
      id: 'checklist',
      title: 'Checklist',
      intro:
        'done: the plugins cover it; to do: nothing does, so follow the line or decide that you can do without; unknown: the plugins do not state enough',
      blocks: plan.checklist.map(checkBlock),
    },
    {
      id: 'troubleshooting',
      title: 'Troubleshooting',
      blocks: plan.troubleshooting.map(({ title, steps }, index) =>
        item(steps.length === 1 ? `${title}: ${steps[0]}` : title, {
          mark: `${index + 1}.`,
          ...(steps.length > 1 && { more: steps.map((step) => item(step)) }),
        }),
      ),
    },
    {
      id: 'outcomes',
      title: 'Outcomes',
      blocks: plan.outcomes.map((outcome) => item(outcome, { task: 'open' })),
    },
    {
      id: 'example',
      title: 'Example',
      blocks: plan.example === undefined ? [] : [{ kind: 'code', ...plan.example }],
    },
  ];
  return sections.filter(({ blocks }) => blocks.length > 0);
}

/** Something that must be there, and the command that shows it. mkt does not look: the plan may be for another machine. */
function needBlock(needed: Prerequisite): Block {
  const { name, need, verify, amount } = needed;
  const what = need === 'set' ? '' : `: ${need}`;
  // Of a resource, the need itself says for whom.
  return item(`${name}${what}${amount === undefined ? forWhom(needed) : ''}`, {
    task: 'open',
    more: [commandBlock(verify)],
  });
}

function forWhom(needed: Prerequisite): string {
  const names = neededByNames(needed);
  const shown =
    names.length > 3 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more` : listed(names);
  const parts = [needed.optional ? 'optional' : '', shown === '' ? '' : `for ${shown}`].filter(
    (part) => part !== '',
  );
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

/** Hooks with their events, servers with their ports, and where a plugin's files say so. */
function startBlocks({ starts }: Plan): Block[] {
  return starts.map(({ plugin, hooks, servers }) =>
    item(plugin, {
      tone: 'strong',
      more: [
        ...hooks.map(({ event, amount, matchers }) =>
          item(
            `${count(amount, 'hook')} on ${event}${matchers.length === 0 ? '' : `, for ${few(matchers)}`}`,
          ),
        ),
        ...servers.map(({ what, name, ports, location }) =>
          item(
            `${what} ${name}${ports.length === 0 ? '' : `, on port ${listed(ports.map(String))}`}${location === undefined ? '' : ` (${location.file}:${location.line})`}`,
          ),
        ),
      ],
    }),
  );
}

/** The first few of many names. */
const few = (names: readonly string[]): string =>
  listed(names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} more`] : names);

function modBlocks({ mods }: Plan): Block[] {
  return mods.map(({ plugin, mod }) =>
    item(`${plugin}: ${mod.module}`, {
      tone: 'strong',
      more: shownModRows(mod).map(([title, words]) => item(`${title}: ${words}`, { mark: '' })),
    }),
  );
}

function stageBlocks({ stages, orchestration, events, leftOut }: Plan): Block[] {
  const isLeftOut = (name: string) => leftOut.some(({ plugin }) => plugin === name);
  return [
    item(`${orchestration.id}: ${orchestration.reason}`, { tone: 'dim' }),
    ...scheduleBlocks(orchestration, stages.length),
    ...eventBlocks(events),
    ...silentBlocks(stages),
    ...stages.map((stage, index) =>
      item(`${stage.name}${executionMode(stage)}`, {
        mark: `${index + 1}.`,
        tone: 'strong',
        more: stage.steps.map(({ plugin, action, commands }) =>
          item(
            `${plugin}${isLeftOut(plugin) ? ' (left out)' : ''}${action === '' || action === unstated ? '' : `: ${action}`}`,
            {
              ...(commands.length > 0 && {
                more: [item(commands.map((each) => `\`${each}\``).join(' '), { mark: '' })],
              }),
            },
          ),
        ),
      }),
    ),
  ];
}

/** How many plugins are in a stage only because nothing is known of them. */
function silentBlocks(stages: Plan['stages']): Block[] {
  const all = stages.flatMap(({ steps }) => steps);
  const silent = all.filter(({ action }) => action === unstated).length;
  if (silent === 0) return [];
  return [
    item(
      `${silent === all.length ? `none of the ${silent} plugins states` : `${silent} of ${all.length} plugins ${silent === 1 ? 'does' : 'do'} not state`} what ${silent === all.length || silent === 1 ? 'it takes and hands' : 'they take and hand'} on: nothing says before or after which others ${silent === 1 ? 'it runs' : 'they run'}`,
      { tone: 'dim' },
    ),
  ];
}

/** What determines how long it takes, and what a plugin starts without. */
function scheduleBlocks(
  { width, longestChain, notWaitedFor, cut, shorter }: Plan['orchestration'],
  stages: number,
): Block[] {
  return [
    ...(longestChain.length > 0
      ? [
          item(
            `the longest chain is ${longestChain.join(' -> ')}: each waits for the one before it, so it takes at least ${longestChain.length} stages${width > 1 ? `; up to ${width} plugins run in parallel` : ''}`,
          ),
        ]
      : []),
    ...notWaitedFor.map(({ from, to, artifact }) =>
      item(`${to} starts without the ${artifact} of ${from}, which comes too late for it`),
    ),
    ...cut.map(({ from, to, artifact }) =>
      item(
        `${to} and ${from} need each other: ${to} runs before ${from} has produced ${artifact}, so give ${to} an older or an empty version of ${artifact}`,
      ),
    ),
    ...(shorter === undefined
      ? []
      : [
          item(
            `\`--orchestration ${shorter.id}\` takes ${count(shorter.stages, 'stage')} instead of ${stages}${shorter.without.length === 0 ? '' : `; then ${missedText(shorter.without)}`}`,
          ),
        ]),
  ];
}

/** `a starts without the x of b`, and how many more there are. */
function missedText([first, ...more]: readonly MissedInput[]): string {
  const said = first === undefined ? '' : `${first.to} starts without the ${first.artifact} of ${first.from}`;
  return more.length === 0
    ? said
    : `${said}, and ${count(more.length, 'more input')} ${more.length === 1 ? 'comes' : 'come'} too late`;
}

/** How events reach their subscribers, as far as that is stated; where it is not, the team has to decide. */
function eventBlocks(events: Plan['events']): Block[] {
  const byEvent = new Map(events.map((each) => [JSON.stringify([each.event, each.from]), each]));
  const stated = [...byEvent.values()].filter(({ channel }) => channel !== undefined);
  const open = [...new Set(events.flatMap(({ event, channel }) => (channel === undefined ? [event] : [])))];
  return [
    ...stated.map(({ event, from, channel, payload }) =>
      item(
        `${from} publishes ${event} by ${channel}${payload === undefined ? '; what it carries is not stated' : `, with ${payload}`}`,
      ),
    ),
    ...(open.length === 0
      ? []
      : [
          item(
            `no channel is stated for ${listed(open)}: decide how subscribers learn of ${open.length === 1 ? 'it' : 'them'}, such as by a file that you name in both prompts, and write that under \`channels\` of \`integrations:\` in \`mkt.yaml\``,
          ),
        ]),
  ];
}

function remarkBlocks({ rollout }: Plan): Block[] {
  return rollout.flatMap((step, index) =>
    step.commands
      .filter((line) => isRemark(line, step))
      .map((line) => item(`step ${index + 1}: ${line.replace(/^# /, '')}`)),
  );
}

function testBlock({ name, given, run, expect }: Plan['tests'][number], index: number): Block {
  return item(name, {
    mark: `${index + 1}.`,
    task: 'open',
    tone: 'strong',
    more: [
      item(`given: ${given}`, { mark: '' }),
      ...(run === undefined ? [] : [item(`run: ${run}`, { mark: '' })]),
      item(`then: ${expect}`, { mark: '' }),
    ],
  });
}

function failureBlocks({ failures }: Plan): Block[] {
  if (failures.length === 0) return [];
  return [
    ...failures.map(({ stage, plugin, stops, goOn }) =>
      item(`stage ${stage}, ${plugin}`, {
        tone: 'strong',
        more: [
          ...(stops.length > 0 ? [item(`cannot continue: ${listed(stops)}`, { mark: '' })] : []),
          ...(goOn.length > 0 ? [item(`can continue without it: ${listed(goOn)}`, { mark: '' })] : []),
        ],
      }),
    ),
    item(
      'no plugin states whether its work can be repeated safely: commit before each stage, so that `git diff` shows what it changed, and `git stash --include-untracked` puts it back',
      { tone: 'dim' },
    ),
  ];
}

function monitoringBlocks({ plugins }: Plan): Block[] {
  const watching = plugins.filter(({ role }) => /monitor|tracking|observ/.test(role)).map(({ name }) => name);
  return [
    ...(watching.length > 0 ? [item(`${listed(watching)}: monitoring is its role here`)] : []),
    item('what does not load, with the reason:', { more: [commandBlock('claude plugin list --json')] }),
    item('hooks and MCP servers as they start, in a session with:', {
      more: [commandBlock('claude --debug')],
    }),
  ];
}

const marks = { done: 'done', missing: 'to do', unknown: 'unknown', 'not-applicable': 'n/a' } as const;
const tones = { done: 'good', missing: 'warning', unknown: 'dim', 'not-applicable': 'dim' } as const;

function checkBlock({ status, title, evidence }: Plan['checklist'][number]): Block {
  return item(`${title}: ${evidence}`, {
    mark: marks[status].padEnd(7),
    tone: tones[status],
    task: status === 'done' || status === 'not-applicable' ? 'done' : 'open',
  });
}
