/** `registry/client/`: facts about the client. */
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isProvidedVariable } from '../../src/model/client.ts';
import { clientFacts } from '../../src/sources/registries/bundled-client-facts.ts';
import { compileRegistry } from '../../src/sources/registries/compile.ts';
import { folder, root } from '../support/mkt.ts';

const { value, faults } = compileRegistry(join(root, 'registry'), root);
const client = value?.knowledge.client;

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
    expect(Object.keys(events)).toHaveLength(33);
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

  test('a fault in one of the files keeps the registry from being built, with its place', () => {
    const copy = folder();
    cpSync(join(root, 'registry'), copy, { recursive: true });
    writeFileSync(join(copy, 'client', 'tools.yaml'), 'source: here\ndate: someday\nbuiltIn: [Bash]\n');
    const broken = compileRegistry(copy);
    expect(broken.value).toBeUndefined();
    expect(broken.faults.map(({ location }) => location.file)).toContain('client/tools.yaml');
  });
});
