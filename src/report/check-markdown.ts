import { type Finding, summarize } from '../model/finding.ts';
import type { CheckResult } from '../model/project.ts';
import { listed } from '../model/text.ts';
import { countedLevels } from './counted-levels.ts';
import { markdownCode as code, markdownBlock, markdownCell, markdownText as words } from './markdown.ts';
import { verdictWords } from './verdict-words.ts';

/** `mkt check --format markdown`: for a pull request or an issue. */
export function checkMarkdown(result: CheckResult): string {
  const { findings, plugins, requested } = result;
  const summary = summarize(findings);
  const { sign, words: verdict } = verdictWords(result);
  const counted = countedLevels(summary);
  return [
    `# The combination ${headings[sign]}${counted === '' ? '' : `: ${counted}`}`,
    '',
    `${words(capitalized(verdict))}.`,
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

const headings = { good: 'works', bad: 'does not work', unknown: 'is not known to work' } as const;

const capitalized = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

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
