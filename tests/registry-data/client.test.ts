/** `registry/client/`: facts about the client. */
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { factsOf, isProvidedVariable } from '../../src/model/client.ts';
import { clientFacts } from '../../src/sources/registries/bundled-client-facts.ts';
import { compileRegistry } from '../../src/sources/registries/compile.ts';
import { folder, root } from '../support/mkt.ts';

const { client: recorded, faults } = compileRegistry(join(root, 'registry'), root);
const client = recorded && factsOf(recorded);

describe('facts about the client', () => {
  test('the files are valid, and all readers get the same', () => {
    expect(faults).toEqual([]);
    expect(client).toBeDefined();
    // Where the build is old the sources are read, with what heads each file.
    expect(clientFacts()).toMatchObject(client as object);
  });

  test('no two commands have the same name', () => {
    const { builtIn = {}, bundledSkills = {} } = client?.commands ?? {};
    const names = Object.entries({ ...builtIn, ...bundledSkills }).flat(2);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    expect(names.filter((name) => !/^[a-z][a-z0-9-]*$/.test(name))).toEqual([]);
  });

  test('events: what matches a tool, what happens on each call, what can be blocked', () => {
    const events = client?.hooks.events ?? {};
    expect(Object.keys(events)).toHaveLength(34);
    const having = (key: 'onToolCall' | 'guards') =>
      Object.keys(events).filter((event) => events[event]?.[key]);
    expect(having('onToolCall')).toEqual(['PreToolUse', 'PostToolUse']);
    expect(having('guards')).toEqual(['PreToolUse', 'PermissionRequest']);
    for (const event of ['PreToolUse', 'UserPromptSubmit', 'Stop'])
      expect(events[event]?.blocks).toBeDefined();
    for (const event of ['SessionStart', 'PostToolUse']) expect(events[event]?.blocks).toBeUndefined();
  });

  test('the usual tools are tools; every pattern is a regular expression', () => {
    const { tools, credentials } = clientFacts();
    expect(tools.usual.filter((tool) => !tools.builtIn.includes(tool))).toEqual([]);
    for (const { pattern } of credentials.shapes) expect(() => new RegExp(pattern)).not.toThrow();
  });

  test('variables that users need not provide', () => {
    const provided = ['HOME', 'CLAUDE_PLUGIN_ROOT', 'CLAUDECODE'];
    const wanted = ['HOMEBREW', 'API_KEY', 'MY_CLAUDE_KEY'];
    expect([...provided, ...wanted].filter((name) => isProvidedVariable(name, clientFacts()))).toEqual(
      provided,
    );
  });

  test('by version: what an older client does not know, or knows in addition', () => {
    const old = clientFacts('2.1.247');
    const now = clientFacts();
    expect([old, now].map(({ loading }) => loading.refusesNamedHooksFile)).toEqual([true, undefined]);
    expect(clientFacts('2.1.278').loading.refusesNamedHooksFile).toBe(true);
    expect(clientFacts('2.1.280').loading.refusesNamedHooksFile).toBeUndefined();
    expect(now.loading.unknown).toEqual([]);
    expect(old.loading.unknown.map(({ key }) => key)).toContain('userConfig.*.options');
    expect(clientFacts('2.1.271').loading.unknown.map(({ key }) => key)).not.toContain(
      'userConfig.*.options',
    );
    expect([old, now].map(({ frontMatter }) => frontMatter.agents.includes('omitClaudeMd'))).toEqual([
      false,
      true,
    ]);
    expect([old, now].map(({ hooks }) => Object.hasOwn(hooks.events, 'PreSkillShellCommand'))).toEqual([
      false,
      true,
    ]);
    expect(clientFacts('2.1.280').names.officialPlugins).toBeUndefined();
  });

  test('a fault in one of the files keeps the registry from being built, with its place', () => {
    const copy = folder();
    cpSync(join(root, 'registry'), copy, { recursive: true });
    writeFileSync(join(copy, 'client', 'tools.yaml'), 'source: here\ndate: someday\nbuiltIn: [Bash]\n');
    const broken = compileRegistry(copy);
    expect(broken.value).toBeUndefined();
    expect(broken.faults.map(({ location }) => location.file)).toContain('client/tools.yaml');
  });
});
