import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ruleFacts } from '../../src/model/problems.ts';
import { folder, mkt, mktJson, root } from '../support/mkt.ts';

const pageOf = (id: string) => readFileSync(join(root, 'docs', 'rules', `${id}.md`), 'utf8');

describe('mkt explain', () => {
  test('prints the page of a rule from any folder, without marks of Markdown', () => {
    const { code, stdout, stderr } = mkt(['explain', 'MKT301'], { cwd: folder() });
    expect(code).toBe(0);
    expect(stderr).toBe('');
    expect(stdout.split('\n')[0]).toBe('MKT301 agent-name-clash');
    expect(stdout).not.toMatch(/^#|^```/m);
    for (const [, heading = ''] of pageOf('MKT301').matchAll(/^## (.*)$/gm)) {
      expect(stdout.split('\n')).toContain(heading);
    }
  });

  test('prose is wrapped, transcripts are not', () => {
    const { stdout } = mkt(['explain', 'MKT301']);
    const prose = stdout.split('\n').filter((line) => !line.startsWith('    '));
    expect(prose.every((line) => line.length <= 80)).toBe(true);
    const transcript = /```console\n([\s\S]*?)```/.exec(pageOf('MKT301'))?.[1] ?? '';
    for (const line of transcript.trimEnd().split('\n')) {
      expect(stdout.split('\n')).toContain(line === '' ? '' : `    ${line}`);
    }
  });

  test('takes the name too, and small letters', () => {
    const { stdout } = mkt(['explain', 'MKT301']);
    expect(mkt(['explain', 'agent-name-clash']).stdout).toBe(stdout);
    expect(mkt(['explain', 'mkt301']).stdout).toBe(stdout);
  });

  test('as JSON: the facts of the rule and its page as it is', () => {
    const { code, json } = mktJson(['explain', 'MKT604']);
    expect(code).toBe(0);
    expect(json).toMatchObject({ schemaVersion: 1, id: 'MKT604', name: 'isolated-plugin', severity: 'note' });
    expect(json.page).toBe(pageOf('MKT604'));
  });

  test('without a rule: all of them', () => {
    const { code, stdout } = mkt(['explain']);
    expect(code).toBe(0);
    for (const { id, name, severity } of ruleFacts) expect(stdout).toContain(`${id} ${name} (${severity})`);
  });

  test('an error in words: what to check, and what to run here', () => {
    const cwd = folder({ 'mkt.yaml': 'plugins: [unit-testing]\n' });
    const inProject = mkt(['explain', 'plugin', 'not', 'found'], { cwd }).stdout;
    expect(inProject).toMatch(/^Plugin not found \(plugin-not-found\)/);
    expect(inProject).toContain('here, for the list in mkt.yaml:\n  $ mkt check\n');
    expect(inProject).toContain('  - warning MKT108: `unit-testing` was replaced by `dev-suite`\n    => run');
    const outside = mkt(['explain', 'Plugin not found'], { cwd: folder() }).stdout;
    expect(outside).toContain('here:\n  $ claude plugin list\n');
  });

  test('what its rules find in the list, or that they find nothing, or not a word if that is not known', () => {
    const explained = (list: string, ...words: string[]) =>
      mktJson(['explain', ...words], { cwd: folder({ 'mkt.yaml': list }), env: { MKT_CACHE_DIR: folder() } })
        .json;
    const lost = explained('plugins: [unit-testig]\n', 'plugin', 'not', 'found').here;
    expect(lost.findings).toMatchObject([{ rule: 'MKT101', help: 'did you mean `unit-testing`?' }]);
    expect(explained('plugins: [dev-suite]\n', 'plugin', 'not', 'found').here.findings).toEqual([]);
    const far = 'plugins: [x]\nregistries: [https://registry.invalid/x.git]\nbundled: false\n';
    expect(explained(far, 'plugin', 'not', 'found').here).not.toHaveProperty('findings');
    const wrong = 'plugins: [dev-suite]\nrules: { MKT30: off }\n';
    expect(explained(wrong, 'batching').here).not.toHaveProperty('findings');
    expect(explained('plugins: [unit-testig]\n', 'batching').here).not.toHaveProperty('findings');
    expect(explained('plugins: [dev-suite]\n', 'batching').here.findings).toEqual([]);
    // Practices have no rules.
    expect(explained('plugins: [dev-suite]\n', 'caching').here).not.toHaveProperty('findings');
  });

  test('the name of a rule is still its page', () => {
    expect(mkt(['explain', 'plugin-not-found']).stdout).toMatch(/^MKT101 plugin-not-found/);
  });

  test('a topic by a word of its advice, and nothing for a word that has none', () => {
    expect(mkt(['explain', 'batching']).stdout).toMatch(/^Communication overhead/);
    expect(mktJson(['explain', 'caching'], { cwd: folder() }).json).toMatchObject({
      id: 'caching',
      here: { commands: ['mkt init --installed', 'mkt plan --section checklist'] },
    });
    expect(mkt(['explain', 'zebra']).code).toBe(1);
  });

  test('an unknown rule: the nearest, exit 1', () => {
    const { code, stdout, stderr } = mkt(['explain', 'agent-name-clas']);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain('`agent-name-clash`');
  });
});
