import type { Pattern, PatternTool, Vocabulary } from '../model/knowledge.ts';
import type { Prerequisite, Prerequisites } from '../model/plan.ts';
import type { EnvVar } from '../model/plugin.ts';
import type { Environment } from '../model/project.ts';
import { amountText, type ResourceKind } from '../model/quantity.ts';
import { listed } from '../model/text.ts';
import { narrowed } from './ranges.ts';
import { available, type Demand, peak } from './resources.ts';
import type { Stage } from './stages.ts';
import type { Team } from './team.ts';
import { verifyEnv, verifyLibrary, verifyProgram } from './verify.ts';

/** What one plugin or the pattern needs. */
interface Need {
  readonly name: string;
  readonly need: string;
  readonly optional: boolean;
  readonly by: string;
  readonly verify: string;
}

interface PlanContext {
  readonly vocabulary: Vocabulary;
  readonly environment: Environment;
  readonly pattern?: Pattern;
  /** The commands of the plan itself: the programs they call must be installed too. */
  readonly install: readonly string[];
}

/** Returns what must be present before the first step, each with a command that verifies it. */
export function prerequisites(team: Team, stages: readonly Stage[], context: PlanContext): Prerequisites {
  const { vocabulary, pattern } = context;
  const needs = (pick: (name: string) => Need[]) => team.names.flatMap(pick);
  const requires = (name: string) => team.release(name).integration.requires;
  const program = (name: string) => verifyProgram(name, vocabulary);
  const runtimes = [
    ...needs((by) => ranged(requires(by).runtimes, by, program)),
    ...ranged(pattern?.prerequisites.runtimes ?? {}, 'pattern', program),
  ];
  const tools = [
    ...needs((by) =>
      requires(by).tools.map((name) => ({
        name,
        need: 'on PATH',
        optional: false,
        by,
        verify: program(name),
      })),
    ),
    ...(pattern?.prerequisites.tools ?? []).map((tool) => patternTool(tool, program)),
    ...programsOf(context.install),
  ];
  const env = [
    ...needs((by) => team.release(by).integration.env.map((variable) => variableNeed(variable, by))),
    ...(pattern?.prerequisites.env ?? []).map((name) => ({
      name,
      need: 'set',
      optional: false,
      by: 'pattern',
      verify: verifyEnv(name),
    })),
  ];
  return {
    runtimes: merged(runtimes, narrowest),
    libraries: merged(
      needs((by) => ranged(requires(by).libraries, by, verifyLibrary)),
      narrowest,
    ),
    // A runtime that must be on PATH, too, is one need.
    tools: merged(
      tools.filter(({ name }) => !runtimes.some((runtime) => runtime.name === name)),
      distinct,
    ),
    env: merged(env, distinct),
    resources: resourceNeeds(team, stages, context),
  };
}

function ranged(
  ranges: Readonly<Record<string, string>>,
  by: string,
  verify: (name: string) => string,
): Need[] {
  return Object.entries(ranges).map(([name, need]) => ({
    name,
    need,
    optional: false,
    by,
    verify: verify(name),
  }));
}

function patternTool({ anyOf, optional }: PatternTool, program: (name: string) => string): Need {
  const need = anyOf.length > 1 ? 'one of them' : 'ready to use';
  return {
    name: listed(anyOf, 'or'),
    need,
    optional: optional === true,
    by: 'pattern',
    verify: anyOf.map(program).join(' || '),
  };
}

function variableNeed({ name, required, description, secret, default: value }: EnvVar, by: string): Need {
  const need = [description, secret ? 'secret' : '', value === undefined ? '' : `default ${value}`].filter(
    Boolean,
  );
  return { name, need: need.join('; ') || 'set', optional: !required, by, verify: verifyEnv(name) };
}

/** Returns `claude`, and `git` if a command of the plan uses it. */
function programsOf(install: readonly string[]): Need[] {
  const git = install.some((line) => line.startsWith('git '));
  const own = { optional: false, by: 'install' };
  return [
    {
      ...own,
      name: 'claude',
      need: 'the client to install the plugins in',
      verify: 'claude --version',
    },
    ...(git
      ? [
          {
            ...own,
            name: 'git',
            need: '2.22 or later, to fetch the chosen releases',
            verify: 'git --version',
          },
        ]
      : []),
  ];
}

function merged(needs: readonly Need[], combine: (all: readonly string[]) => string): Prerequisite[] {
  const byName = new Map<string, Need[]>();
  for (const need of needs) byName.set(need.name, [...(byName.get(need.name) ?? []), need]);
  return [...byName]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, group]) => ({
      name,
      need: combine(group.map(({ need }) => need)),
      verify: group[0]?.verify ?? '',
      optional: group.every(({ optional }) => optional),
      neededBy: [...new Set(group.map(({ by }) => by))],
    }));
}

const narrowest = (ranges: readonly string[]): string => listed(narrowed(ranges)) || 'any version';

/** Joins several needs of one thing; that it is present is implied by any other. */
function distinct(needs: readonly string[]): string {
  const all = [...new Set(needs)];
  const specific = all.filter((need) => !['on PATH', 'ready to use', 'set'].includes(need));
  return (specific.length > 0 ? specific : all).join('; ');
}

function resourceNeeds(
  team: Team,
  stages: readonly Stage[],
  { vocabulary, environment }: PlanContext,
): Prerequisite[] {
  return (['cpu', 'memory', 'gpu'] as const).flatMap((kind) => {
    const demand = peak(team, stages, kind);
    if (demand === undefined) return [];
    const has = available(environment, kind);
    const known = has === undefined ? '' : `; the environment has ${amountText(kind, has)}`;
    return [
      {
        name: kind,
        ...(demand.amount > 0 && { amount: amountText(kind, demand.amount) }),
        need: `about ${amountText(kind, demand.amount)} in stage ${demand.stage}, by estimate${sharesText(kind, demand)}${known}`,
        verify: Object.hasOwn(vocabulary.verify, kind)
          ? (vocabulary.verify[kind] ?? '')
          : resourceCommands[kind],
        optional: false,
        neededBy: demand.shares.map(({ plugin }) => plugin),
      },
    ];
  });
}

const resourceCommands: Readonly<Record<ResourceKind, string>> = {
  cpu: 'node -p "os.availableParallelism()"',
  memory: `node -p "Math.round(os.totalmem() / 1073741824) + ' GiB'"`,
  gpu: 'nvidia-smi -L',
};

function sharesText(kind: ResourceKind, { shares }: Demand): string {
  if (shares.length === 1 || kind === 'gpu') return ` for ${listed(shares.map(({ plugin }) => plugin))}`;
  const shown = shares.slice(0, 4).map(({ plugin, amount }) => `${plugin} ${amountText(kind, amount)}`);
  return `: ${shown.join(', ')}${shares.length > 4 ? `, ${shares.length - 4} more` : ''}`;
}
