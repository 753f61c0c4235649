/** The plan's reports: they fit the width, say everything once, and foreign text stays text. */
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { sectionOption } from '../../src/cli/options.ts';
import { readMod } from '../../src/client/mods/read-mod.ts';
import { emptyKnowledge } from '../../src/model/knowledge.ts';
import type { Release } from '../../src/model/plugin.ts';
import { makePlan } from '../../src/planner/index.ts';
import { detailSections } from '../../src/report/plan-details.ts';
import { planDot } from '../../src/report/plan-dot.ts';
import { planHtml } from '../../src/report/plan-html.ts';
import { planJson } from '../../src/report/plan-json.ts';
import { planMarkdown } from '../../src/report/plan-markdown.ts';
import { planMermaid } from '../../src/report/plan-mermaid.ts';
import { screenSections } from '../../src/report/plan-screen.ts';
import { planSvg } from '../../src/report/plan-svg.ts';
import { planText } from '../../src/report/plan-text.ts';
import { planYaml } from '../../src/report/plan-yaml.ts';
import { plain } from '../../src/report/style.ts';
import { memoryTree } from '../client/fixtures.ts';
import { release } from '../support/releases.ts';

function plan(releases: Release[]) {
  return makePlan({
    releases,
    chosen: [],
    requested: releases.map(({ name }) => name),
    knowledge: emptyKnowledge,
    findings: [],
    environment: { runtimes: {} },
    orchestration: 'auto',
  });
}

const pair = plan([
  release('reader', { consumes: ['table:csv', 'table:parquet?'], commands: ['read'] }),
  release('writer', { produces: ['table:csv', 'table:parquet'], roles: ['simulation'] }),
]);
const hostile = plan([
  release('a', {
    produces: ['x"]; click:<img src=x>'],
    integration: {
      env: [
        { name: 'K', required: true, description: '\u001b[31m**bold** [x](http://evil) @team\n# heading' },
      ],
    },
  }),
  release('b', { consumes: ['x"]; click:<img src=x>'] }),
]);

describe('mods', () => {
  const acting = release('acting');
  const mod = readMod(
    memoryTree({
      'r.js': `export function register(on) { on('tool.call', { tool: 'Bash' }, async ($, e, next) => ({ deny: 'no' })); }`,
    }),
    'r.js',
  );
  const withMod = makePlan({
    releases: [acting, release('other')],
    mods: [{ release: acting, mod }],
    chosen: [],
    requested: ['acting', 'other'],
    knowledge: emptyKnowledge,
    findings: [],
    environment: { runtimes: {} },
    orchestration: 'auto',
  });

  test('are in the text, in Markdown, in JSON and on the page', () => {
    const listens = 'mod listens to: tool.call {tool=Bash} (can refuse)';
    expect(planText({ plan: withMod, full: true }, { style: plain, width: 80 })).toContain(
      `Mods, which run inside the client\n  - acting: r.js\n    ${listens}`,
    );
    expect(planMarkdown({ plan: withMod, full: true })).toContain('- **acting: r.js**');
    expect(JSON.parse(planJson(withMod)).mods).toMatchObject([
      { plugin: 'acting', mod: { hooks: [{ event: 'tool.call' }] } },
    ]);
    expect(planHtml(withMod)).toContain('Mods, which run inside the client');
    expect(planText({ plan: pair, full: true }, { style: plain, width: 80 })).not.toContain('Mods');
  });
});

