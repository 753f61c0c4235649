/**
 * Starts the programs that a test waits for (`spawnSync`, `execFileSync`) from a small process instead of its own. Before a process
 * becomes another program, it is copied, with a list of all the memory that it has: from a worker with the modules and results of
 * many tests, this takes ten times as long as git itself.
 *
 * To load it is to have it, in the thread that does. Callers notice nothing: options, results and errors are those of Node.
 */
const processes = require('node:child_process');
const fs = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { read, write } = require('./small-process-pipe.cjs');

const real = { spawnSync: processes.spawnSync, execFileSync: processes.execFileSync };

let pipes;

/** Starts the small process, connected by two pipes, which a thread can wait for. */
function start() {
  const place = fs.mkdtempSync(join(tmpdir(), 'mkt-small-'));
  const [questions, answers] = [join(place, 'questions'), join(place, 'answers')];
  real.execFileSync('mkfifo', [questions, answers]);
  const child = processes.spawn(process.execPath, [join(__dirname, 'small-process-main.cjs'), questions, answers], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { PATH: process.env.PATH },
  });
  child.unref();
  // Each waits for its other end.
  const opened = { questions: fs.openSync(questions, 'w'), answers: fs.openSync(answers, 'r') };
  fs.rmSync(place, { recursive: true });
  return opened;
}

/** Whether all that the child reads and writes can be passed on. */
function canPass({ stdio = 'pipe', cwd = '', signal }) {
  const ends = Array.isArray(stdio) ? stdio : [stdio];
  return ends.every((end) => end === 'pipe' || end === 'ignore') && typeof cwd === 'string' && signal === undefined;
}

function passing(name) {
  return (program, ...rest) => {
    const args = Array.isArray(rest[0]) ? rest[0] : [];
    const options = (Array.isArray(rest[0]) ? rest[1] : rest[0]) ?? {};
    if (!canPass(options)) return real[name](program, ...rest);
    pipes ??= start();
    // What a child inherits, it inherits from here.
    const inherited = { cwd: process.cwd(), env: { ...process.env } };
    write(pipes.questions, { name, program, args, options: { ...inherited, ...withoutUndefined(options) } });
    const { result, error } = read(pipes.answers);
    if (error !== undefined) throw errorOf(error);
    return result?.error === undefined ? result : { ...result, error: errorOf(result.error) };
  };
}

const withoutUndefined = (options) =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));

const errorOf = ({ message, more }) => Object.assign(new Error(message), more);

// Windows does not copy processes.
if (process.platform !== 'win32') {
  for (const name of Object.keys(real)) processes[name] = passing(name);
  syncBuiltinESMExports();
}
