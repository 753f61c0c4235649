/** From one plan to the next: a saved one is shown again, and a new one compared with it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import type { PlanDiff } from '../../src/model/plan-diff.ts';
import { type Comparable, diffPlans } from '../../src/planner/plan-diff.ts';
import { planDiffMarkdown } from '../../src/report/plan-diff.ts';
import { folder, mkt, mktJson } from '../support/mkt.ts';

/** A folder with a saved plan of two plugins. */
function saved(...specs: string[]) {
  const cwd = folder();
  expect(mkt(['plan', ...specs, '--json', '-o', 'plan.json'], { cwd }).code).toBe(0);
  return cwd;
}

describe('--from', () => {
  test('shows a saved plan in any format, as it was', () => {
    const cwd = saved('python-development', 'unit-testing');
    for (const format of ['text', 'markdown', 'mermaid', 'json', 'html']) {
      const direct = mkt(['plan', 'python-development', 'unit-testing', '--format', format], { cwd });
      const again = mkt(['plan', '--from', 'plan.json', '--format', format], { cwd });
      expect(again.stdout, format).toBe(direct.stdout);
      expect(again.code).toBe(direct.code);
    }
  });

  test('shows one of an earlier version, which knows less', () => {
    const cwd = saved('python-development', 'unit-testing');
    const file = join(cwd, 'plan.json');
    const plan = JSON.parse(readFileSync(file, 'utf8'));
    for (const key of ['verdict', 'change', 'calls', 'rollback', 'failures', 'successions']) delete plan[key];
    for (const step of plan.rollout) delete step.checks;
    writeFileSync(file, JSON.stringify(plan));
    expect(mkt(['plan', '--from', 'plan.json'], { cwd }).stdout).toContain('these 2 plugins go together');
  });

  test.each([
    ['nothing.json', undefined, 'cannot read `nothing.json`: no such file'],
    ['x.json', '{', '`x.json` is not valid JSON'],
    ['x.json', '[]', '`x.json` is not a saved plan'],
    ['x.json', '{"schemaVersion":1,"title":5}', 'is missing or not as expected'],
  ])('%s with %s: says what is wrong', (name, content, message) => {
    const cwd = folder(content === undefined ? {} : { [name]: content });
    const { code, stderr } = mkt(['plan', '--from', name], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).toContain('save a plan with');
  });

  test('takes no plugins', () => {
    expect(mkt(['plan', 'unit-testing', '--from', 'x.json'], { cwd: folder() }).code).toBe(2);
  });
});