describe('text', () => {
  const headingsOf = (text: string) => text.split('\n').filter((line) => /^[A-Z]/.test(line));

  test('one screen: whether it works, what changes, what to do, how they work together', () => {
    const text = planText({ plan: pair }, { style: plain, width: 80 });
    expect(headingsOf(text)).toEqual([
      'Plan for reader and writer',
      'Change',
      'Do this',
      'How they work together, stage by stage',
    ]);
    expect(text.split('\n')[1]).toBe('ok: these 2 plugins go together');
    expect(text).toContain('  + 2 to install, both 1.0.0: reader and writer');
    expect(text).toContain('  - writer hands table (csv, parquet; required) to reader (stated)');
    expect(text.split('\n').at(-1)).toMatch(
      /^more: `--full`, or `--section` with before, stages, tests, failures or rollback$/,
    );
  });

  test('in full: the same, then the details', () => {
    const text = planText({ plan: pair, full: true }, { style: plain, width: 80 });
    expect(headingsOf(text)).toEqual([
      'Plan for reader and writer',
      'Change',
      'Do this',
      'How they work together, stage by stage',
      'Before you start',
      'Stages',
      'Remarks on the steps',
      'Integration tests to write',
      'When a plugin fails',
      'Monitoring',
      'Undo',
    ]);
  });

  test('one section alone', () => {
    const text = planText({ plan: pair, section: 'rollback' }, { style: plain, width: 80 });
    expect(text.split('\n')).toEqual([
      'Undo',
      '  $ claude plugin uninstall reader@lab',
      '  $ claude plugin uninstall writer@lab',
      '  $ claude plugin marketplace remove lab',
    ]);
  });

  test.each(['failures', 'findings'])('a section that a plan does not have says so: %s', (section) => {
    const alone = { ...plan([release('alone')]), failures: [], findings: [] };
    const nothing = `this plan has nothing under \`${section}\``;
    expect(planText({ plan: alone, section }, { style: plain, width: 80 })).toBe(nothing);
    expect(planMarkdown({ plan: alone, section })).toBe(nothing);
  });

  test('a plan that changes nothing says how to remove a plugin anyway', () => {
    const text = planText(
      { plan: { ...pair, rollback: [] }, section: 'rollback' },
      { style: plain, width: 80 },
    );
    expect(text).toContain('has nothing to undo');
    expect(text).toContain('`claude plugin uninstall <plugin>`');
  });

  test('`--section` names every section that there is', () => {
    const known = (sectionOption.choices ?? []).filter((id) => id !== 'findings');
    const made = {
      ...pair,
      starts: [{ plugin: 'a', hooks: [{ event: 'Stop', amount: 2, matchers: [] }], servers: [] }],
      workflow: ['think'],
      outcomes: ['a result'],
      example: { language: 'sh', code: 'true' },
      checklist: [{ id: 'x', title: 'X', group: 'g', status: 'done' as const, evidence: 'e' }],
      troubleshooting: [{ id: 'x', title: 'X', steps: ['look'] }],
      pitfalls: [{ id: 'x', title: 'X', because: 'b', solution: 's', rules: [] }],
    };
    const ids = [...screenSections(made, {}), ...detailSections(made)].map(({ id }) => id);
    expect(ids.filter((id) => !known.includes(id))).toEqual([]);
    expect(known.filter((id) => !ids.includes(id)).sort()).toEqual(['mods', 'settings']);
  });

  test('calls that are often none are only in full plans and on the page, marked', () => {
    const base = plan([release('a'), release('b')]);
    const call = (component: string, isSure: boolean) => ({
      ...{ from: 'a', to: 'b', component: `b:${component}`, isSure },
      location: { file: 'a.md', line: 4, column: 1 },
    });
    const textOf = (calls: (typeof base)['calls'], full: boolean) =>
      planText({ plan: { ...base, calls }, full }, { style: plain, width: 200 });
    const mixed = [call('x', false), call('y', true), call('z', false), call('w', true)];
    expect(textOf(mixed, false)).toContain('a calls b:y and 1 more of its components (seen: a.md:4)');
    expect(textOf(mixed, true)).toContain(
      'a calls b:y and 1 more of its components and perhaps 2 more (seen',
    );
    const unsure = [call('x', false), call('z', false)];
    expect(textOf(unsure, false)).not.toContain('a calls');
    expect(textOf(unsure, true)).toContain('a calls b:x? and perhaps 1 more (seen: a.md:4)');
    const shown = { ...base, calls: unsure };
    expect(planMarkdown({ plan: shown })).not.toContain('b:x');
    expect(planMarkdown({ plan: shown, full: true })).toContain('b:x');
    expect(planSvg(shown)).not.toContain('b:x');
    expect(planMermaid(shown)).not.toContain('b:x');
    expect(planHtml(shown)).toContain('perhaps calls <code>b:x</code>');
  });

  test('what is not known is said once, as a number', () => {
    const text = planText(
      { plan: plan([release('a'), release('b'), release('c', { produces: ['x:f'] })]) },
      { style: plain, width: 80 },
    );
    expect(text).toContain(
      '  - 2 of 3 plugins do not state what they hand on (`mkt describe <plugin>`\n    drafts it), and no text of one calls another',
    );
    expect(text).not.toContain('known data');
  });

  test.each([
    [3, 40],
    [15, 70],
  ])('%i plugins with much to say fit on %i lines', (amount, lines) => {
    const all = Array.from({ length: amount }, (_, index) =>
      release(
        `plugin-${index}`,
        index < 3 ? { produces: ['x:f', `y${index}:f`], consumes: ['x:f?', 'y0:f?'] } : {},
      ),
    );
    const warning = (message: string) => ({
      rule: 'MKT301' as const,
      name: 'agent-name-clash',
      case: 'found',
      evidence: {},
      severity: 'warning' as const,
      message: `${message} ${'is a long message '.repeat(8)}`,
      help: 'rename it '.repeat(12),
      plugins: [],
    });
    const made = { ...plan(all), findings: Array.from({ length: 20 }, (_, index) => warning(`w${index}`)) };
    const text = planText({ plan: made }, { style: plain, width: 80 });
    expect(text.split('\n').length).toBeLessThanOrEqual(lines);
    expect(text).toMatch(/\nWatch out \(also \d+ warnings: `--section watch-out`\)\n/);
  });

  test.each([60, 80])('fits %i columns, but for what is to be copied', (width) => {
    const long = planText({ plan: pair, full: true }, { style: plain, width })
      .split('\n')
      .filter((line) => line.length > width && !line.trimStart().startsWith('$ '));
    expect(long).toEqual([]);
  });

  test('one plugin works with no other', () => {
    const text = planText({ plan: plan([release('only')]) }, { style: plain, width: 80 });
    expect(text).toContain(
      '\nDo this\n  - run this in your project; it installs for all your projects\n  1. Install only\n',
    );
    expect(text).toContain('ok: only can be used');
    expect(text).not.toContain('together');
  });
});

