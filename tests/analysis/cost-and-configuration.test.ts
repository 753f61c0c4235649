// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders that the client fills in
/** What a combination costs and what it asks to be set up: MKT401 to MKT404 and MKT501 to MKT507. */

import { describe, expect, test } from 'vitest';
import type { Context } from '../../src/analysis/context.ts';
import { findingsOf } from '../../src/analysis/engine.ts';
import type { AnyRule } from '../../src/analysis/rule.ts';
import { chattyPair } from '../../src/analysis/rules/mkt401-chatty-pair.ts';
import { hookFanOut } from '../../src/analysis/rules/mkt402-hook-fan-out.ts';
import { contextBudget } from '../../src/analysis/rules/mkt403-context-budget.ts';
import { duplicateProducer } from '../../src/analysis/rules/mkt404-duplicate-producer.ts';
import { envVarClash } from '../../src/analysis/rules/mkt501-env-var-clash.ts';
import { envVarMissing } from '../../src/analysis/rules/mkt502-env-var-missing.ts';
import { scatteredConfiguration } from '../../src/analysis/rules/mkt503-scattered-configuration.ts';
import { settingClash } from '../../src/analysis/rules/mkt504-setting-clash.ts';
import { secretInConfig } from '../../src/analysis/rules/mkt505-secret-in-config.ts';
import { unlockedCode } from '../../src/analysis/rules/mkt507-unlocked-code.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { EnvVar, Release } from '../../src/model/plugin.ts';
import { settingsOf } from '../support/own-side.ts';
import { contextOf, release, spec } from '../support/releases.ts';
import {
  bundledFindings,
  checkMarketplace,
  marketplaceContext,
  marketplaces,
  needsMarketplaces,
} from './bundled.ts';

const check = (rule: AnyRule, releases: Release[], more: Partial<Context> = {}): readonly Finding[] =>
  findingsOf(rule, contextOf(releases, more));

describe('MKT401', () => {
  const ports = (amount: number, sign = '') =>
    Array.from({ length: amount }, (_, index) => `p${index}:json${sign}`);

  test('more than four artifacts one way, or four both ways', () => {
    const [draft] = check(chattyPair, [
      release('a', { produces: ports(5) }),
      release('b', { consumes: ports(5, '?') }),
    ]);
    expect(draft?.message).toMatch(
      /^`a` hands 5 artifacts to `b`, one at a time\n`a` gives `p0`, `p1`, `p2`, `p3` and `p4` to `b`/,
    );
    expect(draft).toMatchObject({
      case: 'one-way',
      evidence: { from: 'a', to: 'b', artifacts: ['p0', 'p1', 'p2', 'p3', 'p4'] },
    });
    const both = check(chattyPair, [
      release('a', { produces: ports(3), consumes: ['back:json?'] }),
      release('b', { consumes: ports(3, '?'), produces: ['back:json'] }),
    ]);
    expect(both[0]?.message).toMatch(/^`a` and `b` hand data back and forth/);
    expect(both[0]).toMatchObject({
      case: 'both-ways',
      evidence: {
        there: { from: 'a', to: 'b', artifacts: ['p0', 'p1', 'p2'] },
        back: { from: 'b', to: 'a', artifacts: ['back'] },
      },
    });
  });

  test('near misses: four one way, formats of one artifact, and two that wait for each other', () => {
    expect(
      check(chattyPair, [release('a', { produces: ports(4) }), release('b', { consumes: ports(4) })]),
    ).toEqual([]);
    const formats = ['x:a', 'x:b', 'x:c', 'x:d', 'x:e'];
    expect(
      check(chattyPair, [release('a', { produces: formats }), release('b', { consumes: formats })]),
    ).toEqual([]);
    expect(
      check(chattyPair, [
        release('a', { produces: ports(5), consumes: ['back:json'] }),
        release('b', { consumes: ports(5), produces: ['back:json'] }),
      ]),
    ).toEqual([]);
  });
});

