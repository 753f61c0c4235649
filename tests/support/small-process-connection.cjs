/**
 * A process that answers one question after the other, while the thread that asks waits. Only an answer with the number of the question
 * is taken. And a connection is lost for good with the first question that is not answered whole, for whatever reason: what the process
 * may still send is never read.
 */
// Taken once, before a test can put something in their place.
const { spawn, spawnSync } = require('node:child_process');
const { closeSync, constants, fstatSync, mkdtempSync, openSync, rmSync, writeSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { bytesOf, read, write } = require('./small-process-pipe.cjs');

const { O_RDONLY, O_RDWR, O_WRONLY } = constants;
const temporaryFolder = tmpdir();

/** An open file, and which one it is: its number becomes that of another file if a test closes a number twice by mistake. */
function opened(path, flags) {
  const fd = openSync(path, flags);
  return { fd, is: identityOf(fd) };
}

function identityOf(fd) {
  const { dev, ino } = fstatSync(fd);
  return `${dev}:${ino}`;
}

function isStill({ fd, is }) {
  try {
    return identityOf(fd) === is;
  } catch {
    return false;
  }
}

function close(files) {
  for (const file of files) if (isStill(file)) closeSync(file.fd);
}

/** Starts the process, with two pipes as its streams 0 and 1; returns the other ends. */
function start(script) {
  const place = mkdtempSync(join(temporaryFolder, 'mkt-small-'));
  const paths = [join(place, 'questions'), join(place, 'answers')];
  const here = [];
  const there = [];
  const open = (ends, path, flags) => ends.push(opened(path, flags));
  let isStarted = false;
  try {
    if (spawnSync('mkfifo', paths).status !== 0) throw new Error('`mkfifo` makes no pipes');
    // To open one end of a pipe waits for the other; a file that has both waits for none.
    for (const path of paths) open(there, path, O_RDWR);
    const [questions, answers] = paths;
    open(here, questions, O_WRONLY);
    open(here, answers, O_RDONLY);
    open(there, questions, O_RDONLY);
    open(there, answers, O_WRONLY);
    const stdio = [...there.slice(2).map(({ fd }) => fd), 'inherit'];
    const env = { PATH: process.env.PATH };
    const child = spawn(process.execPath, [script], { stdio, cwd: __dirname, env });
    // Whether it has started is seen by the pipes.
    child.on('error', () => undefined);
    child.unref();
    isStarted = true;
    return { questions: here[0], answers: here[1] };
  } finally {
    // With no end of its own left open here, the other end of a process that has ended is the end of the pipe.
    close(isStarted ? there : [...there, ...here]);
    rmSync(place, { recursive: true, force: true });
  }
}

/** The answer with a number. */
function answerTo(number, { answers }) {
  const got = read(answers.fd);
  if (got === undefined) throw new Error('it has ended');
  if (got.number !== number) throw new Error(`it answered question ${got.number}, not ${number}`);
  return got.value;
}

const notice = (text) => writeSync(2, `${text}\n`);

/**
 * How to ask such a process, which the first question starts.
 * @param script what it runs. It sends a message with number 0 when it is ready.
 * @param report is given why the process is lost, if it is.
 * @returns a function from a question to `{ answer }`; undefined if the process has not got the question. It throws if the process has
 * got it and the answer is not there, because it may or may not have done what it was asked to.
 */
function asking(script, report = notice) {
  let number = 0;
  let files;
  let isLost = false;

  /** The answer to a question, which is the first one for its connection. */
  function ask(bytes) {
    let isSent = false;
    // Until the answer is there.
    isLost = true;
    try {
      if (files === undefined) {
        files = start(script);
        answerTo(0, files);
      }
      if (!isStill(files.questions) || !isStill(files.answers)) throw new Error('its pipes were closed');
      write(files.questions.fd, bytes);
      isSent = true;
      const answer = answerTo(number, files);
      isLost = false;
      return { answer };
    } catch (error) {
      const text = `the small process that starts programs for the tests is lost: ${error.message}`;
      report(text);
      if (isSent) throw new Error(text);
      return undefined;
    } finally {
      if (isLost && files !== undefined) close(Object.values(files));
    }
  }

  return (question) => {
    if (isLost) return undefined;
    number += 1;
    let bytes;
    try {
      bytes = bytesOf(number, question);
    } catch {
      // What V8 cannot write, such as a function, only this process has.
      return undefined;
    }
    return ask(bytes);
  };
}

module.exports = { asking };
