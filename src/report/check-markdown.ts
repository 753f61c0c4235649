import { summarize } from '../model/finding.ts';
import { named, shownVersion } from '../model/plugin.ts';
import type { AddedCost, CheckResult } from '../model/project.ts';
import { count, listed } from '../model/text.ts';
import { originText } from '../model/verdict.ts';
import { countedLevels } from './counted-levels.ts';
import { findingsMarkdown, markdownRoom } from './findings-markdown.ts';
import { markdownCode as code, markdownCell, markdownText as words } from './markdown.ts';
import type { CheckedList } from './results.ts';
import { stateWords } from './state-words.ts';
import { verdictWords } from './verdict-words.ts';

/** `mkt check --format markdown`: for a pull request or an issue. */
export function checkMarkdown(result: CheckedList): string {
  const { parts } = result;
  if (parts === undefined) return listMarkdown(result, { level: 1 });
  const { sign } = verdictWords(result);
  const counted = countedLevels(summarize(result.findings));
  return [
    `# ${count(parts.length, 'list')}: ${overall[sign]}${counted === '' ? '' : `: ${counted}`}`,
    ...parts.map((part) =>
      listMarkdown(part, {
        level: 2,
        title: originText(part.looked.list),
        room: Math.floor(markdownRoom / parts.length),
      }),
    ),
  ].join('\n\n');
}

const overall = {
  good: 'each of them works',
  bad: 'something does not work',
  unknown: 'something is not known',
} as const;

/** One list, under a heading of this level that names it if there are others. */
function listMarkdown(
  result: CheckResult,
  { level, title, room = markdownRoom }: { level: 1 | 2; title?: string; room?: number },
): string {
  const hashes = '#'.repeat(level);
  const { findings, plugins, requested, installed, brings } = result;
  const summary = summarize(findings);
  const { sign, words: verdict } = verdictWords(result);
  const counted = countedLevels(summary);
  return [
    `${hashes} ${title === undefined ? '' : `${code(title)}: `}${title === undefined ? 'The' : 'the'} combination ${headings[sign]}${counted === '' ? '' : `: ${counted}`}`,
    '',
    `${words(capitalized(verdict))}.`,
    '',
    requested.length === 0 ? 'Nothing is requested.' : `Requested: ${requested.map(code).join(', ')}`,
    ...(plugins.length === 0
      ? []
      : ['', '| plugin | version | marketplace | required by |', '| --- | --- | --- | --- |']),
    ...plugins.map(
      ({ name, marketplace, requested: direct, requiredBy, optionalFor = [], ...plugin }) =>
        `| ${cell(name)} | ${cell(shownVersion(plugin))} | ${cell(marketplace)} | ${direct ? 'requested' : cell(listed([...new Set([...requiredBy, ...optionalFor])]))} |`,
    ),
    ...notLoaded(installed),
    ...(brings === undefined ? [] : bringsLines(brings)),
    ...findingsMarkdown(findings, { level: level + 1, command: 'check', room }),
  ].join('\n');
}

const headings = { good: 'works', bad: 'does not work', unknown: 'is not known to work' } as const;

const capitalized = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

/** What is installed, and a session does not load. */
function notLoaded(installed: CheckResult['installed'] = []): string[] {
  const rest = installed.filter(({ state }) => state !== 'loads');
  if (rest.length === 0) return [];
  return [
    '',
    '| not loaded | why | installed for |',
    '| --- | --- | --- |',
    ...rest.map(
      ({ id, state, scopes }) => `| ${cell(id)} | ${stateWords[state]} | ${cell(listed([...scopes]))} |`,
    ),
  ];
}

/** What added plugins cost. */
function bringsLines({ specs, plugins, moved, tokens, processes, known }: AddedCost): string[] {
  return [
    '',
    `## What ${listed(specs.map(code))} adds`,
    '',
    `- plugins: ${plugins.length === 0 ? 'no new plugins' : listed(plugins.map((plugin) => code(named(plugin.name, plugin))))}`,
    ...moved.map(({ name, before, after }) => `- ${code(name)} changes from ${before} to ${after}`),
    `- tokens in every session, estimated: ${tokens.before} before, ${tokens.after} after${tokens.unknown.length === 0 ? '' : `; the descriptions of ${listed(tokens.unknown.map(code))} are not known`}`,
    processes === undefined
      ? '- hook processes for each tool call: no more than before'
      : `- hook processes for each call of ${code(processes.tool)}: ${processes.before} before, ${processes.after} after`,
    ...(known === 0 ? [] : [`- findings that also occur without it, not shown: ${known}`]),
  ];
}

const cell = (text: string): string => markdownCell(words(text));
