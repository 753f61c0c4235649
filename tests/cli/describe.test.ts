/** What a plugin does not state: `mkt describe` prints a first block, and `integrations:` in `mkt.yaml` states it. */
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { folder, mkt, mktJson } from '../support/mkt.ts';

const market = {
  'shop/.claude-plugin/marketplace.json': JSON.stringify({
    name: 'shop',
    owner: { name: 'x' },
    plugins: [
      { name: 'maker', source: './maker', description: 'makes tables', version: '1.0.0' },
      { name: 'unit-testing', source: './tests', description: 'tests', version: '1.0.0' },
    ],
  }),
  'shop/maker/commands/make.md': '---\ndescription: makes\n---\nThen run /unit-testing:try on it.\n',
  'shop/tests/commands/try.md': '---\ndescription: tries\n---\n',
  'shop/tests/hooks/hooks.json': JSON.stringify({
    hooks: { PreToolUse: [{ matcher: 'Bash', hooks: [{ type: 'command', command: 'jq .' }] }] },
  }),
};
const where = ['--registry', 'shop', '--no-bundled'];

describe('mkt describe', () => {
  test('prints a block that is YAML, with what is seen', () => {
    const { code, stdout } = mkt(['describe', 'unit-testing', ...where], { cwd: folder(market) });
    expect(code).toBe(0);
    expect(parse(stdout)).toEqual({
      integrations: {
        'unit-testing': {
          roles: ['testing'],
          produces: [],
          consumes: [],
          publishes: [],
          subscribes: [],
        },
      },
    });
    expect(stdout).toContain('# testing: "testing" in its name');
    expect(stdout).toContain('# its hooks run on PreToolUse');
    expect(stdout).toContain('# its hooks and servers start jq');
  });

  test('what its texts surely write, read and call is a comment, and all of it is in JSON', () => {
    const text =
      '---\ndescription: makes\n---\nWrite the plan to `docs/plan.md`, as in `docs/style.md`.\nRead `docs/goal.md`.\n' +
      'Then use the table-critic agent and the Explore agent. The `other-critic` agent knows more.\n';
    const cwd = folder({ ...market, 'shop/maker/commands/make.md': text });
    const { stdout } = mkt(['describe', 'maker', ...where], { cwd });
    expect(stdout.split('\n').filter((line) => line.includes('its texts'))).toEqual([
      '    # its texts write docs/plan.md',
      '    # its texts read docs/goal.md',
      '    # its texts call table-critic',
    ]);
    const { seen } = mktJson(['describe', 'maker', ...where], { cwd }).json;
    const file = 'shop/maker/commands/make.md';
    expect(seen.files).toContainEqual({
      path: 'docs/plan.md',
      does: 'writes',
      isSure: true,
      location: { file, line: 4, column: expect.any(Number) },
    });
    expect(seen.calls).toEqual([
      { component: 'table-critic', isSure: true, location: { file, line: 6, column: expect.any(Number) } },
      { component: 'other-critic', isSure: false, location: { file, line: 6, column: expect.any(Number) } },
    ]);
  });

  test('channels that are stated stay, and events without one have an example', () => {
    const integrations = (more: object) =>
      folder({
        ...market,
        'shop/maker/.claude-plugin/plugin.json': JSON.stringify({
          name: 'maker',
          version: '1.0.0',
          metadata: { mkt: { publishes: ['table.made', 'table.lost'], ...more } },
        }),
      });
    const described = (more: object) =>
      mkt(['describe', 'maker', ...where], { cwd: integrations(more) }).stdout;
    const open = described({});
    expect(parse(open).integrations.maker.channels).toEqual({});
    expect(open).toContain('channels: {} # such as { table.made: { channel: a file, payload: its path } }');
    const channels = { 'table.made': { channel: 'the file runs/done.json', payload: 'its path' } };
    const half = described({ channels });
    expect(parse(half).integrations.maker.channels).toEqual(channels);
    expect(half).toContain('channels: # also { table.lost: ');
    expect(described({ channels: { ...channels, 'table.lost': { channel: 'a queue' } } })).not.toContain(
      'also {',
    );
  });

  test('can go into a list as it is', () => {
    const cwd = folder(market);
    const { stdout } = mkt(['describe', 'unit-testing', ...where], { cwd });
    const list = folder({
      ...market,
      'mkt.yaml': `registries: [./shop]\nplugins: [unit-testing]\n${stdout}`,
    });
    const { json } = mktJson(['plan', '--no-bundled'], { cwd: list });
    expect(json.plugins).toMatchObject([{ name: 'unit-testing', role: 'testing', ground: 'stated' }]);
  });

  test('JSON has the same', () => {
    const { json } = mktJson(['describe', 'unit-testing', ...where], { cwd: folder(market) });
    expect(json).toMatchObject({ name: 'unit-testing', isStated: false, seen: { events: ['PreToolUse'] } });
  });
});

describe('integrations', () => {
  const list = (more: string) =>
    folder({ ...market, 'mkt.yaml': `registries: [./shop]\nplugins: [maker, unit-testing]\n${more}` });
  const rules = (cwd: string) =>
    mktJson(['check', '--no-bundled'], { cwd }).json.findings.map(({ rule }: { rule: string }) => rule);

  test('without them only what is seen is known, and nothing is missing', () => {
    const { json } = mktJson(['plan', '--no-bundled'], { cwd: list('') });
    expect(json.dataFlow).toEqual([]);
    expect(json.calls).toMatchObject([
      { from: 'maker', to: 'unit-testing', component: 'unit-testing:try', location: { line: 4 } },
    ]);
    expect(json.plugins.map(({ ground }: { ground: string }) => ground)).toEqual(['unknown', 'unknown']);
    expect(rules(list(''))).toEqual([]);
  });

  const links =
    'integrations:\n' +
    '  maker: { produces: [{ artifact: table, format: csv }] }\n' +
    '  unit-testing@shop: { consumes: [{ artifact: table, format: csv }, { artifact: plan, format: md }], roles: [testing] }\n';

  test('with them links are known, and what is missing is a finding', () => {
    const { json } = mktJson(['plan', '--no-bundled'], { cwd: list(links) });
    expect(json.dataFlow).toMatchObject([{ from: 'maker', to: 'unit-testing', artifact: 'table' }]);
    expect(rules(list(links))).toContain('MKT601');
  });

  test('if one of the plugins is still not described, what seems to be missing may be there', () => {
    const half = links.replace(/ {2}maker: .*\n/, '');
    expect(rules(list(half))).not.toContain('MKT601');
  });

  test('a mistake is reported with its line', () => {
    const { code, stdout, stderr } = mkt(['check', '--no-bundled'], {
      cwd: list('integrations:\n  maker: { produces: table }\n'),
    });
    expect(code).toBe(2);
    expect(stdout + stderr).toContain('mkt.yaml:4:');
  });
});
