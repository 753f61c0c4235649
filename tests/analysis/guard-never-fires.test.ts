/** Names that resolve to nothing: MKT314, over a combination and in one plugin. */
import { describe, expect, test } from 'vitest';
import { findingsOf } from '../../src/analysis/engine.ts';
import { guardNeverFires } from '../../src/analysis/rules/mkt314-guard-never-fires.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { DeadName } from '../../src/model/name-evidence.ts';
import {
  checked,
  entry,
  type Files,
  lab,
  manifest,
  markdown,
  memoryTree,
  releaseOf,
} from '../client/fixtures.ts';
import { checkMarketplace } from '../support/marketplace.ts';
import { contextOf } from '../support/releases.ts';

const hooks = (event: string, ...matchers: (string | [matcher: string, handler: Files])[]): Files => ({
  hooks: {
    [event]: matchers.map((each) => {
      const [matcher, handler] = typeof each === 'string' ? [each, {}] : each;
      return { matcher, hooks: [{ type: 'command', command: `echo ${matcher.length}`, ...handler }] };
    }),
  },
});
const server = (...names: string[]): Files => ({
  mcpServers: Object.fromEntries(names.map((name) => [name, { command: 'node', args: [name] }])),
});

/** What the rule finds in plugins `notes` and `db`, all chosen. */
async function found(notes: Files, db: Files = {}, isPartial = false): Promise<Finding[]> {
  const inFolder = (plugin: string, files: Files) =>
    Object.fromEntries(Object.entries(files).map(([path, value]) => [`plugins/${plugin}/${path}`, value]));
  const files = lab([entry('notes'), entry('db')], {
    ...manifest('notes'),
    ...manifest('db'),
    ...inFolder('notes', notes),
    ...inFolder('db', db),
  });
  const releases = [await releaseOf(files, 'notes'), await releaseOf(files, 'db')];
  return findingsOf(guardNeverFires, contextOf(releases, { isPartial }));
}

const places = (findings: readonly Finding[]): DeadName[] =>
  findings.flatMap(({ evidence }) => (evidence as { places: DeadName[] }).places);
const short = (findings: readonly Finding[]): string[] =>
  findings.flatMap((finding) =>
    places([finding]).map(
      ({ field, by, names, right }) =>
        `${finding.case} ${field} ${by}: ${names.join(' ')} -> ${right.join(' ')}`,
    ),
  );

describe('a condition', () => {
  const conditional = (event: string) => ({
    'hooks/hooks.json': {
      hooks: { [event]: [{ hooks: [{ type: 'command', command: 'x', if: 'Bash(git *)' }] }] },
    },
  });

  test.each([
    ['Stop', 'guard'],
    ['UserPromptSubmit', 'guard'],
    ['SessionStart', 'name'],
  ])('never holds on %s, which has no tool', async (event, name) => {
    const findings = await found(conditional(event));
    expect(findings.map((each) => each.case)).toEqual([name]);
    expect(findings[0]?.message).toContain(
      'matches tool calls, but this event has no tool call; the hook never runs',
    );
  });

  test.each(['PreToolUse', 'PostToolUseFailure', 'PermissionRequest', 'NoEventOfTheClient'])(
    'near miss: %s',
    async (event) => {
      expect(await found(conditional(event))).toEqual([]);
    },
  );
});

