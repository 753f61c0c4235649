import { describe, expect, test } from 'vitest';
import { folder, mkt, mktHere, mktProcess } from '../support/mkt.ts';

describe('wrong usage ends with exit code 2, the nearest word and no stack trace', () => {
  test.each([
    [['chekc', 'a'], 'check'],
    [['check', '--patern', 'x'], '--pattern'],
    [['patterns', 'shwo', 'x'], 'patterns show'],
    [['check', 'a', '--format', 'jsn'], 'json'],
    [['plan', 'a', '--orchestration', 'paralel'], 'parallel'],
    [['check', 'unit-testing@~~1'], '~~1'],
  ])('mkt %s', (args, word) => {
    const { code, stdout, stderr } = mkt(args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^error: /);
    expect(stderr).toContain(`\`${word}\``);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test.each([
    [['plan', '--pattern', 'ml-pipelin'], 'ml-pipeline'],
    [['patterns', 'show', 'ml-pipelin'], 'ml-pipeline'],
    [['explain', 'MKT3001'], 'MKT301'],
    [['check', 'unit-testing', '--rule', 'MKT3001=off'], 'MKT301'],
  ])('mkt %s: an unknown name, with exit code 1', async (args, word) => {
    const { code, stdout, stderr } = await mktHere(args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^error: unknown /);
    expect(stderr).toContain(`\`${word}\``);
  });

  test('errors are JSON where JSON was asked for', () => {
    const { code, stdout } = mkt(['check', '--json', '--patern', 'x']);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      ok: false,
      error: { message: expect.stringContaining('--patern') },
    });
  });

  test('no command prints the help and ends with 2', () => {
    const { code, stderr } = mkt([]);
    expect(code).toBe(2);
    expect(stderr).toContain('Usage: mkt');
  });

  test('a group without a command prints its help and ends with 2', () => {
    const { code, stdout, stderr } = mkt(['cache']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^Usage: mkt cache[\s\S]*clean/);
  });

  test('a registry that does not exist', () => {
    const { code, stderr } = mkt(['check', 'a', '--registry', './nowhere'], { cwd: folder() });
    expect(code).toBe(2);
    expect(stderr).toContain('./nowhere');
  });
});

describe('a command without a list says what it takes', () => {
  test.each([
    [['check'], 'no plugins given, and no `mkt.yaml`', '`mkt check julia-development hpc-computing`'],
    [['tree'], 'no plugins given, and no `mkt.yaml`', '`mkt tree julia-development hpc-computing`'],
    [['outdated'], 'no plugins given', '`mkt outdated julia-development hpc-computing`'],
    [['why', 'git'], 'no plugins given', '`mkt why git julia-development hpc-computing`'],
    [['sync'], 'error: no `mkt.yaml`', 'run `mkt init` to create a list'],
    [['lock'], 'error: no `mkt.yaml`', 'run `mkt init` to create a list'],
    [['lock', '--check'], 'error: no `mkt.yaml`', 'run `mkt init` to create a list'],
    [['add', 'x'], 'error: no `mkt.yaml`', 'run `mkt init` to create a list'],
  ])('mkt %s', async (args, error, hint) => {
    const { code, stderr } = await mktHere(args, { cwd: folder() });
    expect(code).toBe(2);
    expect(stderr).toContain(error);
    expect(stderr.replace(/\s+/g, ' ')).toContain(hint);
  });
});

describe('errors say what is wrong', () => {
  test.each<[args: string[], error: string, hint: string]>([
    [['why'], 'missing required argument `plugin`', 'run `mkt why --help`'],
    [['check', 'a', '--cwd', 'nowhere'], '`--cwd nowhere` is not a folder', ''],
    [['check', 'a', '--strategy', 'newest'], 'Allowed choices are highest', 'run `mkt check --help`'],
    [['check', '-p', 'a', '-p', 'b'], '`--pattern` is given twice, as `a` and `b`', 'use only one of them'],
    [['check', 'a', '--json', '--format', 'text'], '`--json` and `--format text` contradict', ''],
    [['list', '--no-bundled'], 'there is no registry to search', '`--registry <source>`'],
    [['map', '--no-bundled'], 'there is no registry to search', '`--registry <source>`'],
  ])('mkt %s', (args, error, hint) => {
    const { code, stdout, stderr } = mkt(args, { cwd: folder() });
    expect(code).toBe(2);
    // Where JSON is asked for, errors are too.
    expect(stderr + stdout).toContain(error);
    expect(stderr + stdout).toContain(hint);
  });

  test('a registry of the project that does not exist, with its line', () => {
    const cwd = folder({ 'mkt.yaml': 'registries:\n  - ./nowhere\nplugins:\n  - a\n' });
    const { code, stderr } = mkt(['check'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('cannot read registry `./nowhere` (mkt.yaml:2): no such folder');
  });
});

describe('a list', () => {
  test('that is empty is fine, and there is nothing to plan', () => {
    const cwd = folder({ 'mkt.yaml': 'plugins: []\n' });
    const check = mkt(['check'], { cwd });
    expect(check.code).toBe(0);
    expect(check.stdout).toContain('the list is empty, nothing to report');
    const plan = mkt(['plan'], { cwd });
    expect(plan.code).toBe(2);
    expect(plan.stderr).toContain('the list in `mkt.yaml` is empty: there is nothing to plan');
  });

  test('whose file is empty leads to advice how to begin', () => {
    for (const text of ['', '# nothing\n']) {
      const { code, stdout } = mkt(['check'], { cwd: folder({ 'mkt.yaml': text }) });
      expect(code).toBe(2);
      expect(stdout).toContain('checking the plugins of mkt.yaml');
      expect(stdout).toContain('begin it with `plugins:`');
    }
  });

  test('that is a folder is a finding', () => {
    const { code, stdout } = mkt(['check'], { cwd: folder({ 'mkt.yaml/x': '' }) });
    expect(code).toBe(2);
    expect(stdout).toContain('error[MKT901]: this is not a regular file');
  });
});

describe('the version', () => {
  test('mkt --version prints the version alone', () => {
    const shown = mkt(['--version']);
    expect(shown.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    // Alone, it is answered before the program is loaded.
    for (const option of ['--version', '-V']) expect(mktProcess([option])).toEqual(shown);
  });
});
