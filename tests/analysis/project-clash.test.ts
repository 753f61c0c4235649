/** What a project has besides plugins: MKT315, and its names in MKT314. */
import { describe, expect, test } from 'vitest';
import { findingsOf } from '../../src/analysis/engine.ts';
import type { AnyRule } from '../../src/analysis/rule.ts';
import { hookOverlap } from '../../src/analysis/rules/mkt306-hook-overlap.ts';
import { guardNeverFires } from '../../src/analysis/rules/mkt314-guard-never-fires.ts';
import { projectClash } from '../../src/analysis/rules/mkt315-project-clash.ts';
import type { Finding } from '../../src/model/finding.ts';
import { entry, type Files, lab, manifest, markdown, releaseOf } from '../client/fixtures.ts';
import { ownOf, type SettingsSketch } from '../support/own-side.ts';
import { contextOf } from '../support/releases.ts';

interface Own {
  readonly project?: Files;
  readonly user?: Files;
  readonly settings?: SettingsSketch;
}

/** What a rule finds where plugins `a` and `b` are chosen in a project. */
async function found(
  { project = {}, user = {}, settings = {} }: Own,
  a: Files,
  b: Files = {},
  rule: AnyRule = projectClash,
): Promise<Finding[]> {
  const below = (name: string, files: Files) =>
    Object.fromEntries(Object.entries(files).map(([path, value]) => [`plugins/${name}/${path}`, value]));
  const files = lab([entry('a'), entry('b')], {
    ...manifest('a'),
    ...manifest('b'),
    ...below('a', a),
    ...below('b', b),
  });
  const releases = [await releaseOf(files, 'a'), await releaseOf(files, 'b')];
  return findingsOf(rule, contextOf(releases, ownOf(project, { user, settings })));
}

const agent = (name: string) => markdown(`name: ${name}\ndescription: d`);
const skill = (more = '') => markdown(`description: d${more}`);
const servers = (all: Files) => ({ '.mcp.json': { mcpServers: all } });
const notes = { command: 'npx', args: ['-y', 'notes@1.0.0'] };
const hooks = (event: string, matcher: string | undefined, command = 'check') => ({
  hooks: { [event]: [{ ...(matcher !== undefined && { matcher }), hooks: [{ type: 'command', command }] }] },
});
const cases = (findings: readonly Finding[]) => findings.map((each) => `${each.case} ${each.severity}`);

