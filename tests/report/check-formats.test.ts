/** What the reports of `mkt check` do with text that means something in their own format, and where they put it. */

import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import type { CheckResult } from '../../src/model/project.ts';
import { printable } from '../../src/model/text.ts';
import { checkGithub } from '../../src/report/check-github.ts';
import { checkJunit } from '../../src/report/check-junit.ts';
import { checkSarif } from '../../src/report/check-sarif.ts';
import { findingsText } from '../../src/report/findings-text.ts';
import { plain } from '../../src/report/style.ts';
import fc from '../support/fast-check.ts';

const finding = (parts: Partial<Finding> = {}): Finding => ({
  rule: 'MKT301',
  name: 'agent-name-clash',
  case: 'found',
  evidence: {},
  severity: 'warning',
  message: 'two agents',
  plugins: ['a', 'b'],
  ...parts,
});

const result = (...findings: Finding[]): CheckResult => ({
  looked: { list: { kind: 'file', file: 'mkt.yaml' }, registries: [], rules: ['MKT301', 'MKT302'] },
  verdict: { kind: 'loads', apart: false },
  strict: false,
  requested: [],
  plugins: [],
  findings,
});

const at = (line: number, column = 5, file = 'mkt.yaml') => ({ location: { file, line, column } });
/** Line ends, percent signs, quotes, markup, a terminal escape and what turns text round. */
const hostile = 'a\nb\r50%25 "c" <d> & \u001b[31m\u202ee';

/** A workflow command, read as the runner of GitHub does: the first `::` ends the properties, and commas separate them. */
function commandIn(line: string) {
  const [, command, stated = '', message = ''] = /^::(\w+) (.*?)::(.*)$/s.exec(line) ?? [];
  const read = (text: string) => text.replaceAll('%0D', '\r').replaceAll('%0A', '\n');
  const properties = stated.split(',').map((each) => {
    const at = each.indexOf('=');
    const value = read(each.slice(at + 1))
      .replaceAll('%3A', ':')
      .replaceAll('%2C', ',')
      .replaceAll('%25', '%');
    return [each.slice(0, at), value];
  });
  return {
    command,
    properties: Object.fromEntries(properties),
    message: read(message).replaceAll('%25', '%'),
  };
}

describe('github', () => {
  test('nothing in a message begins a command or ends one', () => {
    const [line, ...others] = checkGithub(result(finding({ message: hostile, ...at(3) }))).split('\n');
    expect(others).toEqual(['mkt: the list is empty: 1 warning']);
    expect(line).toBe(
      '::warning file=mkt.yaml,line=3,col=5,title=MKT301 agent-name-clash::a%0Ab�50%2525 "c" <d> & �[31m�e',
    );
  });

  test('what the runner reads is one command with the whole text, whatever the text is', () => {
    const pieces = [...'%:,=a \n\r\t', '::', '::error::', '%0A', '%25', '##[group]', '\u001b[2J', '\u2028'];
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...pieces), minLength: 1, maxLength: 12 }), (text) => {
        const [line = '', ...others] = checkGithub(
          result(finding({ message: text, ...at(3, 5, `f${text}`) })),
        ).split(/\r\n|[\r\n]/);
        expect(others).toEqual(['mkt: the list is empty: 1 warning']);
        expect(commandIn(line)).toEqual({
          command: 'warning',
          properties: { file: printable(`f${text}`), line: '3', col: '5', title: 'MKT301 agent-name-clash' },
          message: printable(text),
        });
      }),
      { numRuns: Number(process.env.MKT_ESCAPER_RUNS ?? 1000) },
    );
  });

  test('a file name with a comma and a colon stays one property', () => {
    const [line] = checkGithub(result(finding(at(1, 1, 'a,line=9:x.yaml')))).split('\n');
    expect(line).toContain('file=a%2Cline=9%3Ax.yaml,line=1,');
  });

  test('ten of a kind, the last of them a count; errors before warnings before notes', () => {
    const many = Array.from({ length: 14 }, (_, index) => finding(at(index + 1)));
    const lines = checkGithub(
      result(...many, finding({ severity: 'note' }), finding({ severity: 'error' })),
    ).split('\n');
    expect(lines).toHaveLength(13);
    expect(lines[0]).toMatch(/^::error /);
    expect(lines[10]).toMatch(/^::warning title=mkt::and 5 more warnings/);
    expect(lines[11]).toMatch(/^::notice /);
    expect(lines[12]).toBe('mkt: 0 plugins resolved, but there are errors: 1 error, 14 warnings, 1 note');
  });

  test('nothing to report', () =>
    expect(checkGithub(result())).toBe('mkt: the list is empty, nothing to report'));
});

describe('junit', () => {
  const xml = (...findings: Finding[]) => checkJunit(result(...findings));

  test('a failure, a note that passes, and the rules that found nothing', () => {
    const text = xml(finding(), finding({ severity: 'note', rule: 'MKT303', name: 'skill-name-clash' }));
    expect(text).toContain('<testsuites name="mkt" tests="3" failures="1">');
    expect(text).toContain('<failure type="warning" message="two agents">two agents</failure>');
    expect(text).toContain('name="MKT303 skill-name-clash"><system-out>');
    expect(text).toContain('<testcase classname="mkt" name="MKT302 command-name-clash"/>');
  });

  test('whatever is in a message, the document has the same elements', () => {
    const shape = (text: string) =>
      (text.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/"[^"]*"/g, '""')).join('');
    const plainShape = shape(xml(finding({ message: 'x', help: 'y', plugins: ['z'] })));
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.string(), (message, help) => {
        const text = xml(finding({ message: `x${message}`, help, plugins: [message] }));
        expect(shape(text)).toBe(plainShape);
        // Control characters are no XML, not even when they are escaped.
        expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
      }),
    );
    const noXml = '\u0000\u000b\ufffe\uffff\ud800x\udc00';
    const text = xml(finding({ message: noXml, help: noXml, plugins: [noXml], ...at(1, 1, noXml) }));
    expect(text).not.toMatch(/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
    expect(xml(finding({ message: hostile, help: hostile }))).toContain('"c" &lt;d&gt; &amp; �[31m�e');
  });
});

