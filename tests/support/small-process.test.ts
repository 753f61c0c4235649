/** What `small-process.cjs` gives back is what Node would. */

import processes, { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { realpathSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import { folder } from './mkt.ts';
import { needsUnix } from './outside-data.ts';

type Functions = Pick<typeof processes, 'spawnSync' | 'execFileSync'>;
type Call = (functions: Functions) => unknown;

const path = fileURLToPath(new URL('small-process.cjs', import.meta.url));
const nodesOwn = (): Functions =>
  (processes as unknown as Record<symbol, Functions>)[
    Symbol.for("Node's own functions to start programs")
  ] as Functions;

/** Long texts are compared faster than bytes. */
const asText = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(asText);
  return Buffer.isBuffer(value) ? { bytes: value.toString('latin1') } : value;
};

const withBytesAsText = (value: object) =>
  Object.fromEntries(Object.entries(value).map(([key, each]) => [key, asText(each)]));

/** What a call returns or throws, without the number of the process. */
function outcomeOf(call: Call, functions: Functions) {
  const plain = (value: unknown): unknown => {
    if (!(value instanceof Error)) return value;
    const { name, message } = value;
    // It is its own `error` with Node alone.
    const { error: _, ...more } = value as Error & { error?: unknown };
    return { ...withBytesAsText(more), name, message, isType: value instanceof TypeError };
  };
  const withoutPid = (value: unknown) => {
    if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return asText(value);
    const { pid: _pid, ...rest } = value as { pid?: unknown; error?: unknown };
    return withBytesAsText('error' in rest ? { ...rest, error: plain(rest.error) } : rest);
  };
  try {
    return { returned: withoutPid(call(functions)) };
  } catch (error) {
    return { thrown: withoutPid(plain(error)) };
  }
}

const printing = 'cat; echo more; echo no >&2; exit 3';
const input = Buffer.from(Array.from({ length: 200_000 }, (_, at) => at % 251));
/** Runs until it is stopped. */
const endless = ['-f', '/dev/null'];

describe('a program that a test waits for', needsUnix, () => {
  const parentOf = { encoding: 'utf8' } as const;
  const parent = () => Number(execFileSync('sh', ['-c', 'echo $PPID'], parentOf));

  test('is started by another process', () => {
    expect(parent()).toBeGreaterThan(1);
    expect(parent()).not.toBe(process.pid);
  });

  test('is started by the same one, however often it is loaded', () => {
    const again = `for (let at = 0; at < 2; at += 1) { delete require.cache[${JSON.stringify(path)}]; require(${JSON.stringify(path)}); }`;
    const ask = "require('child_process').execFileSync('sh', ['-c', 'echo $PPID'])";
    const script = `require(${JSON.stringify(path)}); const one = ${ask}; ${again} process.exitCode = one.equals(${ask}) ? 0 : 1;`;
    expect(spawnSync(process.execPath, ['-e', script]).status).toBe(0);
  });

  test('is started by another one in another thread', async () => {
    const script = `require(${JSON.stringify(path)});
      require('worker_threads').parentPort.postMessage(Number(require('child_process').execFileSync('sh', ['-c', 'echo $PPID'])));`;
    const [other] = await once(new Worker(script, { eval: true }), 'message');
    expect(other).toBeGreaterThan(1);
    expect([process.pid, parent()]).not.toContain(other);
  });

  test.each<[string, Call]>([
    ['its output and status', (to) => to.spawnSync('sh', ['-c', printing], { input })],
    ['its output as text', (to) => to.spawnSync('sh', ['-c', printing], { input: 'é', encoding: 'utf8' })],
    ['its output as text in base 64', (to) => to.execFileSync('cat', { input: 'é', encoding: 'base64' })],
    ['the signal that ended it', (to) => to.spawnSync('sh', ['-c', 'kill -TERM $$'])],
    ['its end after a time', (to) => to.spawnSync('tail', endless, { timeout: 1 })],
    [
      'its end by another signal',
      (to) => to.spawnSync('tail', endless, { timeout: 1, killSignal: 'SIGKILL' }),
    ],
    [
      'too much output',
      (to) => to.spawnSync('sh', ['-c', 'echo more than four; exec tail -f /dev/null'], { maxBuffer: 4 }),
    ],
    [
      'too much output as an error',
      (to) => to.execFileSync('sh', ['-c', 'echo more than four; exec tail -f /dev/null'], { maxBuffer: 4 }),
    ],
    ['output without a limit', (to) => to.spawnSync('cat', { input, maxBuffer: Number.POSITIVE_INFINITY })],
    ['no output', (to) => to.spawnSync('sh', ['-c', printing], { stdio: 'ignore' })],
    [
      'some of its output',
      (to) => to.spawnSync('sh', ['-c', printing], { stdio: ['ignore', 'pipe', 'ignore'] }),
    ],
    [
      'more streams than usual',
      (to) => to.spawnSync('sh', ['-c', 'echo a >&3'], { stdio: ['pipe', 'pipe', 'pipe', 'pipe'] }),
    ],
    ['its name', (to) => to.spawnSync('sh', ['-c', 'echo $0'], { argv0: 'other' })],
    ['a line for a shell', (to) => to.spawnSync('echo $((1 + 2))', { shell: true })],
    ['arguments as they are', (to) => to.spawnSync('printf', ['%s\n', 'a b', '$c', "d'e", ''])],
    [
      'options without a value',
      (to) =>
        to.spawnSync('sh', ['-c', 'echo "$A"'], { cwd: undefined, env: { A: 'a' }, timeout: undefined }),
    ],
    ['no arguments at all', (to) => to.spawnSync('true')],
    ['a status as an error', (to) => to.execFileSync('sh', ['-c', printing], { input: 'x', stdio: 'pipe' })],
    ['a program that is not there', (to) => to.spawnSync('no-such-program', ['a'])],
    ['a program that is not there as an error', (to) => to.execFileSync('no-such-program', ['a'])],
    ['a folder that is not there', (to) => to.spawnSync('true', [], { cwd: '/no/such/folder' })],
    ['a folder as a URL', (to) => to.spawnSync('pwd', [], { cwd: pathToFileURL('/') })],
    ['a program that is not a text', (to) => to.spawnSync(7 as never)],
    ['arguments with a zero', (to) => to.spawnSync('echo', ['a\0b'])],
    ['options that are not any', (to) => to.spawnSync('echo', [], 'fast' as never)],
    ['a limit that is not one', (to) => to.spawnSync('echo', [], { timeout: -1 })],
    ['a signal that is not one', (to) => to.spawnSync('echo', [], { killSignal: 'SIGNOTHING' as never })],
  ])('ends as with Node alone: %s', (_what, call) => {
    const [own, ours] = [outcomeOf(call, nodesOwn()), outcomeOf(call, { spawnSync, execFileSync })];
    expect(nodesOwn().spawnSync).not.toBe(spawnSync);
    expect(ours).toEqual(own);
  });

  test('has the folder and the variables of this process, or those that are asked for', () => {
    const place = realpathSync(folder());
    const at = { cwd: place, env: { A: '1' }, encoding: 'utf8' } as const;
    expect(execFileSync('/bin/sh', ['-c', 'pwd; echo "$A$HIDDEN"'], at)).toBe(`${place}\n1\n`);
    process.env.HIDDEN = 'seen';
    try {
      expect(execFileSync('sh', ['-c', 'pwd; echo "$HIDDEN"'], { encoding: 'utf8' })).toBe(
        `${process.cwd()}\nseen\n`,
      );
    } finally {
      delete process.env.HIDDEN;
    }
  });

  test('is started from a folder that was removed, as with Node alone', () => {
    const script = `require(${JSON.stringify(path)}); const at = process.argv[1]; process.chdir(at); require('fs').rmdirSync(at);
      process.exitCode = require('child_process').spawnSync('sh', ['-c', 'exit 5']).status;`;
    expect(spawnSync(process.execPath, ['-e', script, folder()]).status).toBe(5);
  });

  test('is a child of this process if it has a part of it', () => {
    const { status } = spawnSync('sh', ['-c', `[ $PPID = ${process.pid} ]`], { stdio: 'inherit' });
    expect(status).toBe(0);
  });

  test('may leave another running, and the small process ends with this one all the same', async () => {
    const script = `require(${JSON.stringify(path)}); const { execFileSync } = require('child_process');
      const left = execFileSync('sh', ['-c', 'tail -f /dev/null > /dev/null 2>&1 & echo $!']);
      const small = execFileSync('sh', ['-c', 'echo $PPID']);
      process.stdout.write(JSON.stringify([left, small].map(Number))); process.stdin.resume();`;
    const child = spawn(process.execPath, ['-e', script]);
    const [numbers] = await once(child.stdout, 'data');
    const [left, small] = JSON.parse(String(numbers)) as [number, number];
    expect(() => process.kill(small, 0)).not.toThrow();
    child.kill('SIGKILL');
    // The small process writes its errors to the same stream, which ends with the last of both.
    await once(child.stderr.resume(), 'end');
    process.kill(left);
  });
});
