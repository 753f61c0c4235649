// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders that the client fills in
/** What happens where servers, hooks, commands and executables of several plugins meet: MKT304 to MKT309. */

import { describe, expect, test } from 'vitest';
import type { Context } from '../../src/analysis/context.ts';
import { findingsOf } from '../../src/analysis/engine.ts';
import type { AnyRule } from '../../src/analysis/rule.ts';
import { mcpServerClash } from '../../src/analysis/rules/mkt304-mcp-server-clash.ts';
import { lspExtensionClash } from '../../src/analysis/rules/mkt305-lsp-extension-clash.ts';
import { hookOverlap } from '../../src/analysis/rules/mkt306-hook-overlap.ts';
import { shadowsBuiltin } from '../../src/analysis/rules/mkt307-shadows-builtin.ts';
import { executableClash } from '../../src/analysis/rules/mkt308-executable-clash.ts';
import { mcpToolNameLength } from '../../src/analysis/rules/mkt309-mcp-tool-name-length.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Hook, McpServer, Release } from '../../src/model/plugin.ts';
import { contextOf, release } from '../support/releases.ts';
import { checkMarketplace, marketplaces, needsMarketplaces } from './bundled.ts';

const check = (rule: AnyRule, releases: Release[], more: Partial<Context> = {}): readonly Finding[] =>
  findingsOf(rule, contextOf(releases, more));
const server = (name: string, ...mcpServers: McpServer[]) => release(name, { mcpServers });
const hooked = (name: string, ...hooks: Hook[]) => release(name, { hooks });
const hook = (event: string, matcher?: string, type = 'command'): Hook => ({
  event,
  type,
  command: 'x',
  ...(matcher !== undefined && { matcher }),
});

describe('MKT304', () => {
  const npx = (what: string): McpServer => ({ name: 's', command: `npx -y ${what}` });

  test('one name, different servers: an error with both command lines and the full names', () => {
    const [draft, ...rest] = check(mcpServerClash, [
      server('a', npx('east')),
      server('b', { name: 's', url: 'https://user:pw@west.example/mcp?key=1' }),
    ]);
    expect(rest).toEqual([]);
    expect(draft?.severity).toBe('error');
    expect(draft?.case).toBe('different-servers');
    expect(draft?.evidence).toEqual({
      name: 's',
      servers: [
        { plugin: 'a', start: 'npx -y east', prefix: 'mcp__plugin_a_s__' },
        { plugin: 'b', start: 'west.example/mcp', prefix: 'mcp__plugin_b_s__' },
      ],
    });
    expect(draft?.message).toContain('`a`: `npx -y east`\n`b`: `west.example/mcp`');
    expect(draft?.message).toContain('`mcp__plugin_a_s__…` and `mcp__plugin_b_s__…`');
    expect(draft?.message).not.toContain('pw');
    expect(draft).toMatchObject({ plugins: ['a', 'b'], location: { file: 'mkt.yaml', line: 2 } });
  });

  test.each<[what: string, one: McpServer, other: McpServer]>([
    ['another version of the package', npx('east@1.0.0'), npx('east@latest')],
    ['a scoped package', npx('@x/east'), npx('@x/east@2')],
    [
      'the same URL',
      { name: 's', url: 'https://x.example/mcp/' },
      { name: 's', url: 'https://X.example/mcp' },
    ],
    ['another name', npx('east'), { ...npx('east'), name: 't' }],
  ])('one server twice is a note: %s', (_, one, other) => {
    const drafts = check(mcpServerClash, [server('a', one), server('b', other)]);
    expect(drafts.map(({ severity }) => severity)).toEqual(['note']);
    expect(drafts[0]?.message).toContain('ship the same MCP server');
    expect(drafts[0]?.case).toBe('same-server');
    expect(drafts[0]?.evidence?.servers).toMatchObject([
      { plugin: 'a', name: one.name },
      { plugin: 'b', name: other.name },
    ]);
  });

  test('a long command line is cut: further on there may be what is not to be shown', () => {
    const long = `npx -y east ${'x'.repeat(80)}`;
    const [draft] = check(mcpServerClash, [
      server('a', { name: 's', command: long }),
      server('b', npx('west')),
    ]);
    expect(draft?.message).toContain(`\`${long.slice(0, 59)}…\``);
    expect(draft?.evidence?.servers).toMatchObject([
      { start: `${long.slice(0, 59)}…` },
      { start: 'npx -y west' },
    ]);
  });

  test('a program of the plugin’s own is another one in every plugin', () => {
    const own: McpServer = { name: 's', command: 'node ${CLAUDE_PLUGIN_ROOT}/server.js' };
    expect(check(mcpServerClash, [server('a', own), server('b', own)])[0]?.message).toContain(
      'different MCP',
    );
  });

  test('three plugins are one finding', () => {
    const all = ['a', 'b', 'c'].map((name) => server(name, npx(name)));
    expect(check(mcpServerClash, all).map(({ plugins }) => plugins)).toEqual([['a', 'b', 'c']]);
  });

  test('near misses: other names, a server of which only the name is known, one plugin alone', () => {
    expect(check(mcpServerClash, [server('a', npx('x')), server('b', { ...npx('y'), name: 't' })])).toEqual(
      [],
    );
    expect(check(mcpServerClash, [server('a', { name: 's' }), server('b', { name: 's' })])).toEqual([]);
    expect(check(mcpServerClash, [server('a', npx('x'), { ...npx('y'), name: 't' })])).toEqual([]);
  });
});

