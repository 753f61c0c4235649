/** `mkt validate` for people: as much as is read, and the rest counted. */
import { expect, test } from 'vitest';
import { type Finding, summarize } from '../../src/model/finding.ts';
import { plain } from '../../src/report/style.ts';
import { validateText } from '../../src/report/validate-text.ts';

const finding = (file: string, parts: Partial<Finding> = {}): Finding => ({
  rule: 'MKT902',
  name: 'schema-violation',
  case: 'no-front-matter',
  evidence: {},
  severity: 'warning',
  message: 'no front matter',
  plugins: [],
  location: { file, line: 1, column: 1 },
  help: 'begin with it',
  ...parts,
});

const shown = (findings: readonly Finding[], verbose = false) =>
  validateText(
    { path: 'm', kind: 'marketplace', file: 'm/.claude-plugin/marketplace.json', findings },
    { style: plain, width: 80, quiet: false, verbose },
  );

const at = (file: string) => ({ location: { file, line: 1, column: 1 }, message: '' });
const places = (text: string) => text.match(/--> /g) ?? [];
const spread = (amount: number) =>
  finding('f0.md', { related: Array.from({ length: amount - 1 }, (_, index) => at(`f${index + 1}.md`)) });

test('a finding with three places is one paragraph, and counts as one', () => {
  expect(shown([spread(3)])).toBe(
    [
      'warning[MKT902]: no front matter',
      '  --> f0.md:1:1 schema-violation',
      '  --> f1.md:1:1',
      '  --> f2.md:1:1',
      '  help: begin with it',
      '',
      'ok: marketplace m can be used: 1 warning',
    ].join('\n'),
  );
});

test('four places are shown, and how many more there are; all of them if asked', () => {
  expect(places(shown([spread(4)]))).toHaveLength(4);
  expect(places(shown([spread(5)]))).toHaveLength(5);
  const folded = shown([spread(40)]);
  expect(places(folded)).toHaveLength(4);
  expect(folded).toContain('f3.md:1:1 and 36 more places; use `--verbose` to list all');
  expect(places(shown([spread(40)], true))).toHaveLength(40);
});

test('what is said of a place stays beside the count', () => {
  const related = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ({ ...at(name), message: `see ${name}` }));
  expect(shown([finding('x', { related })])).toContain('c:1:1 see c, and 3 more places; use `--verbose`');
});

test('a report is at most 150 lines long and counts the rest; a verbose one has all', () => {
  const many = Array.from({ length: 300 }, (_, index) => finding(`f${index}.md`, { message: `no ${index}` }));
  const text = shown(many);
  const printed = text.match(/^warning/gm)?.length ?? 0;
  expect(text.split('\n').length).toBeLessThanOrEqual(150);
  expect(printed).toBeGreaterThan(20);
  expect(text).toContain(`not shown: ${300 - printed} warnings (MKT902); use \`--verbose\` to show all`);
  expect(text).toContain('can be used: 300 warnings');
  expect(shown(many, true).match(/^warning/gm)).toHaveLength(300);
});

test('each kind of finding is shown before the second of one kind, in the order of the findings', () => {
  const errors = Array.from({ length: 100 }, (_, index) =>
    finding(`e${index}`, { severity: 'error', case: 'violation', message: `error ${index}` }),
  );
  const text = shown([...errors, finding('w', { message: 'a warning' }), finding('n', { severity: 'note' })]);
  expect(text).toContain('a warning');
  expect(text).toMatch(/error 0[\s\S]*error 1[\s\S]*a warning[\s\S]*note\[/);
  expect(summarize(errors).errors).toBe(100);
  expect(text).toMatch(/not shown: \d+ errors \(MKT902\)/);
});
