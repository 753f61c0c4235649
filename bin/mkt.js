#!/usr/bin/env node
// The only file that touches `process` for real: it checks the Node version and hands the rest to the command line.
const [major] = process.versions.node.split('.').map(Number);
if (major < 20) {
  process.stderr.write(`error: mkt needs Node.js 20 or newer, and this is ${process.version}\n`);
  process.exitCode = 2;
} else {
  // A reader that stops early (`mkt list | head -1`) is no failure.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  const args = process.argv.slice(2);
  // The only answer that does not need the program: loading it takes half as long as starting Node.
  if (args.length === 1 && (args[0] === '--version' || args[0] === '-V'))
    process.stdout.write(`${require('../package.json').version}\n`);
  else run(args);
}

function run(args) {
  const { load } = require('./load.js');
  const { main, remember } = load(args, process.env);
  const io = {
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd: process.cwd(),
    // Nobody reads any more is as good as an interrupt.
    onInterrupt: (interrupted) => {
      process.on('SIGINT', interrupted);
      process.stdout.on('error', interrupted);
      return () => {
        process.off('SIGINT', interrupted);
        process.stdout.off('error', interrupted);
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