describe('MKT402', () => {
  const watching = (name: string, amount: number, matcher = '*', type = 'command') =>
    release(name, {
      hooks: Array.from({ length: amount }, (_, index) => ({
        event: index % 2 === 0 ? 'PreToolUse' : 'PostToolUse',
        matcher,
        type,
        command: `${name}-${index}`,
      })),
    });

  test('the tool with most processes, by event and by plugin', () => {
    const [draft] = check(hookFanOut, [watching('a', 4), watching('b', 2, 'Edit|Write')]);
    expect(draft?.message).toContain('every call of `Edit` starts 6 hook processes, but the budget is 4');
    expect(draft?.message).toContain('3 on `PostToolUse` and 3 on `PreToolUse`; by plugin: `a` 4 and `b` 2');
    expect(draft?.message).toContain('also over the budget: `Write` with 6');
    expect(draft?.help).toContain('`budgets: { hooksPerToolCall: 6 }`');
    expect(draft?.evidence).toEqual({
      tool: 'Edit',
      processes: 6,
      budget: 4,
      byEvent: [
        { event: 'PostToolUse', processes: 3 },
        { event: 'PreToolUse', processes: 3 },
      ],
      byPlugin: [
        { plugin: 'a', processes: 4 },
        { plugin: 'b', processes: 2 },
      ],
      others: [{ tool: 'Write', processes: 6 }],
    });
  });

  test('many plugins are folded, and all of them stand in the evidence', () => {
    const many = Array.from({ length: 11 }, (_, index) => watching(`p${10 + index}`, 1));
    const [draft] = check(hookFanOut, many);
    expect(draft?.message).toContain('`p16` 1 and `p17` 1 and 3 more plugins\n');
    expect(draft?.evidence?.byPlugin).toEqual(many.map(({ name }) => ({ plugin: name, processes: 1 })));
  });

  test('the budget of the project', () => {
    const over = (hooksPerToolCall: number) =>
      check(hookFanOut, [watching('a', 6)], { budgets: { hooksPerToolCall } });
    expect(over(6)).toEqual([]);
    expect(over(5)).toHaveLength(1);
    expect(over(0)[0]?.message).toContain('the budget is 0');
  });

  test('near misses: four, on different tools, without a process, on other events, one command line shared', () => {
    expect(check(hookFanOut, [watching('a', 4)])).toEqual([]);
    expect(check(hookFanOut, [watching('a', 4, 'Edit'), watching('b', 4, 'Bash')])).toEqual([]);
    expect(check(hookFanOut, [watching('a', 9, '*', 'prompt')])).toEqual([]);
    const conditional = watching('a', 9).components.hooks.map((hook) => ({
      ...hook,
      condition: 'Bash(rm:*)',
    }));
    expect(check(hookFanOut, [release('a', { hooks: conditional })])).toEqual([]);
    const stops = Array.from({ length: 9 }, (_, index) => ({
      event: 'Stop',
      type: 'command',
      command: `${index}`,
    }));
    expect(check(hookFanOut, [release('a', { hooks: stops })])).toEqual([]);
    const shared = { event: 'PreToolUse', type: 'command', command: 'notify-send hello' };
    const six = ['a', 'b', 'c', 'd', 'e', 'f'];
    expect(check(hookFanOut, [release('a', { hooks: six.map(() => shared) })])).toEqual([]);
    const [each] = check(
      hookFanOut,
      six.map((name) => release(name, { hooks: [shared] })),
    );
    expect(each?.evidence).toMatchObject({ processes: 6 });
  });
});