describe('MKT305', () => {
  const speaking = (name: string, ...extensions: string[]) =>
    release(name, { lspServers: [{ name: `${name}-server`, extensions }] });

  test('one finding for each set of plugins, with all their extensions', () => {
    const drafts = check(lspExtensionClash, [
      speaking('a', '.go', '.mod', '.ts'),
      speaking('b', '.go', '.mod'),
      speaking('c', '.ts'),
    ]);
    expect(drafts.map(({ message }) => message.split('\n')[0])).toEqual([
      'language servers of `a` and `b` both claim `.go` and `.mod`',
      'language servers of `a` and `c` both claim `.ts`',
    ]);
    expect(drafts[0]?.message).toContain('the one from the plugin that it loads first');
    expect(drafts[0]).toMatchObject({
      case: 'found',
      evidence: { plugins: ['a', 'b'], extensions: ['.go', '.mod'] },
    });
  });

  test('near miss: other extensions', () =>
    expect(check(lspExtensionClash, [speaking('a', '.go'), speaking('b', '.g')])).toEqual([]));
});

describe('MKT306', () => {
  test('hooks that can block and share a tool: a warning that names event, tools and plugins', () => {
    const [draft, ...rest] = check(hookOverlap, [
      hooked('a', hook('PreToolUse', 'Bash|Write')),
      hooked('b', hook('PreToolUse', '^(Bash|Edit)$')),
    ]);
    expect(rest).toEqual([]);
    expect(draft?.message).toMatch(/^hooks of `a` and `b` both run on `PreToolUse` for `Bash`\n/);
    expect(draft?.message).toContain('block or rewrite the tool call');
    expect(draft?.severity).toBe('warning');
    expect(draft?.case).toBe('can-decide');
    expect(draft?.evidence).toEqual({
      event: 'PreToolUse',
      plugins: ['a', 'b'],
      meetings: [{ plugins: ['a', 'b'], values: ['Bash'], isEveryTool: false }],
      blocks: 'the tool call',
      rewrites: 'the tool call',
    });
  });

  test('who meets whom, where not all of them do', () => {
    const [draft] = check(hookOverlap, [
      hooked('a', hook('PreToolUse', 'Bash|Write')),
      hooked('b', hook('PreToolUse', 'Bash')),
      hooked('c', hook('PreToolUse', 'Write')),
    ]);
    expect(draft?.message).toContain('`a` and `b` for `Bash`\n`a` and `c` for `Write`');
    expect(draft?.evidence?.meetings).toMatchObject([
      { plugins: ['a', 'b'], values: ['Bash'] },
      { plugins: ['a', 'c'], values: ['Write'] },
    ]);
  });

  test('tools that only matchers name meet too', () => {
    const drafts = check(hookOverlap, [
      hooked('a', hook('PreToolUse', 'mcp__db__query')),
      hooked('b', hook('PreToolUse', 'mcp__.*')),
    ]);
    expect(drafts[0]?.message).toContain('for `mcp__db__query`');
  });

  test('what none can stop is one note for all events', () => {
    const two = (name: string) => hooked(name, hook('SessionStart', 'startup'), hook('PostToolUse', '*'));
    const drafts = check(hookOverlap, [two('a'), two('b'), two('c')]);
    expect(drafts.map(({ severity }) => severity)).toEqual(['note']);
    expect(drafts[0]?.message).toContain('`SessionStart` for `startup`: 3 hooks of `a`, `b` and `c`');
    const plugins = ['a', 'b', 'c'];
    expect(drafts[0]?.case).toBe('side-by-side');
    expect(drafts[0]?.evidence).toEqual({
      events: [
        {
          event: 'SessionStart',
          hooks: 3,
          plugins,
          meetings: [{ plugins, values: ['startup'], isEveryTool: false }],
        },
        {
          event: 'PostToolUse',
          hooks: 3,
          plugins,
          meetings: [{ plugins, values: [], isEveryTool: true }],
        },
      ],
    });
  });

  test.each<[what: string, one: Hook, other: Hook]>([
    ['other tools', hook('PreToolUse', 'Bash'), hook('PreToolUse', 'BashOutput')],
    ['other events', hook('PreToolUse'), hook('UserPromptSubmit')],
    ['another moment', hook('SessionStart', 'resume'), hook('SessionStart', 'startup|clear')],
    ['an event that is none', hook('BeforeLunch'), hook('BeforeLunch')],
    ['a matcher that nobody knows', { event: 'PreToolUse' }, hook('PreToolUse')],
    ['one that could take for ever', hook('PreToolUse', '(a+)+$'), hook('PreToolUse')],
    ['one in the background', { ...hook('Stop'), isBackground: true }, hook('Stop')],
    ['one that never runs', { ...hook('Stop'), condition: 'Bash' }, hook('Stop')],
  ])('near miss: %s', (_, one, other) =>
    expect(check(hookOverlap, [hooked('a', one), hooked('b', other)])).toEqual([]),
  );

  test('in the background is only told where nothing can be blocked; a condition stands with its place', () => {
    const behind = { ...hook('PostToolUse', 'Bash'), isBackground: true, condition: 'Bash(git push:*)' };
    const [draft] = check(hookOverlap, [
      {
        ...hooked('a', behind),
        details: [
          { kind: 'hook', name: 'PostToolUse', location: { file: 'hooks.json', line: 3, column: 1 } },
        ],
      },
      hooked('b', hook('PostToolUse')),
    ]);
    expect(draft?.case).toBe('side-by-side');
    expect([draft, ...(draft?.related ?? [])].map((each) => each?.message).join('\n')).toContain(
      '`PostToolUse` on `Bash` if `Bash(git push:*)` of `a`',
    );
  });

  test('near miss: two hooks of one plugin', () =>
    expect(check(hookOverlap, [hooked('a', hook('Stop'), hook('Stop'))])).toEqual([]));

  test('a matcher of an event without values says nothing', () => {
    const drafts = check(hookOverlap, [hooked('a', hook('Stop', 'x')), hooked('b', { event: 'Stop' })]);
    expect(drafts[0]?.message).toMatch(/both run on `Stop`\n/);
  });
});

