/**
 * Questions to a thread, each of which is waited for until its own answer is there. Answers carry the number of their question: neither
 * an answer that nobody asked for nor one that came late can be taken for that of another question.
 */
import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';

/**
 * What a thread sends for a question: its result, or, without a number, an error that no question is the reason of; the last one if
 * the thread has ended, so that every question from then on fails with it rather than wait for ever.
 */
export type Answer<Result> =
  | { readonly number: number; readonly result: Result }
  | { readonly number?: never; readonly error: string; readonly isLast?: true };

/**
 * How to ask the thread at the other end of a port.
 * @param count what the thread adds one to, and notifies of, after it has sent something.
 */
export function asking<Question, Result>(
  port: MessagePort,
  count: Int32Array,
): (question: Question) => Result {
  let number = 0;
  let end: string | undefined;
  const answerTo = (): { readonly result: Result } | undefined => {
    for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port)) {
      const answer = next.message as Answer<Result>;
      if (answer.number === number) return answer;
      if (answer.number !== undefined) continue;
      if (answer.isLast) end = answer.error;
      throw new Error(answer.error);
    }
    return undefined;
  };
  return (question) => {
    if (end !== undefined) throw new Error(end);
    number += 1;
    port.postMessage({ number, question });
    for (;;) {
      // Read before the messages are: if one arrives after them, the count is another, and nothing is waited for. A thread that
      // notifies late, of a message that is read already, wakes this one for nothing.
      const seen = Atomics.load(count, 0);
      const answer = answerTo();
      if (answer !== undefined) return answer.result;
      Atomics.wait(count, 0, seen);
    }
  };
}
