import type { MachinePlugin } from '../model/machine.ts';
import type { AddedCost } from '../model/project.ts';
import { count, grouped, listed, printable } from '../model/text.ts';
import { stateWords } from './state-words.ts';
import type { Style } from './style.ts';
import { wrap } from './wrap.ts';

interface Look {
  readonly style: Style;
  readonly width: number;
}

/** What is installed, and a session in this folder does not load. */
export function notLoadedText(installed: readonly MachinePlugin[] = [], { style, width }: Look): string[] {
  const rest = installed.flatMap(({ id, state }) =>
    state === 'loads' ? [] : [`${id} (${stateWords[state]})`],
  );
  if (rest.length === 0) return [];
  const lines = wrap(printable(`not loaded: ${listed(rest)}`), width - 2, 2);
  return [lines.map((line) => style.dim(`  ${line}`)).join('\n')];
}

/** What added plugins cost. */
export function bringsText({ plugins, moved, tokens, processes, known }: AddedCost, { width }: Look): string {
  const added = tokens.after - tokens.before;
  const unread = `the descriptions of ${listed(tokens.unknown)} are not known`;
  const amount = `about ${grouped(added)} more tokens in every session (${grouped(tokens.before)} -> ${grouped(tokens.after)})`;
  // If nothing was read, a zero would look like a result.
  const cost =
    tokens.unknown.length === 0
      ? amount
      : added === 0
        ? `more tokens in every session; how many is not known, because ${unread}`
        : `${amount}; ${unread}`;
  const lines = [
    plugins.length === 0 ? 'adds no new plugins' : `adds ${count(plugins.length, 'plugin')}`,
    ...moved.map(({ name, before, after }) => `changes ${name} from ${before} to ${after}`),
    cost,
    ...(processes === undefined
      ? ['starts no additional hook processes for a tool call']
      : [
          `${count(processes.after - processes.before, 'more hook process', 'more hook processes')} for each call of ${processes.tool} (${processes.before} -> ${processes.after})`,
        ]),
    ...(known === 0
      ? []
      : [
          `${count(known, 'finding')} that also ${known === 1 ? 'occurs' : 'occur'} without it ${known === 1 ? 'is' : 'are'} not shown`,
        ]),
  ];
  return lines.flatMap((line) => wrap(printable(line), width - 2, 2).map((each) => `  ${each}`)).join('\n');
}
