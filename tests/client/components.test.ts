import { describe, expect, test } from 'vitest';
import { findHooks } from '../../src/client/components/hooks.ts';
import { readManifest } from '../../src/client/manifest.ts';
import type { ComponentKey } from '../../src/model/component-kinds.ts';
import { clientFacts } from '../../src/sources/registries/bundled-client-facts.ts';
import { checked, entry, type Files, lab, manifest, markdown, memoryTree, releaseOf } from './fixtures.ts';

const texts = (paths: readonly string[]) =>
  Object.fromEntries(paths.map((path) => [`plugins/p/${path}`, markdown('description: d')]));

/** The names of the agents, commands and skills of a plugin `p`. */
async function named(
  fields: Record<string, unknown>,
  paths: readonly string[],
  more: Record<string, unknown> = {},
) {
  const files = lab([entry('p', more)], { ...manifest('p', fields), ...texts(paths) });
  const { agents, commands, skills } = (await releaseOf(files, 'p')).components;
  return { agents, commands, skills };
}

describe('where components are found', () => {
  test('in the default folders', async () => {
    const found = await named({}, [
      'agents/a.md',
      'agents/team/b.md',
      'agents/x.txt',
      'commands/c.md',
      'commands/group/d.md',
      'skills/s/SKILL.md',
      'skills/s/more.md',
      'skills/deep/er/SKILL.md',
      'other/z.md',
    ]);
    expect(found).toEqual({ agents: ['a', 'team/b'], commands: ['c', 'group/d'], skills: ['s'] });
  });

  test('paths replace the folders of agents and commands', async () => {
    const found = await named({ agents: './more/x.md', commands: ['./tools', './commands/c.md'] }, [
      'agents/a.md',
      'more/x.md',
      'commands/b.md',
      'commands/c.md',
      'tools/t.md',
      'tools/sub/u.md',
    ]);
    expect(found).toEqual({ agents: ['x'], commands: ['sub/u', 't', 'c'], skills: [] });
  });

  test('paths of skills come in addition', async () => {
    const found = await named({ skills: ['./extra', './single'] }, [
      'skills/s/SKILL.md',
      'extra/e/SKILL.md',
      'single/SKILL.md',
    ]);
    expect(found.skills).toEqual(['s', 'e', 'single']);
  });

  test('the folder of the plugin itself can be one', async () => {
    const found = await named({ commands: './' }, ['hello.md', 'sub/there.md']);
    expect(found.commands).toEqual(['hello', 'sub/there']);
  });

  test('an empty list means none', async () => {
    expect((await named({ commands: [] }, ['commands/c.md'])).commands).toEqual([]);
  });

  test('one skill at the root, if there is nothing else', async () => {
    expect((await named({}, ['SKILL.md'])).skills).toEqual(['p']);
    expect((await named({}, ['SKILL.md', 'skills/s/SKILL.md'])).skills).toEqual(['s']);
  });

  test('commands that the manifest maps', async () => {
    const commands = {
      about: { content: 'Tell all', description: 'd' },
      status: { source: './x/y.md' },
      gone: { source: './none.md' },
    };
    expect((await named({ commands }, ['x/y.md', 'commands/c.md'])).commands).toEqual(['about', 'status']);
  });

  test('nothing outside of the plugin', async () => {
    const found = await named({ agents: ['../q/agents/a.md', '/etc/passwd'], skills: ['../q/skills'] }, [
      '../q/agents/a.md',
    ]);
    expect(found).toEqual({ agents: [], commands: [], skills: [] });
  });

  test('what an entry adds, unless it is not strict', async () => {
    const paths = ['commands/c.md', 'extra/e.md'];
    expect((await named({}, paths, { commands: ['./extra/e.md'] })).commands).toEqual(['c', 'e']);
    expect((await named({}, paths, { commands: ['./extra/e.md'], strict: false })).commands).toEqual(['c']);
  });

  test('a plugin that is the whole marketplace has all its skills, or those that its entry lists', async () => {
    const skill = markdown('description: d');
    const files = { 'skills/a/SKILL.md': skill, 'skills/b/SKILL.md': skill, 'other/c/SKILL.md': skill };
    const skillsOf = async (more: object) =>
      (
        await releaseOf(
          lab([entry('p', { source: './', strict: false, version: '1.0.0', ...more })], files),
          'p',
        )
      ).components.skills;
    expect(await skillsOf({})).toEqual(['a', 'b']);
    expect(await skillsOf({ skills: ['./other/c'] })).toEqual(['c']);
    expect(await skillsOf({ skills: ['./skills/b'] })).toEqual(['b']);
    expect(await skillsOf({ agents: [] })).toEqual(['a', 'b']);
  });

  test('without a manifest the entry is the manifest', async () => {
    const files = lab(
      [
        entry('p', {
          strict: false,
          commands: ['./extra/e.md'],
          mcpServers: { s: { command: 'npx', args: ['-y', 'x'] } },
        }),
      ],
      texts(['commands/c.md', 'extra/e.md', 'agents/a.md']),
    );
    const { components, version, unpinnable } = await releaseOf(files, 'p');
    expect(components).toMatchObject({
      agents: ['a'],
      commands: ['e'],
      mcpServers: [{ name: 's', command: 'npx -y x' }],
    });
    expect({ version, unpinnable }).toEqual({ version: '0.0.0', unpinnable: true });
  });

  test('a skill that has its whole name is not given that of its plugin twice', async () => {
    const files = lab([entry('p')], {
      ...manifest('p'),
      'plugins/p/skills/a/SKILL.md': markdown('name: p:full\ndescription: d'),
      'plugins/p/skills/b/SKILL.md': markdown('name: q:other\ndescription: d'),
    });
    expect((await releaseOf(files, 'p')).components.skills).toEqual(['full', 'q:other']);
  });

  test('names of the front matter', async () => {
    const files = lab([entry('p')], {
      ...manifest('p'),
      'plugins/p/agents/group/file.md': markdown('name: agent-name\ndescription: d'),
      'plugins/p/skills/folder/SKILL.md': markdown('name: skill-name\ndescription: d'),
      'plugins/p/commands/file.md': markdown('name: other\ndescription: d'),
    });
    expect((await releaseOf(files, 'p')).components).toMatchObject({
      agents: ['group/agent-name'],
      skills: ['skill-name'],
      commands: ['file'],
    });
  });
});