describe('MKT403', () => {
  const place = { file: 'f', line: 1, column: 1 };
  const telling = (name: string, ...tokens: number[]): Release => ({
    ...release(name),
    contextTokens: tokens.reduce((sum, each) => sum + each, 0),
    details: tokens.map((contextTokens, index) => ({
      kind: 'skill',
      name: `s${index}`,
      location: place,
      contextTokens,
    })),
  });

  test('the sum, the biggest plugins first, their longest components, and what is not known', () => {
    const [draft] = check(contextBudget, [telling('a', 1000), telling('b', 4000, 3000, 200), release('c')]);
    expect(draft?.message.split('\n')).toEqual([
      'the descriptions of all agents, commands and skills take about 8,200 tokens in every session, but the budget is 8,000',
      '`b` 7,200: 3 components, the longest: skill `s0` 4,000 and skill `s1` 3,000',
      '`a` 1,000: 1 component, skill `s0` 1,000',
      '1 plugin with unknown descriptions is not counted; the descriptions are sent with every request, and the longer the list, the less often the model picks the right component',
    ]);
    expect(draft?.help).toContain('`budgets: { contextTokens: 9000 }`');
    const component = (name: string, tokens: number) => ({ kind: 'skill', name, tokens });
    expect(draft?.evidence).toEqual({
      tokens: 8200,
      budget: 8000,
      plugins: [
        {
          plugin: 'b',
          tokens: 7200,
          components: [component('s0', 4000), component('s1', 3000), component('s2', 200)],
        },
        { plugin: 'a', tokens: 1000, components: [component('s0', 1000)] },
      ],
      unknown: ['c'],
    });
  });

  test('many plugins are folded', () => {
    const many = Array.from({ length: 20 }, (_, index) => telling(`p${index}`, 1000));
    const [draft] = check(contextBudget, many);
    expect(draft?.message).toContain('\n14 more plugins 14,000\n');
    expect(draft?.evidence?.plugins).toHaveLength(20);
  });

  test('near misses: just the budget, another budget, nothing known', () => {
    expect(check(contextBudget, [telling('a', 8000)])).toEqual([]);
    expect(check(contextBudget, [telling('a', 9000)], { budgets: { contextTokens: 9000 } })).toEqual([]);
    expect(check(contextBudget, [release('a')], { budgets: { contextTokens: 0 } })).toEqual([]);
  });
});

describe('MKT404', () => {
  test('two makers and a taker, all artifacts of the same makers together', () => {
    const both = { produces: ['x:a', 'y:a'] };
    const [draft, ...rest] = check(duplicateProducer, [
      release('a', both),
      release('b', both),
      release('c', { consumes: ['x:a', 'y:a'] }),
    ]);
    expect(rest).toEqual([]);
    expect(draft?.message).toMatch(/^`a` and `b` both produce `x` \(a\) and `y` \(a\), which `c` consumes\n/);
    expect(draft?.evidence).toEqual({
      makers: ['a', 'b'],
      artifacts: [
        { artifact: 'x', format: 'a' },
        { artifact: 'y', format: 'a' },
      ],
      takers: ['c'],
    });
  });

  test('near misses: nobody takes it, another format, the taker makes it itself', () => {
    const makes = (name: string, port: string) => release(name, { produces: [port] });
    expect(check(duplicateProducer, [makes('a', 'x:a'), makes('b', 'x:a')])).toEqual([]);
    const taker = release('c', { consumes: ['x:a'] });
    expect(check(duplicateProducer, [makes('a', 'x:a'), makes('b', 'x:b'), taker])).toEqual([]);
    const maker = release('c', { consumes: ['x:a'], produces: ['x:a'] });
    expect(check(duplicateProducer, [makes('a', 'x:a'), maker])).toEqual([]);
  });

  test('a real case', async () => {
    const [finding] = await bundledFindings(
      'MKT404',
      'deep-learning',
      'machine-learning',
      'llm-application-dev',
    );
    expect(finding?.message).toContain('`trained-model` (onnx)');
  });
});

const reading = (name: string, ...env: (Partial<EnvVar> & { name: string })[]) =>
  release(name, { integration: { env: env.map((each) => ({ required: false, description: '', ...each })) } });

