/** The thread of `mkt-thread.ts`: runs one command line after the other in the built program. */
const { workerData } = require('node:worker_threads');
const { readCompiled, scriptOf, start } = require('../../bin/load.js');

const { port, signal } = workerData;

const answer = (outcome) => {
  port.postMessage(outcome);
  Atomics.store(signal, 0, 1);
  Atomics.notify(signal, 0);
};

/** What a process would show of an error that nobody caught, and its exit code. */
const crashed = (said, error) => ({
  ...said,
  code: 1,
  stderr: `${said.stderr}${error instanceof Error ? error.stack : String(error)}\n`,
});

let said = { stdout: '', stderr: '' };
process.on('uncaughtException', (error) => answer(crashed(said, error)));

let main;
port.on('message', async ({ args, cwd, env }) => {
  said = { stdout: '', stderr: '' };
  const own = said;
  const sink = (name) => ({
    write: (text) => {
      own[name] += text;
      return true;
    },
  });
  try {
    main ??= start(scriptOf(readCompiled())).main;
    answer({ code: await main(args, { stdout: sink('stdout'), stderr: sink('stderr'), env, cwd }), ...own });
  } catch (error) {
    answer(crashed(own, error));
  }
});
