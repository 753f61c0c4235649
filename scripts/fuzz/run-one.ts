import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Io } from '../../src/cli/io.ts';
import type { Input } from './inputs.ts';

export type Main = (args: readonly string[], io: Io) => Promise<number>;

const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

/** Runs mkt on an input in a folder of its own. Returns what a hostile input must never bring about, if it did. */
export async function wrongWith(input: Input, main: Main): Promise<string | undefined> {
  const place = mkdtempSync(join(tmpdir(), 'mkt-fuzz-'));
  const cwd = join(place, 'project');
  mkdirSync(cwd);
  try {
    // What lies outside must not be in any output.
    writeFileSync(join(place, 'secret'), 'OUTSIDE-7f3a');
    for (const [name, content] of Object.entries(input.files)) {
      mkdirSync(dirname(join(cwd, name)), { recursive: true });
      writeFileSync(join(cwd, name), content);
    }
    for (const [name, base64] of Object.entries(input.bytes ?? {})) {
      const path = join(cwd, name);
      mkdirSync(base64 === '' ? path : dirname(path), { recursive: true });
      if (base64 !== '') writeFileSync(path, Buffer.from(base64, 'base64'));
    }
    for (const [name, target] of Object.entries(input.links ?? {})) {
      mkdirSync(dirname(join(cwd, name)), { recursive: true });
      symlinkSync(target, join(cwd, name));
    }
    let out = '';
    const sink = {
      write: (text: string) => {
        out += text;
      },
    };
    const env = {
      PATH: process.env.PATH ?? '',
      HOME: place,
      CLAUDE_CONFIG_DIR: join(place, 'client'),
      MKT_CACHE_DIR: join(place, 'cache'),
      MKT_POLICY: '',
    };
    const code = await main(
      [...input.args, ...(input.args.includes('--offline') ? [] : offline(input.args))],
      {
        stdout: sink,
        stderr: sink,
        env,
        cwd,
      },
    );
    if (![0, 1, 2, 3].includes(code)) return `exit code ${code}: ${out.slice(0, 400)}`;
    if (/^\s+at .+:\d+:\d+\)?$|node:internal|bug in mkt/im.test(out)) return `a trace: ${out.slice(0, 2000)}`;
    if (control.test(out)) return `a control character: ${JSON.stringify(out.slice(0, 2000))}`;
    if (out.includes('OUTSIDE-7f3a')) return 'a byte from outside';
    if (out.includes('hunter2secret')) return 'a password';
    if (existsSync(join(cwd, 'CANARY')) || existsSync('CANARY')) return 'something was run';
    if (({} as { polluted?: unknown }).polluted !== undefined) return 'every object was changed';
    return undefined;
  } catch (error) {
    return `thrown: ${(error as Error).stack}`;
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** The option for commands that have it. */
const offline = ([command = '']: readonly string[]): string[] =>
  ['check', 'plan', 'info', 'map', 'list', 'lock', 'outdated'].includes(command) ? ['--offline'] : [];
