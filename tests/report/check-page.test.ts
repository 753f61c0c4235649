/** The page of a check: the verdict first, each finding as a card with filters, and a panel for each plugin and rule. */
import { expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import type { CheckedPlugin } from '../../src/model/project.ts';
import { checkHtml } from '../../src/report/check-html.ts';
import type { CheckedList } from '../../src/report/results.ts';
import { attributeOf, brokenLinks, elementsOf, ofClass, textOf } from '../support/page.ts';

const plugin = (name: string, marketplace = 'lab'): CheckedPlugin => ({
  name,
  version: '1.0.0',
  marketplace,
  requested: name !== 'c',
  components: { agents: 2 },
  requiredBy: name === 'c' ? ['a', 'a'] : [],
});

const finding = (parts: Partial<Finding>): Finding => ({
  rule: 'MKT301',
  name: 'agent-name-clash',
  case: 'found',
  evidence: {},
  severity: 'warning',
  message: 'both have `x`',
  plugins: ['a', 'b'],
  ...parts,
});

const clash = finding({
  help: 'rename one\n- or the other',
  location: { file: 'mkt.yaml', line: 3, column: 1 },
  related: [{ location: { file: 'b.md', line: 1, column: 1 }, message: 'the other' }],
});
const result: CheckedList = {
  looked: { list: { kind: 'file', file: 'mkt.yaml' }, registries: [], rules: ['MKT301', 'MKT902'] },
  verdict: { kind: 'loads', apart: false },
  strict: false,
  requested: ['a', 'b'],
  plugins: [plugin('a'), plugin('b'), plugin('c')],
  findings: [
    finding({ severity: 'note', rule: 'MKT303', name: 'skill-name-clash', plugins: ['b'] }),
    clash,
    finding({ severity: 'error', rule: 'MKT902', name: 'schema-violation', plugins: [] }),
  ],
  grid: {
    plugins: ['a', 'b', 'c'].map((name) => ({
      name,
      label: name,
      hooks: [],
      gates: [],
      names: [name],
      takes: [],
    })),
    meetings: [{ column: 'names', finding: clash }],
  },
};
const page = checkHtml(result);
const shown = (each: Parameters<typeof textOf>[0] | undefined) =>
  each === undefined ? '' : textOf(each).replace(/\s+/g, ' ');

test('the verdict is first, and the gravest finding the first of the cards', () => {
  expect(
    elementsOf(page)
      .filter(({ tagName }) => tagName === 'h1')
      .map(shown),
  ).toEqual(['✗ 3 plugins resolved, but there are errors: 1 error, 1 warning, 1 note']);
  expect(ofClass(page, 'finding').map((card) => attributeOf(card, 'data-level'))).toEqual([
    'error',
    'warning',
    'note',
  ]);
  expect(brokenLinks(page)).toEqual([]);
});

test('a finding says what, about whom, where, and what to do; it is found by level, rule and plugin', () => {
  const card = ofClass(page, 'finding').find((each) => attributeOf(each, 'data-rule') === 'MKT301');
  expect(shown(card)).toContain('warning agent-name-clash MKT301');
  for (const part of ['both have x', 'mkt.yaml:3', 'rename one', 'b.md:1 the other'])
    expect(shown(card)).toContain(part);
  expect(card && attributeOf(card, 'data-plugin')).toBe('plugin-1 plugin-2');
  const options = elementsOf(page)
    .filter(({ tagName }) => tagName === 'option')
    .map(shown);
  for (const option of ['error (1)', 'MKT301 agent-name-clash (1)', 'a (1)', 'b (2)'])
    expect(options).toContain(option);
  expect(options).not.toContain('c (0)');
});

test('a statement that names very many is cut, and whole below', () => {
  const many = Array.from({ length: 200 }, (_, index) => `\`plugin-${index}\``).join(', ');
  const card = ofClass(
    checkHtml({ ...result, findings: [finding({ message: `${many} clash` })] }),
    'finding',
  )[0];
  expect(shown(card)).toMatch(/plugin-0, .* … .*plugin-0, .*plugin-199 clash/);
});

test('marked cells lead to the finding; plugins that meet no other are folded', () => {
  const marks = ofClass(page, 'mark');
  expect(marks.map((mark) => attributeOf(mark, 'href'))).toEqual(['#finding-2', '#finding-2']);
  expect(
    elementsOf(page)
      .filter(({ tagName }) => tagName === 'summary')
      .map(shown),
  ).toContain('1 plugin meets no other');
});

test('plugins and rules have panels', () => {
  const panels = ofClass(page, 'panel').map(shown);
  expect(panels).toHaveLength(6);
  expect(panels[2]).toContain('1.0.0 · of lab · required by a · 2 agents');
  expect(panels[0]).toContain('warning both have x mkt.yaml:3');
  expect(panels[3]).toMatch(/agent-name-clash \(MKT301\).*mkt explain MKT301/);
});

test('the panel of a rule has what its page says about the harm, and links of the page are text', () => {
  const rulePage = (rule: string) =>
    `# ${rule}\n\n## What it says\n\nno\n\n## Why it hurts\n\n**Bad**, [see](../a.md).\n\n## Example\n\nno\n\n## How to fix it\n\n<b>x</b>\n`;
  const panel = ofClass(checkHtml(result, { rulePage }), 'panel')[3];
  expect(shown(panel)).toMatch(
    /Why it hurts Bad, see\. How to fix it <b>x<\/b> All of its page mkt explain MKT301/,
  );
  expect(shown(panel)).not.toContain('What it says');
  expect(brokenLinks(checkHtml(result, { rulePage }))).toEqual([]);
});

test('two lists, two plugins of one name, and nothing found', () => {
  const twins = { ...result, plugins: [plugin('a'), plugin('a', 'other')], findings: [clash] };
  const several = checkHtml({ ...result, parts: [result, twins] });
  expect(brokenLinks(several)).toEqual([]);
  expect(elementsOf(several).filter(({ tagName }) => tagName === 'h1')).toHaveLength(2);
  const { grid: _, ...rest } = result;
  const empty = checkHtml({ ...rest, plugins: [], findings: [] });
  expect(brokenLinks(empty)).toEqual([]);
  expect(ofClass(empty, 'filters')).toEqual([]);
});
