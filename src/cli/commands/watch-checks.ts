import type { Finding } from '../../model/finding.ts';
import type { CheckedList } from '../../report/results.ts';
import { shownPath } from '../../sources/files/text-file.ts';
import { type PathWatch, watchPaths } from '../../sources/files/watch-paths.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';
import { failed } from '../failed.ts';
import { Failure } from '../failure.ts';
import { watchedPaths, watchedTree } from '../watched-paths.ts';
import { note } from '../world.ts';

/**
 * `mkt check --watch`: checks again whenever something changes that the answer depends on, until the user interrupts it. A check that
 * fails, perhaps because a file is missing for a moment, ends nothing but itself; only the first one must succeed.
 */
export async function watchChecks(
  call: Call,
  check: (call: Call) => Promise<Answer<CheckedList>>,
): Promise<Answer<CheckedList>> {
  refuse(call);
  const watch = call.world.watch?.() ?? watchPaths();
  const look = { style: call.world.aside.style, width: call.world.aside.width };
  let interrupted: Promise<'interrupted'> | undefined;
  let stopListening: (() => void) | undefined;
  let before: readonly Finding[] | undefined;

  const next = async (): Promise<Answer<CheckedList> | undefined> => {
    // Not before there is an answer: an interrupt ends the first check as it ends any program.
    interrupted ??= new Promise((resolve) => {
      stopListening = call.world.onInterrupt?.(() => {
        watch.close();
        resolve('interrupted');
      });
    });
    const changed = await watch.changed();
    if (changed === undefined) return end();
    const answer = await Promise.race([attempt(), interrupted]);
    return answer === 'interrupted' ? end() : told(answer, changed);
  };
  const end = () => {
    stopListening?.();
    watch.close();
    return undefined;
  };
  const once = async (): Promise<Answer<CheckedList>> => {
    // Watched before it is read: what changes in the middle of a check leads to another one.
    await follow(watch, call, before === undefined);
    return check(call);
  };
  const attempt = () =>
    once().catch((error: unknown) =>
      failed(error, {
        isJson: call.options.format === 'json',
        isVerbose: call.options.verbose,
        style: look.style,
      }),
    );
  const told = async (answer: Answer<CheckedList>, changed?: readonly string[]) => {
    const { sinceText, watchingText } = await import('../../report/watch-text.ts');
    const now = answer.result?.findings;
    const files = changed?.map((path) => shownPath(path, call.options.cwd));
    const since = files && sinceText({ changed: files, before, now }, look);
    before = now ?? before;
    const lines = [...(since === undefined ? [] : [since]), look.style.dim(watchingText)];
    const status = call.options.quiet ? '' : `\n${lines.join('\n')}\n`;
    return { ...answer, afterwards: `${answer.afterwards ?? ''}${status}`, next };
  };

  try {
    return await told(await once());
  } catch (error) {
    watch.close();
    throw error;
  }
}

async function follow(watch: PathWatch, call: Call, isFirst: boolean): Promise<void> {
  const paths = await watchedPaths(call.options, call.world.env);
  const tree = watchesTree(call) ? await watchedTree(call.options, call.world.env) : undefined;
  if (isFirst && tree?.isWhole === false)
    note(
      call.world.aside,
      `only the first ${tree.folders.length} folders of this repository are watched for new lists`,
    );
  try {
    watch.follow(paths, tree && [tree]);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOSPC' && code !== 'EMFILE') throw error;
    throw new Failure('the registries and this repository have more folders than the system can watch', {
      code: exitCode.failed,
      hint: 'raise its limit (on Linux, `fs.inotify.max_user_watches`), or use a smaller registry',
    });
  }
}

/** Whether a new list in the repository would be checked, too. */
const watchesTree = ({ args, options }: Call): boolean => args.length === 0 && options.pattern === undefined;

/** Options that make no sense again and again. */
function refuse({ options: { staged, writeBaseline } }: Call): void {
  const other = staged === true ? '--staged' : writeBaseline === true ? '--write-baseline' : undefined;
  if (other !== undefined)
    throw new Failure(`\`--watch\` and \`${other}\` contradict each other`, { hint: 'use only one of them' });
}
