import { type Finding, summarize } from '../model/finding.ts';
import type { CheckResult } from '../model/project.ts';
import { listed, printable } from '../model/text.ts';
import { countedLevels } from './check-text.ts';

/** `mkt check --format markdown`: for a pull request or an issue. */
export function checkMarkdown({ findings, plugins, requested }: CheckResult): string {
  const summary = summarize(findings);
  const verdict = summary.errors > 0 ? 'does not hold' : 'holds';
  const counted = countedLevels(summary);
  return [
    `# The combination ${verdict}${counted === '' ? '' : `: ${counted}`}`,
    '',
    `Requested: ${requested.map((text) => code(text)).join(', ')}`,
    ...(plugins.length === 0
      ? []
      : ['', '| plugin | version | marketplace | brought in by |', '| --- | --- | --- | --- |']),
    ...plugins.map(
      ({ name, version, marketplace, requested: direct, requiredBy }) =>
        `| ${cell(name)} | ${cell(version)} | ${cell(marketplace)} | ${direct ? 'the request' : cell(listed([...new Set(requiredBy)]))} |`,
    ),
    ...findings.flatMap(findingLines),
  ].join('\n');
}

function findingLines({ rule, name, severity, message, location, help }: Finding): string[] {
  const [first = '', ...rest] = printable(message).split('\n');
  return [
    '',
    `## ${severity}: ${name} (${rule})`,
    '',
    escaped(first),
    ...(rest.length === 0 ? [] : ['', '```text', ...rest, '```']),
    ...(location === undefined ? [] : ['', `At \`${location.file}:${location.line}:${location.column}\`.`]),
    ...(help === undefined
      ? []
      : [
          '',
          ...printable(help)
            .split('\n')
            .map((line) => `> ${escaped(line)}`),
        ]),
  ];
}

const code = (text: string): string => `\`${printable(text).replaceAll('`', "'")}\``;
const cell = (text: string): string => escaped(printable(text)).replaceAll('|', '\\|');
/** Foreign text must not become markup: HTML and images are shown, not rendered. */
const escaped = (text: string): string => text.replaceAll('<', '&lt;').replaceAll('![', '\\![');
