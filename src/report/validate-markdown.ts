import { byPlugin } from './by-plugin.ts';
import { findingsMarkdown } from './findings-markdown.ts';
import { markdownCode as code, markdownCell, markdownText as words } from './markdown.ts';
import type { Since, ValidateResult } from './results.ts';
import { sinceWords, validateWords } from './validate-words.ts';

/** `mkt validate --format markdown`: for a pull request, the summary of a job or an issue. */
export function validateMarkdown(result: ValidateResult): string {
  const { findings, since } = result;
  const { words: said } = validateWords(result);
  return [
    `# ${words(`${said.slice(0, 1).toUpperCase()}${said.slice(1)}`)}`,
    ...(since === undefined ? summaryTable(result) : changeLines(since)),
    ...findingsMarkdown(findings, { level: 2, command: 'validate' }),
  ].join('\n');
}

/** Which plugins have how many findings. */
function summaryTable({ findings }: ValidateResult): string[] {
  if (findings.length === 0) return [];
  return [
    '',
    '| plugin | errors | warnings | notes |',
    '| --- | ---: | ---: | ---: |',
    ...byPlugin(findings).map(
      ({ plugin, summary: { errors, warnings, notes } }) =>
        `| ${plugin === undefined ? '(none)' : cell(plugin)} | ${errors} | ${warnings} | ${notes} |`,
    ),
  ];
}

/** What a change touches, and which plugins meet because of it. */
function changeLines(since: Since): string[] {
  return [
    '',
    ...sinceWords(since).map((line) => `- ${words(line)}`),
    ...(since.collisions.length === 0
      ? []
      : [
          '',
          '| plugins that collide | how |',
          '| --- | --- |',
          ...since.collisions.map(
            ({ plugins, severity, rule, message }) =>
              `| ${pluginsCell(plugins)} | ${severity} ${rule}: ${cell(message.split('\n', 1)[0] ?? '')} |`,
          ),
        ]),
  ];
}

/** More names than this would make a row too long to read. */
const mostNames = 8;

function pluginsCell(plugins: readonly string[]): string {
  const more = plugins.length - mostNames;
  const names = (more > 1 ? plugins.slice(0, mostNames) : plugins).map((name) => markdownCell(code(name)));
  return `${names.join(', ')}${more > 1 ? ` and ${more} more` : ''}`;
}

const cell = (text: string): string => markdownCell(words(text));