describe('names', () => {
  test.each<[what: string, project: Files, plugin: Files, typed: string, full: string]>([
    [
      'an agent',
      { '.claude/agents/x.md': agent('rev') },
      { 'agents/rev.md': agent('rev') },
      '@agent-rev',
      'a:rev',
    ],
    [
      'an agent in a subfolder, named by its front matter',
      { '.claude/agents/team/x.md': agent('rev') },
      { 'agents/deep/rev.md': agent('rev') },
      '@agent-rev',
      'a:deep:rev',
    ],
    [
      'a skill, by its folder',
      { '.claude/skills/ship/SKILL.md': skill('\nname: other') },
      { 'skills/ship/SKILL.md': skill() },
      '/ship',
      'a:ship',
    ],
    [
      'a command and a skill share their names',
      { '.claude/commands/ship.md': skill() },
      { 'skills/ship/SKILL.md': skill() },
      '/ship',
      'a:ship',
    ],
    [
      'an output style',
      { '.claude/output-styles/terse.md': skill() },
      { 'output-styles/terse.md': skill() },
      'terse',
      'a:terse',
    ],
  ])('%s: the project’s has the bare name', async (_, project, plugin, typed, full) => {
    const findings = await found({ project }, plugin);
    expect(cases(findings)).toEqual(['same-name note']);
    expect(findings[0]?.plugins).toEqual(['a']);
    expect(findings[0]?.message).toContain(`\`${typed}\` is the project's; the plugin's is \`${full}\``);
    expect(findings[0]?.help).toContain(full);
  });

  test.each<[what: string, project: Files, plugin: Files]>([
    ['other names', { '.claude/agents/x.md': agent('one') }, { 'agents/x.md': agent('two') }],
    ['another kind', { '.claude/agents/ship.md': agent('ship') }, { 'skills/ship/SKILL.md': skill() }],
    [
      'a folder of skills that is a plugin',
      {
        '.claude/skills/ship/SKILL.md': skill(),
        '.claude/skills/ship/.claude-plugin/plugin.json': { name: 'p' },
      },
      { 'skills/ship/SKILL.md': skill() },
    ],
    ['a command in a subfolder', { '.claude/commands/x/ship.md': skill() }, { 'commands/ship.md': skill() }],
    [
      'the name in the front matter only',
      { '.claude/skills/x/SKILL.md': skill('\nname: ship') },
      { 'skills/ship/SKILL.md': skill() },
    ],
    ['nothing of its own', { '.claude/ship.md': skill() }, { 'commands/ship.md': skill() }],
  ])('near miss: %s', async (_, project, plugin) => {
    expect(await found({ project }, plugin)).toEqual([]);
  });

  test('of the user and the project, the one counts that the client takes', async () => {
    const own = {
      '.claude/agents/rev.md': agent('rev'),
      '.claude/skills/ship/SKILL.md': skill(),
    };
    const findings = await found(
      { project: own, user: own },
      { 'agents/rev.md': agent('rev'), 'skills/ship/SKILL.md': skill() },
    );
    expect(findings.map(({ evidence }) => [evidence?.kind, evidence?.level])).toEqual([
      ['agent', 'project'],
      ['skill', 'user'],
    ]);
  });

  test('a policy that leaves agents to plugins', async () => {
    const { own } = ownOf({}, { settings: { managed: { strictPluginOnlyCustomization: ['agents', 'x'] } } });
    expect(own?.components).toEqual([]);
    const { settings } = ownOf({}, { settings: { managed: { strictPluginOnlyCustomization: true } } });
    expect(settings?.own?.pluginsOnly).toEqual(['skills', 'agents', 'hooks', 'mcp']);
    const { settings: ignored } = ownOf(
      {},
      { settings: { project: { strictPluginOnlyCustomization: true } } },
    );
    expect(ignored?.own?.pluginsOnly).toEqual([]);
  });
});

describe('MCP servers', () => {
  test('the same command: the project’s alone is started', async () => {
    const findings = await found({ project: servers({ mine: notes }) }, servers({ notes }));
    expect(cases(findings)).toEqual(['same-server warning']);
    expect(findings[0]?.message).toContain('`mcp__plugin_a_notes__…` does not exist');
    expect(findings[0]?.help).toContain('`mcp__mine__…`');
  });

  test('one name for two servers: both are started', async () => {
    const findings = await found({ project: servers({ notes: { command: 'other' } }) }, servers({ notes }));
    expect(cases(findings)).toEqual(['server-name warning']);
    expect(findings[0]?.message).toContain('`mcp__notes__…`');
    expect(findings[0]?.message).toContain('`mcp__plugin_a_notes__…`');
  });

  test.each<[what: string, own: Own, plugin: Files]>([
    [
      'another version is another server',
      { project: servers({ mine: { ...notes, args: ['-y', 'notes@2'] } }) },
      servers({ notes }),
    ],
    [
      'a server that settings disable',
      { project: servers({ notes }), settings: { local: { disabledMcpjsonServers: ['notes'] } } },
      servers({ notes }),
    ],
    ['a server that cannot be started', { project: servers({ notes: { args: [] } }) }, servers({ notes })],
  ])('near miss: %s', async (_, own, plugin) => {
    expect(await found(own, plugin)).toEqual([]);
  });
});

