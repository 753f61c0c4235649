import { accessSync, constants, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { spoil } from '../files/trace.ts';
import { startSupervised } from './start-supervised.ts';
import { startOf } from './windows-program.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** How long a program may take to say its version, in milliseconds. */
const patience = 10_000;
const mostBytes = 64 * 1024;

/**
 * What each program is asked for its version. No name, argument or path of what is started here comes from a manifest.
 */
const questions = {
  bun: ['bun', '--version'],
  claude: ['claude', '--version'],
  deno: ['deno', '--version'],
  docker: ['docker', '--version'],
  git: ['git', '--version'],
  go: ['go', 'version'],
  java: ['java', '-version'],
  julia: ['julia', '--version'],
  node: ['node', '--version'],
  npm: ['npm', '--version'],
  python: ['python3', '--version'],
  r: ['R', '--version'],
  ruby: ['ruby', '--version'],
  rust: ['rustc', '--version'],
  uv: ['uv', '--version'],
} as const;

export type Probed = keyof typeof questions;

export const probed = Object.keys(questions) as readonly Probed[];

/** The version that a program says it has, such as `3.12.4`; undefined if it is not there, fails, or does not answer in time. */
export function versionOfProgram(name: Probed, env: Environment): Promise<string | undefined> {
  const [program, argument] = questions[name];
  return ask(program, argument, env);
}

/** The same for a client that the user names, which need not be the one in `PATH`. */
export const versionOfClient = (program: string, env: Environment): Promise<string | undefined> =>
  ask(program, questions.claude[1], env);

function ask(program: string, argument: string, env: Environment): Promise<string | undefined> {
  spoil('a program was run');
  return new Promise((resolve) => {
    // Not the project, in which a program might find something to obey.
    const cwd = tmpdir();
    const child = startSupervised(startOf(program, [argument], { env, cwd }), {
      cwd,
      env,
      // A `timeout` would keep mkt waiting for all of it if there is no such program.
      signal: AbortSignal.timeout(patience),
      killSignal: 'SIGKILL',
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        if (said.length < mostBytes) said += text;
      });
    child.once('error', () => resolve(undefined));
    child.once('close', (code) =>
      resolve(code === 0 ? /\d{1,9}(?:\.\d{1,9}){1,2}/.exec(said)?.[0] : undefined),
    );
  });
}

/** Whether there is a program of a name in `PATH`. It is not started. */
export function isInPath(name: string, env: Environment, platform: string = process.platform): boolean {
  if (!/^[\w][\w.+-]*$/.test(name)) return false;
  const endings = platform === 'win32' ? ['.exe', '.cmd', '.bat', ''] : [''];
  const folders = (env.PATH ?? env.Path ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.some((folder) => endings.some((ending) => canRun(join(folder, `${name}${ending}`))));
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
