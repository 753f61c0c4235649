import type { CommandSpec, OptionSpec } from '../command.ts';
import { readLine } from '../read-line.ts';

/** What may come at the cursor. */
export interface Completion {
  readonly values: readonly Candidate[];
  /** The shell adds names of its own: files, or folders only. */
  readonly paths?: 'files' | 'folders';
  /** More follows what is chosen, so that the shell adds no space. */
  readonly isOpen?: true;
}

export interface Candidate {
  readonly value: string;
  readonly description?: string;
}

/** Names that are read only where they can come at the cursor. */
export interface Names {
  readonly plugins: () => Promise<readonly Candidate[]>;
  /** Versions of a plugin, the newest first. */
  readonly versions: (plugin: string) => Promise<readonly string[]>;
  readonly patterns: () => Promise<readonly Candidate[]>;
  readonly rules: () => readonly Candidate[];
}

interface Table {
  readonly commands: readonly CommandSpec[];
  readonly groups: Readonly<Record<string, string>>;
  readonly globalOptions: readonly OptionSpec[];
  /** What `mkt help` explains besides commands. */
  readonly topics: Readonly<Record<string, string>>;
}

const none: Completion = { values: [] };

/**
 * The candidates at the cursor of a command line.
 * @param words the words after `mkt`; the last one, perhaps empty, is at the cursor.
 */
export async function completionOf(
  words: readonly string[],
  table: Table,
  names: Names,
): Promise<Completion> {
  const word = words.at(-1) ?? '';
  const { command, group, args, waiting, isPastOptions } = readLine(words.slice(0, -1), table);
  const options = [...(command?.options ?? []), ...table.globalOptions].filter(
    ({ hidden }) => hidden !== true,
  );
  if (waiting !== undefined) return matching(word, await valuesOf(waiting, command, names));
  const assigned = /^(--[a-z-]+=)(.*)$/s.exec(word);
  if (assigned !== null && !isPastOptions) {
    const [, before = '', value = ''] = assigned;
    const option = options.find(({ flags }) => longOf(flags) === before.slice(0, -1));
    if (option === undefined) return none;
    const { values, ...rest } = matching(value, await valuesOf(option, command, names));
    return { ...rest, values: values.map((each) => ({ ...each, value: before + each.value })) };
  }
  if (word.startsWith('-') && !isPastOptions) {
    const known = [
      ...options,
      { flags: '--help', description: 'show help; with `--all`, all options and examples' },
    ];
    return matching(word, {
      values: known.map(({ flags, description }) => ({ value: longOf(flags), description })),
    });
  }
  if (command === undefined) return matching(word, { values: commandsIn(group, table) });
  // `mkt patterns` may go on with a command of the group as well as with an argument of its default one.
  const rest = args.length === 0 && group !== undefined ? commandsIn(group, table) : [];
  if (command.name === 'help') return matching(word, { values: topicsAfter(args, table) });
  const { values, ...more } = await argumentsOf(word, command, args.length, names);
  return matching(word, { values: [...rest, ...values], ...more });
}

const longOf = (flags: string): string => /--[a-z-]+/.exec(flags)?.[0] ?? flags;

/** Commands and groups, or the commands of a group. */
function commandsIn(group: string | undefined, { commands, groups }: Table): Candidate[] {
  const own = commands.flatMap(({ name, summary }): Candidate[] => {
    const [first = '', second] = name.split(' ');
    if (group === undefined) return second === undefined ? [{ value: first, description: summary }] : [];
    return first === group && second !== undefined ? [{ value: second, description: summary }] : [];
  });
  const all = Object.entries(groups).map(([value, description]) => ({ value, description }));
  return group === undefined ? [...own, ...all] : own;
}

/** What can be explained: commands, groups and topics; after a group, its commands. */
function topicsAfter(words: readonly string[], table: Table): Candidate[] {
  const [first, second] = words;
  if (second !== undefined) return [];
  if (first !== undefined) return commandsIn(first, table);
  const topics = Object.entries(table.topics).map(([value, description]) => ({ value, description }));
  return [...commandsIn(undefined, table), ...topics];
}

/** What an option can be set to. */
async function valuesOf(
  option: OptionSpec,
  command: CommandSpec | undefined,
  names: Names,
): Promise<Completion> {
  if (option.choices !== undefined) return { values: option.choices.map((value) => ({ value })) };
  const kind = /<([^>]+)>/.exec(option.flags)?.[1] ?? '';
  if (kind === 'format') return { values: (command?.formats ?? []).map((value) => ({ value })) };
  if (kind === 'rule=level') {
    const values = names.rules().map(({ value, description }) => ({
      value: `${value}=`,
      ...(description !== undefined && { description }),
    }));
    return { values, isOpen: true };
  }
  return ofKind(kind, '', names);
}

/** What an argument of a command can be. */
async function argumentsOf(
  word: string,
  { name, arguments: notation = '' }: CommandSpec,
  position: number,
  names: Names,
): Promise<Completion> {
  const all = notation.split(' ').filter((each) => each !== '');
  const isEndless = all.at(-1)?.includes('...') === true;
  const argument = all[position] ?? (isEndless ? all.at(-1) : undefined);
  if (argument === undefined) return none;
  const kind = argument.replace(/[<>[\].]/g, '');
  if (kind === 'name' && !name.startsWith('registry')) return none;
  return ofKind(kind, word, names);
}

/** By the word that help uses for a value. */
async function ofKind(kind: string, word: string, names: Names): Promise<Completion> {
  switch (kind) {
    case 'spec':
    case 'plugin':
      return specs(word, names);
    case 'id':
      return { values: await names.patterns() };
    case 'rule':
      return { values: names.rules() };
    case 'shell':
      return { values: ['bash', 'zsh', 'fish'].map((value) => ({ value })) };
    case 'dir':
    case 'folder':
      return { values: [], paths: 'folders' };
    case 'file':
    case 'path':
    case 'source':
    case 'sources':
      return { values: [], paths: 'files' };
    default:
      return none;
  }
}

/** Plugins, and after `@` the versions of one. */
async function specs(word: string, names: Names): Promise<Completion> {
  const at = word.indexOf('@');
  if (at <= 0) return { values: await names.plugins() };
  const plugin = word.slice(0, at);
  const versions = await names.versions(plugin);
  return {
    values: versions.flatMap((version) => [
      { value: `${plugin}@${version}` },
      { value: `${plugin}@^${version}` },
    ]),
  };
}

/** Only what begins with the word and needs no quoting in a shell: names are untrusted. */
function matching(word: string, { values, ...rest }: Completion): Completion {
  const seen = new Set<string>();
  const kept = values.filter(({ value }) => {
    if (seen.has(value) || !value.startsWith(word) || !/^[\w@^~.+/:=-]+$/.test(value)) return false;
    seen.add(value);
    return true;
  });
  return { values: kept, ...rest };
}
