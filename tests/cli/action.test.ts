/** `action.yml`, with its step carried out as GitHub does. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { folder, root } from '../support/mkt.ts';
import { needsUnix } from '../support/outside-data.ts';

const action = parse(readFileSync(join(root, 'action.yml'), 'utf8'));

function runAction(inputs: Readonly<Record<string, string>>, files: Readonly<Record<string, string>>) {
  const [step, ...others] = action.runs.steps;
  expect(others).toEqual([]);
  const cwd = folder(files);
  const place = folder({ output: '', 'summary.md': '' });
  const all: Record<string, string> = Object.fromEntries(
    Object.entries(action.inputs as Record<string, { default: string }>).map(([name, { default: value }]) => [
      name,
      value,
    ]),
  );
  Object.assign(all, inputs);
  const filled = (text: string) =>
    text.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, name) => all[name] ?? '');
  const env = {
    PATH: process.env.PATH,
    HOME: place,
    GITHUB_ACTION_PATH: root,
    GITHUB_OUTPUT: join(place, 'output'),
    GITHUB_STEP_SUMMARY: join(place, 'summary.md'),
    RUNNER_TEMP: place,
    ...Object.fromEntries(
      Object.entries(step.env as Record<string, string>).map(([key, value]) => [key, filled(value)]),
    ),
  };
  const { status, stdout, stderr } = spawnSync('bash', ['-e', '-c', step.run], {
    cwd,
    env,
    encoding: 'utf8',
  });
  const lines = readFileSync(env.GITHUB_OUTPUT, 'utf8').trimEnd().split('\n');
  const outputs = Object.fromEntries(lines.map((line) => line.split('=') as [string, string]));
  expect(Object.keys(outputs).sort()).toEqual(Object.keys(action.outputs).sort());
  return {
    code: status,
    stdout,
    stderr,
    outputs,
    summary: readFileSync(env.GITHUB_STEP_SUMMARY, 'utf8'),
    cwd,
  };
}

test('a list with a problem: annotations, a summary, SARIF, outputs and the exit code', needsUnix, () => {
  const { code, stdout, outputs, summary, cwd } = runAction(
    { sarif: 'mkt.sarif' },
    { 'mkt.yaml': 'plugins:\n  - julia-developmnt\n  - hpc-computing\n' },
  );
  expect(code).toBe(1);
  expect(stdout).toMatch(/^::error file=mkt\.yaml,line=2/m);
  expect(outputs).toMatchObject({ errors: '1' });
  expect(JSON.parse(readFileSync(outputs['report-file'] as string, 'utf8'))).toMatchObject({ ok: false });
  expect(summary).toContain('julia-developmnt');
  expect(JSON.parse(readFileSync(join(cwd, 'mkt.sarif'), 'utf8')).version).toBe('2.1.0');
});

test('arguments are words, whatever a shell would make of them', needsUnix, () => {
  const { code, cwd, outputs } = runAction(
    { args: 'julia-development hpc-computing; touch made $(touch made)', summary: 'false' },
    {},
  );
  expect(code).toBe(1);
  expect(existsSync(join(cwd, 'made'))).toBe(false);
  expect(outputs.errors).not.toBe('0');
});

test('`strict` fails on warnings; a command without annotations prints its text', needsUnix, () => {
  const list = { 'mkt.yaml': 'plugins: [julia-development, hpc-computing]\n' };
  expect(runAction({}, list).code).toBe(0);
  const strict = runAction({ strict: 'true' }, list);
  expect(strict.code).toBe(1);
  expect(Number(strict.outputs.warnings)).toBeGreaterThan(0);
  const resolved = runAction({ command: 'resolve', args: 'julia-development' }, {});
  expect(resolved).toMatchObject({ code: 0, stdout: expect.stringContaining('julia-development') });
});

test('a marketplace: the same for `validate`', needsUnix, () => {
  const { code, stdout, outputs, summary, cwd } = runAction(
    { command: 'validate', args: '.', sarif: 'mkt.sarif', strict: 'true' },
    {
      '.claude-plugin/marketplace.json': JSON.stringify({
        name: 'lab',
        owner: { name: 'The lab' },
        description: 'for us',
        plugins: [{ name: 'a', source: './a', description: 'a' }],
      }),
      'a/.claude-plugin/plugin.json': JSON.stringify({ name: 'a', version: '1.0.0', keyword: [] }),
    },
  );
  expect(code).toBe(1);
  expect(stdout).toMatch(/^::warning file=a\/\.claude-plugin\/plugin\.json,line=1,/m);
  expect(Number(outputs.warnings)).toBeGreaterThan(0);
  expect(summary).toMatch(/^# Marketplace \.[\s\S]*\| a \| 0 \| \d+ \|/);
  expect(JSON.parse(readFileSync(join(cwd, 'mkt.sarif'), 'utf8')).version).toBe('2.1.0');
});
