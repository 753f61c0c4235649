import { type Finding, summarize } from '../model/finding.ts';
import type { CheckResult } from '../model/project.ts';
import { listed } from '../model/text.ts';
import { countedLevels } from './counted-levels.ts';
import { markdownCode as code, markdownBlock, markdownCell, markdownText as words } from './markdown.ts';

/** `mkt check --format markdown`: for a pull request or an issue. */
export function checkMarkdown({ findings, plugins, requested }: CheckResult): string {
  const summary = summarize(findings);
  const verdict = summary.errors > 0 ? 'does not work' : 'works';
  const counted = countedLevels(summary);
  return [
    `# The combination ${verdict}${counted === '' ? '' : `: ${counted}`}`,
    '',
    `Requested: ${requested.map(code).join(', ')}`,
    ...(plugins.length === 0
      ? []
      : ['', '| plugin | version | marketplace | required by |', '| --- | --- | --- | --- |']),
    ...plugins.map(
      ({ name, version, marketplace, requested: direct, requiredBy }) =>
        `| ${cell(name)} | ${cell(version)} | ${cell(marketplace)} | ${direct ? 'requested' : cell(listed([...new Set(requiredBy)]))} |`,
    ),
    ...findings.flatMap(findingLines),
  ].join('\n');
}

function findingLines({ rule, name, severity, message, location, help }: Finding): string[] {
  const [first = '', ...rest] = message.split('\n');
  return [
    '',
    `## ${severity}: ${name} (${rule})`,
    '',
    words(first),
    ...(rest.length === 0 ? [] : ['', markdownBlock('text', rest.join('\n'))]),
    ...(location === undefined
      ? []
      : ['', `At ${code(`${location.file}:${location.line}:${location.column}`)}.`]),
    ...(help === undefined ? [] : ['', ...help.split('\n').map(helpLine)]),
  ];
}

/** A line of help as a quotation; lists in it stay lists. */
function helpLine(line: string): string {
  return line.startsWith('- ') ? `> - ${words(line.slice(2))}` : `> ${words(line)}`;
}

const cell = (text: string): string => markdownCell(words(text));
