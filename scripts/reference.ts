/** Generates the pages of `docs/reference/`, and the parts of `docs/README.md` about commands and exit codes, from the commands themselves. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { CommandSpec, OptionSpec } from '../src/cli/command.ts';
import { commands, groups } from '../src/cli/commands.ts';
import { exitCode, exitCodeMeanings } from '../src/cli/exit-code.ts';
import { argumentMeanings } from '../src/cli/help/argument-meanings.ts';
import { helpPage } from '../src/cli/help/pages.ts';
import { topicSummaries } from '../src/cli/help/topics.ts';
import { globalOptions } from '../src/cli/options.ts';
import type { HelpSection } from '../src/model/help.ts';

/** The whole page as Markdown. */
export function commandPage(): string {
  return `${[
    '# Commands',
    '<!-- Written by `npm run generate` from src/cli/commands, src/cli/options.ts and src/cli/exit-code.ts; changes here are lost. -->',
    '`mkt <command> --help --all` prints the same for one command. Other topics: [how to name plugins](specs.md), [the keys of `mkt.yaml`](config.md), [variables](environment.md), [exit codes](exit-codes.md).',
    table(['command', 'what it does'], commands.map(indexRow)),
    '## Arguments',
    'In the usage of a command, `<…>` is required, `[…]` is optional, and `...` can be repeated.',
    table(['word', 'what it means'], argumentWords().map(argumentRow)),
    '## Global options',
    'They can be placed before or after the name of the command.',
    optionTable(globalOptions),
    '## Exit codes',
    table(['code', 'what it means'], exitCodeRows()),
    ...commands.map(commandSection),
  ].join('\n\n')}\n`;
}

/** A topic of `mkt help` as a page. */
export async function topicPage(name: string): Promise<string> {
  const { text, sections, more } = await helpPage([name]);
  return `${[
    `# ${topicSummaries[name]?.replace(/^./, (first) => first.toUpperCase())}`,
    '<!-- Written by `npm run generate` from src/cli/help; changes here are lost. -->',
    `\`mkt help ${name}\` prints the same.`,
    text.join('\n'),
    ...sections.flatMap(sectionParts),
    more.join('\n'),
  ].join('\n\n')}\n`;
}

function sectionParts(section: HelpSection): string[] {
  const title = `## ${section.title.replace(/^./, (first) => first.toUpperCase())}`;
  switch (section.kind) {
    case 'line':
      return [title, section.text];
    case 'code':
      return [title, ['```yaml', ...section.lines, '```'].join('\n')];
    case 'terms':
      return [
        title,
        table(
          ['', ''],
          section.rows.map(({ term, meaning }) => [`\`${term}\``, meaning]),
        ),
      ];
    case 'examples':
      return [
        title,
        ['```sh', ...section.rows.flatMap(({ term, meaning }) => [`# ${meaning}`, term]), '```'].join('\n'),
      ];
  }
}

/** The names of the topics, each of which has a page. */
export const topicNames: readonly string[] = Object.keys(topicSummaries);

/** `docs/README.md` with its generated parts replaced. */
export function indexWith(text: string): string {
  const codes = Object.values(exitCode).map((code) => `${code} ${meaningOf(code)[0]}`);
  return [
    ['commands', table(['command', 'what it does'], groupRows())],
    ['exit codes', `Exit codes: ${codes.join(', ')}.`],
  ].reduce((page, [name = '', body = '']) => withPart(page, name, body), text);
}

/** Replaces the text between the markers of a part. */
function withPart(text: string, name: string, body: string): string {
  const begin = `<!-- ${name}: written by \`npm run generate\` -->\n`;
  const [before, rest, ...others] = text.split(begin);
  const end = rest?.indexOf('<!-- end -->') ?? -1;
  if (before === undefined || rest === undefined || others.length > 0 || end < 0)
    throw new Error(`docs/README.md has no part "${name}", or several`);
  return `${before}${begin}\n${body}\n\n${rest.slice(end)}`;
}

