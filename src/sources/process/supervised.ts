/**
 * How to start a program that must not outlive mkt, not even if mkt is killed and can no longer end it: a shell that becomes the
 * program, with a watcher at its side. Windows has no such shell; there, git gives up a connection that stalls.
 */

/** A program and its arguments. */
export interface Started {
  readonly program: string;
  readonly args: readonly string[];
}

/**
 * The watcher reads a stream that mkt holds open and that the system closes with it: then it kills the whole group, helpers of the
 * program included. A line, which mkt writes when the program has ended, only ends the watcher: what the user's own helpers left
 * running, such as a cache of credentials, stays.
 */
const byStream = '(read -r _ <&3 || kill -KILL 0) </dev/null >/dev/null 2>&1 & exec 3<&-; exec "$@"';

/** The same for a program that has something to put in order when it is asked to end. It gets two seconds. */
const byStreamGently =
  '(read -r _ <&3 || { trap "" TERM; kill -TERM 0; sleep 2; kill -KILL 0; }) </dev/null >/dev/null 2>&1 & exec 3<&-; exec "$@"';

/**
 * A watcher apart from the program, whose process id it reads first. It also ends what the program has started, as far as `ps` knows
 * that: it is not in every container.
 */
const guarding = [
  'read -r pid <&3 || exit 0',
  'read -r _ <&3 && exit 0',
  'list=$(ps -A -o pid= -o ppid=)',
  'below() { echo "$list" | while read -r child parent; do if [ "$parent" = "$1" ]; then echo "$child"; below "$child"; fi; done; }',
  'all="$pid $(below "$pid")"',
  'kill -TERM $all',
  'sleep 2',
  'kill -KILL $all',
].join('\n');

/** Without a stream, it looks every second whether the process that started the program still exists. */
const byParent =
  '(while kill -0 $PPID && kill -0 $$; do sleep 1; done; kill -0 $PPID || kill -KILL $$) </dev/null >/dev/null 2>&1 & exec "$@"';

/** For a program that is started as the leader of its own group, with stream 3 as a pipe that {@link ended} goes to. */
export const endsWithStream = (
  program: string,
  args: readonly string[],
  platform: string = process.platform,
): Started => inShell(byStream, program, args, platform);

/** The same for a program that is asked to end before it is killed. */
export const endsGentlyWithStream = (
  program: string,
  args: readonly string[],
  platform: string = process.platform,
): Started => inShell(byStreamGently, program, args, platform);

/**
 * A watcher for a program that has the terminal, and therefore no group of its own. Its stream 3 gets a line with the program's process
 * id, and {@link ended}.
 */
export const guard: Started = { program: '/bin/sh', args: ['-c', guarding] };

/** What mkt writes to stream 3 when the program has ended. */
export const ended = '\n';

/** For a program that is started and awaited synchronously. */
export const endsWithParent = (
  program: string,
  args: readonly string[],
  platform: string = process.platform,
): Started => inShell(byParent, program, args, platform);

function inShell(script: string, program: string, args: readonly string[], platform: string): Started {
  return platform === 'win32'
    ? { program, args }
    : { program: '/bin/sh', args: ['-c', script, 'sh', program, ...args] };
}

/** What a shell returns if there is no such program, or it must not be run. */
export const noSuchProgram = 127;
export const notExecutable = 126;
