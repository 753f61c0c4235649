/** When a spinner is shown, and when not: only on a terminal, only after a while, and with what is waited for. */
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { noSpinner, type SpinnerThread, spinner } from '../../src/cli/spinner.ts';
import { spinnerLine } from '../../src/cli/spinner-line.ts';
import { whileWaiting } from '../../src/cli/while-waiting.ts';
import { plain } from '../../src/report/style.ts';
import { readOwn } from '../../src/sources/files/read-file.ts';
import { folder, root } from '../support/mkt.ts';

const terminal = { write: () => undefined, isTTY: true };

/** A spinner with a thread that writes down what it is told. Its clock is the fake one, and what passes while mkt computes. */
function shown({
  isQuiet = false,
  env = {},
  isTTY = true,
  columns = 80,
  hasThreads = true,
  platform = 'linux',
}: {
  isQuiet?: boolean;
  env?: Record<string, string>;
  isTTY?: boolean;
  columns?: number;
  hasThreads?: boolean;
  platform?: string;
} = {}) {
  const seen: string[] = [];
  let busy = 0;
  const tell: SpinnerThread = ({ text, after = 0 }) =>
    seen.push(after > 0 ? `in ${after} ms: ${text}` : text);
  const made = spinner(
    { stderr: { ...terminal, isTTY, columns }, env },
    {
      isQuiet,
      isColored: false,
      isUnicode: true,
      platform,
      now: () => passed + busy,
      start: ({ isUnicode }) => {
        if (!hasThreads) throw new Error('no more threads');
        seen.push(isUnicode ? 'started' : 'started in ASCII');
        return tell;
      },
      line: {
        shared: new Int32Array(new SharedArrayBuffer(12)),
        open: () => undefined,
        close: () => seen.push('cleared'),
        show: () => undefined,
        print: (write) => {
          seen.push('printed');
          write();
        },
      },
    },
  );
  /** As if mkt computed for so long: no timer gets its turn. */
  const compute = (milliseconds: number) => {
    busy += milliseconds;
  };
  return { ...made, seen, compute };
}

let passed = 0;

/** As if so much time had passed. */
function pass(milliseconds: number) {
  passed += milliseconds;
  return vi.advanceTimersByTimeAsync(milliseconds);
}

describe('on a terminal', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('what takes less than 300 ms shows nothing, and starts no thread', async () => {
    const { waiting, seen } = shown();
    const done = waiting('fetching a');
    await pass(299);
    done();
    await pass(5000);
    expect(seen).toEqual([]);
  });

  test('what takes longer says what is waited for, and how much else, until all has ended', async () => {
    const { waiting, seen } = shown();
    const ends = [waiting('fetching a'), waiting('fetching b'), waiting('fetching c')];
    await pass(300);
    expect(seen).toEqual(['started', 'fetching a and 2 more']);
    for (const end of ends) {
      end();
      await pass(0);
    }
    expect(seen.slice(2)).toEqual(['fetching b and 1 more', 'fetching c', 'cleared']);
  });

  test('a second wait is shown by the same thread, after as long a time', async () => {
    const { waiting, seen } = shown();
    const done = waiting('fetching a');
    await pass(300);
    done();
    const again = waiting('fetching b');
    await pass(299);
    expect(seen).toEqual(['started', 'fetching a', 'cleared']);
    await pass(1);
    again();
    expect(seen.slice(3)).toEqual(['fetching b', 'cleared']);
  });

  test('a command says what it does until it waits for something more exact', async () => {
    const { during, waiting, seen } = shown();
    await during('checking plugins', async () => {
      await pass(300);
      const done = waiting('fetching a');
      await pass(0);
      done();
      const next = waiting('fetching b');
      await pass(0);
      next();
    });
    expect(seen).toEqual([
      'started',
      'checking plugins',
      'fetching a',
      'fetching b',
      'checking plugins',
      'cleared',
    ]);
  });

  describe('while mkt computes, no timer gets its turn', () => {
    const file = () => join(folder({ 'a.json': '{}', 'b.json': ' '.repeat(1024 * 1024) }), 'a.json');

    test('so the thread is started by what is read, and waits for the rest of the time', async () => {
      const { during, compute, seen } = shown();
      const a = file();
      await during('mapping plugins', async () => {
        compute(149);
        readOwn(a);
        expect(seen).toEqual([]);
        compute(1);
        readOwn(a);
        readOwn(a);
      });
      expect(seen).toEqual(['started', 'in 150 ms: mapping plugins', 'cleared']);
    });

    test('also by many bytes, after which more time will pass', async () => {
      const { during, seen } = shown();
      const b = file().replace('a.json', 'b.json');
      await during('mapping plugins', async () => void readOwn(b));
      expect(seen).toEqual(['started', 'in 300 ms: mapping plugins', 'cleared']);
    });

    test('but not by what is read when nothing is waited for', async () => {
      const { during, seen } = shown();
      await during('mapping plugins', async () => undefined);
      readOwn(file().replace('a.json', 'b.json'));
      expect(seen).toEqual([]);
    });
  });

  test('what is waited for cannot control the terminal, and has one line', async () => {
    const { waiting, seen } = shown({ columns: 40 });
    waiting(`fetching \u001b[2Ja\n${'b'.repeat(100)}`);
    await pass(300);
    expect(seen).toEqual(['started', `fetching \ufffd[2Ja ${'b'.repeat(22)}`]);
  });

  test.each([
    [20, 'fetching the plug'],
    [3, ''],
    [0, 'fetching the plugins'],
  ])('of %i columns, it has one line, too', async (columns, text) => {
    const { waiting, seen } = shown({ columns });
    waiting('fetching the plugins');
    await pass(300);
    expect(seen).toEqual(['started', text]);
  });

  test('on Windows, whose console shows nothing else of a plain write, it is ASCII', async () => {
    const { waiting, seen } = shown({ platform: 'win32' });
    waiting('fetching größe-😀');
    await pass(300);
    expect(seen).toEqual(['started in ASCII', 'fetching gr??e-?']);
  });

  test('without a thread, the work is done all the same', async () => {
    const { during, seen } = shown({ hasThreads: false });
    const work = async () => {
      await pass(300);
      return 'result';
    };
    expect(await during('checking plugins', work)).toBe('result');
    expect(seen).toEqual(['cleared']);
  });

  test('it ends if the work fails', async () => {
    const made = shown();
    const world = { aside: { stream: terminal, style: plain, width: 80, quiet: false, spinner: made } };
    let fail: (error: Error) => void = () => undefined;
    const work = whileWaiting(
      'starting programs',
      world,
      () =>
        new Promise((_, reject) => {
          fail = reject;
        }),
    );
    await pass(300);
    fail(new Error('no'));
    await expect(work).rejects.toThrow('no');
    expect(made.seen).toEqual(['started', 'starting programs', 'cleared']);
  });

  test('what is printed meanwhile gets a line without it', async () => {
    const { waiting, print, seen } = shown();
    const write = () => void seen.push('a note');
    print(write);
    waiting('fetching a');
    await pass(300);
    print(write);
    expect(seen).toEqual(['a note', 'started', 'fetching a', 'printed', 'a note']);
  });

  test.each([
    ['in a pipe', { isTTY: false }],
    ['in continuous integration', { env: { CI: 'true' } }],
    ['on a dumb terminal', { env: { TERM: 'dumb' } }],
    ['with --quiet', { isQuiet: true }],
  ])('%s nothing is shown, however long it takes', async (_, how) => {
    const { waiting, seen } = shown(how);
    waiting('fetching a');
    await pass(60_000);
    expect(seen).toEqual([]);
  });
});