describe('sarif', () => {
  const run = (...findings: Finding[]) =>
    JSON.parse(checkSarif(result(...findings), { version: () => '1.0.0' })).runs[0];

  test('is valid against the schema of SARIF 2.1.0', () => {
    const schema = JSON.parse(readFileSync(new URL('sarif-2.1.0.schema.json', import.meta.url), 'utf8'));
    // One of its patterns is not valid with the flag `u`.
    const isValid = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);
    const other = { message: 'the other', location: { file: '../lab/a b.json', line: 2, column: 1 } };
    const findings = [
      finding({ message: hostile, help: hostile, ...at(3) }),
      finding({ severity: 'error', ...at(3, 7, '../lab/plugin.json'), related: [other] }),
      finding({ severity: 'note', rule: 'MKT302', plugins: [] }),
    ];
    for (const each of [findings, []]) {
      const log = JSON.parse(checkSarif(result(...each), { version: () => '1.0.0' }));
      expect(isValid(log), JSON.stringify(isValid.errors)).toBe(true);
      log.runs[0].tool.driver.name = 1;
      expect(isValid(log)).toBe(false);
    }
  });

  test('a message is data, whatever is in it', () => {
    const text = checkSarif(result(finding({ message: hostile })), { version: () => '1.0.0' });
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    expect(JSON.parse(text).runs[0].results[0].message.text).toBe(hostile);
  });

  test('the place is in the repository: a file outside of it leads to the list', () => {
    const [inside, outside, windows, none] = run(
      finding(at(3, 7, 'sub folder/mkt.yaml')),
      finding(at(3, 7, '../lab/plugin.json')),
      finding(at(3, 7, 'C:/lab/plugin.json')),
      finding(),
    ).results.map(({ locations }: { locations: unknown[] }) => locations[0]);
    expect(inside.physicalLocation.artifactLocation.uri).toBe('sub%20folder/mkt.yaml');
    expect(inside.physicalLocation.region).toEqual({ startLine: 3, startColumn: 7 });
    for (const place of [outside, windows, none])
      expect(place.physicalLocation).toMatchObject({
        artifactLocation: { uri: 'mkt.yaml' },
        region: { startLine: 1, startColumn: 1 },
      });
  });

  test("a fingerprint outlives a changed line and is no other finding's", () => {
    const prints = (...findings: Finding[]) =>
      run(...findings).results.map((each: { partialFingerprints: object }) => each.partialFingerprints);
    expect(prints(finding(at(3)))).toEqual(prints(finding(at(4))));
    const many = [
      finding(at(3)),
      finding(at(5)),
      finding({ message: 'two others' }),
      finding({ plugins: ['a', 'c'] }),
      finding({ rule: 'MKT302' }),
    ];
    expect(new Set(prints(...many).map((each: object) => JSON.stringify(each)))).toHaveProperty('size', 5);
  });

  test('a file name that is no whole text is still a place', () => {
    expect(JSON.stringify(run(finding(at(1, 1, 'a\ud800.yaml'))))).toContain('a%EF%BF%BD.yaml');
  });

  test('related places inside, one entry a rule', () => {
    const related = [
      { ...at(9), message: 'here' },
      { ...at(1, 1, '/etc/x'), message: 'not here' },
    ];
    const { results, tool } = run(finding({ ...at(3), related }), finding(at(4)));
    expect(results[0].relatedLocations).toHaveLength(1);
    expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(['MKT301']);
    expect(results[0].ruleIndex).toBe(0);
  });
});

describe('the line that is meant', () => {
  const shown = (line: string, column: number, width = 80) =>
    findingsText([finding(at(3, column))], { style: plain, width, lineAt: () => line })
      .split('\n')
      .slice(-2);

  test('carets under a plain name, a text in quotes, and a map', () => {
    expect(shown('  - hpc-computing # why', 5)).toEqual([
      '  3 |   - hpc-computing # why',
      '    |     ^^^^^^^^^^^^^',
    ]);
    expect(shown('  - "a@>=1 <2"', 5)).toEqual(['  3 |   - "a@>=1 <2"', '    |     ^^^^^^^^^^']);
    expect(shown('  - { name: a, version: ^1 }', 5)[1]).toBe(`    |     ${'^'.repeat(24)}`);
    expect(shown('    "app@lab": true,', 5)).toEqual(['  3 |     "app@lab": true,', '    |     ^^^^^^^^^']);
  });

  test('a tab is one column, and what is wide takes two', () => {
    expect(shown('\t- app', 4)).toEqual(['  3 |  - app', '    |    ^^^']);
    expect(shown('["道具", "app"]', 8)).toEqual(['  3 | ["道具", "app"]', `    | ${' '.repeat(9)}^^^^^`]);
    expect(shown('- 道具', 3)).toEqual(['  3 | - 道具', '    |   ^^^^']);
  });

  test('a long line is cut; where the name itself has no room, nothing is shown', () => {
    const line = `  - app # ${'x'.repeat(90)}`;
    const [cut, carets] = shown(line, 5, 60);
    expect(cut).toHaveLength(60);
    expect(cut).toMatch(/x~$/);
    expect(carets).toBe('    |     ^^^');
    expect(shown(`  - ${'n'.repeat(70)}`, 5, 60).join('\n')).not.toContain('^');
    expect(shown('', 1).join('\n')).not.toContain('|');
  });
});