/** One row per command; those of a group share a row. */
function groupRows(): string[][] {
  const heads = [...new Set(commands.map(({ name }) => firstWord(name)))];
  return heads.map((head) => {
    const own = commands.filter(({ name }) => firstWord(name) === head);
    const group = groups[head];
    const [only, ...others] = own;
    if (only !== undefined && others.length === 0) return [usageOf(only), only.summary];
    const words = own.map(({ name }) => name.slice(head.length + 1)).join('|');
    const choice = own.some(({ isDefault }) => isDefault) ? `[${words}]` : words;
    return [`\`mkt ${head} ${choice}\``, group ?? ''];
  });
}

function commandSection(spec: CommandSpec): string {
  const { name, summary, description, options = [], examples, isDefault } = spec;
  return [
    `## mkt ${name}`,
    `${usageOf(spec)}: ${summary}`,
    ...(isDefault ? [`\`mkt ${firstWord(name)}\` alone does the same.`] : []),
    ...(description === undefined ? [] : [description]),
    ...(options.length === 0 ? [] : [optionTable(options)]),
    `Formats: ${formatsOf(spec)}`,
    ['```sh', ...examples.flatMap(([line, what]) => [`# ${what}`, line]), '```'].join('\n'),
  ].join('\n\n');
}

function formatsOf({ formats, schema }: CommandSpec): string {
  return formats
    .map((format, index) => {
      const holdsTo = format === 'json' ? `[schema](../../schema/${schema}.schema.json)` : '';
      const notes = [index === 0 ? 'the default' : '', holdsTo].filter((text) => text !== '');
      return `\`${format}\`${notes.length === 0 ? '' : ` (${notes.join(', ')})`}`;
    })
    .join(', ');
}

function optionTable(options: readonly OptionSpec[]): string {
  const shown = options.filter(({ hidden }) => hidden !== true);
  return table(
    ['option', 'what it does'],
    shown.map(({ flags, description, details, choices = [], repeatable }) => {
      const words = choices.map((each) => `\`${each}\``);
      const meaning = words.length === 0 ? description : `${description}: ${words.join(', ')}`;
      const more = [
        ...(details === undefined ? [] : [details]),
        ...(repeatable === true ? ['repeatable'] : []),
      ];
      return [`\`${flags}\``, `${meaning}${more.length === 0 ? '' : ` (${more.join('; ')})`}`];
    }),
  );
}

const indexRow = (spec: CommandSpec): string[] => [
  `[\`mkt ${spec.name}\`](#mkt-${spec.name.replaceAll(' ', '-')})`,
  spec.summary,
];

/** The explanations of all arguments, in the order in which commands take them. */
function argumentWords(): string[] {
  const all = commands.flatMap(({ arguments: words = '' }) => words.match(/[a-z]+/g) ?? []);
  return [...new Set(all)];
}

function argumentRow(word: string): string[] {
  const meaning = argumentMeanings[word];
  if (meaning === undefined) throw new Error(`scripts/reference.ts does not say what \`${word}\` means`);
  return [`\`${word}\``, meaning];
}

const exitCodeRows = (): string[][] =>
  Object.values(exitCode).map((code) => {
    const [brief, more] = meaningOf(code);
    return [String(code), `${brief}: ${more}`];
  });

function meaningOf(code: number): readonly [brief: string, more: string] {
  const [name] = Object.entries(exitCode).find(([, each]) => each === code) ?? ['fine'];
  return exitCodeMeanings[name as keyof typeof exitCode];
}

const usageOf = ({ name, arguments: words }: CommandSpec): string =>
  `\`mkt ${name}${words === undefined ? '' : ` ${words}`}\``;

const firstWord = (name: string): string => name.split(' ')[0] ?? name;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

// A test imports the texts; only the script itself writes the files.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  await mkdir(`${root}docs/reference`, { recursive: true });
  await writeFile(`${root}docs/reference/commands.md`, commandPage());
  for (const name of topicNames) await writeFile(`${root}docs/reference/${name}.md`, await topicPage(name));
  const index = `${root}docs/README.md`;
  await writeFile(index, indexWith(await readFile(index, 'utf8')));
}
