/** What a project settles for itself: levels of rules, and findings that it knows. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folder, mkt, mktJson } from '../support/mkt.ts';

const list = (plugins: readonly string[]) =>
  folder({ 'mkt.yaml': `plugins:\n${plugins.map((name) => `  - ${name}\n`).join('')}` });
const clashing = ['unit-testing', 'debugging-toolkit'];
const rulesIn = (json: { findings: { rule: string }[] }) => json.findings.map(({ rule }) => rule);

describe('--rule', () => {
  test('switches a rule off, or sets its level, by id or by name', () => {
    expect(rulesIn(mktJson(['check', ...clashing]).json)).toContain('MKT301');
    expect(rulesIn(mktJson(['check', ...clashing, '--rule', 'MKT301=off']).json)).not.toContain('MKT301');
    const { code, json } = mktJson([
      'check',
      ...clashing,
      '--rule',
      'agent-name-clash=error',
      '--rule',
      'mkt108=off',
    ]);
    expect(code).toBe(1);
    expect(json.findings).toMatchObject([{ rule: 'MKT301', severity: 'error' }]);
  });

  test('an unknown rule is a problem, an unknown level wrong usage: the nearest', () => {
    const unknown = mkt(['check', ...clashing, '--rule', 'agent-name-clsh=off']);
    expect(unknown.code).toBe(1);
    expect(unknown.stderr).toContain('did you mean `agent-name-clash`');
    const level = mkt(['check', ...clashing, '--rule', 'MKT301=loud']);
    expect(level.code).toBe(2);
    expect(level.stderr).toContain('`MKT301=off`');
  });

  test('what has no resolution fails, whatever the levels', () => {
    const { code, stdout } = mkt(['check', 'no-such-plugin', '--rule', 'MKT101=off']);
    expect(code).toBe(1);
    expect(stdout).not.toContain('ok:');
    const conflict = mkt([
      'check',
      'unit-testing@^1',
      'unit-testing@^2',
      '--rule',
      'MKT103=off',
      '--rule',
      'MKT102=off',
    ]);
    expect(conflict.code).toBe(1);
  });
});

describe('what is silenced in vain is said', () => {
  const notes = (json: { findings: { rule: string; message: string; location?: { line: number } }[] }) =>
    json.findings
      .filter(({ rule }) => rule === 'MKT903')
      .map(({ message, location }) => [location?.line, message]);

  test('an ignore without a finding, as a note that never fails', () => {
    const cwd = folder({
      'mkt.yaml':
        'plugins:\n  - unit-testing # mkt-ignore MKT302: once\n  - debugging-toolkit # mkt-ignore MKT301: known\nrules: { MKT108: off }\n',
    });
    const { json } = mktJson(['check'], { cwd });
    expect(notes(json)).toEqual([
      [2, '`mkt-ignore MKT302` has no effect: this line no longer has such a finding'],
    ]);
    expect(rulesIn(json)).toEqual(['MKT903']);
    expect(mkt(['check', '--strict'], { cwd }).code).toBe(0);
    // Of plugins that are named here, the lines of the list say nothing.
    expect(notes(mktJson(['check', 'unit-testing'], { cwd }).json)).toEqual([]);
    expect(notes(mktJson(['check', '--rule', 'MKT302=off'], { cwd }).json)).toEqual([]);
  });

  test('what keeps the list from being installed', () => {
    const text = 'plugins:\n  - no-such # mkt-ignore MKT101: known\n';
    for (const [cwd, args] of [
      [folder({ 'mkt.yaml': text }), ['check']],
      [folder({ 'mkt.yaml': `${text}rules: { plugin-not-found: note }\n` }), ['check']],
      [folder(), ['check', 'no-such', '--rule', 'MKT101=off']],
    ] as const) {
      const { stdout, code } = mkt([...args], { cwd });
      expect(code).toBe(1);
      expect(stdout).toContain('`MKT101` cannot be silenced');
    }
    expect(mkt(['check', 'no-such', '--rule', 'MKT101=error']).stdout).not.toContain('silenced');
  });

  test('a comment without a colon', () => {
    const cwd = folder({ 'mkt.yaml': 'plugins:\n  - unit-testing # mkt-ignore MKT108 we stay\n' });
    const { stdout, code } = mkt(['check'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain('help: write `mkt-ignore MKT108: we stay`');
    expect(stdout).toMatch(/\d warnings?/);
  });
});

describe('accepted findings', () => {
  test('known findings do not fail, new ones do, stale entries are reported and removed', () => {
    const cwd = list(clashing);
    expect(mkt(['check', '--strict'], { cwd }).code).toBe(1);
    const { code, stderr } = mkt(['check', '--write-baseline'], { cwd });
    expect(code).toBe(0);
    expect(stderr).toContain('to `mkt.yaml`');
    const known = mkt(['check', '--strict'], { cwd });
    expect(known.code).toBe(0);
    expect(known.stdout).toMatch(/\d+ accepted findings are not shown/);
    expect(mkt(['check', '--accepted'], { cwd }).stdout).toMatch(
      /accepted:\n- MKT\d{3} .*\n(?: {2}.*\n)*? {2}it existed/,
    );

    const path = join(cwd, 'mkt.yaml');
    const text = readFileSync(path, 'utf8');
    writeFileSync(
      path,
      `plugins: [unit-testing, julia-development, science-suite]\n${text.slice(text.indexOf('accepted:'))}`,
    );
    const { json } = mktJson(['check'], { cwd });
    expect(rulesIn(json)).toContain('MKT303');
    const stale = json.findings.filter((finding: { case: string }) => finding.case === 'stale-acceptance');
    expect(stale.map((finding: { severity: string }) => finding.severity)).toContain('note');
    expect(mkt(['check', '--write-baseline'], { cwd }).code).toBe(0);
    expect(mktJson(['check'], { cwd }).json.findings).toEqual([]);
  });

  test('a line that moves makes no new finding', () => {
    const cwd = list(clashing);
    mkt(['check', '--write-baseline'], { cwd });
    writeFileSync(join(cwd, 'mkt.yaml'), `# moved\n\n${readFileSync(join(cwd, 'mkt.yaml'), 'utf8')}`);
    expect(mktJson(['check'], { cwd }).json.findings).toEqual([]);
  });

  test('an entry with an owner and a day: not reported until then, and said why afterwards', () => {
    const cwd = list(clashing);
    const rule = mktJson(['check'], { cwd }).json.findings[0].rule;
    const path = join(cwd, 'mkt.yaml');
    const text = readFileSync(path, 'utf8');
    const until = (day: string) =>
      writeFileSync(
        path,
        `${text}accepted:\n  - {rule: ${rule}, reason: moving, owner: anna, until: ${day}}\n`,
      );
    until('2999-12-31');
    const { json } = mktJson(['check'], { cwd });
    expect(rulesIn(json)).not.toContain(rule);
    expect(json.accepted[0]).toMatchObject({ reason: 'moving', owner: 'anna', finding: { rule } });
    const { stdout } = mkt(['check', '--format', 'sarif'], { cwd });
    const [run] = JSON.parse(stdout).runs;
    const result = run.results.find((each: { ruleId: string }) => each.ruleId === rule);
    expect(result.suppressions).toEqual([{ kind: 'external', justification: 'moving' }]);
    until('2020-01-01');
    const again = mktJson(['check'], { cwd }).json;
    expect(rulesIn(again)).toContain(rule);
    expect(again.findings[0].message).toContain('it was accepted by anna until 2020-01-01: moving');
    until('31.12.2999');
    expect(mkt(['check'], { cwd })).toMatchObject({ code: 2, stdout: expect.stringContaining('2027-03-31') });
  });

  test('plugins on the command line and patterns neither use nor write them', () => {
    const cwd = list(clashing);
    mkt(['check', '--write-baseline'], { cwd });
    const before = readFileSync(join(cwd, 'mkt.yaml'), 'utf8');
    for (const words of [['unit-testing'], ['--pattern', 'dev-test-deploy']]) {
      const { code, stderr } = mkt(['check', ...words, '--write-baseline'], { cwd });
      expect(code).toBe(2);
      expect(stderr).toContain('without plugins');
      expect(mktJson(['check', ...words], { cwd }).json).not.toHaveProperty('accepted');
    }
    expect(readFileSync(join(cwd, 'mkt.yaml'), 'utf8')).toBe(before);
  });

  test('none is written if files cannot be read', () => {
    const cwd = folder({ 'mkt.yaml': 'plugins: [' });
    expect(mkt(['check', '--write-baseline'], { cwd }).code).toBe(2);
    expect(readFileSync(join(cwd, 'mkt.yaml'), 'utf8')).toBe('plugins: [');
  });
});

describe('mkt-baseline.json', () => {
  const withBaseline = () => {
    const cwd = list(clashing);
    const { findings } = mktJson(['check'], { cwd }).json;
    const known = findings.map(({ rule, plugins, message }: Record<string, unknown>) => ({
      rule,
      plugins,
      message,
    }));
    writeFileSync(join(cwd, 'mkt-baseline.json'), JSON.stringify({ mkt: 1, findings: known }));
    return cwd;
  };

  test('is still read, and `--write-baseline` moves it into the list', () => {
    const cwd = withBaseline();
    expect(mkt(['check', '--strict'], { cwd }).stdout).toContain(
      'findings in mkt-baseline.json are not shown',
    );
    expect(mkt(['check', '--strict', '--no-baseline'], { cwd }).code).toBe(1);
    expect(mkt(['check', '--write-baseline'], { cwd }).stderr).toContain('removed `mkt-baseline.json`');
    expect(existsSync(join(cwd, 'mkt-baseline.json'))).toBe(false);
    expect(mkt(['check', '--strict'], { cwd }).code).toBe(0);
  });

  test('one that cannot be read: exit 2, where, and how to write it again', () => {
    const cwd = list(clashing);
    writeFileSync(join(cwd, 'mkt-baseline.json'), '{ "mkt": 1, "findings": [\n');
    const { code, stderr } = mkt(['check'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('mkt-baseline.json');
    expect(stderr).toContain('--write-baseline');
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

describe('--strict', () => {
  test('says what fails, in words and in JSON', () => {
    const cwd = list(clashing);
    const { code, stdout } = mkt(['check', '--strict'], { cwd });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^(?:✗|x) .*go together, but `--strict` fails on warnings: /m);
    expect(mkt(['check', '--strict', '--quiet'], { cwd }).stdout).toContain('warning[');
    expect(mktJson(['check', '--strict'], { cwd }).json.ok).toBe(false);
    expect(mktJson(['check'], { cwd }).json.ok).toBe(true);
  });
});

describe('formats for machines', () => {
  const cwd = () => list(clashing);

  test('an unknown rule silences nothing, and is reported with its line; so is a plugin that is listed twice', () => {
    const cwd = folder({
      'mkt.yaml': [
        'plugins:',
        '  - unit-testing@<2 # mkt-ignore MKT999: for ever',
        '  - debugging-toolkit@<2',
        '  - unit-testing@>=1',
        'rules:',
        '  skill-nam-clash: off',
        '  MKT301: off',
        '  superseded-plugin: off',
        '',
      ].join('\n'),
    });
    const faults = (args: string[]) =>
      mktJson(args, { cwd })
        .json.findings.filter(({ rule }: { rule: string }) => rule.startsWith('MKT9'))
        .map(
          ({ rule, message, location, help }: Record<string, string> & { location: { line: number } }) =>
            `${rule} ${location.line} ${message}; ${help}`,
        );
    const expected = [
      'MKT903 2 unknown rule `MKT999`: this line has no effect; ',
      'MKT903 6 unknown rule `skill-nam-clash`: this line has no effect; did you mean `skill-name-clash`?',
      'MKT907 4 duplicate plugin `unit-testing` in the plugin list, first on line 2; `unit-testing@<2` and `unit-testing@>=1` both apply; keep one of them',
    ];
    for (const found of [faults(['check']), faults(['validate', 'mkt.yaml'])])
      expect(found.map((text: string, at: number) => text.slice(0, expected[at]?.length))).toEqual(expected);
  });

  test('github: an annotation a finding, at the line of the list', () => {
    const { stdout } = mkt(['check', '--format', 'github'], { cwd: cwd() });
    expect(stdout).toMatch(/^::warning file=mkt\.yaml,line=\d+,col=\d+,title=MKT301 agent-name-clash::/m);
    for (const line of stdout.trimEnd().split('\n'))
      expect(line).toMatch(/^(?:::(?:error|warning|notice) |mkt: )/);
  });

  test('sarif: a result a finding, with its rule and its place', () => {
    const log = JSON.parse(mkt(['check', '--format', 'sarif'], { cwd: cwd() }).stdout);
    const [run] = log.runs;
    expect(log.version).toBe('2.1.0');
    expect(run.results.map(({ ruleId }: { ruleId: string }) => ruleId)).toContain('MKT301');
    for (const { ruleId, ruleIndex, locations, message } of run.results) {
      expect(run.tool.driver.rules[ruleIndex].id).toBe(ruleId);
      expect(locations[0].physicalLocation.artifactLocation.uri).toBe('mkt.yaml');
      expect(locations[0].physicalLocation.region.startLine).toBeGreaterThan(0);
      expect(message.text).not.toBe('');
    }
  });

  test('junit: a failure a warning, a passing case for each rule that found nothing', () => {
    const { stdout } = mkt(['check', '--format', 'junit'], { cwd: cwd() });
    const [, tests, failures] = /<testsuites name="mkt" tests="(\d+)" failures="(\d+)">/.exec(stdout) ?? [];
    expect(stdout.match(/<testcase /g)?.length).toBe(Number(tests));
    expect(stdout.match(/<failure /g)?.length).toBe(Number(failures));
    expect(Number(failures)).toBeGreaterThan(0);
  });

  test('text: the line of the list that is meant, with a caret', () => {
    const { stdout } = mkt(['check'], { cwd: cwd() });
    expect(stdout).toMatch(/\d \| {3}- (?:unit-testing|debugging-toolkit)\n\s+\| {5}\^{12,}\n/);
  });
});
