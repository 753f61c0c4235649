import type { Guidance } from '../model/knowledge.ts';
import type { PlanAdvice, PlanTest } from '../model/plan.ts';
import { shellWord } from '../model/shell.ts';
import { listed } from '../model/text.ts';
import { statesInterface } from '../model/wiring.ts';
import { withRole } from './roles.ts';
import type { Team } from './team.ts';

type Concrete = (team: Team, tests: readonly PlanTest[], order: readonly string[]) => string[];

/** Returns the debugging steps of the guide, with the commands and names of this combination where possible. */
export function troubleshooting(
  guidance: readonly Guidance[],
  team: Team,
  tests: readonly PlanTest[],
  order: readonly string[],
): PlanAdvice[] {
  return guidance.map(({ id, title, steps }) => {
    const concrete = concretes.find(([topic]) => id.includes(topic))?.[1](team, tests, order) ?? [];
    return { id, title, steps: concrete.length === 0 ? steps : concrete };
  });
}

const concretes: readonly (readonly [topic: string, Concrete])[] = [
  ['isolat', isolate],
  ['log', logs],
  ['interface', interfaces],
  ['monitor', monitoring],
];

function isolate(team: Team, _tests: readonly PlanTest[], order: readonly string[]): string[] {
  const last = order.at(-1);
  if (last === undefined) return [];
  if (team.names.length < 2)
    return [`run it once enabled and once disabled: \`claude plugin disable ${shellWord(team.id(last))}\``];
  return [
    `disable plugins in the reverse of the order above until it works, starting with \`claude plugin disable ${shellWord(team.id(last))}\`; the plugin disabled last is the likely cause`,
  ];
}

function logs(): string[] {
  return [
    '`claude plugin list --json` shows what did not load; `claude --debug` logs hooks and MCP servers as they start',
  ];
}

function interfaces(_team: Team, tests: readonly PlanTest[]): string[] {
  if (tests.length === 0)
    return [
      'nothing is known to pass between these plugins: read in the transcript which component ran, and in `git status` what it wrote',
    ];
  const [first] = tests;
  if (tests.length === 1) return [`run "${first?.name}": if it fails, look at what the two plugins agree on`];
  const others = tests.length === 2 ? 'the other test' : `the other ${tests.length - 1} tests`;
  const more = `, then ${others} of this plan`;
  return [`run "${first?.name}"${more}: the first one that fails names the two plugins and the format`];
}

function monitoring(team: Team): string[] {
  const by = withRole(team, ['monitoring', 'performance-tracking']);
  if (by.length > 0) return [`let ${listed(by.slice(0, 3))} record the start, end and outcome of each stage`];
  const silent = !team.releases.every(statesInterface);
  return [
    `no plugin here ${silent ? 'states that it monitors' : 'monitors'}: record the start, end and outcome of each stage by hand`,
  ];
}