describe('MKT307', () => {
  const named = (drafts: readonly Finding[]) => drafts.map(({ message }) => message.split('\n')[0]);

  test('commands and skills, other names of a command, all plugins of one name together', () => {
    const drafts = check(shadowsBuiltin, [
      release('a', { commands: ['memory', 'own'], skills: ['cost'] }),
      release('b', { commands: ['status'] }),
      release('c', { commands: ['status'] }),
    ]);
    expect(named(drafts)).toEqual([
      '`a` has 2 commands or skills with names of client commands: `/cost` and `/memory`',
      '`b` and `c` have a command or skill with the name of a client command: `/status`',
    ]);
    expect(drafts[0]?.message).toContain('`/cost` is an alias of the client’s `/usage`'.replace('’', "'"));
    expect(drafts[0]?.help).toContain('`/a:cost`');
    expect(drafts[0]?.case).toBe('over-command');
    expect(drafts[0]?.evidence).toEqual({
      plugins: ['a'],
      names: ['cost', 'memory'],
      aliases: [{ name: 'cost', of: 'usage' }],
      fullName: '/a:cost',
      seen: { from: '2.1.92', to: '2.1.207' },
    });
  });

  test('it says what is known of the version that will load them', () => {
    const said = (version?: string) =>
      check(shadowsBuiltin, [release('b', { commands: ['status'] })], {
        environment: { runtimes: version === undefined ? {} : { 'claude-code': version } },
      })[0]?.message.split('\n')[1];
    expect(said()).toMatch(
      /^`\/status` may run .* in Claude Code 2\.1\.92 to 2\.1\.207 it did, .* be reached$/,
    );
    expect(said('2.1.150')).toMatch(/^in Claude Code 2\.1\.150, `\/status` runs the plugin's/);
    expect(said('2.1.330')).toMatch(/may run .*; 2\.1\.330 was not tested$/);
  });

  test('skills of the client are one note', () => {
    const drafts = check(shadowsBuiltin, [
      release('a', { skills: ['simplify'] }),
      release('b', { commands: ['debug'] }),
    ]);
    expect(drafts.map(({ severity }) => severity)).toEqual(['note']);
    expect(drafts[0]?.message).toContain('`/debug` and `/simplify`');
    expect(drafts[0]?.case).toBe('beside-skill');
    expect(drafts[0]?.evidence).toEqual({
      plugins: ['a', 'b'],
      names: ['debug', 'simplify'],
      fullName: '/b:debug',
    });
  });

  test('near misses: agents, subfolders, names like it, skills for the model only', () => {
    const hidden: Release = {
      ...release('a', { agents: ['status'], commands: ['group/status', 'statuses'], skills: ['memory'] }),
      details: [
        { kind: 'skill', name: 'memory', location: { file: 'f', line: 1, column: 1 }, isForModelOnly: true },
      ],
    };
    expect(check(shadowsBuiltin, [hidden])).toEqual([]);
  });
});

describe('MKT308 and MKT309', () => {
  test('an executable of one name, and near misses', () => {
    const [draft] = check(executableClash, [
      release('a', { executables: ['pack', 'a'] }),
      release('b', { executables: ['pack', 'b'] }),
    ]);
    expect(draft?.message).toMatch(/^`a` and `b` both put `pack` on PATH\n/);
    expect(draft).toMatchObject({
      case: 'found',
      evidence: { plugins: ['a', 'b'], names: ['pack'], renames: ['a-pack', 'b-pack'] },
    });
    expect(check(executableClash, [release('a', { executables: ['x', 'x'] }), release('b')])).toEqual([]);
  });

  test('the room that names leave is counted to the character', () => {
    const left = (plugin: string, name: string) =>
      check(mcpToolNameLength, [server(plugin, { name, url: 'u' })]);
    // mcp__plugin_ and two more separators are 15 characters: 64 - 15 - 12 - 13 = 24.
    expect(left('a'.repeat(12), 'b'.repeat(13))[0]?.message).toContain('uses 40 characters and leaves 24');
    expect(left('a'.repeat(12), 'b'.repeat(12))).toEqual([]);
    const [none] = left('a'.repeat(40), 'b'.repeat(40));
    expect(none?.message).toContain('leaves 0');
    expect(none?.case).toBe('found');
    expect(none?.evidence).toEqual({
      plugin: 'a'.repeat(40),
      name: 'a'.repeat(40),
      most: 64,
      namesTogether: 24,
      servers: [
        {
          name: 'b'.repeat(40),
          prefix: `mcp__plugin_${'a'.repeat(40)}_${'b'.repeat(40)}__`,
          left: -31,
        },
      ],
    });
  });
});

describe('real marketplaces', needsMarketplaces, () => {
  const found = async (folder: string, rule: string, ...specs: string[]) =>
    (await checkMarketplace(`${marketplaces}/${folder}`, ...specs)).filter(
      (finding) => finding.rule === rule,
    );

  test('galaykos: what `everything` brings together', async () => {
    const overlaps = await found('galaykos+cc-marketplace', 'MKT306', 'everything');
    const prompts = overlaps.find(({ message }) => message.includes('`UserPromptSubmit`'));
    expect(prompts?.plugins).toHaveLength(8);
    expect(overlaps.find(({ message }) => message.includes('`PreToolUse`'))?.severity).toBe('warning');
    const shadows = await found('galaykos+cc-marketplace', 'MKT307', 'everything');
    expect(shadows.find(({ message }) => message.includes('`/review`'))?.plugins.length).toBeGreaterThan(25);
  });

  test('anthropics: a server whose name is the plugin’s once more', async () => {
    const [tight] = await found(
      'anthropics+claude-plugins-official',
      'MKT309',
      'laravel-boost',
      'playwright',
    );
    expect(tight?.message).toContain('uses 41 characters and leaves 23');
    expect(tight?.location?.file).toMatch(/laravel-boost\/\.mcp\.json$/);
  });

  test('boostvolt: each extension has one server', async () =>
    expect(await found('boostvolt+claude-code-lsps', 'MKT305', 'gopls', 'pyright')).toEqual([]));
});