describe('settings', () => {
  const plugin = { 'hooks/hooks.json': hooks('PreToolUse', 'Bash', 'a-check') };

  test.each<[settings: SettingsSketch, key: string]>([
    [{ project: { disableAllHooks: true } }, 'disableAllHooks'],
    [{ project: { disableAllHooks: false }, local: { disableAllHooks: true } }, 'disableAllHooks'],
    [{ managed: { allowManagedHooksOnly: true } }, 'allowManagedHooksOnly'],
    [{ managed: { disableAllHooks: true, enabledPlugins: { 'a@lab': true } } }, 'disableAllHooks'],
  ])('hooks that do not run: %j', async (settings, key) => {
    const findings = await found({ settings }, plugin);
    expect(cases(findings)).toEqual(['hooks-off warning']);
    expect(findings[0]?.evidence).toMatchObject({ key, plugins: [{ plugin: 'a', hooks: 1, hasMod: false }] });
    // What does not run meets nothing.
    expect(await found({ settings }, plugin, plugin, hookOverlap)).toEqual([]);
  });

  test.each<[settings: SettingsSketch]>([
    [{ project: { disableAllHooks: true }, local: { disableAllHooks: false } }],
    [{ project: { allowManagedHooksOnly: true } }],
    [{ project: { disableAllHooks: true }, managed: { enabledPlugins: { 'a@lab': true } } }],
    [{ managed: { allowManagedHooksOnly: true, enabledPlugins: { 'a@lab': true } } }],
    [{}],
  ])('near miss: %j', async (settings) => {
    expect(await found({ settings }, plugin)).toEqual([]);
  });

  test('an output style that a plugin overrules', async () => {
    const forced = { 'output-styles/x.md': markdown('name: Terse\ndescription: d\nforce-for-plugin: true') };
    const findings = await found({ settings: { user: { outputStyle: 'Mine' } } }, forced);
    expect(cases(findings)).toEqual(['style-overruled warning']);
    expect(findings[0]?.message).toContain('`a:Terse`');
    expect(await found({ settings: { user: { outputStyle: 'a:Terse' } } }, forced)).toEqual([]);
    expect(
      await found(
        { settings: { user: { outputStyle: 'Mine' } } },
        { 'output-styles/x.md': markdown('name: T') },
      ),
    ).toEqual([]);
  });

  test('the agent of settings goes before that of a plugin', async () => {
    const shipping = { 'settings.json': { agent: 'rev' }, 'agents/rev.md': agent('rev') };
    const findings = await found({ settings: { project: { agent: 'mine' } } }, shipping);
    expect(cases(findings)).toEqual(['agent-overruled note']);
    expect(await found({ settings: { project: { agent: 'rev' } } }, shipping)).toEqual([]);
  });

  test('overrides do not reach skills of plugins', async () => {
    const skills = { 'skills/ship/SKILL.md': skill() };
    const override = (name: string, value = 'off') => ({
      settings: { project: { skillOverrides: { [name]: value } } },
    });
    expect(cases(await found(override('a:ship'), skills))).toEqual(['override-idle warning']);
    // A bare name may be that of a skill of the user.
    expect(await found(override('ship'), skills)).toEqual([]);
    expect(await found(override('a:other'), skills)).toEqual([]);
    expect(await found(override('a:ship', 'on'), skills)).toEqual([]);
  });

  test('lists of servers are about `.mcp.json`', async () => {
    const list = (key: string, name: string) => ({ settings: { project: { [key]: [name] } } });
    const both = await found(list('disabledMcpjsonServers', 'notes'), servers({ notes }));
    expect(cases(both)).toEqual(['server-idle warning']);
    expect(cases(await found(list('enabledMcpjsonServers', 'plugin:a:notes'), servers({ notes })))).toEqual([
      'server-idle warning',
    ]);
    expect(await found(list('disabledMcpjsonServers', 'other'), servers({ notes }))).toEqual([]);
  });

  const web = { type: 'http', url: 'https://mcp.example.com:8443/v1' };
  const both = servers({ notes, web });
  test.each<[what: string, settings: SettingsSketch, said: readonly string[]]>([
    [
      'a full name that is denied',
      { user: { deniedMcpServers: [{ serverName: 'plugin:a:notes' }] } },
      ['server-denied warning notes'],
    ],
    [
      'a command that is denied',
      { project: { deniedMcpServers: [{ serverCommand: ['npx', '-y', 'notes@1.0.0'] }] } },
      ['server-denied warning notes'],
    ],
    [
      'URLs that are denied, by pattern and as a whole host',
      { local: { deniedMcpServers: [{ serverUrl: '*://MCP.example.com:*/*' }, { serverUrl: 'https://x' }] } },
      ['server-denied warning web'],
    ],
    [
      'a host without a path',
      { user: { deniedMcpServers: [{ serverUrl: 'https://mcp.example.com:8443' }] } },
      ['server-denied warning web'],
    ],
    ['an empty list', { managed: { allowedMcpServers: [] } }, ['server-not-allowed warning notes web']],
    [
      'a list of names, which reaches no server of a plugin',
      { managed: { allowedMcpServers: [{ serverName: 'notes' }, { serverName: 'plugin:a:web' }] } },
      ['server-not-allowed warning notes web'],
    ],
    [
      'a list with one of two',
      { managed: { allowedMcpServers: [{ serverUrl: 'https://*.example.com:8443/*' }] } },
      ['server-not-allowed warning notes'],
    ],
    [
      'a denied server, and one that is not allowed',
      {
        managed: { allowedMcpServers: [] },
        user: { deniedMcpServers: [{ serverName: 'plugin:a:notes' }] },
      },
      ['server-denied warning notes', 'server-not-allowed warning web'],
    ],
    [
      'managed settings that keep users from allowing more',
      {
        managed: { allowManagedMcpServersOnly: true, allowedMcpServers: [] },
        user: { allowedMcpServers: [{ serverUrl: 'https://*' }] },
      },
      ['server-not-allowed warning notes web'],
    ],
  ])('policies of servers: %s', async (_, settings, said) => {
    const findings = await found({ settings }, both);
    expect(
      findings.map(({ case: name, severity, evidence }) =>
        [
          name,
          severity,
          ...((evidence?.servers ?? []) as readonly { readonly name: string }[]).map((each) => each.name),
        ].join(' '),
      ),
    ).toEqual(said);
  });

  test.each<[what: string, settings: SettingsSketch]>([
    ['no list', {}],
    ['an empty list of denied servers', { managed: { deniedMcpServers: [] } }],
    ['other arguments', { project: { deniedMcpServers: [{ serverCommand: ['npx', 'notes@1.0.0'] }] } }],
    ['another port', { project: { deniedMcpServers: [{ serverUrl: 'https://mcp.example.com/*' }] } }],
    ['a pattern that is no URL', { project: { deniedMcpServers: [{ serverUrl: '*mcp.example.com*' }] } }],
    ['another plugin', { project: { deniedMcpServers: [{ serverName: 'plugin:b:notes' }] } }],
    [
      'what users allow beside the administrator',
      {
        managed: { allowedMcpServers: [{ serverCommand: ['npx', '-y', 'notes@1.0.0'] }] },
        user: { allowedMcpServers: [{ serverUrl: 'https://mcp.example.com:8443/v*' }] },
      },
    ],
    [
      'a variable in the entry',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the client fills it in
      { managed: { allowedMcpServers: [{ serverCommand: ['${X}'] }, { serverUrl: 'https://${Y}' }] } },
    ],
  ])('near miss of a policy of servers: %s', async (_, settings) => {
    expect(await found({ settings }, both)).toEqual([]);
  });

  test('a denied name that only a server of a plugin has does not reach it', async () => {
    const settings = { user: { deniedMcpServers: [{ serverName: 'notes' }] } };
    const [finding, ...more] = await found({ settings }, servers({ notes }), servers({ notes }));
    expect(more).toEqual([]);
    expect(cases(finding === undefined ? [] : [finding])).toEqual(['denial-idle warning']);
    expect(finding?.message).toContain('`plugin:a:notes` and `plugin:b:notes`');
    expect(finding?.plugins).toEqual(['a', 'b']);
    const own = servers({ notes: { command: 'other' } });
    expect(cases(await found({ settings, project: own }, servers({ notes })))).toEqual([
      'server-name warning',
    ]);
  });

  test('one command in settings and in a plugin runs twice', async () => {
    const findings = await found(
      { settings: { project: hooks('PostToolUse', 'Edit') } },
      {
        'hooks/hooks.json': hooks('PostToolUse', 'Edit|Write'),
      },
    );
    expect(cases(findings)).toEqual(['hook-twice warning']);
    expect(
      await found(
        { settings: { project: hooks('PostToolUse', 'Read') } },
        {
          'hooks/hooks.json': hooks('PostToolUse', 'Edit|Write'),
        },
      ),
    ).toEqual([]);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the client fills it in
    const inPlugin = '${CLAUDE_PLUGIN_ROOT}/x';
    expect(
      await found(
        { settings: { project: hooks('PostToolUse', 'Edit', inPlugin) } },
        {
          'hooks/hooks.json': hooks('PostToolUse', 'Edit', inPlugin),
        },
      ),
    ).toEqual([]);
  });

  test('hooks of settings that decide together with those of plugins', async () => {
    const findings = await found({ settings: { project: hooks('PreToolUse', 'Bash|Edit', 'own') } }, plugin);
    expect(cases(findings)).toEqual(['hooks-meet note']);
    expect(findings[0]?.evidence).toMatchObject({
      events: [{ event: 'PreToolUse', plugins: ['a'], scopes: ['project'] }],
    });
    expect(await found({ settings: { project: hooks('PreToolUse', 'Edit', 'own') } }, plugin)).toEqual([]);
    expect(
      await found(
        { settings: { project: hooks('PostToolUse', 'Bash', 'own') } },
        {
          'hooks/hooks.json': hooks('PostToolUse', 'Bash', 'a-check'),
        },
      ),
    ).toEqual([]);
  });
});

