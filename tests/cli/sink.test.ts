/** What the process prints arrives whole and in order, wherever it goes, and a reader that stops early is no failure. */
import { spawnSync } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { root } from '../support/mkt.ts';

const { sinkOf } = createRequire(import.meta.url)('../../bin/sink.js');

/** A place that takes a few bytes at a time, and fails once it has taken `most`. */
function place({ kind = 'FIFO', most = 1e9, code = 'EAGAIN' } = {}) {
  let taken = '';
  const is = (name: string) => () => name === kind;
  return {
    taken: () => taken,
    fstatSync: () => ({ isFile: is('File'), isFIFO: is('FIFO'), isSocket: is('Socket') }),
    writeSync(_fd: number, bytes: Buffer, at: number) {
      if (taken.length >= most) throw Object.assign(new Error(code), { code });
      const part = bytes.subarray(at, at + 3);
      taken += part.toString('latin1');
      return part.length;
    },
  };
}

function stream() {
  let taken = '';
  const emitter = Object.assign(new EventEmitter(), {
    isTTY: true,
    columns: 100,
    write(text: string | Buffer) {
      taken += text.toString();
      return true;
    },
  });
  return { emitter, open: vi.fn(() => emitter), taken: () => taken };
}

const onPosix = test.skipIf(process.platform === 'win32');

onPosix.each(['File', 'FIFO', 'Socket'])('a %s gets all of it without a stream', (kind) => {
  const to = place({ kind });
  const { open } = stream();
  const sink = sinkOf(1, open, to);
  sink.write('the first line\n');
  sink.write('and another\n');
  expect(to.taken()).toBe('the first line\nand another\n');
  expect([sink.isTTY, sink.columns]).toEqual([undefined, undefined]);
  expect(open).not.toHaveBeenCalled();
});

test('a terminal gets it from the stream', () => {
  const { open, taken } = stream();
  const sink = sinkOf(1, open, place({ kind: 'terminal' }));
  sink.write('a line\n');
  expect(taken()).toBe('a line\n');
  expect([sink.isTTY, sink.columns]).toEqual([true, 100]);
  expect(open).toHaveBeenCalledOnce();
});

onPosix('a pipe that is full gets the rest from the stream, in order', () => {
  const to = place({ most: 6 });
  const { open, taken } = stream();
  const sink = sinkOf(1, open, to);
  sink.write('0123456789');
  sink.write('abc');
  expect([to.taken(), taken()]).toEqual(['012345', '6789abc']);
});

onPosix('whoever waits hears that nobody reads any more, and nothing else is written', () => {
  const to = place({ most: 3, code: 'EPIPE' });
  const { open } = stream();
  const sink = sinkOf(1, open, to);
  const heard = vi.fn();
  const deaf = vi.fn();
  sink.onClosed(heard);
  sink.onClosed(deaf)();
  sink.write('0123456789');
  sink.write('abc');
  expect(to.taken()).toBe('012');
  expect(heard).toHaveBeenCalledOnce();
  expect(deaf).not.toHaveBeenCalled();
  expect(open).not.toHaveBeenCalled();
});

test('the same of a stream; other errors of it are not hidden', () => {
  const { emitter, open } = stream();
  const sink = sinkOf(1, open, place({ kind: 'terminal' }));
  const heard = vi.fn();
  sink.onClosed(heard);
  sink.write('a');
  emitter.emit('error', Object.assign(new Error('closed'), { code: 'EPIPE' }));
  expect(heard).toHaveBeenCalledOnce();
  expect(() => emitter.emit('error', Object.assign(new Error('full'), { code: 'ENOSPC' }))).toThrow('full');
});

test.skipIf(process.platform === 'win32')('a reader that takes one line of many ends nothing', () => {
  const mkt = `"${process.execPath}" "${join(root, 'bin/mkt.js')}"`;
  const { stdout, stderr, status } = spawnSync(
    'sh',
    ['-c', `{ ${mkt} list --json; echo $? >&2; } | head -1`],
    {
      encoding: 'utf8',
    },
  );
  expect({ stdout, stderr, status }).toEqual({ stdout: '{\n', stderr: '0\n', status: 0 });
});
