/** A question gets its own answer, whatever the thread sends besides, and however late it says that it has sent something. */
import { fileURLToPath } from 'node:url';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import { asking } from './thread-answers.ts';

const newCount = () => new Int32Array(new SharedArrayBuffer(4));

/** Both ends of a channel in this thread. */
function ends(): { here: MessagePort; there: MessagePort } {
  const { port1: here, port2: there } = new MessageChannel();
  onTestFinished(() => here.close());
  return { here, there };
}

/** A thread that has `port` and `count`, and runs a script. */
function threadWith<Question = string, Result = string>(script: string) {
  const { here, there } = ends();
  const count = newCount();
  const workerData = { port: there, count };
  const thread = new Worker(`const { port, count } = require('node:worker_threads').workerData;${script}`, {
    eval: true,
    workerData,
    transferList: [there],
  });
  onTestFinished(async () => {
    await thread.terminate();
  });
  return asking<Question, Result>(here, count);
}

const send = 'const send = (message) => { port.postMessage(message); Atomics.add(count, 0, 1); };';
/** Wakes the thread that waits, and comes back once it has. */
const wake = 'const wake = () => { while (Atomics.notify(count, 0) === 0); };';

test('it is the one with its number: answers to others before it are dropped', () => {
  const { here, there } = ends();
  const ask = asking<string, string>(here, newCount());
  there.postMessage({ number: 0, result: 'of nothing' });
  there.postMessage({ number: 1, result: 'first' });
  there.postMessage({ number: 1, result: 'first again' });
  expect(ask('a')).toBe('first');
  there.postMessage({ number: 2, result: 'second' });
  expect(ask('b')).toBe('second');
});

test('it is waited for, also if the thread is woken before it is sent', () => {
  const ask = threadWith(`${send} ${wake}
    port.on('message', ({ number, question }) => { wake(); wake(); send({ number, result: question + '!' }); wake(); });`);
  expect(['a', 'b', 'c'].map(ask)).toEqual(['a!', 'b!', 'c!']);
});

test('it is waited for, also if the thread answers twice', () => {
  const ask = threadWith(`${send} ${wake}
    port.on('message', ({ number, question }) => {
      for (const time of [1, 2]) { send({ number, result: question + time }); Atomics.notify(count, 0); }
    });`);
  expect(['a', 'b', 'c'].map(ask)).toEqual(['a1', 'b1', 'c1']);
});

test('an error outside of a question is the error of the next one', () => {
  const { here, there } = ends();
  const ask = asking<string, string>(here, newCount());
  there.postMessage({ error: 'it failed' });
  expect(() => ask('a')).toThrow('it failed');
  there.postMessage({ number: 1, result: 'first' });
  there.postMessage({ number: 2, result: 'second' });
  expect(ask('b')).toBe('second');
});

test('a thread that ends is waited for no longer, and what it was asked has the exit code of a process', () => {
  const thread = JSON.stringify(fileURLToPath(new URL('mkt-thread.cjs', import.meta.url)));
  const ask = threadWith<object, { readonly code: number }>(
    `require(${thread}); port.on('message', () => process.exit(5));`,
  );
  const question = { args: ['--version'], cwd: '/', env: {} };
  expect(ask(question)).toMatchObject({ code: 5, stderr: '' });
  for (const _ of [1, 2]) expect(() => ask(question)).toThrow('the thread has ended with mkt ["--version"]');
});