describe('MKT501', () => {
  test.each<[what: string, one: Partial<EnvVar>, other: Partial<EnvVar>]>([
    ['default: `a` says `3000` and `b` says `8080`', { default: '3000' }, { default: '8080' }],
    [
      'meaning: `a` says port of the preview and `b` says harbour where ships lie',
      { description: 'port of the preview' },
      { description: 'harbour where ships lie' },
    ],
    [
      'secrecy: `a` says it is secret and `b` says it is not secret',
      { description: 'token of the account', secret: true },
      { description: 'token of the account' },
    ],
  ])('%s', (line, one, other) => {
    const [draft] = check(envVarClash, [
      reading('a', { name: 'V', ...one }),
      reading('b', { name: 'V', ...other }),
    ]);
    expect(draft?.message).toContain(`\n${line}\n`);
    expect(draft?.help).toContain('`A_V`');
  });

  test('the evidence has the statements in which they differ, and nobody’s value but what manifests say', () => {
    const [draft] = check(envVarClash, [
      reading('a', { name: 'V', description: 'token of the account', default: '1', secret: true }),
      reading('b', { name: 'V', description: 'token of the account', default: '' }),
    ]);
    expect(draft).toMatchObject({ case: 'found', severity: 'error' });
    expect(draft?.evidence).toEqual({
      variable: 'V',
      plugins: ['a', 'b'],
      defaults: [
        { plugin: 'a', says: '1' },
        { plugin: 'b', says: '' },
      ],
      meanings: [],
      secrecy: [
        { plugin: 'a', says: true },
        { plugin: 'b', says: false },
      ],
      alternative: 'A_V',
    });
    expect(draft?.message).toContain(
      '\ndefault: `a` says `1` and `b` says ``\nsecrecy: `a` says it is secret',
    );
  });

  test.each<[what: string, one: Partial<EnvVar>, other: Partial<EnvVar>]>([
    [
      'the same in other words',
      { description: 'token for GitHub' },
      { description: 'GitHub API token, repository scope' },
    ],
    ['one says nothing', { description: 'token for GitHub', secret: true }, {}],
    ['only one has a default', { default: '1' }, {}],
    ['needed by one only', { required: true }, {}],
  ])('near miss: %s', (_, one, other) =>
    expect(
      check(envVarClash, [reading('a', { name: 'V', ...one }), reading('b', { name: 'V', ...other })]),
    ).toEqual([]),
  );
});

describe('MKT502', () => {
  const needing = [
    reading('a', { name: 'KEY', required: true, description: 'the key' }),
    reading('b', { name: 'KEY', required: true }, { name: 'MAY' }),
  ];
  const environment = (variables?: string[]) => ({
    environment: { runtimes: {}, ...(variables && { variables }) },
  });

  test('what is needed and not named as set, in one finding', () => {
    const [draft, ...rest] = check(envVarMissing, needing, environment(['HOME']));
    expect(rest).toEqual([]);
    expect(draft?.message).toContain(
      '1 environment variable is required but not set: `KEY`\n`KEY` is required by `a` and `b`: the key',
    );
    expect(draft?.plugins).toEqual(['a', 'b']);
    expect(draft?.evidence).toEqual({
      missing: [{ variable: 'KEY', plugins: ['a', 'b'], description: 'the key' }],
    });
  });

  test('many variables are folded, and all of them stand in the evidence by name', () => {
    const names = Array.from({ length: 12 }, (_, index) => `V${31 - index}`);
    const [draft] = check(
      envVarMissing,
      [reading('a', ...names.map((name) => ({ name, required: true })))],
      environment([]),
    );
    expect(draft?.message).toContain('`V27` and 4 more\n');
    expect(draft?.evidence).toEqual({
      missing: names.sort().map((variable) => ({ variable, plugins: ['a'] })),
    });
  });

  test('near misses: it is set; nobody has said what is set', () => {
    expect(check(envVarMissing, needing, environment(['KEY']))).toEqual([]);
    expect(check(envVarMissing, needing, environment())).toEqual([]);
  });
});

