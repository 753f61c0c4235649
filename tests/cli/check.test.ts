import { describe, expect, test } from 'vitest';
import { folder, mkt, mktJson, root } from '../support/mkt.ts';

describe('mkt check', () => {
  test('two plugins of the bundled registry resolve at their newest releases', () => {
    const { code, json } = mktJson(['check', 'julia-development', 'hpc-computing']);
    expect(code).toBe(0);
    expect(json.schemaVersion).toBe(1);
    expect(json.ok).toBe(true);
    expect(
      json.plugins.map(({ name, version }: { name: string; version: string }) => `${name} ${version}`),
    ).toEqual(['hpc-computing 2.1.0', 'julia-development 2.1.0']);
    expect(json.summary.errors).toBe(0);
  });

  test('says what it looked at', () => {
    const { stdout, stderr } = mkt(['check', 'julia-development', 'hpc-computing']);
    expect(stdout).toMatch(/^checking 2 plugins\n/);
    expect(mkt(['check', 'julia-development', '-v']).stdout).toContain('bundled registry (38 plugins)');
    expect(stdout).toMatch(/2 plugins go together/);
    expect(stderr).toBe('');
  });

  test('names the clash of unit-testing and debugging-toolkit, who wins and what to do', () => {
    const { code, json } = mktJson(['check', 'unit-testing', 'debugging-toolkit']);
    expect(code).toBe(0);
    const clash = json.findings.find(({ rule }: { rule: string }) => rule === 'MKT301');
    expect(clash.message).toContain('`debugger`');
    expect(clash.plugins).toEqual(['debugging-toolkit', 'unit-testing']);
    expect(clash.help).not.toBe('');
  });

  test('says which of a plugin and its successor to remove, and why', () => {
    const { json } = mktJson(['check', 'julia-development', 'science-suite']);
    const finding = json.findings.find(({ rule }: { rule: string }) => rule === 'MKT108');
    expect(finding.message + finding.help).toMatch(/remove `julia-development`/);
    expect(finding.plugins).toContain('julia-development');
  });

  test('a misspelt plugin: the nearest names, exit 1', () => {
    const { code, json } = mktJson(['check', 'julia-developmnt', 'hpc-computing']);
    expect(code).toBe(1);
    expect(json.ok).toBe(false);
    expect(json.findings[0]).toMatchObject({ rule: 'MKT101', severity: 'error' });
    expect(json.findings[0].help + json.findings[0].message).toContain('julia-development');
  });

  test('a plugin that does not exist hides no problems of the others', () => {
    const lab = ['nope', 'unit-testing@<2', 'debugging-toolkit@<2', 'hpc-computing'];
    const { code, json } = mktJson(['check', ...lab]);
    expect(code).toBe(1);
    const found = new Set(json.findings.map(({ rule }: { rule: string }) => rule));
    expect([...found]).toEqual(expect.arrayContaining(['MKT101', 'MKT301']));
    // What is missing may be in the plugin that does not exist.
    const whole = mktJson(['check', ...lab.slice(1)]).json;
    expect(whole.looked.rules).toContain('MKT604');
    expect(json.looked.rules).not.toContain('MKT604');
    expect(mkt(['check', ...lab]).stdout.replace(/\s+/g, ' ')).toContain(
      '1 of 4 plugins is not available; the others were checked without it: 1 error, ',
    );
    const alone = mkt(['check', 'nope', 'hpc-computing']).stdout;
    expect(alone).toContain('1 of 2 plugins is not available; the other was checked without it');
  });

  test('and a conflict among the others is reported with it', () => {
    const { json } = mktJson(['check', 'nope', 'app', 'legacy', '--registry', `${root}/examples/lab`]);
    const rules = json.findings.map(({ rule }: { rule: string }) => rule);
    expect(rules).toEqual(['MKT101', 'MKT103']);
  });

  test('the client that will load them can be named, and counts more than what the project says', () => {
    const registry = [
      'name: modern',
      'marketplace: lab',
      'description: needs a new client',
      'integration:',
      '  requires: { runtimes: { claude-code: ">=2.2.0" } }',
      'releases:',
      '  1.0.0: {}',
      '',
    ].join('\n');
    const cwd = folder({
      'lab/plugins/modern.yaml': registry,
      'mkt.yaml': 'plugins: [modern]\nenvironment: { runtimes: { claude-code: 2.3.0 } }\n',
    });
    const run = (...options: string[]) => mktJson(['check', '--registry', 'lab', ...options], { cwd });
    expect(run().code).toBe(0);
    const old = run('--claude-code', '2.1.330');
    expect(old.code).toBe(1);
    expect(JSON.stringify(old.json.findings)).toMatch(/claude-code.*2\.1\.330/);
    expect(run('--claude-code', '2.2.0').code).toBe(0);
    const { code, stderr } = mkt(['check', '--claude-code', 'latest'], { cwd });
    expect({ code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('is not a valid version'),
    });
  });

  test('all unknown plugins at once', () => {
    const { json } = mktJson(['check', 'nope', 'nada', 'hpc-computing@^9']);
    expect(json.findings.map(({ rule }: { rule: string }) => rule)).toEqual(['MKT101', 'MKT101', 'MKT102']);
  });

  test('a name that was renamed to one that does not exist is not called removed', () => {
    const { stdout, code } = mkt([
      'check',
      'figure',
      'chart',
      'unit-testing',
      '--registry',
      'examples/rules/MKT909',
    ]);
    expect(code).toBe(1);
    expect(stdout).toContain('`chart` was renamed, but there is no plugin with the new name');
    expect(stdout).toMatch(/figure → figures → figure, which\s+is a cycle/);
    expect(stdout).not.toContain('removed');
    expect(stdout).toContain('2 of 3 plugins are not available; the other was checked without them');
  });

  test('the list of mkt.yaml is found upwards, and findings carry its lines', () => {
    const cwd = folder({
      'mkt.yaml': 'plugins:\n  - julia-development\n  - hpc-computng\n',
      'deep/er/x.txt': '',
    });
    const { code, json } = mktJson(['check'], { cwd: `${cwd}/deep/er` });
    expect(code).toBe(1);
    expect(json.findings[0]).toMatchObject({
      rule: 'MKT101',
      location: { file: '../../mkt.yaml', line: 3, column: 5 },
    });
  });

  test('the list of .claude/settings.json, with comments', () => {
    const settings =
      '{\n  // ours\n  "enabledPlugins": {\n    "unit-testing@scientific-computing-workflows": true,\n    "nope@scientific-computing-workflows": true,\n    "off@scientific-computing-workflows": false,\n  },\n}\n';
    const cwd = folder({ '.claude/settings.json': settings });
    const { code, json } = mktJson(['check'], { cwd });
    expect(code).toBe(1);
    expect(json.findings.filter(({ severity }: { severity: string }) => severity === 'error')).toMatchObject([
      { rule: 'MKT101', location: { file: '.claude/settings.json', line: 5, column: 5 } },
    ]);
  });

  test('without plugins and without a project: exit 2 and what to do', () => {
    const { code, stderr, stdout } = mkt(['check'], { cwd: folder() });
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/hint: .*mkt\.yaml/s);
  });

  test('a malformed mkt.yaml: every fault with line and column, exit 2', () => {
    const cwd = folder({ 'mkt.yaml': 'plugins:\n  - a@@\n  - [1]\npluginz: 3\nrules: { MKT303: loud }\n' });
    const { code, json } = mktJson(['check'], { cwd });
    expect(code).toBe(2);
    expect(json.findings.length).toBeGreaterThanOrEqual(3);
    for (const { location } of json.findings) expect(location).toMatchObject({ file: 'mkt.yaml' });
  });

  test('levels and ignores of the project hold', () => {
    const list =
      'plugins:\n  - unit-testing # mkt-ignore MKT301: we call the debugger by its full name\n  - debugging-toolkit\nrules: { superseded-plugin: off, MKT604: off }\n';
    const { json } = mktJson(['check'], { cwd: folder({ 'mkt.yaml': list }) });
    const rules = json.findings.map(({ rule }: { rule: string }) => rule);
    expect(rules).not.toContain('MKT108');
    expect(rules).not.toContain('MKT301');
  });

  test('--strict lets warnings fail, --quiet is silent when all is well', () => {
    expect(mkt(['check', 'unit-testing', 'debugging-toolkit', '--strict']).code).toBe(1);
    expect(mkt(['check', 'unit-testing', 'debugging-toolkit', '--quiet'])).toMatchObject({
      code: 0,
      stdout: '',
      stderr: '',
    });
  });

  test('--output writes the whole answer to a file and nothing to stdout', () => {
    const cwd = folder();
    expect(mkt(['check', 'unit-testing', '--json', '-o', 'out.json'], { cwd })).toMatchObject({
      code: 0,
      stdout: '',
    });
    expect(mkt(['check', 'unit-testing', '-o', 'no/such/folder.txt'], { cwd }).code).toBe(3);
  });
});
