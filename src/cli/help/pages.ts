import type { HelpPage } from '../../model/help.ts';
import { nearest } from '../../model/nearest.ts';
import { printable } from '../../model/text.ts';
import { commands, groups } from '../commands.ts';
import { didYouMean, Failure } from '../failure.ts';
import { commandPage, groupPage } from './command-page.ts';
import { overviewPage } from './overview.ts';
import { topics } from './topics.ts';

/**
 * The page for what was asked: the words of a command, of a group, of a topic, or none.
 * @throws Failure with the nearest names if there is no such page.
 */
export async function helpPage(
  words: readonly string[],
  how: { readonly isAll?: boolean } = {},
): Promise<HelpPage> {
  const [first, second] = words;
  if (first === undefined) return overviewPage(how);
  const asked = second === undefined ? first : `${first} ${second}`;
  const command = commands.find(({ name }) => name === asked);
  if (command !== undefined) return commandPage(command, how);
  if (second === undefined && Object.hasOwn(groups, first)) return groupPage(first, how);
  const topic = second === undefined && Object.hasOwn(topics, first) ? topics[first] : undefined;
  if (topic !== undefined) return topic.load();
  const names = [...commands.map(({ name }) => name), ...Object.keys(groups), ...Object.keys(topics)];
  throw new Failure(`there is no help for \`${printable(asked)}\``, {
    hint: didYouMean(nearest(asked, names, 2)) ?? 'run `mkt help` to see all commands and topics',
  });
}
