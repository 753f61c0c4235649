import type { Finding } from '../model/finding.ts';
import { isUnknown, ruleFacts } from '../model/problems.ts';
import type { FindingsPart, FindingsReport } from './findings-report.ts';
import { xmlAttribute as attribute, xmlText } from './markup.ts';

/**
 * `--format junit`: a suite for each part; in it, a test case for each rule that ran and found nothing, and one for each finding. Errors
 * and warnings fail; notes pass, with their text as output; what could not be looked up is skipped. The verdict is a property.
 */
export function junitText({ command, parts, isSplit }: FindingsReport): string {
  const suites = parts.map((part) => suiteOf(part, `mkt ${command}${isSplit ? ` ${part.title}` : ''}`));
  const sum = (key: 'tests' | 'failures') => suites.reduce((total, suite) => total + suite[key], 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="mkt" tests="${sum('tests')}" failures="${sum('failures')}">`,
    ...suites.flatMap(({ lines }) => lines),
    '</testsuites>',
  ].join('\n');
}

/** The suite of one part. */
function suiteOf({ findings, rules, state }: FindingsPart, title: string) {
  const found = new Set(findings.map(({ rule }) => rule));
  const silent = ruleFacts.filter(({ id }) => rules.includes(id) && !found.has(id));
  const skipped = findings.filter(isUnknown).length;
  const failures = findings.filter((finding) => finding.severity !== 'note' && !isUnknown(finding)).length;
  const tests = findings.length + silent.length;
  const lines = [
    `  <testsuite name="${attribute(title)}" tests="${tests}" failures="${failures}" errors="0" skipped="${skipped}">`,
    `    <properties><property name="verdict" value="${state}"/></properties>`,
    ...findings.map(caseOf),
    ...silent.map(({ id, name }) => `    <testcase classname="mkt" name="${attribute(`${id} ${name}`)}"/>`),
    '  </testsuite>',
  ];
  return { tests, failures, lines };
}

function caseOf(finding: Finding): string {
  const { rule, name, severity, message, help, plugins, location } = finding;
  const [first = ''] = message.split('\n');
  const place = location === undefined ? '' : ` file="${attribute(location.file)}" line="${location.line}"`;
  const head = `    <testcase classname="${attribute(plugins.join(' ') || 'mkt')}" name="${attribute(`${rule} ${name}`)}"${place}>`;
  const where = location === undefined ? '' : `${location.file}:${location.line}:${location.column}\n`;
  const body = xmlText(`${where}${message}${help === undefined ? '' : `\nhelp: ${help}`}`);
  if (isUnknown(finding)) return `${head}<skipped message="${attribute(first)}"/></testcase>`;
  return severity === 'note'
    ? `${head}<system-out>${body}</system-out></testcase>`
    : `${head}<failure type="${severity}" message="${attribute(first)}">${body}</failure></testcase>`;
}