describe('tools of MCP servers', () => {
  test.each<[what: string, matcher: string, right: string, isWhole?: boolean]>([
    ['a pattern', 'mcp__store__.*', 'mcp__plugin_notes_store__.*'],
    ['a pattern with a star', 'mcp__store__*', 'mcp__plugin_notes_store__*'],
    ['an anchored pattern', '^mcp__store__(read|write)$', '^mcp__plugin_notes_store__(read|write)$'],
    ['an exact name', 'mcp__store__write', 'mcp__plugin_notes_store__write'],
    ['an exact name among others', 'Bash|mcp__store__write', 'mcp__plugin_notes_store__write', false],
    ['the server alone', 'mcp__store', 'mcp__plugin_notes_store__.*'],
    ['the right server alone', 'mcp__plugin_notes_store', 'mcp__plugin_notes_store__.*'],
    ['a server of the user alone', 'mcp__github', 'mcp__github__.*'],
    ['a misspelt server of the plugin', 'mcp__plugin_notes_stor__.*', 'mcp__plugin_notes_store__.*'],
    ['a server of the other plugin', 'mcp__tables__.*', 'mcp__plugin_db_tables__.*'],
    ['a tool of the client in another case', 'bash', 'Bash'],
  ])('a guard never fires: %s', async (_, matcher, right, isWhole = true) => {
    const findings = await found(
      { '.mcp.json': server('store'), 'hooks/hooks.json': hooks('PreToolUse', matcher) },
      { '.mcp.json': server('tables') },
    );
    expect(findings.map(({ case: name, severity }) => [name, severity])).toEqual([['guard', 'warning']]);
    expect(places(findings)).toMatchObject([{ field: 'matcher', by: 'PreToolUse', right: [right], isWhole }]);
    expect(findings[0]?.message).toContain(
      isWhole ? 'never fires' : 'does not fire for everything that it names',
    );
    expect(findings[0]?.help).toContain(`\`${right}\``);
  });

  test.each([
    'mcp__plugin_notes_store__.*',
    'mcp__plugin_notes_store__write',
    'mcp__store__write|mcp__plugin_notes_store__write',
    'mcp__(plugin_notes_)?store__.*',
    'mcp__.*store__.*',
    'mcp__.*',
    'mcp__github__.*',
    'mcp__github__get_issue',
    'mcp__plugin_other_store__.*',
    'store__write|.*',
    '*',
    'Bash|Edit',
    'SomeToolOfAMod',
    '(a+)+mcp__store__',
  ])('near miss: %s', async (matcher) => {
    expect(
      await found({ '.mcp.json': server('store'), 'hooks/hooks.json': hooks('PreToolUse', matcher) }),
    ).toEqual([]);
  });

  test('a second matcher that runs the same covers the first; one that runs something else does not', async () => {
    const same = { command: 'ask' };
    const both = (second: Files) => ({
      '.mcp.json': server('store'),
      'hooks/hooks.json': hooks(
        'PreToolUse',
        ['mcp__store__.*', same],
        ['mcp__plugin_notes_store__.*', second],
      ),
    });
    expect(await found(both(same))).toEqual([]);
    expect(short(await found(both({ command: 'other' })))).toEqual([
      'guard matcher PreToolUse: mcp__store__.* -> mcp__plugin_notes_store__.*',
    ]);
  });

  test('hooks that block nothing are not guards, and events without tools do not count', async () => {
    const after = {
      '.mcp.json': server('store'),
      'hooks/hooks.json': hooks('PostToolUse', 'mcp__store__.*'),
    };
    expect((await found(after)).map((each) => each.case)).toEqual(['name']);
    expect(await found({ ...after, 'hooks/hooks.json': hooks('SessionStart', 'mcp__store__.*') })).toEqual(
      [],
    );
  });

  test('conditions and `mcp_tool` hooks', async () => {
    const handler = { type: 'mcp_tool', server: 'store', tool: 'log', if: 'mcp__store__write(x)' };
    const right = { type: 'mcp_tool', server: 'plugin:notes:store', tool: 'log', if: 'Bash(git push:*)' };
    const wrong = { type: 'mcp_tool', server: 'plugin:notes:gone', tool: 'log' };
    const foreign = { type: 'mcp_tool', server: 'github', tool: 'log' };
    const findings = await found({
      '.mcp.json': server('store'),
      'hooks/hooks.json': hooks('PreToolUse', ['*', handler], ['*', right], ['*', wrong], ['*', foreign]),
    });
    expect(short(findings)).toEqual([
      'guard if PreToolUse: mcp__store__write -> mcp__plugin_notes_store__write',
      'guard server PreToolUse: store -> plugin:notes:store',
      'guard server PreToolUse: plugin:notes:gone -> ',
    ]);
  });

  test('lists of tools, those that forbid first', async () => {
    const findings = await found({
      '.mcp.json': server('store'),
      'agents/manager.md': markdown(
        'description: d\ntools: Read, mcp__store__write\ndisallowedTools: mcp__store',
      ),
      'agents/fine.md': markdown('description: d\ntools: mcp__plugin_notes_store__write, mcp__store__write'),
      'skills/note/SKILL.md': markdown('description: d\nallowed-tools: mcp__store__write, mcp__github__x'),
    });
    expect(short(findings)).toEqual([
      'guard disallowedTools manager: mcp__store -> mcp__plugin_notes_store',
      'name tools manager: mcp__store__write -> mcp__plugin_notes_store__write',
      'name allowed-tools note: mcp__store__write -> mcp__plugin_notes_store__write',
    ]);
    expect(findings[0]?.message).toContain('the agent keeps the tool');
    expect(findings[1]?.message).toContain('the client asks before each call');
  });

  test('a bundle can have any server', async () => {
    const files = {
      '.claude-plugin/plugin.json': { name: 'notes', version: '1.0.0', mcpServers: './x.mcpb' },
    };
    const guard = { 'hooks/hooks.json': hooks('PreToolUse', 'mcp__plugin_notes_any__.*'), 'x.mcpb': '' };
    expect(await found({ ...files, ...guard })).toEqual([]);
    expect(places(await found(guard))).toMatchObject([{ why: 'missing', right: [] }]);
  });
});

