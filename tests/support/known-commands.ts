/** Command lines of texts that no transcript covers: whether mkt, or the client, has such a command. */
import { expect } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import { globalOptions } from '../../src/cli/options.ts';
import { wordsOf } from './transcripts.ts';

/** What `claude plugin --help` of 2.1.332 lists. */
const ofClient = [
  ...['install', 'uninstall', 'enable', 'disable', 'update', 'list', 'details', 'configure', 'validate'],
  ...['init', 'tag', 'prune', 'test', 'eval', 'marketplace'],
];

/** Asserts that a line is a command of mkt with options that it has, or a `claude plugin` command. */
export function expectKnown(line: string): void {
  const [program, ...words] = wordsOf(line);
  if (program === 'claude') {
    expect(words[0] === 'plugin' ? ofClient : ['--plugin-dir'], line).toContain(
      words[0] === 'plugin' ? words[1] : words[0],
    );
    return;
  }
  expect(program, line).toBe('mkt');
  if (words[0] === '--version') return;
  const spec = commands
    .filter(({ name }) => name === words.slice(0, name.split(' ').length).join(' '))
    .sort((a, b) => b.name.length - a.name.length)[0];
  const group = commands.some(({ name }) => name.startsWith(`${words[0]} `));
  expect(spec !== undefined || group, line).toBe(true);
  const known = [...(spec?.options ?? []), ...globalOptions].flatMap(({ flags }) => flags.split(/[ ,]+/));
  for (const option of words.filter((word) => word.startsWith('-'))) expect(known, line).toContain(option);
}
