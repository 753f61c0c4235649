import { pathIn } from './file-path.ts';
import type { StatedUse } from './use-forms.ts';

/** Programs that print or take what is in the files they are given. */
const readers = /^(?:cat|jq|head|tail|less|source|\.|wc|sort|tee)$/;

/** What ends the arguments of a program. */
const ending = /^(?:[|&;]+|\)|\}|then|do|else|fi|done)$/;

const word = /[^\s"'`<>|;&()]+|>>?|[|;&()]+/g;

/** What a line for the shell does with files: `cat state.json`, `… > report.md`, `tee -a log.txt`. */
export function usesInCommand(command: string, at: number): StatedUse[] {
  const uses: StatedUse[] = [];
  let program: string | undefined;
  let isTarget = false;
  for (const [text] of command.matchAll(word)) {
    if (text === '>' || text === '>>') isTarget = true;
    else if (ending.test(text)) program = undefined;
    else if (isTarget || (program !== undefined && readers.test(program))) {
      const path = text.startsWith('-') ? undefined : pathIn(text, true);
      if (path !== undefined)
        uses.push({
          path,
          does: isTarget || program === 'tee' ? 'writes' : 'reads',
          form: 'command',
          isCode: true,
          at,
        });
      isTarget = false;
    } else program ??= text;
  }
  return uses;
}
