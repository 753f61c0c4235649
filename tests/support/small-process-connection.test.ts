/** A question gets its own answer or none, whatever happens to the process that is asked, or to the pipes. */
import fs, { closeSync, fstatSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test, vi } from 'vitest';
import { folder } from './mkt.ts';
import { needsUnix } from './outside-data.ts';

type Ask = (question: unknown) => { readonly answer: unknown } | undefined;

const { asking } = createRequire(import.meta.url)('./small-process-connection.cjs') as {
  asking: (script: string, report: (text: string) => void) => Ask;
};

const pipe = JSON.stringify(fileURLToPath(new URL('small-process-pipe.cjs', import.meta.url)));

/** Echoes, with the number of times that it was asked. */
const echo =
  "let times = 0; for (let next = read(0); next; next = read(0)) send(next.number, next.value + ' ' + (times += 1));";

/** How to ask a process that runs a script after it has said that it is ready, and what is reported of it. */
function askingOne(script: string, ready = 'send(0);') {
  const place = folder({
    'it.cjs': `const { bytesOf, read, write } = require(${pipe}); const send = (number, value) => write(1, bytesOf(number, value));${ready}${script}`,
  });
  const reported: string[] = [];
  return { ask: asking(join(place, 'it.cjs'), (text) => reported.push(text)), reported, place };
}

/** Pipes that this process has open. */
const openPipes = () =>
  readdirSync('/dev/fd')
    .map(Number)
    .filter((fd) => {
      try {
        return fstatSync(fd).isFIFO();
      } catch {
        return false;
      }
    });

const said = (ask: Ask, ...questions: string[]) => questions.map((question) => ask(question)?.answer);

describe('a process that is asked', needsUnix, () => {
  test('answers one question after the other', () => {
    const { ask, reported } = askingOne(echo);
    expect(said(ask, 'a', 'b', 'c')).toEqual(['a 1', 'b 2', 'c 3']);
    expect(reported).toEqual([]);
  });

  test('may answer in pieces, and is sent more than a pipe holds', () => {
    const { ask } = askingOne(
      'for (let next = read(0); next; next = read(0)) for (const byte of bytesOf(next.number, next.value.length)) write(1, Buffer.of(byte));',
    );
    expect(said(ask, 'x'.repeat(1_000_000), 'y')).toEqual([1_000_000, 1]);
  });

  test('is asked nothing that cannot be sent, and goes on', () => {
    const { ask, reported } = askingOne(echo);
    expect(ask(() => 1)).toBeUndefined();
    expect(said(ask, 'a')).toEqual(['a 1']);
    expect(reported).toEqual([]);
  });

  test.each([
    ['ends before it is ready', 'process.exit();', 'it has ended'],
    ['says something else first', "write(1, Buffer.from('Welcome! What can I do?'));", 'not a message'],
    ['reads no more', "require('fs').closeSync(0); send(0);", 'EPIPE'],
  ])('gets no question if it %s', (_what, ready, why) => {
    const { ask, reported } = askingOne('', ready);
    expect(said(ask, 'a', 'b')).toEqual([undefined, undefined]);
    expect(reported).toEqual([expect.stringContaining(why)]);
  });

  test.each([
    ['ends with a question', 'read(0);', 'it has ended'],
    ['ends within its answer', 'write(1, bytesOf(read(0).number, "x").subarray(0, 13));', 'it has ended'],
    ['is killed', "read(0); process.kill(process.pid, 'SIGKILL');", 'it has ended'],
    ['says what is not an answer', `read(0); console.log('a warning'.repeat(9));${echo}`, 'not a message'],
    ['answers another question', `send(read(0).number + 1, 'x');${echo}`, 'it answered question 2, not 1'],
    ['answers an earlier question', `send(read(0).number - 1, 'x');${echo}`, 'it answered question 0, not 1'],
  ])('is never asked again if it %s, and the question fails', (_what, script, why) => {
    const { ask, reported } = askingOne(script);
    expect(() => ask('a')).toThrow(why);
    expect(said(ask, 'b', 'c')).toEqual([undefined, undefined]);
    expect(reported).toHaveLength(1);
  });

  test('that answers twice is not believed a second time', () => {
    const { ask } = askingOne(
      "for (let next = read(0); next; next = read(0)) for (const time of ['first', 'second']) send(next.number, time);",
    );
    expect(said(ask, 'a')).toEqual(['first']);
    expect(() => ask('b')).toThrow('it answered question 1, not 2');
    expect(said(ask, 'c')).toEqual([undefined]);
  });

  test('is asked through functions that no test replaces', () => {
    const { ask } = askingOne(echo);
    const fail = () => {
      throw new Error('the disk is gone');
    };
    const spies = (['readSync', 'writeSync', 'openSync', 'fstatSync', 'closeSync'] as const).map((name) =>
      vi.spyOn(fs, name).mockImplementation(fail),
    );
    try {
      expect(() => fs.readSync(0, Buffer.alloc(1))).toThrow('the disk is gone');
      expect(said(ask, 'a', 'b')).toEqual(['a 1', 'b 2']);
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
  });

  test('is lost with its pipes, and what has got their numbers is left alone', () => {
    const before = new Set(openPipes());
    const { ask, reported, place } = askingOne(echo);
    expect(said(ask, 'a')).toEqual(['a 1']);
    const own = openPipes().filter((fd) => !before.has(fd));
    expect(own).toHaveLength(2);
    for (const fd of own) closeSync(fd);
    const others: number[] = [];
    while (!own.every((fd) => others.includes(fd)))
      others.push(openSync(join(place, `other ${others.length}`), 'w+'));
    expect(said(ask, 'b', 'c')).toEqual([undefined, undefined]);
    expect(reported).toEqual([expect.stringContaining('its pipes were closed')]);
    for (const [at, fd] of others.entries()) {
      expect(readFileSync(join(place, `other ${at}`), 'utf8')).toBe('');
      closeSync(fd);
    }
  });

  test('has no pipe left open here once it is lost', () => {
    const before = openPipes();
    const { ask } = askingOne('read(0);');
    expect(() => ask('a')).toThrow();
    expect(openPipes()).toEqual(before);
  });
});
