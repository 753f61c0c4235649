import { describe, expect, test } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import { folder, mkt } from '../support/mkt.ts';

describe('wrong usage ends with exit code 2, the nearest word and no stack trace', () => {
  test.each([
    [['chekc', 'a'], 'check'],
    [['check', '--patern', 'x'], '--pattern'],
    [['plan', '--pattern', 'ml-pipelin'], 'ml-pipeline'],
    [['patterns', 'shwo', 'x'], 'patterns show'],
    [['patterns', 'show', 'ml-pipelin'], 'ml-pipeline'],
    [['check', 'a', '--format', 'jsn'], 'json'],
    [['plan', 'a', '--orchestration', 'paralel'], 'parallel'],
    [['explain', 'MKT3001'], 'MKT301'],
    [['check', 'unit-testing@~~1'], '~~1'],
  ])('mkt %s', (args, word) => {
    const { code, stdout, stderr } = mkt(args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^error: /);
    expect(stderr).toContain(`\`${word}\``);
    expect(stderr).not.toMatch(/\n\s+at /);
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

  test('a registry that is not there', () => {
    const { code, stderr } = mkt(['check', 'a', '--registry', './nowhere'], { cwd: folder() });
    expect(code).toBe(2);
    expect(stderr).toContain('./nowhere');
  });
});

describe('help', () => {
  test('mkt --help lists every command', () => {
    const { code, stdout } = mkt(['--help']);
    expect(code).toBe(0);
    for (const { name } of commands) expect(stdout).toContain(name.split(' ')[0]);
  });

  test.each(commands.map((command) => [command.name, command] as const))(
    'mkt %s --help has its examples',
    (name, command) => {
      const { code, stdout } = mkt([...name.split(' '), '--help']);
      expect(code).toBe(0);
      for (const [example] of command.examples) expect(stdout).toContain(example);
      expect(stdout.split('\n').every((line) => line.length <= 80)).toBe(true);
    },
  );

  test('mkt --version prints the version alone', () => {
    expect(mkt(['--version']).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
