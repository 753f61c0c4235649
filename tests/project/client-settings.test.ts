import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readClientSettings } from '../../src/project/client-settings.ts';
import {
  clientFolder,
  managedSettings,
  projectSettings,
  userSettings,
} from '../../src/project/settings-places.ts';
import { folder } from '../support/mkt.ts';

const places = (root: string) => {
  const env = { HOME: join(root, 'home') };
  return [
    userSettings(env),
    ...projectSettings(join(root, 'project')),
    ...managedSettings(env, { policy: join(root, 'policy.json') }),
  ];
};

const read = (files: Record<string, unknown>) => {
  const texts = Object.entries(files).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  const root = folder(Object.fromEntries(texts));
  return readClientSettings(places(root), {
    cwd: join(root, 'project'),
    env: { HOME: join(root, 'home') },
  });
};

const userFile = 'home/.claude/settings.json';
const projectFile = 'project/.claude/settings.json';
const localFile = 'project/.claude/settings.local.json';

test('a key that is misspelled is told; other keys of the client are not', () => {
  const { faults } = read({
    [projectFile]: {
      enabledPlugin: { 'a@m': true },
      enabledPlugins: {},
      prependPlugins: [],
      pluginConfigs: {},
      disabledPlugins: {},
      permissions: {},
    },
  });
  expect(faults).toMatchObject([
    { rule: 'MKT903', evidence: { key: 'enabledPlugin', near: 'enabledPlugins' }, location: { line: 1 } },
  ]);
});

test.each([
  [{ enabledPlugins: ['a@m'] }, '`{ "<plugin>@<marketplace>": true }`'],
  [{ enabledPlugins: { 'a@m': '^1' } }, 'accepts no version'],
  [{ extraKnownMarketplaces: ['acme/shop'] }, '`{ "<name>": { "source": { "source": "github"'],
  [{ extraKnownMarketplaces: { shop: 'acme/shop' } }, '`{ "source": { "source": "github"'],
  [
    { extraKnownMarketplaces: { shop: { source: { type: 'directory' } } } },
    'such as `type` does not replace it',
  ],
])('a value of another form says how to write it: %j', (settings, help) => {
  const { faults } = read({ [projectFile]: settings });
  expect(faults).toHaveLength(1);
  expect(faults[0]?.evidence).toMatchObject({ meaning: expect.stringContaining(help) });
});

describe('settings of the client, merged', () => {
  test('each plugin by itself: the highest file wins, and what it overrules is known', () => {
    const { settings, faults } = read({
      [userFile]: { enabledPlugins: { 'a@m': true, 'b@m': true, 'c@m': false } },
      [projectFile]: { enabledPlugins: { 'b@m': false, 'c@m': true } },
      [localFile]: { enabledPlugins: { 'c@m': false } },
      'policy.json': { enabledPlugins: { 'd@m': true } },
    });
    expect(faults).toEqual([]);
    const shown = [...settings.enabledPlugins].map(
      ([id, { value, scope, overruled }]) =>
        `${id} ${value} ${scope}${overruled.map((each) => `, not ${each.value} ${each.scope}`).join('')}`,
    );
    expect(shown).toEqual([
      'a@m true user',
      'b@m false project, not true user',
      'c@m false local, not true project, not false user',
      'd@m true managed',
    ]);
    expect(settings.enabledPlugins.get('a@m')?.location.file).toBe('~/.claude/settings.json');
    expect(settings.enabledPlugins.get('c@m')?.location).toMatchObject({
      file: '.claude/settings.local.json',
      line: 1,
    });
    expect(settings.files.map(({ scope }) => scope)).toEqual(['user', 'project', 'local', 'managed']);
  });

  test('a marketplace is taken whole from the highest file, and the usual key beats its alias', () => {
    const { settings } = read({
      [userFile]: {
        extraKnownMarketplaces: {
          m: { source: { source: 'github', repo: 'a/m', ref: 'v1' }, autoUpdate: true },
        },
      },
      [projectFile]: {
        additionalMarketplaces: { n: { source: { source: 'directory', path: './n' } } },
        extraKnownMarketplaces: { m: { source: { source: 'github', repo: 'b/m' } } },
      },
    });
    expect([...settings.marketplaces].map(([name, { value }]) => [name, value])).toEqual([
      ['m', { source: { kind: 'github', repo: 'b/m' } }],
    ]);
  });

  test('an alias alone counts', () => {
    const { settings } = read({
      [projectFile]: { additionalMarketplaces: { n: { source: { source: 'directory', path: './n' } } } },
    });
    expect(settings.marketplaces.get('n')?.value.source).toEqual({ kind: 'directory', path: './n' });
  });

  test('policies count in managed settings only', () => {
    const { settings } = read({
      [projectFile]: { strictKnownMarketplaces: [], blockedMarketplaces: [{ source: 'npm', package: 'x' }] },
      'policy.json': {
        allowedMarketplaces: [{ source: 'github', repo: 'acme/*' }],
        blockedMarketplaces: [{ source: 'hostPattern', hostPattern: '^evil' }, { source: 'github' }],
      },
    });
    expect(settings.allowed?.value.map(({ value }) => value)).toEqual([{ kind: 'github', repo: 'acme/*' }]);
    expect(settings.blocked.map(({ value }) => value)).toEqual([
      { kind: 'hostPattern', pattern: '^evil' },
      { kind: 'invalid', type: 'github', lacks: 'repo' },
    ]);
    expect(settings.ignoredPolicy.map(({ value, scope }) => `${value} ${scope}`)).toEqual([
      'strictKnownMarketplaces project',
      'blockedMarketplaces project',
    ]);
  });

  test('settings with an error count for nothing, and the others stay', () => {
    const { settings, faults } = read({
      [userFile]: '{ "enabledPlugins": { "a@m": "yes" } }',
      [projectFile]: { enabledPlugins: { 'b@m': true } },
    });
    expect(faults.map(({ location }) => location.file)).toEqual(['~/.claude/settings.json']);
    expect([...settings.enabledPlugins.keys()]).toEqual(['b@m']);
  });

  test('a key named like something of every object is a key', () => {
    const { settings } = read({ [projectFile]: '{ "enabledPlugins": { "__proto__@m": true } }' });
    expect([...settings.enabledPlugins.keys()]).toEqual(['__proto__@m']);
  });
});

describe('where settings are', () => {
  test('`CLAUDE_CONFIG_DIR` moves the user’s', () => {
    expect(clientFolder({ HOME: '/home/u', CLAUDE_CONFIG_DIR: '/elsewhere' })).toBe('/elsewhere');
    expect(clientFolder({ HOME: '/home/u' })).toBe('/home/u/.claude');
  });

  test('the administrator’s are in the system’s folder, unless a policy is named', () => {
    const paths = (platform: string, env = {}) => managedSettings(env, { platform }).map(({ path }) => path);
    expect(paths('linux')[0]).toBe('/etc/claude-code/managed-settings.json');
    expect(paths('darwin')[0]).toBe('/Library/Application Support/ClaudeCode/managed-settings.json');
    expect(paths('win32')[0]).toBe('C:\\Program Files\\ClaudeCode\\managed-settings.json');
    expect(paths('linux', { MKT_POLICY: '/p.json' })).toEqual(['/p.json']);
  });
});
