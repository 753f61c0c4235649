/**
 * The process of `small-process.cjs`: starts one program after the other, as it is asked to on stream 0, and answers on stream 1. It ends
 * with the process that asks.
 */
const processes = require('node:child_process');
const { bytesOf, read, write } = require('./small-process-pipe.cjs');

/** An error as data: of an `Error`, V8 would only write the message. */
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

try {
  write(1, bytesOf(0, 'ready'));
  for (let next = read(0); next !== undefined; next = read(0)) write(1, bytesOf(next.number, answerTo(next.value)));
} catch (error) {
  if (error.code !== 'EPIPE') throw error;
}
