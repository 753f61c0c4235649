/** The process of `small-process.cjs`: starts one program after the other, as it is asked to. */
const processes = require('node:child_process');
const fs = require('node:fs');
const { read, write } = require('./small-process-pipe.cjs');

const [, , questions, answers] = process.argv;
const asked = fs.openSync(questions, 'r');
const answered = fs.openSync(answers, 'w');

/** An error as data: of errors, only the message could be passed on. */
function dataOf(error) {
  const more = Object.fromEntries(Object.entries(error).filter(([key]) => key !== 'error'));
  return { message: error.message, more };
}

function answerTo({ name, program, args, options }) {
  try {
    const result = processes[name](program, args, options);
    return { result: result?.error === undefined ? result : { ...result, error: dataOf(result.error) } };
  } catch (error) {
    return { error: dataOf(error) };
  }
}

for (let question = read(asked); question !== undefined; question = read(asked))
  write(answered, answerTo(question));
