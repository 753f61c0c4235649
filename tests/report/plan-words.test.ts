/** What the first screen of a plan says: counts that its reader can check, what goes where, what is needed, and what to try first. */
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { emptyKnowledge, type Pattern } from '../../src/model/knowledge.ts';
import type { Plan, PlanPitfall } from '../../src/model/plan.ts';
import type { Release } from '../../src/model/plugin.ts';
import { makePlan, type Now, type PlanInput } from '../../src/planner/index.ts';
import { headOf } from '../../src/report/plan-head.ts';
import { planMarkdown } from '../../src/report/plan-markdown.ts';
import { planText } from '../../src/report/plan-text.ts';
import { togetherSection } from '../../src/report/plan-together.ts';
import { countedWarnings, warningsOf } from '../../src/report/plan-warnings.ts';
import { plain } from '../../src/report/style.ts';
import fc from '../support/fast-check.ts';
import { release } from '../support/releases.ts';

const planOf = (releases: Release[], more: Partial<PlanInput> = {}): Plan =>
  makePlan({
    releases,
    chosen: [],
    requested: releases.map(({ name }) => name),
    knowledge: emptyKnowledge,
    findings: [],
    environment: { runtimes: {} },
    orchestration: 'auto',
    ...more,
  });

const textOf = (plan: Plan, section?: string, width = 200): string =>
  planText({ plan, ...(section !== undefined && { section }) }, { style: plain, width });

const finding = (severity: Finding['severity'], rule: Finding['rule'] = 'MKT301'): Finding => ({
  rule,
  name: 'agent-name-clash',
  case: 'found',
  evidence: {},
  severity,
  message: `a ${severity} of ${rule}`,
  plugins: [],
  help: 'do this',
});

const pitfall = (title: string, ...rules: string[]): PlanPitfall => ({
  id: title,
  title,
  because: 'it is so',
  solution: 'solve it',
  rules,
});

