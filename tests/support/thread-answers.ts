/**
 * Questions to a thread, each of which is waited for until its own answer is there. Answers carry the number of their question: neither
 * an answer that nobody asked for nor one that came late can be taken for that of another question.
 */
import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';

/** What a thread sends for a question: its result, or, without a number, an error that no question is the reason of. */
export type Answer<Result> =
  | { readonly number: number; readonly result: Result }
  | { readonly number?: never; readonly error: string };

/**
 * How to ask the thread at the other end of a port.
 * @param count what the thread adds one to, and notifies of, after it has sent something.
 */
export function asking<Question, Result>(
  port: MessagePort,
  count: Int32Array,
): (question: Question) => Result {
  let number = 0;
  return (question) => {
    number += 1;
    port.postMessage({ number, question });
    for (;;) {
      // Read before the messages are: if one arrives after them, the count is another, and nothing is waited for. A thread that
      // notifies late, of a message that is read already, wakes this one for nothing.
      const seen = Atomics.load(count, 0);
      const answer = answerIn<Result>(port, number);
      if (answer !== undefined) return answer.result;
      Atomics.wait(count, 0, seen);
    }
  };
}

function answerIn<Result>(port: MessagePort, number: number): { readonly result: Result } | undefined {
  for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port)) {
    const answer = next.message as Answer<Result>;
    if (answer.number === undefined) throw new Error(answer.error);
    if (answer.number === number) return answer;
  }
  return undefined;
}
