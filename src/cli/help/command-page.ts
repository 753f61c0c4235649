import type { HelpPage, HelpRow, HelpSection } from '../../model/help.ts';
import type { CommandSpec, OptionSpec } from '../command.ts';
import { commands, groups } from '../commands.ts';
import { globalOptions } from '../options.ts';

/** How many examples a page has that shows only what is needed most. */
const shownExamples = 4;

/** The page of a command: with all, also the global options, and every example. */
export function commandPage(spec: CommandSpec, { isAll = false } = {}): HelpPage {
  const { name, summary, description, options = [], formats, examples, isDefault } = spec;
  const shown = isAll ? examples : examples.slice(0, shownExamples);
  return {
    name,
    usage: usageOf(spec),
    text: [
      ...(description ?? sentence(summary)).split('\n'),
      ...(isDefault === true ? [`\`mkt ${name.split(' ')[0]}\` alone does the same.`] : []),
    ],
    sections: [
      ...optionSection('Options', options, isAll),
      ...(isAll ? optionSection('Global options', globalOptions, isAll) : []),
      { title: 'Formats', kind: 'line', text: formats.join(', ') },
      { title: 'Examples', kind: 'examples', rows: shown.map(([term, meaning]) => ({ term, meaning })) },
    ],
    more: isAll
      ? []
      : [
          `\`mkt ${name} --help --all\` adds the global options${shown.length < examples.length ? ' and more examples' : ''}.`,
        ],
  };
}

/** The page of a group: its commands. */
export function groupPage(name: string, { isAll = false } = {}): HelpPage {
  const own = commands.filter((spec) => spec.name.startsWith(`${name} `));
  const usual = own.find(({ isDefault }) => isDefault === true);
  return {
    name,
    usage: `mkt ${name} ${usual === undefined ? '<command>' : '[command]'} [options]`,
    text: [sentence(groups[name] ?? '')],
    sections: [
      {
        title: 'Commands',
        kind: 'terms',
        rows: own.map(({ name: each, arguments: words, summary, isDefault }) => ({
          term: [each.slice(name.length + 1), words].filter((part) => part !== undefined).join(' '),
          meaning: `${summary}${isDefault === true ? ' (the default)' : ''}`,
        })),
      },
      ...(isAll ? optionSection('Global options', globalOptions, isAll) : []),
    ],
    more: [`\`mkt ${name} <command> --help\` shows the options and examples of a command.`],
  };
}

/** `mkt check [spec...] [options]`; what follows the command that another one runs is not mkt's. */
export const usageOf = ({ name, arguments: words, passesOn }: CommandSpec): string =>
  ['mkt', name, ...(passesOn === true ? ['[options]', words] : [words, '[options]'])]
    .filter((part) => part !== undefined)
    .join(' ');

export function optionSection(title: string, options: readonly OptionSpec[], isAll: boolean): HelpSection[] {
  const rows = options.filter(({ hidden }) => hidden !== true).map((option) => optionRow(option, isAll));
  return rows.length === 0 ? [] : [{ title, kind: 'terms', rows }];
}

function optionRow(
  { flags, description, details, choices, repeatable }: OptionSpec,
  isAll: boolean,
): HelpRow {
  const values = choices === undefined ? '' : `: ${choices.join(', ')}`;
  const more = isAll && details !== undefined ? ` (${details})` : '';
  return { term: `${flags}${repeatable === true ? '...' : ''}`, meaning: `${description}${values}${more}` };
}

/** A summary as a sentence of its own. */
export const sentence = (text: string): string =>
  `${text[0]?.toUpperCase()}${text.slice(1)}${/[.?]$/.test(text) ? '' : '.'}`;
