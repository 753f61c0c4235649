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

interface Wish {
  readonly name: string;
  readonly need: string;
  readonly optional: boolean;
  readonly by: string;
  readonly verify: string;
}

interface Around {
  readonly vocabulary: Vocabulary;
  readonly environment: Environment;
  readonly pattern?: Pattern;
  /** The commands of the plan itself: what they call has to be there too. */
  readonly install: readonly string[];
}

/** What must be there before the first step, each with the command that shows whether it is. */
export function prerequisites(team: Team, stages: readonly Stage[], around: Around): Prerequisites {
  const { vocabulary, pattern } = around;
  const wishes = (pick: (name: string) => Wish[]) => team.names.flatMap(pick);
  const requires = (name: string) => team.release(name).integration.requires;
  const program = (name: string) => verifyProgram(name, vocabulary);
  const runtimes = [
    ...wishes((by) => ranged(requires(by).runtimes, by, program)),
    ...ranged(pattern?.prerequisites.runtimes ?? {}, 'pattern', program),
  ];
  const tools = [
    ...wishes((by) =>
      requires(by).tools.map((name) => ({
        name,
        need: 'on PATH',
        optional: false,
        by,
        verify: program(name),
      })),
    ),
    ...(pattern?.prerequisites.tools ?? []).map((tool) => patternTool(tool, program)),
    ...programsOf(around.install),
  ];
  const env = [
    ...wishes((by) => team.release(by).integration.env.map((variable) => variableWish(variable, by))),
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
      wishes((by) => ranged(requires(by).libraries, by, verifyLibrary)),
      narrowest,
    ),
    tools: merged(tools, distinct),
    env: merged(env, distinct),
    resources: resourceNeeds(team, stages, around),
  };
}

function ranged(
  ranges: Readonly<Record<string, string>>,
  by: string,
  verify: (name: string) => string,
): Wish[] {
  return Object.entries(ranges).map(([name, need]) => ({
    name,
    need,
    optional: false,
    by,
    verify: verify(name),
  }));
}

function patternTool({ anyOf, optional }: PatternTool, program: (name: string) => string): Wish {
  const need = anyOf.length > 1 ? 'one of them' : 'ready to use';
  return {
    name: listed(anyOf, 'or'),
    need,
    optional: optional === true,
    by: 'pattern',
    verify: anyOf.map(program).join(' || '),
  };
}

function variableWish({ name, required, description, secret, default: value }: EnvVar, by: string): Wish {
  const need = [description, secret ? 'secret' : '', value === undefined ? '' : `default ${value}`].filter(
    Boolean,
  );
  return { name, need: need.join('; ') || 'set', optional: !required, by, verify: verifyEnv(name) };
}

/** `claude` always, `git` where a command of the plan starts with it. */
function programsOf(install: readonly string[]): Wish[] {
  const git = install.some((line) => line.startsWith('git '));
  const own = { optional: false, by: 'install' };
  return [
    {
      ...own,
      name: 'claude',
      need: 'the client that the plugins are installed in',
      verify: 'claude --version',
    },
    ...(git
      ? [
          {
            ...own,
            name: 'git',
            need: '2.22 or newer, to fetch the chosen releases',
            verify: 'git --version',
          },
        ]
      : []),
  ];
}

function merged(wishes: readonly Wish[], needs: (all: readonly string[]) => string): Prerequisite[] {
  const byName = new Map<string, Wish[]>();
  for (const wish of wishes) byName.set(wish.name, [...(byName.get(wish.name) ?? []), wish]);
  return [...byName]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, group]) => ({
      name,
      need: needs(group.map(({ need }) => need)),
      verify: group[0]?.verify ?? '',
      optional: group.every(({ optional }) => optional),
      neededBy: [...new Set(group.map(({ by }) => by))],
    }));
}

const narrowest = (ranges: readonly string[]): string => listed(narrowed(ranges)) || 'any version';

/** What several ask of one thing; that it is there at all goes without saying beside anything else. */
function distinct(needs: readonly string[]): string {
  const all = [...new Set(needs)];
  const telling = all.filter((need) => !['on PATH', 'ready to use', 'set'].includes(need));
  return (telling.length > 0 ? telling : all).join('; ');
}

function resourceNeeds(
  team: Team,
  stages: readonly Stage[],
  { vocabulary, environment }: Around,
): Prerequisite[] {
  return (['cpu', 'memory', 'gpu'] as const).flatMap((kind) => {
    const demand = peak(team, stages, kind);
    if (demand === undefined) return [];
    const has = available(environment, kind);
    const known = has === undefined ? '' : `; the environment has ${amountText(kind, has)}`;
    return [
      {
        name: kind,
        need: `${amountText(kind, demand.amount)} in stage ${demand.stage}${sharesText(kind, demand)}${known}`,
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
  if (shares.length < 2 || kind === 'gpu') return '';
  const shown = shares.slice(0, 4).map(({ plugin, amount }) => `${plugin} ${amountText(kind, amount)}`);
  return ` (${shown.join(', ')}${shares.length > 4 ? `, ${shares.length - 4} more` : ''})`;
}
