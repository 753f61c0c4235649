#!/usr/bin/env node
// The only file that touches `process` for real: it checks the Node version and hands the rest to the command line.
const [major] = process.versions.node.split('.').map(Number);
if (major < 20) {
  process.stderr.write(`error: mkt needs Node.js 20 or newer, and this is ${process.version}\n`);
  process.exitCode = 2;
} else {
  const { sinkOf } = require('./sink.js');
  const stdout = sinkOf(1, () => process.stdout);
  const args = process.argv.slice(2);
  // The only answer that does not need the program: loading it takes half as long as starting Node.
  if (args.length === 1 && (args[0] === '--version' || args[0] === '-V'))
    stdout.write(`${require('../package.json').version}\n`);
  else run(args, { stdout, stderr: sinkOf(2, () => process.stderr) });
}

function run(args, { stdout, stderr }) {
  const { load } = require('./load.js');
  const { main, remember } = load(args, process.env);
  const io = {
    stdout,
    stderr,
    env: process.env,
    cwd: process.cwd(),
    // A closed output is as good as an interrupt.
    onInterrupt: (interrupted) => {
      process.on('SIGINT', interrupted);
      const stopListening = stdout.onClosed(interrupted);
      return () => {
        process.off('SIGINT', interrupted);
        stopListening();
      };
    },
    raise: (signal) => process.kill(process.pid, signal),
    // Opened only for a command that asks.
    get stdin() {
      return process.stdin;
    },
  };
  main(args, io).then((code) => {
    // Never process.exit(): it cuts off output that a pipe has not taken yet.
    process.exitCode = code;
    if (code <= 1) remember();
  });
}
