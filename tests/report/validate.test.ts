/** `mkt validate` for people: one fault in many files is reported once. */
import { expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
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
    { path: 'm', kind: 'marketplace', findings },
    { style: plain, width: 80, quiet: false, verbose },
  );

const many = (amount: number) => Array.from({ length: amount }, (_, index) => finding(`f${index}.md`));

test('the same in three files is one paragraph with three places, and counts as three', () => {
  expect(shown(many(3))).toBe(
    [
      'warning[MKT902]: no front matter',
      '  --> f0.md:1:1 schema-violation',
      '  --> f1.md:1:1',
      '  --> f2.md:1:1',
      '  help: begin with it',
      '',
      'ok: marketplace m can be used: 3 warnings',
    ].join('\n'),
  );
});

test('what differs in anything stays apart', () => {
  const text = shown([
    finding('a'),
    finding('b', { help: 'another' }),
    finding('c', { severity: 'note' }),
    finding('d', { related: [{ location: { file: 'x', line: 1, column: 1 }, message: 'see' }] }),
  ]);
  expect(text.match(/\[MKT902\]/g)).toHaveLength(4);
});

test('eight places are shown, and how many more there are; all of them if asked', () => {
  const places = (text: string) => text.match(/--> /g) ?? [];
  expect(places(shown(many(8)))).toHaveLength(8);
  expect(places(shown(many(9)))).toHaveLength(9);
  const folded = shown(many(40));
  expect(places(folded)).toHaveLength(8);
  expect(folded).toContain('f7.md:1:1 and 32 more places; use `--verbose` to list all');
  expect(folded).toContain('40 warnings');
  expect(places(shown(many(40), true))).toHaveLength(40);
});