describe('options that would change nothing', () => {
  test.each([
    ['--from x.json --pattern ml-pipeline --successors', '`--pattern` and `--successors` cannot change it'],
    ['--from x.json --strategy lowest', '`--strategy` cannot change it'],
    ['--from x.json --orchestration parallel', '`--orchestration` cannot change it'],
    ['--from x.json --rule MKT303=off', '`--rule` cannot change it'],
    ['--from x.json --unlocked --no-bundled', '`--unlocked` and `--no-bundled` cannot change it'],
    ['--from x.json --claude-code 2.1.300', '`--claude-code` cannot change it'],
    ['unit-testing --diff x.json --section steps', '`--section` cannot change that'],
    ['unit-testing --diff x.json --full', '`--full` cannot change that'],
    ['unit-testing --section steps --full', '`--section` prints one part'],
    [
      'unit-testing --section settings --orchestration parallel',
      '`--orchestration` changes nothing in `--section settings`',
    ],
    ['unit-testing --section failures --format yaml', '`--section` cannot be shown as yaml'],
    ['unit-testing --full --format svg', '`--full` cannot be shown as svg'],
  ])('%s is refused', (line, message) => {
    const { code, stderr } = mkt(['plan', ...line.split(' ')], { cwd: folder() });
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe('--diff', () => {
  test('what came and went: plugins, links, findings, commands', () => {
    const cwd = saved('python-development', 'unit-testing');
    const args = ['plan', 'python-development', 'cicd-automation', '--diff', 'plan.json'];
    const { json } = mktJson(args, { cwd });
    expect(json.diff.plugins).toMatchObject([
      { plugin: 'cicd-automation@scientific-computing-workflows', change: 'added', after: '2.1.0' },
      { plugin: 'unit-testing@scientific-computing-workflows', change: 'removed', before: '2.1.0' },
    ]);
    expect(json.diff.links.removed.every((link: string) => link.includes('unit-testing'))).toBe(true);
    expect(json.diff.commands.added).toEqual([
      'claude plugin install cicd-automation@scientific-computing-workflows',
    ]);
    const { stdout } = mkt(args, { cwd });
    expect(stdout).toContain('Plugins\n  + cicd-automation@scientific-computing-workflows 2.1.0\n');
    const markdown = mkt([...args, '--format', 'markdown'], { cwd }).stdout;
    expect(markdown).toMatch(/^### Plan: changed: 2 plugins/);
    expect(markdown).toContain('- `-` unit-testing@\u200bscientific-computing-workflows 2.1.0');
  });

  test('a version that changed, and nothing that changed', () => {
    const cwd = saved('unit-testing@1.0.3');
    expect(mktJson(['plan', 'unit-testing', '--diff', 'plan.json'], { cwd }).json.diff.plugins).toMatchObject(
      [{ change: 'changed', before: '1.0.3', after: '2.1.0' }],
    );
    expect(mkt(['plan', 'unit-testing@1.0.3', '--diff', 'plan.json'], { cwd }).stdout).toContain(
      'nothing changed',
    );
  });

  test('of two saved plans', () => {
    const cwd = saved('unit-testing');
    mkt(['plan', 'unit-testing', 'python-development', '--json', '-o', 'new.json'], { cwd });
    const { stdout } = mkt(['plan', '--from', 'new.json', '--diff', 'plan.json'], { cwd });
    expect(stdout).toContain('+ python-development@');
  });

  test('a picture cannot show it', () => {
    const { code, stderr } = mkt(['plan', 'unit-testing', '--diff', 'x.json', '--format', 'svg'], {
      cwd: folder(),
    });
    expect(code).toBe(2);
    expect(stderr).toContain('`--diff` cannot be shown as svg');
  });

  test('a verdict or a severity alone is a difference, and is named', () => {
    const none = { added: [], removed: [] };
    const same = { plugins: [], commands: none, links: none, findings: { ...none, changed: [] } };
    const verdict = { before: 'loads', after: 'refused' };
    expect(planDiffMarkdown({ verdict, ...same })).toContain('changed: the verdict is refused, not loads');
    const planOf = (severity: Finding['severity']) =>
      ({
        verdict: { kind: 'loads' },
        plugins: [],
        install: [],
        dataFlow: [],
        events: [],
        calls: [],
        files: [],
        dependencies: [],
        findings: [{ rule: 'MKT301', severity, message: 'x', plugins: [] }],
      }) as unknown as Comparable;
    expect(diffPlans(planOf('warning'), planOf('warning')).findings).toEqual({ ...none, changed: [] });
    expect(diffPlans(planOf('warning'), planOf('error')).findings).toMatchObject({
      removed: [{ severity: 'warning' }],
      added: [{ severity: 'error' }],
    });
  });

  test('a finding about more plugins, or fewer of them, is the same one in other words', () => {
    const finding = (rule: string, message: string, ...plugins: string[]) =>
      ({ rule, severity: 'warning', message, plugins }) as unknown as Finding;
    const planOf = (...findings: Finding[]) =>
      ({
        verdict: { kind: 'loads' },
        plugins: [],
        install: [],
        dataFlow: [],
        events: [],
        calls: [],
        files: [],
        dependencies: [],
        findings,
      }) as unknown as Comparable;
    const [two, three] = [
      finding('MKT108', 'a and b', 'a', 'b'),
      finding('MKT108', 'a, b and c', 'a', 'b', 'c'),
    ];
    const changed = { rule: 'MKT108', severity: 'warning', message: 'a, b and c', before: 'a and b' };
    const diff = diffPlans(planOf(two), planOf(three));
    expect(diff.findings).toEqual({ added: [], removed: [], changed: [changed] });
    expect(planDiffMarkdown(diff)).toContain('- `~` warning MKT108: a, b and c (before: a and b)');
    expect(diffPlans(planOf(three), planOf(two)).findings.changed).toMatchObject([{ before: 'a, b and c' }]);
    for (const other of [
      finding('MKT108', 'c and d', 'c', 'd'),
      finding('MKT301', 'a, b and c', 'a', 'b', 'c'),
      finding('MKT108', 'other words', 'a', 'b'),
      finding('MKT108', 'about nothing'),
    ])
      expect(diffPlans(planOf(two), planOf(other)).findings).toMatchObject({
        added: [{ message: other.message }],
        removed: [{ message: 'a and b' }],
        changed: [],
      });
  });

  test('what a plan says is text in a comment, not markup', () => {
    const none = { added: [], removed: [] };
    const diff: PlanDiff = {
      verdict: { before: 'loads', after: 'refused' },
      plugins: [{ plugin: '<img src=x>', change: 'added', after: '1.0.0' }],
      commands: none,
      links: { added: ['[x](http://evil) @team'], removed: [] },
      findings: { ...none, changed: [] },
    };
    const text = planDiffMarkdown(diff);
    expect(text).toContain('loads → refused');
    expect(text).not.toMatch(/(?<!\\)</);
    expect(text).not.toMatch(/(?<!\\)\]\(/);
  });
});