describe('MKT503', () => {
  const names = (prefix: string, amount: number) =>
    Array.from({ length: amount }, (_, index) => ({ name: `${prefix}_${index}`, description: 'd' }));

  test('six settings of two plugins, told by plugin', () => {
    const [draft] = check(scatteredConfiguration, [
      reading('a', ...names('A', 4)),
      reading('b', ...names('B', 2)),
    ]);
    expect(draft?.message).toMatch(/^6 variables and sign-ins to configure in 2 plugins/);
    expect(draft?.message).toContain('\n`a`: `A_0`, `A_1`, `A_2` and `A_3`\n`b`: `B_0` and `B_1`\n');
    expect(draft?.help).toMatch(/^put the variables in `env`/);
    expect(draft?.evidence).toMatchObject({
      plugins: [{ plugin: 'a' }, { plugin: 'b', settings: [{ kind: 'variable', name: 'B_0' }, {}] }],
    });
  });

  test('options of one name are a note; other names, and options of one plugin, are not', () => {
    const asking = (name: string, ...options: string[]): Release => ({
      ...release(name),
      options: options.map((option) => ({ name: option, locations: [] })),
    });
    const drafts = check(scatteredConfiguration, [asking('a', 'key', 'url'), asking('b', 'key')]);
    expect(drafts).toMatchObject([
      { case: 'same-option', evidence: { plugins: ['a', 'b'], options: ['key'] } },
    ]);
    expect(check(scatteredConfiguration, [asking('a', 'key', 'url'), asking('b', 'Key')])).toEqual([]);
  });

  test('servers elsewhere are signed in to, unless a header says who asks', () => {
    const servers = (prefix: string, amount: number, isIdentified: boolean) =>
      release(prefix, {
        mcpServers: Array.from({ length: amount }, (_, index) => ({
          name: `${prefix}${index}`,
          url: 'https://x.example',
          ...(isIdentified && { isIdentified }),
        })),
      });
    const [draft] = check(scatteredConfiguration, [servers('a', 4, false), servers('b', 2, false)]);
    expect(draft?.message).toContain('`b`: `sign-in of MCP server b0` and `sign-in of MCP server b1`');
    expect(draft?.help).toMatch(/^document them in one place/);
    expect(draft?.evidence).toEqual({
      plugins: [
        {
          plugin: 'a',
          settings: ['a0', 'a1', 'a2', 'a3'].map((name) => ({ kind: 'sign-in', name })),
        },
        { plugin: 'b', settings: ['b0', 'b1'].map((name) => ({ kind: 'sign-in', name })) },
      ],
    });
    const at = (file: string) => ({ file, line: 3, column: 5 });
    const placed = {
      ...servers('a', 4, false),
      details: [{ kind: 'mcp-server' as const, name: 'a2', location: at('a/.mcp.json') }],
    };
    const used = {
      ...reading('c', ...names('C', 2)),
      variables: [
        { name: 'C_1', locations: [at('c/hooks.json')] },
        { name: 'OTHER', locations: [at('c/other.json')] },
      ],
    };
    const [found] = findingsOf(scatteredConfiguration, { ...contextOf([placed, used]), request: [] });
    expect(found?.location).toEqual(at('a/.mcp.json'));
    expect(found?.related).toEqual([{ location: at('c/hooks.json'), message: '`C_1` in `c`' }]);
    expect(check(scatteredConfiguration, [servers('a', 4, false), servers('b', 2, true)])).toEqual([]);
  });

  test('near misses: five, one plugin, the same ones in both, defaults, a name with a fallback', () => {
    expect(
      check(scatteredConfiguration, [reading('a', ...names('A', 3)), reading('b', ...names('B', 2))]),
    ).toEqual([]);
    expect(check(scatteredConfiguration, [reading('a', ...names('A', 9)), release('b')])).toEqual([]);
    expect(
      check(scatteredConfiguration, [reading('a', ...names('A', 5)), reading('b', ...names('A', 5))]),
    ).toEqual([]);
    const bare = Array.from({ length: 9 }, (_, index) => ({ name: `B_${index}` }));
    expect(check(scatteredConfiguration, [reading('a', ...names('A', 5)), reading('b', ...bare)])).toEqual(
      [],
    );
    const set = names('B', 9).map((each) => ({ ...each, default: '1' }));
    expect(check(scatteredConfiguration, [reading('a', ...names('A', 5)), reading('b', ...set)])).toEqual([]);
  });
});

