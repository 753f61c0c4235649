/**
 * Starts the programs that a test waits for (`spawnSync`, `execFileSync`) from a small process instead of its own. Before a process
 * becomes another program, it is copied, with a list of all the memory that it has: from a worker with the modules and results of
 * many tests, this takes ten times as long as git itself.
 *
 * To load it is to have it, in the thread that does. Callers notice nothing: options, results and errors are those of Node; and without
 * the small process, Node starts the programs as ever.
 */
const processes = require('node:child_process');
const { syncBuiltinESMExports } = require('node:module');
const { join } = require('node:path');
const { asking } = require('./small-process-connection.cjs');

/** Options that mean the same in another process. */
const known = new Set(
  'argv0 cwd encoding env gid input killSignal maxBuffer shell stdio timeout uid windowsHide'.split(' '),
);

/**
 * What to ask for a call; undefined if it has what only this process has, such as a stream of its own. What a program inherits is part
 * of it.
 */
function questionOf(name, program, rest) {
  const hasArgs = rest.length > 1 || Array.isArray(rest[0]);
  const [args, options] = hasArgs ? [rest[0] ?? [], rest[1] ?? {}] : [[], rest[0] ?? {}];
  const stated = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const { stdio = 'pipe', cwd = folderHere(), env = process.env } = stated;
  const streams = Array.isArray(stdio) ? stdio : [stdio];
  const canBeSent =
    Object.keys(stated).every((key) => known.has(key)) &&
    streams.every((stream) => stream === 'pipe' || stream === 'ignore') &&
    typeof cwd === 'string';
  return canBeSent ? { name, program, args, options: { ...stated, cwd, env: { ...env } } } : undefined;
}

/** The folder of this process; undefined if it was removed. */
function folderHere() {
  try {
    return process.cwd();
  } catch {
    return undefined;
  }
}

const errorOf = ({ message, more }) => Object.assign(new Error(message), more);

/** Node says itself what is wrong with arguments, before it starts anything. */
const isAboutArguments = ({ error }) => String(error?.more.code).startsWith('ERR_');

/**
 * The function in place of one of Node's.
 * @param ask asks the small process.
 */
function passing(name, real, ask) {
  return (program, ...rest) => {
    const question = questionOf(name, program, rest);
    const asked = question && ask(question);
    if (asked === undefined || isAboutArguments(asked.answer)) return real(program, ...rest);
    const { result, error } = asked.answer;
    if (error !== undefined) throw errorOf(error);
    return result?.error === undefined ? result : { ...result, error: errorOf(result.error) };
  };
}

/** Where a thread has the functions of Node itself, once this is loaded: vitest loads it anew for every test file. */
const nodesOwn = Symbol.for("Node's own functions to start programs");

// Windows does not copy processes.
if (process.platform !== 'win32' && processes[nodesOwn] === undefined) {
  const { spawnSync, execFileSync } = processes;
  processes[nodesOwn] = { spawnSync, execFileSync };
  const ask = asking(join(__dirname, 'small-process-main.cjs'));
  for (const [name, real] of Object.entries(processes[nodesOwn])) processes[name] = passing(name, real, ask);
  syncBuiltinESMExports();
}