test('no format lets control characters through', () => {
  for (const text of [
    planText({ plan: hostile, full: true }, { style: plain, width: 80 }),
    planMarkdown({ plan: hostile, full: true }),
    planJson(hostile),
    planYaml(hostile),
    planMermaid(hostile),
    planDot(hostile),
  ]) {
    expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
  }
});

test('json: the contract, sorted, with a null pattern', () => {
  const json = JSON.parse(planJson(pair));
  expect(Object.keys(json)).toEqual([...Object.keys(json)].sort());
  expect(json).toMatchObject({
    schemaVersion: 1,
    pattern: null,
    dataFlow: [
      { from: 'writer', to: 'reader', artifact: 'table', format: 'csv' },
      { from: 'writer', to: 'reader', artifact: 'table', format: 'parquet' },
    ],
    findings: [],
  });
  expect(json.stages[1].steps[0]).toMatchObject({ plugin: 'reader', commands: ['/reader:read'] });
});

test('yaml says the same', () => {
  expect(parse(planYaml(pair))).toEqual(JSON.parse(planJson(pair)));
});

test('markdown: boxes to tick, and foreign markup is shown', () => {
  const text = planMarkdown({ plan: pair, full: true });
  expect(text).toContain('- [ ] claude: the client to install the plugins in\n  - `claude --version`');
  expect(text).toContain('```sh\n# add the marketplace lab first');
  expect(planMarkdown({ plan: hostile, full: true })).toContain(
    '\\*\\*bold\\*\\* \\[x\\](http://evil) @\u200bteam # heading',
  );
  expect(planMarkdown({ plan: hostile, full: true }).replaceAll(/```[\s\S]*?```/g, '')).not.toMatch(
    /(?<!\\)</,
  );
});

test('mermaid and dot draw stages and links', () => {
  expect(planMermaid(pair).split('\n')).toEqual([
    'flowchart LR',
    '  subgraph s1["1. simulation"]',
    '    p1["writer"]',
    '  end',
    '  subgraph s2["2. reader"]',
    '    p0["reader"]',
    '  end',
    '  p1 -->|"table (csv)"| p0',
    '  p1 -.->|"table (parquet)"| p0',
    '  linkStyle 0,1 stroke:#128c80',
  ]);
  expect(planDot(pair)).toContain(
    '  "writer" -> "reader" [label="table (parquet)", color="#128c80", style=dashed];',
  );
  expect(planMermaid(hostile)).toContain('|"x#quot;]; click (#lt;img src=x#gt;)"|');
  expect(planDot(hostile)).toContain('label="x\\"]; click (<img src=x>)"');
});

test('svg: a card for each plugin in the frame of its stage, required and optional links apart', () => {
  const svg = planSvg(pair);
  expect(svg).toMatch(/^<svg [^>]*width="\d+" height="\d+"/);
  expect(svg.match(/<g class="card" /g)).toHaveLength(2);
  expect(svg).toContain('>writer</text>');
  expect(svg).toContain('>1. simulation</text>');
  expect(svg).toContain('<g class="link data" data-kind="data" data-from="writer" data-to="reader">');
  expect(svg).toContain('<title>writer to reader, data: table (csv)</title>');
  expect(svg).toContain('<title>writer to reader, data, optional: table (parquet)</title>');
  expect(svg.match(/"tip open"/g)).toHaveLength(2);
  const required = plan([
    release('reader', { consumes: ['table:csv'] }),
    release('writer', { produces: ['table:csv'] }),
  ]);
  expect(planSvg(required)).not.toContain('"tip open"');
});

test.each(['constructor', '__proto__', 'toString'])('svg: a plugin called %s', (name) => {
  const svg = planSvg(
    plan([
      release(name, { produces: ['x:csv'], roles: [name] }),
      release('reader', { consumes: ['x:csv'], roles: [name] }),
    ]),
  );
  expect(svg.match(/<g class="card" /g)).toHaveLength(2);
  expect(svg.match(/<g class="link data" /g)).toHaveLength(1);
  expect(svg).not.toContain('NaN');
});

test('svg: a name with what no XML may hold', () => {
  const svg = planSvg(plan([release('a\ufffe\uffff\ud800b\u0001')]));
  expect(svg).not.toMatch(/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
  expect(svg).toContain('>a���b�</text>');
});

test('svg: rings, a plugin alone, and many things along one line', () => {
  const ring = plan([
    release('a', { produces: ['x:csv'], consumes: ['y:csv'] }),
    release('b', { produces: ['y:csv'], consumes: ['x:csv'] }),
    release('alone'),
  ]);
  expect(planSvg(ring).match(/<g class="link data" /g)).toHaveLength(2);
  const ports = ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}:csv`);
  const busy = planSvg(
    plan([release('reader', { consumes: ports }), release('writer', { produces: ports })]),
  );
  expect(busy).toContain('>and 3 more</text>');
  expect(busy).toContain('a (csv); b (csv); c (csv); d (csv); e (csv)</title>');
});
