/** The page of a plan: all that the text has, each plugin with a panel, and nothing of a manifest is markup. */
import { expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { emptyKnowledge } from '../../src/model/knowledge.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Release } from '../../src/model/plugin.ts';
import { makePlan } from '../../src/planner/index.ts';
import { planHtml } from '../../src/report/plan-html.ts';
import fc from '../support/fast-check.ts';
import { attributeOf, brokenLinks, elementsOf, ofClass, shapeOf, textOf } from '../support/page.ts';
import { release } from '../support/releases.ts';

const plan = (releases: Release[], findings: readonly Finding[] = []): Plan =>
  makePlan({
    releases,
    chosen: [],
    requested: releases.map(({ name }) => name),
    knowledge: emptyKnowledge,
    findings,
    environment: { runtimes: {} },
    orchestration: 'auto',
    calls: [
      {
        from: 'reader',
        to: 'writer',
        component: 'writer:write',
        location: { file: 'reader/skills/read/SKILL.md', line: 7, column: 1 },
        isSure: true,
      },
    ],
  });

const finding = (severity: Finding['severity'], message: string, plugins: readonly string[]): Finding => ({
  rule: 'MKT301',
  name: 'agent-name-clash',
  case: 'found',
  evidence: {},
  severity,
  message,
  plugins,
  location: { file: 'mkt.yaml', line: 3, column: 1 },
  help: 'rename one',
});

const releases = [
  {
    ...release('reader', { consumes: ['table:csv', 'table:parquet?'], commands: ['read'] }),
    contextTokens: 1234,
  },
  release('writer', { produces: ['table:csv', 'table:parquet'], roles: ['simulation'] }),
];
const pair = plan(releases, [
  finding('warning', 'two agents\n- first place\n- second place', ['reader', 'writer']),
  finding('note', 'a remark', ['writer']),
]);
const full: Plan = {
  ...pair,
  workflow: ['think'],
  outcomes: ['a result'],
  example: { language: 'mermaid', code: 'before\n```mermaid\nx --> y\n```\nafter' },
};
const page = planHtml(full);
const text = elementsOf(page).find(({ tagName }) => tagName === 'main');

test('all parts of the plan are there, and every link leads somewhere', () => {
  expect(
    elementsOf(page)
      .filter(({ tagName }) => tagName === 'h2')
      .map(textOf),
  ).toEqual([
    'How they work together',
    'Do this',
    'Before you start',
    'Watch out 1 warning, 1 note',
    'Details',
    'Plugins and rules',
  ]);
  expect(
    elementsOf(page)
      .filter(({ tagName }) => tagName === 'summary')
      .map(textOf),
  ).toEqual(expect.arrayContaining(['Workflow 1', 'Outcomes 1', 'Example 1']));
  for (const line of [...(full.example?.code.split('\n') ?? []), 'first place', 'second place'])
    expect(textOf(text as never)).toContain(line);
  expect(brokenLinks(page)).toEqual([]);
});

test('the verdict is first, with what is large or costs', () => {
  expect(textOf(ofClass(page, 'head')[0] as never)).toMatch(
    /✓ these 2 plugins go together: 1 warning, 1 note/,
  );
  expect(ofClass(page, 'facts').map(textOf)[0]).toMatch(
    /2 plugins\s+2 stages\s+about 1,234 tokens in every session, without 1 plugin of unknown texts\s+2 findings/,
  );
});

test('a plugin has a panel: what it takes and gives, calls with file and line, findings, steps and components', () => {
  const [reader, writer] = ofClass(page, 'panel').map((panel) => textOf(panel).replace(/\s+/g, ' '));
  for (const part of [
    'about 1,234 tokens in every session',
    'takes table (parquet) of writer, optional',
    'calls writer:write of writer, reader/skills/read/SKILL.md:7',
    'warning two agents mkt.yaml:3',
    '1. Install writer and reader',
    '1 command/reader:read',
  ])
    expect(reader).toContain(part);
  expect(reader).not.toContain('a remark');
  expect(writer).toContain('gives table (csv) to reader');
  expect(writer).toContain('note a remark');
});

test('a panel says how an event reaches its subscribers, if that is stated', () => {
  const channels = { built: { channel: 'the file done.json', payload: 'a path' } };
  const panelsOf = (stated: object) =>
    ofClass(
      planHtml(
        plan([
          release('reader', { integration: { subscribes: ['built'] } }),
          release('writer', { integration: { publishes: ['built'], ...stated } }),
        ]),
      ),
      'panel',
    ).map((panel) => textOf(panel).replace(/\s+/g, ' '));
  const [reader, writer] = panelsOf({ channels });
  expect(reader).toContain('listens to built of writer, by the file done.json, with a path');
  expect(writer).toContain('publishes built for reader, by the file done.json, with a path');
  expect(panelsOf({})[0]).not.toContain(', by');
});

test('boxes have ids of their own, and their key changes with the steps', () => {
  const ticks = elementsOf(page).flatMap((element) => attributeOf(element, 'data-tick') ?? []);
  expect(ticks).toContain('step-1');
  expect(new Set(ticks).size).toBe(ticks.length);
  const keyOf = (each: string) =>
    elementsOf(each).flatMap((element) => attributeOf(element, 'data-key') ?? []);
  expect(keyOf(planHtml({ ...full, title: 'another title' }))).toEqual(keyOf(page));
  expect(keyOf(planHtml({ ...full, rollout: full.rollout.slice(1) }))).not.toEqual(keyOf(page));
});

test('a plan that an earlier version saved has no components and costs', () => {
  const saved = {
    ...pair,
    plugins: pair.plugins.map(({ components, cost, description, ...plugin }) => plugin),
  };
  expect(brokenLinks(planHtml(saved))).toEqual([]);
  expect(ofClass(planHtml(saved), 'facts').map(textOf)[0]).not.toContain('tokens');
});

test('whatever manifests say, the page has the same elements', () => {
  const withText = (said: string) => {
    const own = release('a', {
      produces: [`x${said}:csv`],
      integration: { env: [{ name: 'K', required: true, description: `d${said}` }] },
    });
    const made = plan(
      [
        { ...own, description: `d${said}`, version: `1${said}` },
        release('b', { consumes: [`x${said}:csv`] }),
      ],
      [{ ...finding('warning', `m${said}`, ['a']), help: `h${said}` }],
    );
    return planHtml({
      ...made,
      plugins: made.plugins.map((plugin) => ({ ...plugin, components: { agents: [`a${said}`] } })),
      title: `t${said}`,
      useCase: `u${said}`,
    });
  };
  const expected = shapeOf(withText(''));
  const pieces = [
    '<img src=x onerror=alert(1)>',
    '</script>',
    '"',
    "'",
    '&',
    '\u202e',
    '😀',
    '--',
    '<!--',
    'x',
  ];
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...pieces), maxLength: 6 }), (said) => {
      expect(shapeOf(withText(said))).toEqual(expected);
    }),
    { numRuns: 30 },
  );
});
