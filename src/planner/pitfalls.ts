import { type Finding, firstHelp } from '../model/finding.ts';
import type { Pitfall } from '../model/knowledge.ts';
import type { PlanPitfall, Prerequisite } from '../model/plan.ts';
import { count, listed, quoted } from '../model/text.ts';
import { statesInterface } from '../model/wiring.ts';
import { narrowed } from './ranges.ts';
import { testers } from './roles.ts';
import type { Team } from './team.ts';

/** What a pitfall is judged by. */
interface Judged {
  readonly findings: readonly Finding[];
  /** How many integration tests the plan has. */
  readonly tests: number;
  /** The variables that plugins or the pattern read. */
  readonly env: readonly Prerequisite[];
}

/** Why a pitfall applies, and the one thing to do about it here. */
interface Evidence {
  readonly because: string;
  readonly solution: string;
}

type Evaluate = (team: Team, judged: Judged) => Evidence | undefined;

/** Returns the pitfalls that apply here, each with its evidence. */
export function pitfallsOf(team: Team, pitfalls: readonly Pitfall[], judged: Judged): PlanPitfall[] {
  return pitfalls.flatMap(({ id, title, solution, rules }) => {
    const found = judged.findings.filter(({ rule }) => rules.includes(rule));
    const isBroken = found.some(({ severity }) => severity === 'error');
    const evaluated = isBroken ? undefined : evaluateFor(id)?.(team, judged);
    const evidence = evaluated ?? fromFindings(found, solution);
    return evidence === undefined
      ? []
      : [{ id, title, ...evidence, rules: [...new Set(found.map(({ rule }) => rule))] }];
  });
}

const evaluations: readonly (readonly [topic: string, Evaluate])[] = [
  ['dependenc', differentRanges],
  ['communication', chattyPairs],
  ['configuration', scatteredSettings],
  ['test', untested],
];

const evaluateFor = (id: string): Evaluate | undefined =>
  evaluations.find(([topic]) => id.includes(topic))?.[1];

/** The first finding says what to do about it better than general advice. */
function fromFindings(findings: readonly Finding[], solution: string): Evidence | undefined {
  const [first] = findings;
  if (first === undefined) return undefined;
  return { because: findingsText(findings), solution: firstHelp(first) ?? solution };
}

function findingsText(findings: readonly Finding[]): string {
  const [first] = findings;
  const more = findings.length > 1 ? `, and ${count(findings.length - 1, 'more finding')} of this kind` : '';
  return `${first?.message.split('\n')[0]}${more}`;
}

/** Several plugins require one runtime or library, in ranges of which none implies the others: each narrows the choice. */
function differentRanges(team: Team): Evidence | undefined {
  const required = new Map<string, Map<string, string[]>>();
  for (const { name, integration } of team.releases) {
    for (const [what, range] of Object.entries({
      ...integration.requires.runtimes,
      ...integration.requires.libraries,
    })) {
      if (range === '*' || range === '') continue;
      const ranges = required.get(what) ?? new Map<string, string[]>();
      required.set(what, ranges.set(range, [...(ranges.get(range) ?? []), name]));
    }
  }
  const differing = [...required].filter(([, ranges]) => narrowed([...ranges.keys()]).length > 1);
  if (differing.length === 0) return undefined;
  const texts = differing.map(([what, ranges]) => {
    const sides = [...ranges].map(
      ([range, names]) => `${range} by ${names[0]}${names.length > 1 ? ` and ${names.length - 1} more` : ''}`,
    );
    return `${what} is required as ${listed(sides)}`;
  });
  const [[what, ranges] = ['', new Map()]] = differing;
  return {
    because: texts.slice(0, 3).join('; '),
    solution: `install a version of ${what} that is in all of these ranges: ${listed(narrowed([...ranges.keys()]))}`,
  };
}

/** Two plugins exchange three or more artifacts, or need each other's. */
function chattyPairs(team: Team): Evidence | undefined {
  const pairs = new Map<string, { names: string; artifacts: Set<string>; ways: Set<string> }>();
  for (const { from, to, artifact, optional } of team.wiring.links) {
    const names = listed([from, to].sort());
    const pair = pairs.get(names) ?? { names, artifacts: new Set(), ways: new Set() };
    pair.artifacts.add(artifact);
    if (!optional) pair.ways.add(from);
    pairs.set(names, pair);
  }
  const chatty = [...pairs.values()]
    .filter(({ artifacts, ways }) => artifacts.size >= 3 || ways.size === 2)
    .sort((a, b) => b.artifacts.size - a.artifacts.size);
  if (chatty.length === 0) return undefined;
  const texts = chatty
    .slice(0, 3)
    .map(
      ({ names, artifacts, ways }) =>
        `${names} exchange ${count(artifacts.size, 'artifact')}${ways.size === 2 ? ' and need each other' : ''}`,
    );
  return {
    because: `${texts.join('; ')}${chatty.length > 3 ? `; so do ${chatty.length - 3} more pairs` : ''}`,
    solution: chatty.some(({ ways }) => ways.size === 2)
      ? 'agree which of the two starts, and with what, and let each hand over all that it has at once'
      : 'let the one that writes hand over all of it at once, when it is finished',
  };
}

/** Three or more settings, spread over two or more plugins, of which one cannot do without some. */
function scatteredSettings({ releases }: Team, { env: all }: Judged): Evidence | undefined {
  const configured = releases.filter(
    ({ integration, components }) => integration.env.length + components.mcpServers.length > 0,
  );
  const required = all.filter(({ optional }) => !optional).length;
  const servers = releases.flatMap(({ components }) => components.mcpServers).length;
  if (configured.length < 2 || all.length + servers < 3 || required + servers === 0) return undefined;
  const must = required === 0 ? 'none required' : `${required} required`;
  const parts = [
    ...(all.length > 0 ? [`${count(all.length, 'environment variable')} (${must})`] : []),
    ...(servers > 0 ? [count(servers, 'MCP server')] : []),
  ];
  return {
    because: `${listed(parts)} in ${count(configured.length, 'plugin')}`,
    solution:
      all.length === 0
        ? 'write down in one place which of these servers need a sign-in, and who has it'
        : 'put them in `env` of `.claude/settings.json`, secrets in `settings.local.json` (`--section settings`)',
  };
}

/** Plugins exchange something, and no plugin tests it. */
function untested(team: Team, { tests }: Judged): Evidence | undefined {
  const { links, events } = team.wiring;
  const total = links.length + events.length;
  if (total === 0 || testers(team).length > 0 || !team.releases.every(statesInterface)) return undefined;
  return {
    because: `${count(total, 'link')} between plugins, but none of ${listed(quoted(team.names.slice(0, 4)))}${team.names.length > 4 ? ` and ${team.names.length - 4} more` : ''} tests anything`,
    solution:
      tests === 0
        ? 'try by hand what happens at each of them, before you rely on it'
        : `write the ${count(tests, 'integration test')} of this plan, and run ${tests === 1 ? 'it' : 'them'} on each change`,
  };
}
