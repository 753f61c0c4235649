/** `mkt map` as a user runs it: over examples, and over real marketplaces where they are there. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { folder, mkt, mktHere, mktJson, root } from '../support/mkt.ts';
import { outsideData } from '../support/outside-data.ts';

const schema = JSON.parse(readFileSync(join(root, 'schema/map.schema.json'), 'utf8'));
const isValid = new Ajv({ strict: false }).compile(schema);
const { path: samples, isHere, needed } = outsideData('marketplaces');
const names = isHere ? readdirSync(samples).filter((name) => name.includes('+')) : [];

const text = (args: string[], columns = 80) =>
  mkt(['map', ...args], { env: { COLUMNS: String(columns) } }).stdout;

/** Every tag that is opened is closed, in order. */
function expectBalanced(page: string): void {
  const open: string[] = [];
  for (const [, slash, name = '', end] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)\b[^>]*?(\/?)>/g)) {
    if (slash === '/') expect(open.pop()).toBe(name);
    else if (end !== '/' && name !== 'meta') open.push(name);
  }
  expect(open).toEqual([]);
}

describe('examples/lab', () => {
  test('as a matrix', () => {
    expect(text(['examples/lab'])).toBe(`20 plugins in 1 category (examples/lab): 10 connected pairs
6 dependencies and 4 links; rows refer to columns

plugins       2  3  4  5  8  9 10 11
 1 app        1  .  .  .  .  .  .  1
 2 base       .  .  .  .  .  .  .  .
 3 chicken    .  .  .  1  .  .  .  .
 4 convert    .  .  .  .  .  1  .  .
 5 egg        .  1  .  .  .  .  .  .
 6 export     .  .  1  .  .  .  .  .
 7 legacy     1  .  .  .  .  .  .  .
 8 measure    .  .  .  .  .  .  1  .
 9 plot       .  .  .  .  .  .  .  .
10 schedule   .  .  .  .  1  .  .  .
11 store      1  .  .  .  .  .  .  .

most referred to: \`base\` (by 3)
not connected to any other: \`archive\`, \`journal\`, \`linter\`, \`notebook\`,
  \`quality\`, \`review-east\`, \`review-west\`, \`statistics\` and 1 more
run \`mkt map <plugin>\` for files and lines, or add \`--verbose\` for all plugins
`);
  });

  test('around one plugin, with the evidence', () => {
    expect(text(['examples/lab', 'store'])).toBe(`3 plugins in 1 category (examples/lab): 2 connected pairs
2 dependencies

app -> store: 1 dependency
  depends on \`store@^1.0.0\` (examples/lab/plugins/app.yaml:7)
store -> base: 1 dependency
  depends on \`base@^2.0.0\` (examples/lab/plugins/store.yaml:7)
`);
  });

  test('the same through --registry', () => {
    expect(text(['--registry', 'examples/lab', '--no-bundled'])).toBe(text(['examples/lab']));
  });

  test('as JSON that holds to its schema', () => {
    const { code, json } = mktJson(['map', 'examples/lab']);
    expect(code).toBe(0);
    expect(isValid(json), JSON.stringify(isValid.errors)).toBe(true);
    const ties = json.ties as { from: string; to: string; counts: object }[];
    expect(ties.filter(({ from }) => from === 'app').map(({ to, counts }) => ({ to, counts }))).toEqual([
      { to: 'base', counts: { dependency: 1 } },
      { to: 'store', counts: { dependency: 1 } },
    ]);
  });

  test('as diagrams', () => {
    const mermaid = text(['examples/lab', '--format', 'mermaid']).split('\n');
    expect(mermaid[0]).toBe('flowchart LR');
    expect(mermaid.filter((line) => /^ {2}p.* -->/.test(line))).toHaveLength(10);
    const dot = text(['examples/lab', '--format', 'dot']);
    expect(dot).toContain('  "app" -> "base" [label="1 dependency", color="#b5438f"];');
    expect(dot.startsWith('digraph map {') && dot.endsWith('}\n')).toBe(true);
  });

  test('as a picture and as a self-contained page', () => {
    const svg = text(['examples/lab', '--format', 'svg']);
    expect(svg.match(/<g class="link /g)).toHaveLength(10);
    expect(svg).toContain('<title>app to base, dependency</title>');
    const html = text(['examples/lab', '--format', 'html']);
    expect(html.match(/<a class="cell /g)).toHaveLength(10);
    expect(html).toContain(
      'depends on <code>base@^1.0.0</code> <code>examples/lab/plugins/app.yaml:7</code>',
    );
    expectBalanced(svg);
  });
});

/** A marketplace whose plugins have the given categories and texts. */
function marketplace(plugins: Readonly<Record<string, { category?: string; text?: string }>>): string {
  const entries = Object.entries(plugins);
  return folder({
    '.claude-plugin/marketplace.json': JSON.stringify({
      name: 'lab',
      owner: { name: 'lab' },
      plugins: entries.map(([name, { category }], index) => ({
        name,
        source: `./plugins/p${index}`,
        ...(category !== undefined && { category }),
      })),
    }),
    ...Object.fromEntries(
      entries.map(([, { text: body = '' }], index) => [
        `plugins/p${index}/commands/go.md`,
        `---\ndescription: goes\n---\n${body}\n`,
      ]),
    ),
  });
}

describe('a project', () => {
  const files = (list: string) => ({
    'mkt.yaml': `bundled: false\nregistries: [${root}examples/lab]\n${list}`,
  });

  test('is mapped alone: its plugins and what they require, not all of the registries', async () => {
    const cwd = folder(files('plugins: [store, plot]\n'));
    const { code, stdout } = await mktHere(['map', '--json'], { cwd });
    expect(code).toBe(0);
    const { plugins, ties } = JSON.parse(stdout);
    expect(plugins.map(({ name }: { name: string }) => name).sort()).toEqual(['base', 'plot', 'store']);
    expect(ties.map(({ from, to }: { from: string; to: string }) => `${from} ${to}`)).toEqual(['store base']);
    expect((await mktHere(['map'], { cwd })).stdout).toMatch(/^3 plugins in 1 category \(mkt\.yaml\)/);
  });

  test('with an argument it is not', async () => {
    const cwd = folder(files('plugins: [egg]\n'));
    const { stdout } = await mktHere(['map', 'store', '--json'], { cwd });
    const { plugins } = JSON.parse(stdout);
    expect(plugins.map(({ name }: { name: string }) => name).sort()).toEqual(['app', 'base', 'store']);
  });

  test('whose plugins do not fit together has no map', async () => {
    const cwd = folder(files('plugins: ["store", "base@^1"]\n'));
    const { code, stderr } = await mktHere(['map'], { cwd });
    expect(code).toBe(1);
    expect(stderr).toContain('there is nothing to map');
  });
});

describe('a marketplace', () => {
  test('calls and mentions, by category, with file and line', () => {
    const path = marketplace({
      base: { category: 'core' },
      'api-design': { category: 'web', text: 'first /base:go\nthen base:go again' },
      shop: { category: 'web', text: 'as api-design says' },
    });
    const { stdout } = mkt(['map', '.', 'api-design'], { cwd: path });
    expect(stdout).toBe(`3 plugins in 2 categories (.): 2 connected pairs
2 calls and 1 mention

api-design -> base: 2 calls
  calls \`base:go\` (plugins/p1/commands/go.md:4)
  calls \`base:go\` (plugins/p1/commands/go.md:5)
shop -> api-design: 1 mention
  mentions \`api-design\` (plugins/p2/commands/go.md:4)
`);
    expect(mkt(['map', '.'], { cwd: path }).stdout).toContain(`categories  1 2
1 core      . .
2 web       2 1

plugins       1 2
core
1 base        . .
web
2 api-design  2 .
3 shop        . 1
`);
  });

  test('a plugin with its marketplace and a version', () => {
    const path = marketplace({ base: {}, shop: { text: '/base:go' } });
    expect(mkt(['map', '.', 'shop@lab@0.0.0'], { cwd: path }).stdout).toContain('shop -> base: 1 call');
    const { code, stderr } = mkt(['map', '.', 'shop@^1'], { cwd: path });
    expect(code).toBe(1);
    expect(stderr).toBe('error: `shop` has no release that matches `^1`\n\nhint: it has no version\n');
  });

  test('a name and a folder that do not exist', () => {
    const path = marketplace({ base: {} });
    const { code, stderr } = mkt(['map', '.', 'bese'], { cwd: path });
    expect(code).toBe(1);
    expect(stderr).toBe('error: no registry has a plugin `bese`\n\nhint: did you mean `base`?\n');
    expect(mkt(['map', './nowhere'], { cwd: path }).code).toBe(2);
    expect(mkt(['map', 'plugins'], { cwd: path }).stderr).toContain('run `mkt map ./plugins`');
  });

  test('one in which no plugin refers to another', () => {
    const path = marketplace({ base: {}, shop: {} });
    const { code, stdout } = mkt(['map', '.'], { cwd: path });
    expect(code).toBe(0);
    expect(stdout).toBe('2 plugins in 1 category (.): no plugin refers to another\n');
    expect(mkt(['map', '.', '--format', 'mermaid'], { cwd: path }).stdout).toBe('flowchart LR\n');
  });

  test('hostile names stay text', () => {
    const evil = 'x"]; click --> y\u001b[31m';
    const path = marketplace({ [evil]: { category: '"}\u001b[2J<script>', text: '/base:go' }, base: {} });
    for (const format of ['text', 'mermaid', 'dot', 'svg', 'html', 'json']) {
      const { code, stdout } = mkt(['map', '.', '--format', format], { cwd: path });
      expect(code).toBe(0);
      expect(stdout).not.toMatch(/[\u001b\u009b]/);
    }
    expect(mkt(['map', '.', '--format', 'svg'], { cwd: path }).stdout).not.toMatch(/<script|"\]/);
    // Its own, and no other.
    expect(mkt(['map', '.', '--format', 'html'], { cwd: path }).stdout.match(/<script/g)).toHaveLength(1);
    const mermaid = mkt(['map', '.', '--format', 'mermaid'], { cwd: path }).stdout;
    expect(mermaid).toContain('p0["x#quot;]; click --#gt; y�[31m"]');
    expect(mermaid).not.toContain('<script');
    expect(mkt(['map', '.', '--format', 'dot'], { cwd: path }).stdout).toContain('"x\\"]; click --> y�[31m"');
  });

  test('many plugins are folded', () => {
    const all = Object.fromEntries(
      Array.from({ length: 90 }, (_, index) => [`plug-${index}`, { text: `plug-${(index + 1) % 90}` }]),
    );
    const path = marketplace({ ...all, hub: { text: Object.keys(all).join('\n') } });
    const { stdout } = mkt(['map', '.'], { cwd: path });
    expect(stdout).toContain('hub: plug-0, plug-1, plug-10');
    expect(stdout.replace(/\s+/g, ' ')).toContain('plug-15, and 82 more');
    const { stdout: json } = mkt(['map', '.', '--json'], { cwd: path });
    expect(JSON.parse(json).ties).toHaveLength(180);
  });

  test('of very many, only the first are listed', () => {
    const all = Array.from({ length: 130 }, (_, index) => [`plug-${index}`, { text: 'plug-0' }]);
    const path = marketplace(Object.fromEntries(all));
    const { stdout } = mkt(['map', '.'], { cwd: path });
    expect(stdout).toContain('and 29 more plugins: `--verbose` shows all');
    expect(mkt(['map', '.', '--verbose'], { cwd: path }).stdout).toContain('plug-129: plug-0');
  });
});

describe('the bundled registry', () => {
  test('with what its texts name, its data and its events', () => {
    const { json } = mktJson(['map']);
    expect(isValid(json), JSON.stringify(isValid.errors)).toBe(true);
    const kinds = new Set((json.ties as { counts: object }[]).flatMap(({ counts }) => Object.keys(counts)));
    expect([...kinds].sort()).toEqual(['data', 'event', 'mention']);
  });

  test.each([60, 80])('fits into %i columns', (columns) => {
    const lines = text([], columns).split('\n');
    expect(lines.filter((line) => line.length > columns)).toEqual([]);
    expect(lines.filter((line) => line.startsWith('categories ')).length).toBeGreaterThan(0);
  });

  test('--output writes it to a file', () => {
    const path = folder();
    expect(mkt(['map', 'unit-testing', '-o', join(path, 'map.txt')]).stdout).toBe('');
    expect(readFileSync(join(path, 'map.txt'), 'utf8')).toBe(text(['unit-testing']));
  });
});

describe('real marketplaces', needed, () => {
  test.each(names)('%s: every place exists and holds what it should', (name) => {
    const { code, json } = mktJson(['map', '.'], { cwd: join(samples, name) });
    expect(code).toBe(0);
    expect(isValid(json), JSON.stringify(isValid.errors)).toBe(true);
    type Place = { what: string; kind: string; location: { file: string; line: number } };
    for (const { evidence, from } of json.ties as { from: string; evidence: Place[] }[]) {
      for (const { what, kind, location } of evidence) {
        const lines = readFileSync(join(samples, name, location.file), 'utf8').split('\n');
        // A dependency that is a map begins with its brace.
        const shown = lines
          .slice(location.line - 1, location.line + (kind === 'dependency' ? 1 : 0))
          .join('\n');
        const word = kind === 'dependency' ? (what.split('@')[0] ?? '') : what;
        expect(shown, `${from}: ${location.file}:${location.line}`).toContain(word);
      }
    }
  });

  test.each(names)('%s: fits into 60 columns, but for paths', (name) => {
    const { stdout } = mkt(['map', '.'], { cwd: join(samples, name), env: { COLUMNS: '60' } });
    const tooLong = stdout.split('\n').filter((line) => line.length > 60);
    expect(tooLong.filter((line) => !/^ *\(\S+:\d+\)$/.test(line))).toEqual([]);
  });

  test.each([
    ['gtapps+claude-code-hermit', { dependency: 6, call: 6 }, 0, 0],
    ['galaykos+cc-marketplace', { dependency: 144, call: 10, mention: 10 }, 0, 0],
    ['enchanter-ai+hydra', { mention: 12 }, 5, 0],
    ['imewei+MyClaude@seed', { call: 3 }, 0, 3],
    ['wshobson+agents', { mention: 1 }, 0, 0],
  ])('%s: counted by hand', (name, expected, absent, unusable) => {
    const { json } = mktJson(['map', '.'], { cwd: join(samples, name) });
    const sums: Record<string, number> = {};
    for (const { counts } of json.ties as { counts: Record<string, number> }[])
      for (const [kind, amount] of Object.entries(counts)) sums[kind] = (sums[kind] ?? 0) + amount;
    expect(sums).toEqual(expected);
    expect([json.absent.length, json.unusable.length]).toEqual([absent, unusable]);
  });
});

test('what mods do is in text and JSON; the page has the grid of meetings', async () => {
  const of = async (...args: string[]) => (await mktHere(['map', 'examples/rules/MKT312', ...args])).stdout;
  expect(await of()).toContain('`sandbox` has a mod: listens to tool.call {tool=Bash} (can answer)');
  const { plugins } = JSON.parse(await of('--json')) as { plugins: { name: string; mod: unknown }[] };
  expect(plugins).toMatchObject([
    { name: 'gate', mod: null },
    { name: 'sandbox', mod: { module: 'hooks/register.js' } },
  ]);
  const page = await of('--format', 'html');
  expect(page).toContain('<table class="grid">');
  expect(page).toContain('warning MKT312</a>');
});