describe('the line that two threads share', () => {
  /** An open file in place of a terminal. */
  function screen() {
    const path = join(folder({ screen: '' }), 'screen');
    const stream = openSync(path, 'a');
    onTestFinished(() => closeSync(stream));
    return { stream, written: () => readFileSync(path, 'utf8').replaceAll('\r\u001b[K', '<cleared>') };
  }

  test('has a spinner only while that is allowed, and nothing is printed behind one', () => {
    const { stream, written } = screen();
    const line = spinnerLine(stream);
    line.show('too early');
    line.open();
    line.print(() => line.shared.fill(9, 3));
    line.show('one');
    line.show('two');
    const before = written();
    line.print(() => expect(written()).toBe(`${before}<cleared>`));
    line.show('three');
    line.close();
    line.close();
    line.show('too late');
    expect(written()).toBe('<cleared>one<cleared>two<cleared><cleared>three<cleared>');
  });

  test('does not wait forever for a thread that ended in the middle of a line', () => {
    const { stream, written } = screen();
    const line = spinnerLine(stream);
    line.open();
    Atomics.store(line.shared, 0, 1);
    line.show('one');
    expect(written()).toBe('<cleared>one');
  });

  test.each([
    ['in color', true, '\u001b[36m⠋\u001b[39m mapping plugins'],
    ['without color and symbols', false, '- mapping plugins'],
  ])('shows %s what the thread is told, although the program computes', async (_, isRich, expected) => {
    const { stream, written } = screen();
    const line = spinnerLine(stream);
    line.open();
    const thread = new Worker(join(root, 'dist/spinner.cjs'), {
      workerData: { shared: line.shared, stream, isColored: isRich, isUnicode: isRich },
      env: { ...process.env, FORCE_COLOR: '1' },
    });
    thread.postMessage({ text: 'mapping plugins', after: 0 });
    // This thread does nothing else until something is shown.
    Atomics.wait(line.shared, 2, 0);
    line.close();
    await thread.terminate();
    expect(written()).toContain(`<cleared>${expected}<cleared>`);
    expect(written()).toMatch(/<cleared>$/);
  });
});

test('where nothing is shown, work is done and lines are printed as ever', async () => {
  const write = vi.fn();
  noSpinner.print(write);
  noSpinner.waiting('fetching a')();
  expect(write).toHaveBeenCalledOnce();
  expect(await noSpinner.during('checking plugins', async () => 'result')).toBe('result');
});
