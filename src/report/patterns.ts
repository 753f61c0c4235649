import type { Pattern } from '../model/knowledge.ts';
import { count, listed, oneLine, printable } from '../model/text.ts';
import { hanging } from './columns.ts';
import { jsonText } from './json.ts';
import type { Look } from './style.ts';
import { tableText } from './table.ts';
import { wrap } from './wrap.ts';

/** All patterns, one a row. */
export function patternsText(
  patterns: readonly Pattern[],
  { style, width, terminal }: Look & { terminal: boolean },
): string {
  const narrow = terminal && width < 76;
  const rows = patterns.map(({ id, category, plugins }) =>
    [id, ...(narrow ? [] : [category]), plugins.map(({ name }) => name).join(' + ')].map(oneLine),
  );
  const head = ['pattern', ...(narrow ? [] : ['category']), 'plugins'];
  const table = tableText({ head, rows }, { style, width, terminal });
  const next = '`mkt patterns show <id>` shows one, `mkt plan --pattern <id>` plans it';
  return terminal
    ? [table, '', ...wrap(`${count(patterns.length, 'pattern')}; ${next}`, width)].join('\n')
    : table;
}

export function patternsJson(patterns: readonly Pattern[]): string {
  return jsonText({
    patterns: patterns.map(({ id, title, category, useCase, plugins }) => ({
      id,
      title,
      category,
      useCase,
      plugins: plugins.map(({ name }) => name),
    })),
  });
}

/** One pattern in full. */
export function patternText(pattern: Pattern, { style, width }: Look): string {
  const {
    id,
    title,
    useCase,
    benefits,
    plugins,
    prerequisites,
    steps,
    outcomes,
    example,
    orchestration,
    category,
  } = pattern;
  const stages = [...new Set(plugins.map(({ stage }) => stage))].sort((a, b) => a - b);
  const needs = [
    ...Object.entries(prerequisites.runtimes).map(([name, range]) =>
      range === '*' ? name : `${name} ${range}`,
    ),
    ...prerequisites.tools.map(
      ({ anyOf, optional }) => `${listed(anyOf, 'or')}${optional ? ' (optional)' : ''}`,
    ),
    ...prerequisites.env,
  ];
  const section = (heading: string, items: readonly string[], numbered = false) =>
    items.length === 0
      ? []
      : [
          '',
          style.bold(heading),
          ...items.flatMap((item, index) => bullet(item, numbered ? `${index + 1}.` : '-', width)),
        ];
  return [
    `${style.bold(oneLine(title))} (${oneLine(id)})`,
    style.dim(
      `${oneLine(category)}, ${orchestration === 'auto' ? 'orchestration chosen by the plan' : orchestration}`,
    ),
    ...wrap(printable(useCase), width),
    ...section('Benefits', benefits),
    '',
    style.bold('Plugins'),
    ...stages.flatMap((stage) => {
      const members = plugins.filter((plugin) => plugin.stage === stage);
      const note = members.length > 1 ? ', side by side' : '';
      return [
        `  stage ${stage}${note}`,
        ...members.map(
          ({ name, role, version }) =>
            `    ${oneLine(name)}${version === '*' ? '' : `@${oneLine(version)}`}: ${oneLine(role)}`,
        ),
      ];
    }),
    ...section('Prerequisites', needs),
    ...section('Steps', steps, true),
    ...section('Outcomes', outcomes),
    '',
    `${style.bold('Example')} ${style.dim(`(${oneLine(example.language)})`)}`,
    ...printable(example.code)
      .trimEnd()
      .split('\n')
      .map((line) => `  ${line}`),
    '',
    `\`mkt plan --pattern ${oneLine(id)}\` plans it`,
  ].join('\n');
}

export function patternJson(pattern: Pattern): string {
  return jsonText(pattern);
}

interface SuggestedPattern {
  readonly pattern: Pattern;
  readonly has: readonly string[];
  readonly needs: readonly string[];
}

/** Patterns that contain given plugins. */
export function suggestionsText(
  suggestions: readonly SuggestedPattern[],
  names: readonly string[],
  { style, width }: Look,
): string {
  if (suggestions.length === 0) return `no pattern contains ${printable(listed(names, 'or'))}`;
  const lines = suggestions.flatMap(({ pattern, has, needs }) => [
    `${style.bold(oneLine(pattern.id))}: ${oneLine(pattern.title)}`,
    ...wrap(
      printable(
        `has ${listed(has)}${needs.length === 0 ? ', and needs nothing more' : `; add ${listed(needs)}`}`,
      ),
      width - 2,
    ).map((line) => `  ${line}`),
  ]);
  return [
    ...lines,
    '',
    `${count(suggestions.length, 'pattern')} with ${printable(listed(names, 'or'))}`,
  ].join('\n');
}

export function suggestionsJson(suggestions: readonly SuggestedPattern[]): string {
  return jsonText({
    suggestions: suggestions.map(({ pattern: { id, title }, has, needs }) => ({ id, title, has, needs })),
  });
}

function bullet(text: string, mark: string, width: number): string[] {
  const column = mark.length + 3;
  return hanging(`  ${mark} `, column, wrap(printable(text), width - column));
}
