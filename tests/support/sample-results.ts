/** A plan, a check and a map to look at, in which everything that a page shows occurs; and the same with hostile text in every field. */

import type { Finding } from '../../src/model/finding.ts';
import { emptyKnowledge } from '../../src/model/knowledge.ts';
import type { MapPlugin, Tie, TieKind } from '../../src/model/map.ts';
import type { Plan } from '../../src/model/plan.ts';
import { makePlan } from '../../src/planner/index.ts';
import type { CheckedList, MapResult } from '../../src/report/results.ts';
import { release } from './releases.ts';

/** Markup, both quotes, what turns text around, what is long, and characters that need two units or more. */
export const hostileText = [
  '</script><script>globalThis.hacked = 1</script>',
  '<img src="https://evil.example/x" onerror="globalThis.hacked = 1">',
  `" onclick="globalThis.hacked = 1" x='`,
  '--><style>*{display:none}</style>',
  '\u202e\u2066desrever \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627',
  '👩‍👩‍👧‍👦🏳️‍🌈é̂',
  '`code` **bold** [x](javascript:globalThis.hacked=1)',
  'x'.repeat(300),
  '\u0000\u0007\ufffe\ud800',
].join(' ');

/** Appends a text to every text of a value; keys and what decides the look stay. */
function everywhere<Value>(value: Value, said: string): Value {
  const kept = new Set(['kind', 'action', 'status', 'severity', 'rule', 'case', 'id', 'ground', 'place']);
  const change = (each: unknown, key: string): unknown => {
    if (typeof each === 'string') return kept.has(key) ? each : `${each}${said}`;
    if (Array.isArray(each)) return each.map((one) => change(one, key));
    if (typeof each !== 'object' || each === null) return each;
    return Object.fromEntries(Object.entries(each).map(([name, one]) => [name, change(one, name)]));
  };
  return change(value, '') as Value;
}

const finding = (parts: Partial<Finding>): Finding => ({
  rule: 'MKT301',
  name: 'agent-name-clash',
  case: 'found',
  evidence: {},
  severity: 'warning',
  message: '`trainer` and `reviewer` both have the agent `judge`\nfirst\nsecond\nthird\nfourth',
  plugins: ['reviewer', 'trainer'],
  location: { file: 'plugins/trainer/agents/judge.md', line: 2, column: 1 },
  related: [
    { location: { file: 'plugins/reviewer/agents/judge.md', line: 3, column: 1 }, message: 'the other one' },
  ],
  help: 'use the full name',
  ...parts,
});

const findings: readonly Finding[] = [
  finding({
    rule: 'MKT902',
    name: 'schema-violation',
    case: 'server-violation',
    severity: 'error',
    plugins: ['loader'],
  }),
  finding({}),
  finding({ rule: 'MKT303', name: 'skill-name-clash', severity: 'note', plugins: ['trainer'] }),
];

const releases = [
  {
    ...release('loader', { produces: ['dataset:csv'], skills: ['load'], roles: ['data'] }),
    contextTokens: 90,
  },
  release('trainer', { consumes: ['dataset:csv'], produces: ['model:onnx'], agents: ['judge'] }),
  release('reporter', { consumes: ['dataset:csv?'], commands: ['report'] }),
  release('reviewer', {
    consumes: ['model:onnx'],
    agents: ['judge'],
    integration: { env: [{ name: 'REVIEW_TOKEN', required: true, description: 'to comment' }] },
  }),
  release('alone'),
];

const plan: Plan = {
  ...makePlan({
    releases,
    chosen: [],
    requested: releases.map(({ name }) => name),
    knowledge: emptyKnowledge,
    findings,
    environment: { runtimes: {} },
    orchestration: 'auto',
    calls: [
      {
        from: 'reviewer',
        to: 'loader',
        component: 'loader:load',
        location: { file: 'plugins/reviewer/agents/judge.md', line: 9, column: 1 },
        isSure: true,
      },
    ],
  }),
  useCase: 'A model that is trained, judged and reported',
  workflow: ['load', 'train'],
  outcomes: ['a model'],
  example: { language: 'python', code: 'import this\nprint("<done>")' },
};

const check: CheckedList = {
  looked: { list: { kind: 'file', file: 'mkt.yaml' }, registries: [], rules: ['MKT301', 'MKT902'] },
  verdict: { kind: 'loads', apart: false },
  strict: false,
  requested: releases.map(({ name }) => name),
  plugins: releases.map(({ name, version, marketplace }) => ({
    name,
    version,
    marketplace,
    requested: true,
    components: { agents: 1 },
    requiredBy: [],
  })),
  findings,
  grid: {
    plugins: releases.map(({ name, components }) => ({
      name,
      label: name,
      hooks: ['PreToolUse Bash'],
      gates: [],
      names: [...components.agents, 'a', 'b', 'c', 'd', 'e'],
      takes: [],
    })),
    meetings: findings.slice(1, 2).map((each) => ({ column: 'names', finding: each })),
  },
};

/** The plan, with a text behind each of its texts. */
export const samplePlan = (said = ''): Plan => everywhere(plan, said);

/** The check, with a text behind each of its texts; a meeting is one of its findings. */
export function sampleCheck(said = ''): CheckedList {
  const { grid, ...rest } = everywhere(check, said);
  const own = rest.findings[1];
  if (grid === undefined || own === undefined) throw new Error('the sample has a grid');
  return { ...rest, grid: { ...grid, meetings: [{ column: 'names', finding: own }] } };
}

/**
 * A map with its plugins and their ties, `loader>trainer data call`. The last letter of a name is its category.
 * @param alone plugins without a tie.
 */
export function mapOf(ties: readonly string[], alone: readonly string[] = []): MapResult {
  const made = ties.map((text): Tie => {
    const [ends = '', ...kinds] = text.split(' ');
    const [from = '', to = ''] = ends.split('>');
    return {
      from,
      to,
      count: kinds.length,
      counts: Object.fromEntries(kinds.map((kind) => [kind, 1])),
      evidence: kinds.map((kind) => ({
        kind: kind as TieKind,
        what: `${to}:thing`,
        location: { file: `plugins/${from}/agents/judge.md`, line: 9, column: 1 },
      })),
    };
  });
  const labels = [...new Set([...made.flatMap(({ from, to }) => [from, to]), ...alone])];
  return {
    sources: ['examples/lab'],
    plugins: labels.map(
      (label): MapPlugin => ({
        label,
        name: label,
        marketplace: 'lab',
        version: '1.0.0',
        category: label.slice(-1),
        isAsked: false,
        isElsewhere: false,
        refersTo: made.filter(({ from }) => from === label).length,
        referredBy: made.filter(({ to }) => to === label).length,
      }),
    ),
    ties: made,
    categories: [],
    absent: [{ from: labels[0] ?? '', name: 'gone', evidence: [] }],
    unusable: ['broken'],
    isWithoutData: false,
  };
}

/**
 * The map of the same plugins, with a text behind each of its texts.
 * @param more further ties, for a map that is drawn differently.
 */
export function sampleMap(said = '', more: readonly string[] = []): MapResult {
  const ties = [
    'loader>trainer data',
    'trainer>reviewer data event',
    'reviewer>loader call',
    'reporter>loader mention dependency',
  ];
  const { grid } = sampleCheck(said);
  return { ...everywhere(mapOf([...ties, ...more], ['alone']), said), ...(grid && { grid }) };
}
