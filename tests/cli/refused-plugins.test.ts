/** Plugins that resolve, and that the client would refuse to load all the same: `check` and `plan` say so. */
import { describe, expect, test } from 'vitest';
import { folder, mkt, mktJson } from '../support/mkt.ts';

const json = (value: unknown) => JSON.stringify(value, null, 2);

function lab(manifests: Readonly<Record<string, object>>, more: object = {}): string {
  const names = Object.keys(manifests);
  return folder({
    '.claude-plugin/marketplace.json': json({
      name: 'lab',
      owner: { name: 'The lab' },
      plugins: names.map((name) => ({ name, source: `./plugins/${name}` })),
      ...more,
    }),
    ...Object.fromEntries(
      names.flatMap((name) => [
        [`plugins/${name}/.claude-plugin/plugin.json`, json({ name, version: '1.0.0', ...manifests[name] })],
        [`plugins/${name}/agents/see-${name}.md`, '---\ndescription: Sees\n---\nSee.\n'],
        [`plugins/${name}/commands/go-${name}.md`, '---\ndescription: Goes\n---\nGo.\n'],
      ]),
    ),
  });
}

const errorsOf = ({ findings }: { findings: { severity: string }[] }) =>
  findings.filter(({ severity }) => severity === 'error');

const from = (registry: string) => ['--no-bundled', '--registry', registry];

describe('a plugin that the client refuses', () => {
  test('is an error at its place, of the plugins that were asked for only', () => {
    const cwd = lab({ fine: {}, bad: { agents: './agents/' }, worse: { author: 5 } });
    const { code, json: said } = mktJson(['check', 'fine', 'bad', ...from('.')], { cwd });
    expect(code).toBe(1);
    expect(errorsOf(said)).toMatchObject([
      {
        rule: 'MKT902',
        severity: 'error',
        plugins: ['bad'],
        location: { file: 'plugins/bad/.claude-plugin/plugin.json', line: 4 },
      },
    ]);
    expect(mkt(['plan', 'bad', ...from('.')], { cwd }).code).toBe(1);
    expect(mkt(['check', 'fine', ...from('.')], { cwd }).code).toBe(0);
  });

  test('a dependency on a former name, which the client does not follow', () => {
    const cwd = lab({ plot: { dependencies: ['tables'] }, table: {} }, { renames: { tables: 'table' } });
    const { code, json: said } = mktJson(['check', 'plot', ...from('.')], { cwd });
    expect(code).toBe(1);
    expect(errorsOf(said)).toMatchObject([
      {
        rule: 'MKT107',
        severity: 'error',
        location: { file: 'plugins/plot/.claude-plugin/plugin.json', line: 5 },
      },
    ]);
  });

  test('minor faults are left to the maintainer', () => {
    const cwd = lab({ untidy: { colour: 'red' } });
    expect(mktJson(['check', 'untidy', ...from('.'), '--rule', 'MKT804=off'], { cwd }).json.findings).toEqual(
      [],
    );
  });
});

test('settings of the client that are not JSON are reported, not skipped', () => {
  const cwd = folder({ '.claude/settings.json': '{bad' });
  const { code, stdout } = mkt(['check'], { cwd });
  expect(code).toBe(2);
  expect(stdout).toContain('.claude/settings.json:1:2');
  expect(mkt(['check'], { cwd: folder({ '.claude/settings.json': '// mine\n{}' }) }).stderr).toContain(
    'no plugins given',
  );
});
