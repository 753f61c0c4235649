/** Programs that mkt starts end with it, also when it is killed and cannot end them itself. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import {
  ended,
  endsGentlyWithStream,
  endsWithParent,
  endsWithStream,
  guard,
} from '../../../src/sources/process/supervised.ts';
import { needs } from '../../support/outside-data.ts';

/** The guard of a program asks it what the program has started. */
const hasPs = spawnSync('ps', ['-A', '-o', 'pid=', '-o', 'ppid=']).status === 0;

/** A program that never ends, with a helper that never ends, after a line on standard output. */
const endless = ['-c', 'sleep 1000 & echo started; sleep 1000'];

/** What stands for mkt: starts a program whose output is its own. */
const starters: Readonly<Record<string, (program: string, args: readonly string[]) => string>> = {
  'as a stream': (program, args) =>
    `spawn(${JSON.stringify(program)}, ${JSON.stringify(args)}, { stdio: ['pipe', 'inherit', 'ignore', 'pipe'], detached: true }); setInterval(() => {}, 1e6);`,
  synchronously: (program, args) =>
    `spawnSync(${JSON.stringify(program)}, ${JSON.stringify(args)}, { stdio: ['pipe', 'inherit', 'ignore'], input: '' });`,
};

async function killed(source: string, after: 'spawn' | 'data'): Promise<string> {
  const script = `import { spawn, spawnSync } from 'node:child_process'; ${source}`;
  const url = `data:text/javascript,${encodeURIComponent(script)}`;
  const parent = spawn(
    process.execPath,
    ['--input-type=module', '-e', `await import(${JSON.stringify(url)})`],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  if (after === 'data') await once(parent.stdout, 'data');
  else await once(parent, 'spawn');
  parent.kill('SIGKILL');
  // The system closes the stream when the last process that holds it is gone: this waits for all of them.
  let said = '';
  parent.stdout.on('data', (text) => {
    said += text;
  });
  await once(parent.stdout, 'close');
  return said;
}

describe('with a parent that is killed', needs(process.platform !== 'win32', 'Windows has no sh'), () => {
  test('a program and its helpers end', async () => {
    const { program, args } = endsWithStream('/bin/sh', endless);
    const source = (starters['as a stream'] as (typeof starters)[string])(program, args);
    await killed(source, 'data');
    await killed(source, 'spawn');
  });

  test('a program that is awaited synchronously ends', async () => {
    const { program, args } = endsWithParent('/bin/sh', ['-c', 'echo started; exec sleep 1000']);
    await killed((starters.synchronously as (typeof starters)[string])(program, args), 'data');
  });
});

describe(
  'a program that is to end in its own way',
  needs(process.platform !== 'win32', 'Windows has no sh'),
  () => {
    /** Says that it ends, and does; and one that does not listen. */
    const polite = ['-c', "trap 'echo ended; kill $!; exit' TERM; echo started; sleep 1000 & wait"];
    const deaf = ['-c', 'trap "" TERM; echo started; exec sleep 1000'];
    /** Starts the program, which waits for a line before it says anything, until the guard knows its process id. */
    const guarded = (args: readonly string[]) =>
      `const guard = spawn(${JSON.stringify(guard.program)}, ${JSON.stringify(guard.args)}, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], detached: true });
     const child = spawn('/bin/sh', ${JSON.stringify(args)}, { stdio: ['pipe', 'inherit', 'inherit'] });
     guard.stdio[3].write(child.pid + '\\n', () => child.stdin.write('go\\n'));`;
    const inGroup = (args: readonly string[]) =>
      (starters['as a stream'] as (typeof starters)[string])(
        ...(Object.values(endsGentlyWithStream('/bin/sh', args)) as [string, string[]]),
      );

    test('in a group of its own, is asked first, and killed if it does not listen', async () => {
      expect(await killed(inGroup(polite), 'data')).toContain('ended');
      expect(await killed(inGroup(deaf), 'data')).not.toContain('ended');
    });

    test(
      'on the terminal, is asked first, like what it has started',
      needs(hasPs, 'there is no ps'),
      async () => {
        // Its output is closed when its helper has ended, too.
        const leaving = ['-c', "trap 'echo ended; exit' TERM; read -r _; sleep 1000 & echo started; wait"];
        expect(await killed(guarded(leaving), 'data')).toContain('ended');
      },
    );
  },
);

describe('otherwise nothing changes', needs(process.platform !== 'win32', 'Windows has no sh'), () => {
  test('its input, its output, its arguments and its code', async () => {
    const { program, args } = endsWithStream('/bin/sh', ['-c', 'cat; echo "$1"; exit 7', 'sh', "a'b $c"]);
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit', 'pipe'], detached: true });
    const [stdin, stdout, , lifeline] = child.stdio as unknown as [Writable, Readable, null, Writable];
    let text = '';
    stdout.on('data', (chunk) => {
      text += chunk;
    });
    stdin.end('read\n');
    child.on('exit', () => lifeline.end(ended));
    const [code] = await once(child, 'close');
    expect([text, code]).toEqual(["read\na'b $c\n", 7]);
  });

  test('synchronously', () => {
    const { program, args } = endsWithParent('/bin/sh', ['-c', 'cat; exit 7']);
    const { stdout, status } = spawnSync(program, args, { input: 'read', encoding: 'utf8' });
    expect([stdout, status]).toEqual(['read', 7]);
  });

  test('a helper that outlives the program is not killed', async () => {
    // It waits for the end of a stream that the test holds, and says so.
    const { program, args } = endsWithStream('/bin/sh', ['-c', '(cat >/dev/null; echo done) <&5 & exit 0']);
    const child = spawn(program, args, {
      stdio: ['pipe', 'pipe', 'inherit', 'pipe', 'ignore', 'pipe'],
      detached: true,
    });
    const [, stdout, , lifeline, , held] = child.stdio as unknown as [
      Writable,
      Readable,
      null,
      Writable,
      null,
      Writable,
    ];
    await once(child, 'exit');
    lifeline.end(ended);
    held.end();
    const [text] = await once(stdout, 'data');
    expect(String(text)).toBe('done\n');
  });
});

test('on Windows, the program itself is started', () => {
  expect(endsWithStream('git', ['a'], 'win32')).toEqual({ program: 'git', args: ['a'] });
});