describe('hooks', () => {
  const hook = (command: string) => [{ matcher: 'Write', hooks: [{ type: 'command', command }] }];

  test('with the calls for which one runs, and whether the client waits for it', async () => {
    const command = { type: 'command', command: 'x' };
    const handlers = [
      { ...command, if: 'Bash(git push:*)', asyncRewake: true },
      { ...command, async: true },
      { ...command, async: false, args: ['y.ts', '-v'] },
      { type: 'prompt', prompt: 'x', async: true },
    ];
    const files = lab([entry('p')], { ...manifest('p', { hooks: { PreToolUse: [{ hooks: handlers }] } }) });
    expect((await releaseOf(files, 'p')).components.hooks).toEqual([
      { ...command, event: 'PreToolUse', condition: 'Bash(git push:*)', isBackground: true },
      { ...command, event: 'PreToolUse', isBackground: true },
      { ...command, event: 'PreToolUse', command: 'x y.ts -v' },
      { event: 'PreToolUse', type: 'prompt' },
    ]);
  });

  test('of the default file, of named files and inline, together', async () => {
    const files = lab([entry('p')], {
      ...manifest('p', { hooks: ['./more.json', { Stop: hook('inline') }, './hooks/hooks.json'] }),
      'plugins/p/hooks/hooks.json': { hooks: { PreToolUse: hook('default') } },
      'plugins/p/more.json': { hooks: { SessionStart: [{ hooks: [{ type: 'prompt', prompt: 'x' }] }] } },
    });
    expect((await releaseOf(files, 'p')).components.hooks).toEqual([
      { type: 'command', event: 'PreToolUse', matcher: 'Write', command: 'default' },
      { event: 'SessionStart', type: 'prompt' },
      { type: 'command', event: 'Stop', matcher: 'Write', command: 'inline' },
    ]);
  });

  test('of an entry replace those of the manifest for the same event', async () => {
    const files = lab(
      [entry('p', { hooks: { Stop: hook('entry') } })],
      manifest('p', { hooks: { Stop: hook('manifest'), SessionEnd: hook('kept') } }),
    );
    const { hooks } = (await releaseOf(files, 'p')).components;
    expect(hooks.map(({ command }) => command).sort()).toEqual(['entry', 'kept']);
  });

  test('below a `hooks` key of their own, as in a file, with their place', async () => {
    const hooks = { hooks: { Stop: hook('inner') } };
    const tree = memoryTree({ '.claude-plugin/plugin.json': { name: 'p', hooks } });
    const found = findHooks(readManifest(tree, undefined, clientFacts()));
    expect(found).toMatchObject([{ event: 'Stop', command: 'inner' }]);
    expect(found[0]?.path.slice(0, 3)).toEqual(['hooks', 'hooks', 'Stop']);
  });
});

