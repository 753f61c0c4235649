import { count, printable } from '../../model/text.ts';
import { removeBisect } from '../../project/bisect-journal.ts';
import type { BisectResult } from '../../report/bisect-result.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';
import { Failure } from '../failure.ts';
import { type BisectJournal, bisectFrom, codeOf, runWith, standOf, withAnswer } from './bisect.ts';

/** `mkt bisect run`: tries one part after the other with a command that tells good from bad by its exit code. */
export async function run(call: Call): Promise<Answer<BisectResult>> {
  const { args, options, world } = call;
  if (args.length === 0)
    throw new Failure('`mkt bisect run` needs a command that tells good (exit code 0) from bad', {
      hint: 'give the command to run, as in `mkt bisect run ./does-it-work.sh`, or search by hand with `mkt bisect try`',
    });
  const times = timesOf(options.runs);
  let journal = await bisectFrom(call);
  const { stream, quiet } = world.aside;
  if (journal.tried.length > 0 && standOf(journal).state === 'try' && !quiet)
    stream.write(`continuing after ${count(journal.tried.length, 'step')}\n`);
  for (;;) {
    const stand = standOf(journal);
    if (stand.state !== 'try') {
      removeBisect(options.cwd, world.env);
      return { code: codeOf(stand.state), result: stand };
    }
    const isBad = await isBadWith(call, journal, stand.plugins, times);
    journal = withAnswer(call, journal, stand.plugins, isBad);
    if (!quiet)
      stream.write(
        `step ${journal.tried.length}: ${isBad ? 'bad' : 'good'} with ${stand.plugins.length} of ${count(stand.size, 'plugin')}\n`,
      );
  }
}

/** Bad is what fails once: what fails only now and then is tried several times. */
async function isBadWith(
  call: Call,
  journal: BisectJournal,
  ids: readonly string[],
  times: number,
): Promise<boolean> {
  for (let time = 0; time < times; time++) {
    const ended = await runWith(call, journal, ids);
    const name = `\`${printable(call.args[0] ?? '')}\``;
    if ('signal' in ended) throw stopped(`${name} was killed by ${ended.signal}`);
    // As with `git bisect run`: 125 is for what cannot be judged, and what a shell says of itself is no answer.
    if (ended.code === 125 || ended.code > 125)
      throw stopped(`${name} ended with exit code ${ended.code}, which means neither good nor bad`);
    if (ended.code !== 0) return true;
  }
  return false;
}

const stopped = (why: string) =>
  new Failure(why, {
    code: exitCode.failed,
    hint: 'run the same command again to continue the search, or `mkt bisect reset` to end it',
  });

function timesOf(text = '1'): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new Failure(`\`--runs ${printable(text)}\` is not a whole number from 1 to 9999`, {
    hint: 'write a number, such as `--runs 5`',
  });
}
