/** Manifests, lists and arguments that try to control the user's terminal. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { wholeComponents } from '../support/components.ts';
import { folder, mkt, mktHere, type Outcome } from '../support/mkt.ts';

/** Erases the screen, sets the title, rings, moves back, colors by C1, turns the direction of writing. Without a space, which names cannot have. */
const attack = '\x1b[2J\x1b]0;title\x07\x08\x7f\x9b31m\x9d\u202e\u2066\u200f\u061c\x85EVIL';
/** The same with line breaks, where a value may hold them. */
const forged = `${attack}\nFORGED: line\r\nFORGED: line\rFORGED: line\u2028FORGED: line`;
const evil = (word: string) => `${word}${attack}`;

/** As YAML and JSON both read it: nothing raw, so that readers cannot refuse it for its bytes. */
const written = (value: unknown): string =>
  JSON.stringify(value, null, 2).replace(
    /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** Nothing but text, line ends and tabs. Colours, where they were asked for, are mkt's own. */
function isHarmless({ stdout, stderr }: Outcome, { colors = false } = {}): void {
  for (const text of [stdout, stderr]) {
    const own = colors ? text.replace(/\x1b\[\d+m/g, '') : text;
    const raw = own.match(
      /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    );
    expect(raw && [...new Set(raw)].map((char) => char.charCodeAt(0).toString(16)), text).toBeNull();
    // In Markdown a fenced block keeps what it quotes apart.
    const unfenced = text.replace(/^(`{3,})\w*\n[\s\S]*?\n\1$/gm, '');
    expect(unfenced.split('\n').filter((line) => line.startsWith('FORGED'))).toEqual([]);
    expect(text).not.toMatch(/^\s+at .*\(?file:|node:internal/m);
  }
}

const port = (optional: boolean) => ({ artifact: evil('table'), format: evil('csv'), optional });
const components = {
  ...wholeComponents(() => forged),
  agents: [evil('agent'), forged],
  commands: [`deep/${forged}`],
  skills: [evil('skill')],
};
const requires = {
  runtimes: { [forged]: '>=1', python: '>=3' },
  libraries: { [forged]: '^1' },
  tools: [forged, evil('tool')],
};

/** A plugin with the attack in every text that a manifest may hold. */
function plugin(
  name: string,
  more: Record<string, unknown> = {},
  needs: Record<string, unknown> = {},
): string {
  return written({
    name: evil(name),
    marketplace: evil('lab'),
    description: forged,
    category: forged,
    keywords: [evil('word'), forged],
    license: forged,
    source: forged,
    worksWith: [forged],
    integration: {
      produces: [{ artifact: evil('model'), format: forged }],
      publishes: [evil('event')],
      subscribes: [evil('event'), forged],
      requires: { ...requires, ...needs },
      env: [{ name: evil('VARIABLE'), required: true, description: forged, default: forged }],
      roles: [evil('role')],
      ...more,
    },
    releases: {
      '1.0.0': { components, conflicts: [{ name: forged, version: '<1' }] },
      '1.1.0': { components, dependencies: [evil('c')] },
    },
  });
}

const pattern = {
  id: evil('combination'),
  title: forged,
  category: forged,
  origin: forged,
  useCase: forged,
  benefits: [forged],
  plugins: [
    { name: evil('a'), version: '*', role: forged, stage: 1 },
    { name: evil('b'), version: '*', role: forged, stage: 2 },
  ],
  orchestration: 'auto',
  prerequisites: { runtimes: { [forged]: '>=1' }, tools: [{ anyOf: [forged] }], env: [forged] },
  steps: [forged],
  outcomes: [forged],
  example: { language: forged, code: forged },
};

const vocabulary = {
  artifacts: { [evil('table')]: { description: forged, formats: [evil('csv')] } },
  formats: { [evil('csv')]: forged },
  events: { [evil('event')]: forged },
  roles: { [evil('role')]: forged },
  verify: { python: forged, [evil('tool')]: forged },
};

/** Plugins a and b that meet in everything, and c on which both depend. */
const hostileRegistry = (): string =>
  folder({
    [`r/plugins/${evil('a')}.yaml`]: plugin('a', { produces: [port(false)] }),
    'r/plugins/b.yaml': plugin('b', { consumes: [port(false), { artifact: evil('open'), format: forged }] }),
    'r/plugins/c.json': plugin('c', { consumes: [{ ...port(true), format: evil('xml') }] }),
    'r/plugins/old.yaml': plugin('old').replace(
      '{',
      `{ "supersededBy": ${written({ name: evil('a'), since: '1.0.0' })},`,
    ),
    'r/plugins/python2.yaml': plugin('python2', {}, { runtimes: { python: '<3', [forged]: '<1' } }),
    'r/patterns/p.yaml': written(pattern),
    'r/artifacts.yaml': written(vocabulary),
  });

const asked = [evil('a'), evil('b'), evil('old')];

describe('a registry full of escape sequences', () => {
  const runs: [what: string, args: string[], code: number][] = [
    ...['text', 'markdown', 'json'].map((format): [string, string[], number] => [
      `check as ${format}`,
      ['check', ...asked, '--format', format],
      0,
    ]),
    ...['text', 'markdown', 'json', 'yaml', 'mermaid', 'dot', 'svg', 'html'].map(
      (format): [string, string[], number] => [
        `plan as ${format}`,
        ['plan', ...asked, '--format', format],
        0,
      ],
    ),
    ...['check', 'plan', 'resolve'].flatMap((command) =>
      ['text', 'json'].flatMap((format): [string, string[], number][] => [
        [
          `${command} without a resolution, as ${format}`,
          [command, evil('a'), evil('python2'), '--format', format],
          1,
        ],
        [
          `${command} of a pattern, as ${format}`,
          [command, '--pattern', evil('combination'), '--format', format],
          0,
        ],
      ]),
    ),
    ...['text', 'json'].flatMap((format): [string, string[], number][] => [
      [`resolve as ${format}`, ['resolve', ...asked, '--format', format], 0],
      [`list as ${format}`, ['list', '--format', format], 0],
      [`list by component, as ${format}`, ['list', '--component', evil('skill'), '--format', format], 0],
      [
        `list by a misspelt component, as ${format}`,
        ['list', '--component', evil('skil'), '--format', format],
        1,
      ],
      [`search as ${format}`, ['search', 'evil', '--format', format], 0],
      [`info as ${format}`, ['info', evil('a'), '--format', format], 0],
      [`info of an old release, as ${format}`, ['info', `${evil('a')}@1.0.0`, '--format', format], 0],
      [`info of a misspelt plugin, as ${format}`, ['info', evil('aa'), '--format', format], 1],
      [`patterns list as ${format}`, ['patterns', 'list', '--format', format], 0],
      [`patterns show as ${format}`, ['patterns', 'show', evil('combination'), '--format', format], 0],
      [
        `patterns show, misspelt, as ${format}`,
        ['patterns', 'show', evil('combinatio'), '--format', format],
        1,
      ],
      [`patterns suggest as ${format}`, ['patterns', 'suggest', evil('a'), '--format', format], 0],
      [
        `patterns suggest, misspelt, as ${format}`,
        ['patterns', 'suggest', evil('aa'), '--format', format],
        1,
      ],
    ]),
    ['search for what does not exist', ['search', evil('nothing')], 1],
    ['a range that no release is in', ['check', `${evil('a')}@^9`], 1],
    ['a misspelt plugin', ['check', evil('aa'), evil('b')], 1],
    ['a marketplace with a name that none can have', ['check', `${evil('a')}@${evil('lba')}`], 2],
  ];

  test.each(runs)('%s', async (_, args, code) => {
    const cwd = hostileRegistry();
    const outcome = await mktHere([...args, '--registry', 'r', '--no-bundled'], { cwd });
    isHarmless(outcome);
    expect(outcome.code, outcome.stderr).toBe(code);
    if (code === 0) expect(outcome.stdout).toContain('EVIL');
  });

  test.each(['check', 'plan', 'list', 'info', 'search'])(
    '%s in color: no escape sequence but mkt’s own',
    (command) => {
      const args =
        { check: asked, plan: asked, list: [], info: [evil('a')], search: ['evil'] }[command] ?? [];
      const env = { FORCE_COLOR: '1', COLUMNS: '60' };
      const outcome = mkt([command, ...args, '--registry', 'r', '--no-bundled'], {
        cwd: hostileRegistry(),
        env,
      });
      isHarmless(outcome, { colors: true });
      expect(outcome.code).toBe(0);
    },
  );

  test('the file of a fault is named without its escape sequences', async () => {
    const files = {
      [`r/plugins/${evil('x')}.yaml`]: `name: 5\n${written(evil('key'))}: 1\nreleases: {${written(evil('v'))}: {}}\n`,
    };
    for (const command of [['check', 'x'], ['list'], ['search', 'x'], ['plan', 'x'], ['resolve', 'x']]) {
      for (const format of ['text', 'json']) {
        const outcome = await mktHere([...command, '--registry', 'r', '--no-bundled', '--format', format], {
          cwd: folder(files),
        });
        isHarmless(outcome);
        expect(outcome.code).toBe(1);
      }
    }
    const markdown = await mktHere(
      ['check', 'x', '--registry', 'r', '--no-bundled', '--format', 'markdown'],
      {
        cwd: folder(files),
      },
    );
    isHarmless(markdown);
    expect(markdown.stdout).toContain('r/plugins/x');
  });
});

describe('a marketplace of the client full of escape sequences', () => {
  const marketplace = (): string =>
    folder({
      'm/.claude-plugin/marketplace.json': written({
        name: 'lab',
        owner: { name: forged, email: forged },
        metadata: { description: forged },
        plugins: [
          {
            name: 'a',
            source: './a',
            description: forged,
            category: forged,
            keywords: [forged],
            tags: [forged],
          },
          { name: 'b', source: './b', version: forged, description: forged },
          { name: evil('c'), source: './a' },
        ],
      }),
      'm/a/.claude-plugin/plugin.json': written({
        name: 'a',
        version: '1.0.0',
        description: forged,
        author: { name: forged },
        license: forged,
        homepage: forged,
        keywords: [forged],
        metadata: {
          mkt: { produces: [port(false)], env: [{ name: evil('V'), required: true, description: forged }] },
        },
      }),
      [`m/a/agents/${evil('agent')}.md`]: `---\nname: ${written(evil('agent'))}\ndescription: ${written(forged)}\n---\n`,
      [`m/a/commands/${evil('command')}.md`]: `---\ndescription: ${written(forged)}\n---\n`,
      'm/a/hooks/hooks.json': written({
        hooks: { [evil('PreToolUse')]: [{ matcher: forged, hooks: [{ type: 'command', command: forged }] }] },
      }),
      'm/a/.mcp.json': written({ mcpServers: { [evil('server')]: { command: forged, args: [forged] } } }),
      'm/b/.claude-plugin/plugin.json': written({
        name: 'b',
        metadata: { mkt: { consumes: [port(false)] } },
      }),
      [`m/b/agents/${evil('agent')}.md`]: `---\nname: ${written(evil('agent'))}\n---\n`,
    });

  test.each(['text', 'json'])('as %s', async (format) => {
    const cwd = marketplace();
    const commands = [
      ['check', 'a', 'b'],
      ['plan', 'a', 'b'],
      ['resolve', 'a'],
      ['list'],
      ['info', 'a'],
      ['search', 'evil'],
    ];
    for (const command of commands) {
      const outcome = await mktHere([...command, '--registry', 'm', '--no-bundled', '--format', format], {
        cwd,
      });
      isHarmless(outcome);
      expect(outcome.stdout + outcome.stderr, command.join(' ')).not.toContain('bug in mkt');
    }
    const { stdout } = await mktHere(['info', 'a', '--registry', 'm', '--no-bundled', '--format', format], {
      cwd,
    });
    expect(stdout).toContain('EVIL');
  });
});

describe('a list full of escape sequences', () => {
  const lists: [what: string, list: Record<string, unknown>, code: number][] = [
    [
      'unknown plugins',
      { plugins: [evil('x'), { name: evil('y'), version: '^1', marketplace: evil('z') }] },
      1,
    ],
    ['texts that are no specs', { plugins: [forged, `a@${forged}@${forged}`, ''] }, 2],
    ['an unknown pattern', { patterns: [forged] }, 1],
    ['a registry that does not exist', { registries: [forged], plugins: ['julia-development'] }, 2],
    ['an unknown key, rule and level', { [forged]: 1, rules: { [forged]: 'off', MKT301: forged } }, 2],
    [
      'versions that are none',
      { environment: { runtimes: { [forged]: forged }, resources: { memory: forged } } },
      2,
    ],
    [
      'wrong types with telling keys',
      { environment: { [forged]: [forged], libraries: { [forged]: 5 } }, budgets: forged },
      2,
    ],
  ];

  test.each(lists)('%s', async (_, list, code) => {
    const cwd = folder({ 'mkt.yaml': written(list) });
    for (const args of [
      ['check'],
      ['check', '--json'],
      ['check', '--format', 'markdown'],
      ['plan'],
      ['resolve', '--json'],
    ]) {
      const outcome = await mktHere(args, { cwd });
      isHarmless(outcome);
      expect(outcome.code, outcome.stderr).toBe(code);
    }
  });

  test('raw, as bytes in the file, in comments too', async () => {
    const text = `plugins:\n  - julia-development # mkt-ignore ${attack.replace('\x85', '')}: x\n  - "x${attack.replace('\x85', '')}"\n`;
    const outcome = await mktHere(['check'], { cwd: folder({ 'mkt.yaml': text }) });
    isHarmless(outcome);
    expect(outcome.code).toBe(2);
  });

  test('the client’s settings', async () => {
    const settings = written({ enabledPlugins: { [`${evil('x')}@${evil('lab')}`]: true, [forged]: true } });
    const cwd = folder({ '.claude/settings.json': settings });
    for (const format of ['text', 'json', 'markdown']) {
      const outcome = await mktHere(['check', '--format', format], { cwd });
      isHarmless(outcome);
      expect([1, 2]).toContain(outcome.code);
    }
  });
});

describe('a command line full of escape sequences', () => {
  const lines: [what: string, args: string[]][] = [
    ['a command', [evil('chekc')]],
    ['an option', ['check', `--${evil('strikt')}`]],
    ['a value of an option', ['check', 'x', '--strategy', evil('highst')]],
    ['a registry', ['list', '--registry', evil('folder')]],
    ['a folder to work in', ['check', '--cwd', evil('folder')]],
    ['a spec that is none', ['check', `a@lab@${evil('range')}`]],
    ['another one', ['info', `${evil('a')}@b@${evil('range')}`]],
    ['a rule', ['explain', evil('MKT999')]],
    ['a category', ['list', '--category', evil('science')]],
    ['a subcommand', ['patterns', evil('shwo')]],
    ['an output file', ['list', '--output', `${evil('folder')}/${evil('file')}`]],
    ['a line break', ['check', 'x\nFORGED: line', '--registry', 'y\nFORGED: line']],
  ];

  test.each(lines)('%s', async (_, args) => {
    const cwd = folder();
    for (const more of [[], ['--json'], ['--verbose']]) {
      const outcome = await mktHere([...args, ...more], { cwd });
      isHarmless(outcome);
      expect(outcome.code).toBeGreaterThan(0);
    }
  });

  test('a format', async () => {
    const outcome = await mktHere(['list', '--format', evil('jsn')]);
    isHarmless(outcome);
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain('EVIL');
  });
});

describe('a registry in which everything is broken', () => {
  const garbage = Buffer.alloc(2 * 1024 * 1024, 'x: [1, {"a"\t%\n');
  const files = {
    'r/plugins/empty.yaml': '',
    'r/plugins/syntax.yaml': 'name: a\nmarketplace: lab\nreleases: {1.0.0: {}\n',
    'r/plugins/twice.yaml': 'name: b\nmarketplace: lab\nname: c\nreleases: {}\n',
    'r/plugins/types.yaml':
      'name: d\nmarketplace: lab\nkeywords: 5\nreleases:\n  1.0.0: { components: { agents: x } }\n',
    'r/plugins/keys.yaml': 'name: e\nmarketplace: lab\nkeywrods: []\nreleases: {}\n',
    'r/plugins/versions.yaml': 'name: f\nmarketplace: lab\nreleases:\n  v1: {}\n  1.0.0: {}\n',
    'r/plugins/garbage.yaml': garbage,
    'r/plugins/garbage.json': garbage,
    'r/plugins/sound.yaml': 'name: g\nmarketplace: lab\nreleases: { 1.0.0: {} }\n',
  };
  const places = [
    ['MKT901', 'empty.yaml:1:1'],
    ['MKT901', 'syntax.yaml:3:19'],
    ['MKT901', 'twice.yaml:3:1'],
    ['MKT902', 'types.yaml:3:11'],
    ['MKT902', 'types.yaml:5:34'],
    ['MKT903', 'keys.yaml:3:1'],
    ['MKT910', 'versions.yaml:4:3'],
    ['MKT901', 'garbage.yaml:1:1'],
    ['MKT901', 'garbage.json:1:1'],
  ].map(([rule, place]) => `${rule} r/plugins/${place}`);

  test.each([
    ['check', ['check', 'g']],
    ['plan', ['plan', 'g', '--section', 'findings']],
    ['resolve', ['resolve', 'g']],
    ['list', ['list']],
    ['search', ['search', 'g']],
    ['info', ['info', 'g']],
  ])('%s names every fault with its place, in one run, exit 1', async (_, args) => {
    const cwd = folder(files);
    const outcome = await mktHere([...args, '--registry', 'r', '--no-bundled'], { cwd });
    expect(outcome.code).toBe(1);
    isHarmless(outcome);
    const shown = `${outcome.stdout}${outcome.stderr}`;
    // What is too large is not read, so that it costs nothing whatever is in it.
    expect(shown.match(/the file is 2 MB, but mkt reads at most 1 MB/g)).toHaveLength(2);
    const found = [...shown.matchAll(/\[(MKT\d+)\]:[\s\S]*?--> (\S+)/g)].map(
      ([, rule, place]) => `${rule} ${place}`,
    );
    // Warnings do not keep anything from being resolved.
    const expected = args[0] === 'resolve' ? places.filter((place) => !place.startsWith('MKT903')) : places;
    expect(found.sort()).toEqual(expected.toSorted());
    expect(shown.length).toBeLessThan(10_000);
  });

  test('check --json holds the same, with file, line and column', async () => {
    const { code, stdout, stderr } = await mktHere(
      ['check', 'g', '--registry', 'r', '--no-bundled', '--json'],
      {
        cwd: folder(files),
      },
    );
    const { findings, ok, plugins, verdict } = JSON.parse(stdout);
    const found = findings.map(
      ({ rule, location }: { rule: string; location: { file: string; line: number; column: number } }) =>
        `${rule} ${location.file}:${location.line}:${location.column}`,
    );
    expect({ code, stderr, ok }).toEqual({ code: 1, stderr: '', ok: false });
    // The chosen plugin itself is sound, and was checked.
    expect(plugins).toMatchObject([{ name: 'g', version: '1.0.0' }]);
    expect(verdict.kind).toBe('loads');
    expect(found.sort()).toEqual(places.toSorted());
  });

  test('resolve --json has the versions, but is not ok', async () => {
    const { code, stdout } = await mktHere(['resolve', 'g', '--registry', 'r', '--no-bundled', '--json'], {
      cwd: folder(files),
    });
    expect(code).toBe(1);
    const { ok, resolution, explanation, findings } = JSON.parse(stdout);
    expect({ ok, resolution }).toEqual({ ok: false, resolution: { g: '1.0.0' } });
    expect(explanation).toContain('`{` is never closed');
    expect(findings).toHaveLength(places.filter((place) => !place.startsWith('MKT903')).length);
  });

  test.each([['list'], ['search', 'g'], ['resolve', 'g']])(
    '%s: a list that is broken as well: exit 2',
    async (...args) => {
      const cwd = folder({ ...files, 'mkt.yaml': 'registries: [./r]\nplugins: [\n' });
      expect((await mktHere([...args, '--no-bundled'], { cwd })).code).toBe(2);
    },
  );

  test('only an unknown key: a warning, and the work is done', async () => {
    const cwd = folder({ 'r/keys.yaml': files['r/plugins/keys.yaml'].replace('{}', '{ 1.0.0: {} }') });
    const { code, stdout } = await mktHere(['check', 'e', '--registry', join(cwd, 'r'), '--no-bundled'], {
      cwd,
    });
    expect(code).toBe(0);
    expect(stdout).toContain('warning[MKT903]');
  });
});

test('a value with line breaks cannot forge a line of its own in what validate says', async () => {
  const source = 'x/\n\n✓ marketplace forge can be used\n';
  const cwd = folder({
    '.claude-plugin/marketplace.json': written({
      name: 'lab',
      owner: { name: 'The lab' },
      'key\n✓ fine': 1,
      plugins: [{ name: 'a\n✓ fine', source }],
    }),
  });
  const { stdout, code } = await mktHere(['validate', '.'], { cwd });
  expect(code).toBe(1);
  expect(stdout.split('\n').filter((line) => line.trim().startsWith('✓'))).toEqual([]);
});