describe('servers', () => {
  test('wrapped and bare, later ones win, bundles by name', async () => {
    const files = lab([entry('p')], {
      ...manifest('p', {
        mcpServers: ['./servers.json', './tool.mcpb', { inline: { url: 'https://x' } }],
        lspServers: { go: { command: 'gopls', extensionToLanguage: { '.go': 'go', '.mod': 'go' } } },
      }),
      'plugins/p/.mcp.json': { mcpServers: { a: { command: 'one' }, b: { command: 'two' } } },
      'plugins/p/servers.json': { b: { command: 'three' }, none: { args: [] } },
      'plugins/p/.lsp.json': { py: { command: 'pyright', extensionToLanguage: { '.py': 'python' } } },
    });
    const { mcpServers, lspServers } = (await releaseOf(files, 'p')).components;
    expect(mcpServers).toEqual([
      { name: 'a', command: 'one' },
      { name: 'b', command: 'three' },
      { name: 'inline', url: 'https://x' },
      { name: 'tool', command: './tool.mcpb' },
    ]);
    expect(lspServers).toEqual([
      { name: 'py', command: 'pyright', extensions: ['.py'] },
      { name: 'go', command: 'gopls', extensions: ['.go', '.mod'] },
    ]);
  });
});

test('executables and settings', async () => {
  const files = lab([entry('p')], {
    ...manifest('p'),
    'plugins/p/bin/tool': '#!/bin/sh',
    'plugins/p/bin/lib/x': '',
    'plugins/p/settings.json': { agent: 'a' },
  });
  const { components, settings } = await releaseOf(files, 'p');
  expect(components.executables).toEqual(['tool']);
  expect(settings).toEqual({ agent: 'a' });
});

const plugin = (fields: Files, files: Files, more: Files = {}): Files =>
  lab([entry('p', more)], {
    ...manifest('p', fields),
    ...Object.fromEntries(Object.entries(files).map(([path, text]) => [`plugins/p/${path}`, text])),
  });

/** The components of one kind of a plugin `p`, and where they stand. */
async function ofKind(key: ComponentKey, fields: Files, files: Files, more: Files = {}) {
  const { components, details = [] } = await releaseOf(plugin(fields, files, more), 'p');
  const places = details.map(({ kind, name, location: { file, line } }) => `${kind} ${name} ${file}:${line}`);
  return { found: components[key], places };
}

/** What is wrong with a plugin that has these files and nothing else: not that it brings nothing. */
const alone = (files: Files) => checked(plugin({}, files), { notes: true });

describe('output styles', () => {
  test('Markdown files of the default folder, called after their front matter, else after the file', async () => {
    const files = {
      'output-styles/brief.md': 'Say little',
      'output-styles/loud.md': markdown('name: Very loud'),
      'output-styles/notes.txt': '',
      'output-styles/deep/er.md': '',
    };
    expect(await ofKind('outputStyles', {}, files)).toEqual({
      found: ['brief', 'Very loud'],
      places: [
        'output-style brief plugins/p/output-styles/brief.md:1',
        'output-style Very loud plugins/p/output-styles/loud.md:1',
      ],
    });
    expect(alone(files)).toEqual([]);
  });

  test('files and folders that a manifest declares replace the folder, and an entry adds more', async () => {
    const files = { 'output-styles/a.md': '', 'x/b.md': '', 'x/c.md': '', 'd.md': '' };
    const declared = { outputStyles: ['./x', './x/b.md'] };
    expect((await ofKind('outputStyles', declared, files)).found).toEqual(['b', 'c']);
    const added = { outputStyles: './d.md' };
    expect((await ofKind('outputStyles', {}, files, added)).found).toEqual(['a', 'd']);
    expect((await ofKind('outputStyles', declared, files, added)).found).toEqual(['b', 'c', 'd']);
  });
});