describe('warnings', () => {
  const pair = planOf([release('a'), release('b')]);

  test('the verdict counts exactly what the section lists', () => {
    const severity = fc.constantFrom('error' as const, 'warning' as const, 'note' as const);
    fc.assert(
      fc.property(fc.array(severity, { maxLength: 9 }), fc.nat(3), (severities, pitfalls) => {
        const made = {
          ...pair,
          findings: severities.map((each) => finding(each)),
          pitfalls: Array.from({ length: pitfalls }, (_, index) => pitfall(`P${index}`)),
        };
        const counted = headOf(made).verdict.match(/\d+ (?:error|warning|pitfall|note)s?/g) ?? [];
        const listed = textOf(made, 'watch-out').match(/^ {2}- (?:error|warning|pitfall|note): /gm) ?? [];
        const total = counted.reduce((sum, each) => sum + Number.parseInt(each, 10), 0);
        expect(listed).toHaveLength(total);
        expect(total).toBe(severities.length + pitfalls);
      }),
      { numRuns: 30 },
    );
  });

  test('on one screen, first lines, list and rest together are what the verdict counts', () => {
    const made = {
      ...pair,
      findings: [finding('error'), ...Array.from({ length: 30 }, () => finding('warning'))],
      pitfalls: [pitfall('One')],
    };
    const text = textOf(made, undefined, 80);
    const shown = text.match(/^ {2}- warning: /gm)?.length ?? 0;
    const rest = Number(/Watch out \(also (\d+) warnings and 1 pitfall: /.exec(text)?.[1]);
    expect(text.replaceAll(/\s+/g, ' ')).toContain(': 1 error, 30 warnings, 1 pitfall - error');
    expect(shown).toBeGreaterThan(0);
    expect(shown + rest).toBe(30);
  });

  test('a pitfall of which a finding is the evidence is not counted again', () => {
    const made = {
      ...pair,
      findings: [finding('note', 'MKT703')],
      pitfalls: [pitfall('Testing', 'MKT703'), pitfall('Configuration')],
    };
    expect(warningsOf(made).map(({ level, what }) => [level, what])).toEqual([
      ['pitfall', 'configuration: it is so'],
      ['note', 'a note of MKT703'],
    ]);
    expect(countedWarnings(warningsOf(made))).toEqual(['1 pitfall', '1 note']);
  });

  test('Markdown labels them, too', () => {
    const made = { ...pair, findings: [finding('warning')], pitfalls: [pitfall('Configuration')] };
    const text = planMarkdown({ plan: made });
    expect(text).toContain('- warning: a warning of MKT301');
    expect(text).toContain('- pitfall: configuration: it is so');
  });
});

describe('what connects plugins', () => {
  const pattern: Pattern = {
    id: 'two',
    title: 'Two',
    plugins: [
      { name: 'early', role: 'ci', stage: 1 },
      { name: 'late', role: 'monitoring', stage: 2 },
    ],
    prerequisites: { runtimes: {}, tools: [], env: [] },
  } as unknown as Pattern;
  const [early, late] = [
    release('early', {
      produces: ['build:tar'],
      consumes: ['alert:json?'],
      integration: { publishes: ['built'] },
    }),
    release('late', {
      produces: ['alert:json'],
      consumes: ['build:tar'],
      integration: { subscribes: ['built'] },
    }),
  ];

  test('a sentence a pair, what comes too late last, and what the words mean', () => {
    const lines = textOf(planOf([early, late], { pattern }), 'together').split('\n');
    expect(lines).toEqual([
      'How they work together, stage by stage',
      '  1. early (ci)',
      '  2. late (monitoring)',
      '  - early hands build (tar; required) and event built to late (stated)',
      '  - early starts without the alert of late: run it again afterwards (stated)',
      "  - stated: by the plugin, mkt's registry or `integrations:` in `mkt.yaml`; required: the plugin that gets it does not work without it",
    ]);
  });

  test('what comes too late is never only counted, also between plugins that run in parallel', () => {
    const [first, second] = ['first', 'second'].map((name) => release(name, { produces: [`${name}:f`] }));
    const third = release('third', { consumes: ['first:f?', 'second:f?'] });
    const side = release('side', { consumes: ['first:f?'] });
    const together = {
      ...pattern,
      plugins: [
        ...['first', 'second', 'side'].map((name) => ({ name, role: 'ci', stage: 1 })),
        { name: 'third', role: 'ci', stage: 2 },
      ],
    } as unknown as Pattern;
    const plan = planOf(
      [first, second, side, third].flatMap((each) => each ?? []),
      { pattern: together },
    );
    const section = togetherSection(plan, { ties: 0 });
    expect(section.blocks.map((block) => ('text' in block ? block.text : ''))).toContain(
      'side starts without the first of first: run it again afterwards (stated)',
    );
    expect(section.rest).toBe('also 2 links: `--section together`');
  });

  test('an event alone is published', () => {
    const alone = planOf([
      release('a', { integration: { publishes: ['built'] } }),
      release('b', { integration: { subscribes: ['built'] } }),
    ]);
    expect(textOf(alone, 'together')).toContain('  - a publishes event built for b (stated)\n');
    expect(textOf(alone, 'together')).not.toContain('again');
  });
});

describe('what to do', () => {
  const pattern = (env: string[]): Pattern =>
    ({
      id: 'one',
      title: 'One',
      plugins: [{ name: 'api', role: 'backend', stage: 1 }],
      prerequisites: {
        runtimes: {},
        tools: [{ anyOf: ['aws', 'gcloud'] }, { anyOf: ['jq'] }],
        env,
      },
    }) as unknown as Pattern;
  const api = release('api', {
    commands: ['start-api'],
    integration: { requires: { runtimes: {}, libraries: {}, tools: ['jq'] } },
  });
  const itemsOf = (plan: Plan) => textOf(plan, 'steps').split('\n').slice(1);

  test('what the plugins need, what only the pattern needs, and what to set', () => {
    const [needs] = itemsOf(planOf([api], { pattern: pattern(['DATABASE_URL']) }));
    expect(needs).toBe(
      '  - needs jq; the pattern also needs (aws or gcloud); set DATABASE_URL (`--section settings`)',
    );
    expect(itemsOf(planOf([api]))[0]).toBe('  - needs jq');
  });

  test('variables of the pattern count as required among all settings', () => {
    const optional = (name: string) => ({ name, required: false, description: 'd' });
    const made = planOf(
      [
        release('api', { integration: { env: [optional('DATABASE_URL'), optional('PORT')] } }),
        release('web', { integration: { env: [optional('API_URL')] } }),
      ],
      {
        pattern: pattern(['DATABASE_URL', 'REGION']),
        knowledge: {
          ...emptyKnowledge,
          practices: {
            ...emptyKnowledge.practices,
            pitfalls: [
              {
                id: 'configuration-complexity',
                title: 'Configuration complexity',
                problem: 'p',
                solution: 's',
                rules: [],
              },
            ],
          },
        },
      },
    );
    expect(made.pitfalls.map(({ because }) => because)).toEqual([
      '4 environment variables (2 required) in 2 plugins',
    ]);
  });

  test('how to see that it worked, and what of the first stage to try', () => {
    const lines = itemsOf(planOf([api]));
    expect(lines).toContain(
      '  - it worked if `mkt check` finds no errors and the last command prints nothing',
    );
    expect(lines.at(-1)).toBe('  - start `claude` and try `/api:start-api`');
  });

  test('what the commands leave behind has to stay', () => {
    const cloned = (name: string) => ({
      ...release(name, { marketplace: `of-${name}` }),
      source: { source: 'git-subdir', url: `https://git.example/${name}.git`, path: `plugins/${name}` },
      commit: 'aaaaaaaaaaaa',
    });
    const where = (...releases: Release[]) =>
      itemsOf(planOf(releases)).find((line) => line.includes('run this in your project'));
    expect(where(cloned('a'))).toMatch(/; all your projects load from the clone, so keep it$/);
    expect(where(cloned('a'), cloned('b'))).toMatch(
      /; all your projects load from the clones, so keep them$/,
    );
    expect(where(release('a'))).toMatch(/installs for all your projects$/);
    const kept = new Map([['a@lab', { state: 'loads', version: '1.0.0' }]]);
    const now = { plugins: kept, marketplaces: new Set<string>() } as unknown as Now;
    expect(textOf(planOf([release('a')], { now }), 'steps')).not.toContain('run this');
  });

  test('what the pattern says to begin with, if the plugin has it', () => {
    const two = release('api', { commands: ['start-api'], agents: ['planner'] });
    const beginning = (begin: string): Pattern => {
      const own = pattern([]);
      return { ...own, plugins: own.plugins.map((plugin) => ({ ...plugin, begin })) };
    };
    const last = (begin: string) => itemsOf(planOf([two], { pattern: beginning(begin) })).at(-1);
    expect(last('planner')).toBe('  - start `claude` and begin with `@agent-api:planner`');
    expect(last('gone')).toBe('  - start `claude` and try `/api:start-api`');
  });

  test('not what a plugin has that is left out, and nothing where nothing can be typed', () => {
    const leftOut = [{ plugin: 'api', rule: 'MKT101', because: 'it is gone' }];
    const other = release('other', { agents: ['helper'] });
    expect(textOf({ ...planOf([api, other]), leftOut }, 'steps')).toContain(
      'start `claude` and try `@agent-other:helper`',
    );
    expect(textOf(planOf([release('bare')]), 'steps')).not.toContain('start `claude`');
  });

  test('a version that all of them have is said once', () => {
    const changeOf = (...names: string[]) => textOf(planOf(names.map((name) => release(name))), 'change');
    expect(changeOf('a', 'b')).toContain('+ 2 to install, both 1.0.0: a and b');
    expect(changeOf('a', 'b', 'c')).toContain('+ 3 to install, all 1.0.0: a, b and c');
    expect(changeOf('a', 'b@2.0.0')).toContain('+ 2 to install: a 1.0.0 and b 2.0.0');
    expect(changeOf('a')).toContain('+ 1 to install: a 1.0.0');
  });
});

describe('integration tests', () => {
  const writer = release('writer', { produces: ['test-report:json'], commands: ['write-report', 'other'] });
  const reader = release('reader', { consumes: ['test-report:json'], agents: ['helper'] });

  test('name what to run: by the words of its name, else where to see what there is', () => {
    const [made] = planOf([writer, reader]).tests;
    expect(made?.run).toBe('`/writer:write-report`, then one of what `mkt info reader@lab` shows');
    expect(textOf(planOf([writer, reader]), 'tests')).toContain(
      '\n     run: `/writer:write-report`, then one of what `mkt info reader@lab` shows\n',
    );
  });

  test('nothing to run of plugins without agents, commands and skills, and no words about it', () => {
    const bare = planOf([
      release('writer', { produces: ['report:json'] }),
      release('reader', { consumes: ['report:json'] }),
    ]);
    expect(bare.tests[0]).not.toHaveProperty('run');
    expect(textOf(bare, 'tests')).not.toContain('what to run');
  });
});
