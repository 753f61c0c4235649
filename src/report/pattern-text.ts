import type { Pattern } from '../model/knowledge.ts';
import { listed, oneLine, printable } from '../model/text.ts';
import { hanging } from './columns.ts';
import type { Look } from './style.ts';
import { wrap } from './wrap.ts';

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
  const stages = [...new Set(plugins.map(({ stage }) => stage))].sort((a = 0, b = 0) => a - b);
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
    ...wrap(`${oneLine(title)} (${oneLine(id)})`, width).map(style.bold),
    ...wrap(
      [
        ...(category === undefined ? [] : [oneLine(category)]),
        orchestration === 'auto' ? 'orchestration chosen by `mkt plan`' : orchestration,
      ].join(', '),
      width,
    ).map(style.dim),
    ...(useCase === undefined ? [] : wrap(printable(useCase), width)),
    ...section('Benefits', benefits),
    '',
    style.bold('Plugins'),
    ...stages.flatMap((stage) => {
      const members = plugins.filter((plugin) => plugin.stage === stage);
      const note = members.length > 1 ? ', in parallel' : '';
      return [
        ...(stage === undefined ? [] : [`  stage ${stage}${note}`]),
        ...members.map(
          ({ name, role, version, begin }) =>
            `    ${oneLine(name)}${version === '*' ? '' : `@${oneLine(version)}`}${role === undefined ? '' : `: ${oneLine(role)}`}${begin === undefined ? '' : `, begins with ${oneLine(begin)}`}`,
        ),
      ];
    }),
    ...section('Prerequisites', needs),
    ...section('Steps', steps, true),
    ...section('Outcomes', outcomes),
    ...(example === undefined
      ? []
      : [
          '',
          `${style.bold('Example')} ${style.dim(`(${oneLine(example.language)})`)}`,
          ...printable(example.code)
            .trimEnd()
            .split('\n')
            .map((line) => `  ${line}`),
        ]),
    '',
    `run \`mkt plan --pattern ${oneLine(id)}\` to plan it`,
  ].join('\n');
}

function bullet(text: string, mark: string, width: number): string[] {
  const column = mark.length + 3;
  return hanging(`  ${mark} `, column, wrap(printable(text), width - column));
}