describe('agents and skills', () => {
  const db = {
    'agents/dba.md': markdown('name: dba\ndescription: d'),
    'agents/plan/sec.md': markdown('description: d'),
  };
  const fork = (agent: string) => ({
    'skills/tidy/SKILL.md': markdown(`description: d\ncontext: fork\nagent: ${agent}`),
  });

  test.each([
    ['dba', 'db:dba'],
    ['sec', 'db:plan:sec'],
    ['db:sec', 'db:plan:sec'],
    ['db:gone', ''],
    ['other:dba', 'db:dba'],
    ['other:gone', ''],
  ])('a skill that runs in the agent `%s`', async (agent, right) => {
    const findings = await found(fork(agent), db);
    expect(short(findings)).toEqual([`agent agent tidy: ${agent} -> ${right}`]);
    expect(findings[0]?.message).toContain('the skill runs in the general-purpose agent');
  });

  test.each(['db:dba', 'DB:dba', 'Explore', 'general-purpose', 'mine'])(
    'near miss: the agent `%s`',
    async (agent) => {
      expect(await found(fork(agent), db)).toEqual([]);
    },
  );

  test('without a fork the client does not look at the agent', async () => {
    const skill = { 'skills/tidy/SKILL.md': markdown('description: d\nagent: dba') };
    expect(await found(skill, db)).toEqual([]);
  });

  test.each([
    ['dba', '^db:dba$'],
    ['^dba$', '^db:dba$'],
    ['db:gone', ''],
  ])('a matcher of agents: %s', async (matcher, right) => {
    expect(short(await found({ 'hooks/hooks.json': hooks('SubagentStop', matcher) }, db))).toMatchObject([
      expect.stringMatching(`guard matcher SubagentStop: .* -> ${right.replace(/[$^]/g, '\\$&')}$`),
    ]);
  });

  test.each(['db:dba', '^db:dba$', '^(db|notes):', 'Explore|Plan', 'mine', 'dba|db:dba', '.*dba'])(
    'near miss: a matcher of agents: %s',
    async (matcher) => {
      expect(await found({ 'hooks/hooks.json': hooks('SubagentStop', matcher) }, db)).toEqual([]);
    },
  );

  test('skills that agents start with, and that start monitors', async () => {
    const monitor = (skill: string) => [
      { name: 'm', command: 'x', description: 'd', when: `on-skill-invoke:${skill}` },
    ];
    const findings = await found({
      'agents/a.md': markdown('description: d\nskills: note, mine, notes:gone, db:gone, notes:note'),
      'skills/note/SKILL.md': markdown('description: d'),
      'monitors/monitors.json': monitor('notte'),
    });
    expect(short(findings)).toEqual(['name skills a: notes:gone db:gone -> ', 'name when m: notte -> note']);
    expect(
      await found({
        'skills/note/SKILL.md': markdown('description: d'),
        'monitors/monitors.json': monitor('note'),
      }),
    ).toEqual([]);
  });
});

describe('one plugin alone', () => {
  const plugin = (files: Files) => lab([entry('notes')], { ...manifest('notes'), ...files });

  test('`validate` finds what is certain in it, with a fix', () => {
    const faults = checkMarketplace(
      memoryTree(
        plugin({
          'plugins/notes/.mcp.json': server('store'),
          'plugins/notes/agents/dba.md': markdown('description: d'),
          'plugins/notes/skills/s/SKILL.md': markdown('description: d\ncontext: fork\nagent: dba'),
          'plugins/notes/hooks/hooks.json': hooks('PreToolUse', 'mcp__store__.*'),
        }),
      ),
    ).filter(({ rule }) => rule === 'MKT314');
    expect(faults.map(({ case: name, fix }) => ({ name, fix }))).toEqual([
      { name: 'guard', fix: { from: 'mcp__store__.*', to: 'mcp__plugin_notes_store__.*' } },
      { name: 'agent', fix: { from: 'dba', to: 'notes:dba' } },
    ]);
    expect(faults[1]?.location).toMatchObject({ line: 4, column: 8 });
  });

  test('near miss: an agent of another plugin may come with that', () => {
    const files = {
      'plugins/notes/skills/s/SKILL.md': markdown('description: d\ncontext: fork\nagent: db:dba'),
    };
    expect(checked(plugin(files)).filter((line) => line.startsWith('MKT314'))).toEqual([]);
  });
});