describe('MKT504 and MKT505', () => {
  const shipping = (name: string, settings: Record<string, unknown>): Release => ({
    ...release(name),
    settings,
  });

  test('different values of a setting that the client applies', () => {
    const [draft] = check(settingClash, [shipping('a', { agent: 'x' }), shipping('b', { agent: 'y' })]);
    expect(draft?.message).toContain('2 different values for the setting `agent`\n`a`: `"x"`\n`b`: `"y"`');
    expect(draft?.evidence).toEqual({
      setting: 'agent',
      plugins: [
        { plugin: 'a', value: 'x' },
        { plugin: 'b', value: 'y' },
      ],
    });
  });

  test('near misses: the same value, and a key that the client ignores', () => {
    expect(check(settingClash, [shipping('a', { agent: 'x' }), shipping('b', { agent: 'x' })])).toEqual([]);
    expect(check(settingClash, [shipping('a', { model: 'x' }), shipping('b', { model: 'y' })])).toEqual([]);
  });

  test('the agent of the settings goes before all of them', () => {
    const shippingBoth = [shipping('a', { agent: 'x' }), shipping('b', { agent: 'y' })];
    const settings = settingsOf({ project: { agent: 'mine' } });
    expect(settingClash.check(contextOf(shippingBoth, { settings }))).toEqual([]);
  });

  test('credentials are told by kind and place, all of one plugin together', () => {
    const location = { file: '.mcp.json', line: 3, column: 9 };
    const leaky: Release = {
      ...release('a'),
      credentials: [
        { kind: 'a GitHub token', key: 'mcpServers.x.env.GITHUB_TOKEN', location },
        { kind: 'a URL with a password', key: 'mcpServers.x.url', location },
      ],
    };
    const [draft, ...rest] = check(secretInConfig, [leaky, release('b')]);
    expect(rest).toEqual([]);
    expect(draft?.message).toContain('the configuration of `a` contains 2 credentials in plain text');
    expect(draft?.message).toContain('a GitHub token in `mcpServers.x.env.GITHUB_TOKEN`');
    expect(draft?.help).toContain('`${GITHUB_TOKEN}`');
    expect(draft?.evidence).toEqual({
      plugin: 'a',
      credentials: [
        { kind: 'a GitHub token', key: 'mcpServers.x.env.GITHUB_TOKEN' },
        { kind: 'a URL with a password', key: 'mcpServers.x.url' },
      ],
      variable: 'GITHUB_TOKEN',
    });
    expect(draft?.related).toContainEqual({ location, message: 'a GitHub token' });
    expect(check(secretInConfig, [release('b')])).toEqual([]);
  });
});

