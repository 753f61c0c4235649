/** The thread of `mkt-thread.ts`: runs one command line after the other in the built program. */
const { workerData } = require('node:worker_threads');
require('./small-process.cjs');
const { readCompiled, scriptOf, start } = require('../../bin/load.js');

const { port, count } = workerData;

const send = (message) => {
  port.postMessage(message);
  Atomics.add(count, 0, 1);
  Atomics.notify(count, 0);
};

const textOf = (error) => (error instanceof Error ? error.stack : String(error));

/** The command line that runs, with what it has printed so far; undefined if it has its answer, and the next is waited for. */
let current;
let last;

function answer(outcome) {
  const { number } = current;
  current = undefined;
  send({ number, result: outcome });
}

/** What a process would show of an error that nobody caught, and its exit code. */
const crashed = ({ said }, error) => ({ ...said, code: 1, stderr: `${said.stderr}${textOf(error)}\n` });

process.on('uncaughtException', (error) => {
  if (current !== undefined) answer(crashed(current, error));
  else send({ error: `mkt ${JSON.stringify(last)} failed after it had ended: ${textOf(error)}` });
});

// What would end a process ends this thread, while the other one waits for it.
process.on('exit', (code) => {
  if (current !== undefined) answer({ ...current.said, code });
  send({ error: `the thread has ended with mkt ${JSON.stringify(last)}`, isLast: true });
});

let main;
port.on('message', async ({ number, question: { args, cwd, env } }) => {
  const own = { number, said: { stdout: '', stderr: '' } };
  current = own;
  last = args;
  const sink = (name) => ({
    write: (text) => {
      own.said[name] += text;
      return true;
    },
  });
  let outcome;
  try {
    main ??= start(scriptOf(readCompiled())).main;
    const code = await main(args, { stdout: sink('stdout'), stderr: sink('stderr'), env, cwd });
    outcome = { code, ...own.said };
  } catch (error) {
    outcome = crashed(own, error);
  }
  // An error that nobody caught was its answer.
  if (current === own) answer(outcome);
});
