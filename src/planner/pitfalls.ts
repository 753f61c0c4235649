import type { Finding } from '../model/finding.ts';
import type { Pitfall } from '../model/knowledge.ts';
import type { PlanPitfall } from '../model/plan.ts';
import { count, listed, quoted } from '../model/text.ts';
import { statesInterface } from '../model/wiring.ts';
import { narrowed } from './ranges.ts';
import { testers } from './roles.ts';
import type { Team } from './team.ts';

type Evidence = (team: Team) => string | undefined;

/** Returns the pitfalls that apply here, each with its evidence. */
export function pitfallsOf(
  team: Team,
  pitfalls: readonly Pitfall[],
  findings: readonly Finding[],
): PlanPitfall[] {
  return pitfalls.flatMap(({ id, title, solution, rules }) => {
    const found = findings.filter(({ rule }) => rules.includes(rule));
    const because = evidenceOf(id)?.(team) ?? (found.length === 0 ? undefined : findingsText(found));
    return because === undefined
      ? []
      : [{ id, title, because, solution, rules: [...new Set(found.map(({ rule }) => rule))] }];
  });
}

const evidences: readonly (readonly [topic: string, Evidence])[] = [
  ['dependenc', differentRanges],
  ['communication', chattyPairs],
  ['configuration', scatteredSettings],
  ['test', untested],
];

const evidenceOf = (id: string): Evidence | undefined => evidences.find(([topic]) => id.includes(topic))?.[1];

function findingsText(findings: readonly Finding[]): string {
  const [first] = findings;
  const more = findings.length > 1 ? `, and ${count(findings.length - 1, 'more finding')} of this kind` : '';
  return `${first?.message.split('\n')[0]}${more}`;
}

/** Several plugins require one runtime or library, in ranges of which none implies the others: each narrows the choice. */
function differentRanges(team: Team): string | undefined {
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
  return texts.slice(0, 3).join('; ');
}

/** Two plugins exchange three or more artifacts, or need each other's. */
function chattyPairs(team: Team): string | undefined {
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
  return `${texts.join('; ')}${chatty.length > 3 ? `; so do ${chatty.length - 3} more pairs` : ''}`;
}

/** Three or more settings, spread over two or more plugins. */
function scatteredSettings(team: Team): string | undefined {
  const configured = team.releases.filter(
    ({ integration, components }) => integration.env.length + components.mcpServers.length > 0,
  );
  const variables = new Set(
    team.releases.flatMap(({ integration }) => integration.env.map(({ name }) => name)),
  );
  const servers = team.releases.flatMap(({ components }) => components.mcpServers).length;
  if (configured.length < 2 || variables.size + servers < 3) return undefined;
  const parts = [
    ...(variables.size > 0 ? [count(variables.size, 'environment variable')] : []),
    ...(servers > 0 ? [count(servers, 'MCP server')] : []),
  ];
  return `${listed(parts)} must be set up for ${count(configured.length, 'plugin')}`;
}

/** Plugins exchange something, and no plugin tests it. */
function untested(team: Team): string | undefined {
  const { links, events } = team.wiring;
  const total = links.length + events.length;
  if (total === 0 || testers(team).length > 0 || !team.releases.every(statesInterface)) return undefined;
  return `${count(total, 'link')} between plugins, but none of ${listed(quoted(team.names.slice(0, 4)))}${team.names.length > 4 ? ` and ${team.names.length - 4} more` : ''} tests anything`;
}
