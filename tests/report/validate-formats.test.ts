/** `mkt validate` in formats for other programs: the same report as for `mkt check`, with its own words. */
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { findingsMarkdown } from '../../src/report/findings-markdown.ts';
import type { ValidateResult } from '../../src/report/results.ts';
import { validateBadge } from '../../src/report/validate-badge.ts';
import { validateGithub } from '../../src/report/validate-github.ts';
import { validateHtml } from '../../src/report/validate-html.ts';
import { validateJunit } from '../../src/report/validate-junit.ts';
import { validateMarkdown } from '../../src/report/validate-markdown.ts';
import { validateSarif } from '../../src/report/validate-sarif.ts';
import { brokenLinks } from '../support/page.ts';

const finding = (parts: Partial<Finding> = {}): Finding => ({
  rule: 'MKT903',
  name: 'unknown-key',
  case: 'unknown-key',
  evidence: {},
  severity: 'warning',
  message: 'unknown key `verison`',
  plugins: ['a'],
  location: { file: 'plugins/a/plugin.json', line: 3, column: 5 },
  ...parts,
});

const result = (findings: readonly Finding[], more: Partial<ValidateResult> = {}): ValidateResult => ({
  path: '.',
  kind: 'marketplace',
  file: '.claude-plugin/marketplace.json',
  findings,
  ...more,
});

const clash = finding({
  rule: 'MKT303',
  name: 'skill-name-clash',
  plugins: ['a', 'b|c'],
  message: '`a` and `b|c` both ship <b>x</b>\nthe client loads both',
});

const since = (findings: readonly Finding[], more: Partial<ValidateResult['since']> = {}) =>
  result(findings, {
    since: {
      ref: 'main',
      commit: '0123456789abcdef0123456789abcdef01234567',
      files: 3,
      plugins: [{ name: 'a', change: 'added' }],
      others: 4,
      elsewhere: 0,
      collisions: findings.filter(({ rule }) => rule === 'MKT303'),
      before: 0,
      ...more,
    },
  });

const version = { version: () => '1.0.0' };

test('SARIF is valid against its schema, and what has no place is at the file of the marketplace', () => {
  const schema = JSON.parse(readFileSync(new URL('sarif-2.1.0.schema.json', import.meta.url), 'utf8'));
  const isValid = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);
  const { location: _, ...nowhere } = finding();
  const outside = finding({ location: { file: '../x.json', line: 1, column: 1 } });
  const log = JSON.parse(validateSarif(result([finding(), nowhere, outside]), version));
  expect(isValid(log), JSON.stringify(isValid.errors)).toBe(true);
  const [run] = log.runs;
  expect(run.automationDetails.id).toBe('mkt/validate/');
  expect(run.properties).toEqual({ verdict: 'valid' });
  expect(
    run.results.map(
      (each: { locations: [{ physicalLocation: { artifactLocation: { uri: string } } }] }) =>
        each.locations[0].physicalLocation.artifactLocation.uri,
    ),
  ).toEqual(['plugins/a/plugin.json', '.claude-plugin/marketplace.json', '.claude-plugin/marketplace.json']);
});

test('annotations: at most ten of a kind, the last of which names the command that shows all', () => {
  const many = Array.from({ length: 14 }, (_, line) => finding({ location: { file: 'x', line, column: 1 } }));
  const lines = validateGithub(result(many)).split('\n');
  expect(lines).toHaveLength(11);
  expect(lines[9]).toBe('::warning title=mkt::and 5 more warnings: `mkt validate` shows them all');
  expect(lines[10]).toBe('mkt: marketplace . can be used: 14 warnings');
});

test('JUnit: rules over files and marketplaces, and with a comparison those over combinations too', () => {
  const all = validateJunit(result([finding()]));
  expect(all).toContain('<testsuite name="mkt validate" ');
  expect(all).toContain('name="MKT905 unlisted-plugin"/>');
  expect(all).not.toContain('MKT301');
  expect(validateJunit(since([]))).toContain('name="MKT301 agent-name-clash"/>');
});

describe('markdown', () => {
  test('a table of plugins and their findings', () => {
    const text = validateMarkdown(result([finding(), clash, finding({ plugins: [], severity: 'error' })]));
    expect(text).toMatch(/^# Marketplace \.: 1 error, 2 warnings\n/);
    expect(text).toContain(
      ['| a | 0 | 2 | 0 |', '| b\\|c | 0 | 1 | 0 |', '| (none) | 1 | 0 | 0 |'].join('\n'),
    );
    expect(validateMarkdown(result([]))).toBe('# Marketplace . is valid');
  });

  test('a change: what it touches, what was tried, what collides; foreign text is only text', () => {
    const text = validateMarkdown(
      since([clash, finding()], {
        plugins: [
          { name: 'a', change: 'added' },
          { name: 'b|c', change: 'changed' },
          { name: 'd', change: 'removed' },
        ],
        elsewhere: 1,
        before: 2,
      }),
    );
    expect(text.split('\n').slice(0, 12)).toEqual([
      '# Marketplace .: the change since `main` adds 2 warnings',
      '',
      '- compared with `main` at `0123456789ab`',
      '- added: `a`; changed: `b|c`; removed: `d`',
      '- tried each of them with each of the other 4 plugins',
      '- not tried: 1 plugin whose files are not in this repository',
      '- not shown: 2 findings from before the change',
      '',
      '| plugins that collide | how |',
      '| --- | --- |',
      '| `a`, `b\\|c` | warning MKT303: `a` and `b\\|c` both ship \\<b\\>x\\</b\\> |',
      '',
    ]);
    expect(validateMarkdown(since([], { plugins: [], others: 0 }))).toBe(
      '# Marketplace .: the change since `main` adds no findings\n\n- compared with `main` at `0123456789ab`',
    );
  });

  test('what would not fit into a comment is counted', () => {
    const many = Array.from({ length: 50 }, () => finding({ message: 'x'.repeat(90) }));
    const lines = findingsMarkdown(many, { level: 2, command: 'validate', room: 2000 });
    expect(lines.join('\n').length).toBeLessThan(2100);
    const shown = lines.filter((line) => line.startsWith('## ')).length;
    expect(shown).toBeGreaterThan(5);
    expect(lines.at(-1)).toBe(`… and ${50 - shown} more findings, which \`mkt validate --verbose\` shows.`);
    expect(findingsMarkdown(many, { level: 2, command: 'validate' }).at(-1)).not.toContain('more finding');
  });
});

test('a page, with markup of strangers as text', () => {
  const page = validateHtml(since([clash]));
  expect(page).toMatch(/>b\|c<\/a><\/th><td class="number">0<\/td>\s*<td class="number">1<\/td>/);
  expect(page).toContain('both ship &lt;b&gt;x&lt;/b&gt;');
  expect(page).not.toContain('<b>');
  expect(brokenLinks(page)).toEqual([]);
  expect(brokenLinks(validateHtml(result([])))).toEqual([]);
});

test('the badge: the gravest that there is', () => {
  const badge = (...findings: Finding[]) => JSON.parse(validateBadge(result(findings)));
  expect(badge()).toEqual({ schemaVersion: 1, label: 'plugins', message: 'valid', color: 'brightgreen' });
  expect(badge(finding({ severity: 'note' }))).toMatchObject({ message: 'valid' });
  expect(badge(finding(), finding())).toMatchObject({ message: '2 warnings', color: 'yellow' });
  expect(badge(finding(), finding({ severity: 'error' }))).toMatchObject({
    message: '1 error',
    color: 'red',
  });
});