describe('names of the project that resolve to nothing', () => {
  const never = (own: Own, plugin: Files) => found(own, plugin, {}, guardNeverFires);
  const plugin = { ...servers({ notes }), 'agents/rev.md': agent('rev') };

  test.each<[what: string, own: Own, name: string, right: string]>([
    [
      'a hook',
      { settings: { project: hooks('PreToolUse', 'mcp__notes__.*') } },
      'guard',
      'mcp__plugin_a_notes__.*',
    ],
    [
      'a permission',
      { settings: { project: { permissions: { deny: ['Bash', 'mcp__notes__write'] } } } },
      'guard',
      'mcp__plugin_a_notes__write',
    ],
    [
      'a permission that allows',
      { settings: { local: { permissions: { allow: ['mcp__notes'] } } } },
      'name',
      'mcp__plugin_a_notes',
    ],
    [
      'an agent',
      { project: { '.claude/agents/x.md': markdown('name: x\ntools: Read, mcp__notes__read') } },
      'name',
      'mcp__plugin_a_notes__read',
    ],
    [
      'a skill',
      { project: { '.claude/skills/x/SKILL.md': markdown('context: fork\nagent: rev') } },
      'agent',
      'a:rev',
    ],
    ['the main agent', { settings: { project: { agent: 'rev' } } }, 'name', 'a:rev'],
  ])('%s', async (_, own, name, right) => {
    const findings = await never(own, plugin);
    expect(findings.map((each) => each.case)).toEqual([name]);
    expect(findings[0]?.message).toContain('the project');
    expect(findings[0]?.help).toContain(`write \`${right}\``);
  });

  test.each<[what: string, own: Own]>([
    ['the full name', { settings: { project: { permissions: { deny: ['mcp__plugin_a_notes__write'] } } } }],
    [
      'a server of the project',
      {
        project: servers({ notes: { command: 'x' } }),
        settings: { project: hooks('PreToolUse', 'mcp__notes__.*') },
      },
    ],
    [
      'an agent of the project',
      { project: { '.claude/agents/rev.md': agent('rev') }, settings: { project: { agent: 'rev' } } },
    ],
    ['an agent that may be the user’s', { settings: { project: { agent: 'mine' } } }],
  ])('near miss: %s', async (_, own) => {
    expect(await never(own, plugin)).toEqual([]);
  });

  test('a guard of a plugin that means a server of the project', async () => {
    const guard = { ...plugin, 'hooks/hooks.json': hooks('PreToolUse', 'mcp__notes__.*') };
    expect(cases(await never({}, guard))).toEqual(['guard warning']);
    expect(await never({ project: servers({ notes: { command: 'x' } }) }, guard)).toEqual([]);
  });

  test('the main agent of a plugin is one of its own', async () => {
    const shipping = (name: string) => ({ 'settings.json': { agent: name }, 'agents/rev.md': agent('rev') });
    expect(cases(await never({}, shipping('revv')))).toEqual(['name warning']);
    for (const name of ['rev', 'a:rev', 'general-purpose'])
      expect(await never({}, shipping(name))).toEqual([]);
  });
});