describe('MKT507', () => {
  const runs = (name: string, command: string): Release => {
    const made = release(name);
    return {
      ...made,
      components: {
        ...made.components,
        mcpServers: [{ name: 'pages', command }],
      },
      details: [{ kind: 'mcp-server', name: 'pages', location: { file: '.mcp.json', line: 3, column: 5 } }],
    };
  };

  test('stands where the list requires the plugin, with the place that runs it behind', () => {
    const [finding] = check(unlockedCode, [runs('a', 'npx pages@latest')], { request: [spec('a', 7)] });
    expect(finding).toMatchObject({
      plugins: ['a'],
      location: { line: 7 },
      related: [{ location: { file: '.mcp.json', line: 3 }, message: '`pages`' }],
    });
    const [alone] = check(unlockedCode, [runs('a', 'npx pages@latest')], { request: [] });
    expect(alone?.location).toMatchObject({ file: '.mcp.json', line: 3 });
    expect(check(unlockedCode, [runs('a', 'npx pages@1.2.3')])).toEqual([]);
  });

  test('names the commit as what fetches it takes it', () => {
    const helpFor = (command: string) => check(unlockedCode, [runs('a', command)])[0]?.help;
    expect(helpFor('npx github:owner/tool')).toBe(
      'run `git ls-remote https://github.com/owner/tool.git HEAD`, and write `github:owner/tool#` and the 40 digits that it prints in place of `github:owner/tool`',
    );
    expect(helpFor('uvx --from git+https://example.com/x@main run')).toBe(
      'run `git ls-remote https://example.com/x HEAD`, and write `git+https://example.com/x@` and the 40 digits that it prints in place of `git+https://example.com/x@main`',
    );
  });

  test.each([
    [
      'npx pages@latest',
      'run `npm view pages@latest _id`, and write what it prints in place of `pages@latest`',
    ],
    [
      "npx 'pages@^1.2'",
      "run `npm view 'pages@^1.2' _id`, and write the first word of its last line in place of `pages@^1.2`",
    ],
    [
      'uvx pages',
      'run `pip index versions pages`, and write `pages@` and the version in its first line in place of `pages`',
    ],
    [
      'docker run pages',
      "run `docker buildx imagetools inspect pages --format 'pages@{{.Manifest.Digest}}'`, and write what it prints in place of `pages`",
    ],
  ])('says how to learn the version: %s', (command, help) => {
    expect(check(unlockedCode, [runs('a', command)])[0]?.help).toBe(help);
  });

  test('quotes what a shell would read otherwise', () => {
    const [finding] = check(unlockedCode, [runs('a', 'docker run x;reboot')]);
    expect(finding?.help).toContain("inspect 'x;reboot' --format 'x;reboot@{{.Manifest.Digest}}'");
  });

  test("writes the version that the plugin's own files name", () => {
    const exactVersion = () => ({ version: '1.4.2', file: 'package.json' });
    const [finding] = check(unlockedCode, [{ ...runs('a', 'npx -y pages@latest'), exactVersion }]);
    expect(finding?.help).toBe(
      'write `pages@1.4.2` in place of `pages@latest`: `package.json` names that version',
    );
  });
});

describe('real marketplaces', needsMarketplaces, () => {
  const found = async (folder: string, rule: string, ...specs: string[]) =>
    (await checkMarketplace(`${marketplaces}/${folder}`, ...specs)).filter(
      (finding) => finding.rule === rule,
    );

  test('galaykos: `everything` costs processes and context', async () => {
    const [processes] = await found('galaykos+cc-marketplace', 'MKT402', 'everything');
    expect(processes?.message).toMatch(/^every call of `(Edit|Write)` starts \d+ hook processes/);
    const [tokens] = await found('galaykos+cc-marketplace', 'MKT403', 'everything');
    expect(tokens?.message).toMatch(/take about 1\d,\d{3} tokens/);
  });

  test('anthropics: a key in a header is one thing to set up, not two', async () => {
    const five = await found(
      'anthropics+claude-plugins-official',
      'MKT503',
      'context7',
      'github',
      'greptile',
      'gitlab',
      'linear',
    );
    expect(five).toEqual([]);
    const { releases } = await marketplaceContext(
      `${marketplaces}/anthropics+claude-plugins-official`,
      'context7',
      'gitlab',
    );
    const servers = releases.flatMap(({ components }) => components.mcpServers);
    expect(servers.map(({ name, isIdentified = false }) => [name, isIdentified])).toEqual([
      ['context7', true],
      ['gitlab', false],
    ]);
  });

  test('no marketplace of the samples holds a credential', async () => {
    expect(
      await found('anthropics+claude-plugins-official', 'MKT505', 'github', 'greptile', 'context7'),
    ).toEqual([]);
  });
});