describe('workflows', () => {
  const named = async (text: string) => (await ofKind('workflows', {}, { 'workflows/file.js': text })).found;

  test('scripts of the default folder, or those that a manifest declares', async () => {
    const files = { 'workflows/a.js': '', 'workflows/a.ts': '', 'workflows/deep/b.js': '', 'x/c.js': '' };
    expect(await ofKind('workflows', {}, files)).toEqual({
      found: ['a'],
      places: ['workflow a plugins/p/workflows/a.js:1'],
    });
    expect((await ofKind('workflows', { workflows: ['./x'] }, files)).found).toEqual(['c']);
    expect(alone({ 'workflows/a.js': '' })).toEqual([]);
  });

  test.each([
    ["export const meta = { name: 'audit', description: 'd' };", 'audit'],
    ['// first\nexport const meta = {\n  "description": "name: no",\n  "name": "audit",\n}', 'audit'],
    ["export const meta = { phases: [{ name: 'no' }], /* name: 'no' */ name: `audit` }", 'audit'],
    ["export const meta = { description: 'it\\'s', name: 'audit' }", 'audit'],
    ["export const meta = { phases: [{ name: 'no' }] }; const other = { name: 'no' }", 'file'],
    ["export const meta = { names: 'no', x: name }", 'file'],
    [`export const meta = { name: \`\${prefix}-audit\` }`, 'file'],
    ["export const meta = { name: 'audit' + suffix }", 'file'],
    ['export const meta = { name: other }', 'file'],
    ["const meta = { name: 'no' }", 'file'],
    ["export const meta = { name: 'no", 'file'],
    ['export const meta = { /* name', 'file'],
  ])('%s is called %s', async (text, name) => {
    expect(await named(text)).toEqual([name]);
  });
});

describe('monitors', () => {
  const monitor = (name: string) => ({ name, command: `watch ${name}`, description: 'd' });

  test('the list of the default file', async () => {
    const list = [monitor('log'), { name: 'bare' }, { command: 'no name' }, 'odd'];
    const files = { 'monitors/monitors.json': list };
    expect(await ofKind('monitors', {}, files)).toEqual({
      found: [{ name: 'log', command: 'watch log' }, { name: 'bare' }],
      places: [
        'monitor log plugins/p/monitors/monitors.json:2',
        'monitor bare plugins/p/monitors/monitors.json:7',
      ],
    });
    expect(alone({ 'monitors/monitors.json': [monitor('log')] })).toEqual([]);
    expect((await ofKind('monitors', {}, { 'monitors/monitors.json': monitor('log') })).found).toEqual([]);
  });

  test.each([
    ['a list', [monitor('own')]],
    ['a file', './own.json'],
  ])('%s that the manifest declares replaces it, under either key', async (_, value) => {
    const files = { 'monitors/monitors.json': [monitor('log')], 'own.json': [monitor('own')] };
    const found = [{ name: 'own', command: 'watch own' }];
    expect((await ofKind('monitors', { experimental: { monitors: value } }, files)).found).toEqual(found);
    expect((await ofKind('monitors', { monitors: value }, files)).found).toEqual(found);
  });
});

describe('themes', () => {
  const files = { 'themes/dusk.json': { name: 'Dusk' }, 'themes/readme.md': '', 'x/dawn.json': {} };

  test('JSON files of the default folder, called after the file', async () => {
    expect(await ofKind('themes', {}, files)).toEqual({
      found: ['dusk'],
      places: ['theme dusk plugins/p/themes/dusk.json:1'],
    });
    expect(alone({ 'themes/dusk.json': { name: 'Dusk' } })).toEqual([]);
  });

  test('a declaration under either key replaces the folder, and an entry adds more', async () => {
    expect((await ofKind('themes', { experimental: { themes: ['./x'] } }, files)).found).toEqual(['dawn']);
    expect((await ofKind('themes', { themes: './x/dawn.json' }, files)).found).toEqual(['dawn']);
    expect((await ofKind('themes', {}, files, { themes: './x' })).found).toEqual(['dusk', 'dawn']);
  });
});

describe('mods', () => {
  const mod = (modules: unknown) => ({ 'hooks/hooks.json': { modules }, 'hooks/a.ts': '', 'b.mjs': '' });

  test('the module that the hook file names, seen from there', async () => {
    expect(await ofKind('mods', {}, mod(['./a.ts']))).toEqual({
      found: ['hooks/a.ts'],
      places: ['mod hooks/a.ts plugins/p/hooks/hooks.json:3'],
    });
    expect((await ofKind('mods', {}, mod(['../b.mjs']))).found).toEqual(['b.mjs']);
    expect(alone(mod(['./a.ts']))).toEqual([]);
  });

  test('beside hooks, and only one', async () => {
    const files = {
      ...mod(['./a.ts', '../b.mjs']),
      'hooks/hooks.json': { hooks: {}, modules: ['./a.ts', '../b.mjs'] },
    };
    expect((await ofKind('mods', {}, files)).found).toEqual(['hooks/a.ts']);
  });

  test.each([
    ['a file that is not there', ['./none.ts']],
    ['no module', ['./hooks.json']],
    ['a path out of the plugin', ['../../x.ts']],
    ['no list', './a.ts'],
    ['no path', [1]],
  ])('%s is none', async (_, modules) => {
    expect((await ofKind('mods', {}, mod(modules))).found).toEqual([]);
  });
});
