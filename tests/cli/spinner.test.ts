/** When a spinner is shown, and when not: only on a terminal, only after a while, and with what is waited for. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { spinner } from '../../src/cli/spinner.ts';
import { whileWaiting } from '../../src/cli/while-waiting.ts';
import { plain } from '../../src/report/style.ts';

const shown = vi.hoisted((): string[] => []);
vi.mock('ora', () => ({
  default: ({ text }: { text: string }) => {
    shown.push(text);
    const own = {
      start: () => own,
      stop: () => void shown.push('stopped'),
      clear: () => undefined,
      set text(other: string) {
        shown.push(other);
      },
    };
    return own;
  },
}));

const terminal = { write: () => undefined, isTTY: true };
const wait = (how: { isQuiet?: boolean; env?: Record<string, string>; isTTY?: boolean } = {}) =>
  spinner(
    { stderr: { ...terminal, isTTY: how.isTTY ?? true }, env: how.env ?? {} },
    { isQuiet: how.isQuiet ?? false },
  );

/** As if so much time had passed. */
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

beforeEach(() => {
  shown.length = 0;
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

describe('on a terminal', () => {
  test('what takes 300 ms or less shows nothing', async () => {
    const done = wait().waiting('fetching a');
    await pass(299);
    done();
    await pass(5000);
    expect(shown).toEqual([]);
  });

  test('what takes longer says what is waited for, and how much else, until all has ended', async () => {
    const { waiting } = wait();
    const ends = [waiting('fetching a'), waiting('fetching b'), waiting('fetching c')];
    await pass(301);
    expect(shown).toEqual(['fetching a and 2 more']);
    for (const end of ends) end();
    expect(shown).toEqual(['fetching a and 2 more', 'fetching b and 1 more', 'fetching c', 'stopped']);
  });

  test('what is waited for cannot control the terminal', async () => {
    wait().waiting('fetching \u001b[2Ja');
    await pass(301);
    expect(shown).toEqual(['fetching \ufffd[2Ja']);
  });

  test('it ends if the work fails', async () => {
    const world = { env: {}, aside: { stream: terminal, style: plain, width: 80, quiet: false } };
    let fail: (error: Error) => void = () => undefined;
    const work = whileWaiting(
      'starting programs',
      world,
      () =>
        new Promise((_, reject) => {
          fail = reject;
        }),
    );
    await pass(301);
    fail(new Error('no'));
    await expect(work).rejects.toThrow('no');
    expect(shown).toEqual(['starting programs', 'stopped']);
  });
});

test('there is one for a stream, whoever waits', async () => {
  const stderr = { ...terminal };
  spinner({ stderr, env: {} }, { isQuiet: false }).waiting('fetching a');
  spinner({ stderr, env: {} }, { isQuiet: false }).waiting('asking programs');
  await pass(301);
  expect(shown).toEqual(['fetching a and 1 more']);
});

test.each([
  ['in a pipe', { isTTY: false }],
  ['in continuous integration', { env: { CI: 'true' } }],
  ['on a dumb terminal', { env: { TERM: 'dumb' } }],
  ['with --quiet', { isQuiet: true }],
])('%s nothing is shown, however long it takes', async (_, how) => {
  wait(how).waiting('fetching a');
  await pass(60_000);
  expect(shown).toEqual([]);
});
