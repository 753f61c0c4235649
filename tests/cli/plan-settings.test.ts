/** What `mkt plan` takes over from the project: the rules that it turns off, and the marketplaces of the client's settings. */
import { describe, expect, test } from 'vitest';
import { folder, mkt, mktJson } from '../support/mkt.ts';

const clash = (lines: string) =>
  folder({ 'mkt.yaml': `plugins:\n  - unit-testing\n  - debugging-toolkit\n${lines}` });

/** Status and evidence of the practice that no names clash. */
function modularity(cwd: string): string {
  const { json } = mktJson(['plan'], { cwd });
  const item = json.checklist.find(({ id }: { id: string }) => id === 'modular-architecture');
  return `${item.status}: ${item.evidence}`;
}

describe('rules that are off', () => {
  test('the clash is found, and the checklist says so', () => {
    expect(modularity(clash(''))).toMatch(/^missing: .*`debugger`/);
  });

  test.each(['MKT301', 'agent-name-clash'])(
    'with `%s` off nobody looked, and the plan does not claim otherwise',
    (rule) => {
      expect(modularity(clash(`rules: { ${rule}: off }\n`))).toBe(
        'missing: MKT301 on component names is turned off, so names were not checked',
      );
    },
  );

  test('another rule that is off does not matter', () => {
    expect(modularity(clash('rules: { MKT604: off }\n'))).toMatch(/^missing: .*`debugger`/);
  });

  test('a clash that a comment has accepted is not taken for none', () => {
    const cwd = folder({
      'mkt.yaml':
        'plugins:\n  - unit-testing # mkt-ignore MKT301: we call it by its full name\n  - debugging-toolkit\n',
    });
    expect(modularity(cwd)).toBe('done: all name clashes are accepted in the plugin list');
  });

  test('`check` lists the rules that ran, and only those', () => {
    const { json } = mktJson(['check'], { cwd: clash('rules: { MKT301: off, isolated-plugin: off }\n') });
    expect(json.looked.rules).toContain('MKT302');
    expect(json.looked.rules).not.toContain('MKT301');
    expect(json.looked.rules).not.toContain('MKT604');
    expect(json.findings.map(({ rule }: { rule: string }) => rule)).not.toContain('MKT301');
  });

  test('what cannot be read cannot be turned off: the reason is printed', () => {
    const cwd = folder({
      'mkt.yaml': 'plugins: [a]\nregistries: [r]\nrules: { MKT901: off, MKT902: off, MKT910: note }\n',
      'r/a.yaml': 'name: 5\n',
    });
    for (const command of ['check', 'plan', 'resolve']) {
      const { code, stdout, stderr } = mkt([command], { cwd });
      expect(code).toBe(1);
      expect(stdout + stderr).toContain('error[MKT902]');
    }
  });
});

describe('marketplaces of the settings', () => {
  const project = (enabledPlugins: Record<string, boolean>, more: Record<string, string> = {}) =>
    folder({
      '.claude/settings.json': JSON.stringify({
        enabledPlugins,
        extraKnownMarketplaces: {
          'scientific-computing-workflows': { source: { source: 'directory', path: './vendor/lab' } },
        },
      }),
      'vendor/lab/.claude-plugin/marketplace.json': JSON.stringify({
        name: 'scientific-computing-workflows',
        owner: { name: 'x' },
        plugins: [{ name: 'unit-testing', source: './unit-testing' }],
      }),
      'vendor/lab/unit-testing/.claude-plugin/plugin.json': '{"name":"unit-testing","version":"1.0.0"}',
      ...more,
    });

  test('are added from where the settings say they are', () => {
    const cwd = project({}, { 'mkt.yaml': 'plugins: [unit-testing]\nregistries: [./vendor/lab]\n' });
    const { code, json } = mktJson(['plan'], { cwd });
    expect(code).toBe(0);
    expect(json.install).toContain('claude plugin marketplace add ./vendor/lab');
    expect(json.install.join('\n')).not.toContain('git clone');
  });

  test('what a session loads from there already needs no command', () => {
    const { json } = mktJson(['plan'], {
      cwd: project({ 'unit-testing@scientific-computing-workflows': true }),
    });
    expect(json.change.plugins).toMatchObject([{ plugin: 'unit-testing', action: 'keep' }]);
    expect(json.install.filter((line: string) => !line.startsWith('#'))).toEqual([]);
  });

  test('without any, the commits of the releases are checked out', () => {
    const { json } = mktJson(['plan', 'unit-testing'], { cwd: folder() });
    expect(json.install.join('\n')).toContain('git clone');
  });
});
