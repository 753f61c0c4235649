import { statSync } from 'node:fs';
import { win32 } from 'node:path';

/** A program as `spawn` takes it. */
export interface Started {
  readonly program: string;
  readonly args: readonly string[];
  /** The arguments are quoted already, for a program that takes them apart by itself. */
  readonly windowsVerbatimArguments?: true;
}

type Environment = Readonly<Record<string, string | undefined>>;

const usualEndings = '.COM;.EXE;.BAT;.CMD';

const isPath = (program: string): boolean => /[\\/:]/.test(program);

/** A folder in which only the administrator can put something. */
const systemFolder = (env: Environment): string =>
  win32.join(variable(env, 'SystemRoot') ?? 'C:\\Windows', 'System32');

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

/**
 * How a program is started. On Windows, npm installs programs such as `claude` as scripts for `cmd.exe`, which only that can run: it is
 * found as Windows would find it, and its arguments are quoted so that `cmd.exe` reads nothing in them. Elsewhere, and for what is not
 * such a script, it is started as it is, never through a shell.
 * @param isThere whether a path is a file.
 */
export function startOf(
  program: string,
  args: readonly string[],
  {
    env,
    cwd,
    platform = process.platform,
    isThere = isFile,
  }: {
    readonly env: Environment;
    readonly cwd: string;
    readonly platform?: string;
    readonly isThere?: (path: string) => boolean;
  },
): Started {
  if (platform !== 'win32') return { program, args };
  const found = placeOf(program, { env, cwd, isThere });
  // By its name alone, Node would start one of the working folder: where it is not, it is not found.
  if (found === undefined)
    return { program: isPath(program) ? program : win32.join(systemFolder(env), program), args };
  if (!/\.(?:cmd|bat)$/i.test(found)) return { program: found, args };
  const line = [plain(found), ...args.map(quoted)].join(' ');
  return {
    program: variable(env, 'ComSpec') ?? 'cmd.exe',
    // `/d` runs nothing of the registry, `/v:off` leaves `!` alone, `/s` takes the outer quotes away and no others.
    args: ['/d', '/v:off', '/s', '/c', `"${line}"`],
    windowsVerbatimArguments: true,
  };
}

/** The file that Windows would start; not one of the working folder, which anybody may have put there. */
function placeOf(
  program: string,
  { env, cwd, isThere }: { env: Environment; cwd: string; isThere: (path: string) => boolean },
): string | undefined {
  const endings = (variable(env, 'PATHEXT') || usualEndings).split(';').filter((each) => each !== '');
  const names = endings.some((ending) => program.toLowerCase().endsWith(ending.toLowerCase()))
    ? [program]
    : endings.map((ending) => `${program}${ending.toLowerCase()}`);
  const folders = isPath(program)
    ? [cwd]
    : (variable(env, 'PATH') ?? '').split(';').flatMap((folder) => {
        const bare = folder.replace(/^"(.*)"$/, '$1');
        return win32.isAbsolute(bare) ? [bare] : [];
      });
  for (const folder of folders)
    for (const name of names) {
      const path = win32.resolve(folder, name);
      if (isThere(path)) return path;
    }
  return undefined;
}

/** The names of variables have no case on Windows, but a copy of the environment has. */
function variable(env: Environment, name: string): string | undefined {
  const key = Object.keys(env).find((each) => each.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : env[key];
}

/** Characters by which `cmd.exe` would do something else, each of which it reads as itself behind `^`. */
const special = /[()\][%!^"`<>&|;, *?]/g;

/** A path as `cmd.exe` reads it. */
const plain = (path: string): string => path.replace(special, '^$&');

/**
 * An argument in quotes as a program takes it apart, with every special character behind `^` for `cmd.exe`; twice, since the script
 * hands its arguments on in a line of its own. What would end the line is left out: nothing can quote it.
 */
function quoted(argument: string): string {
  const inLine = argument.replace(/[\r\n\0]/g, ' ');
  const inQuotes = `"${inLine.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\*)$/, '$1$1')}"`;
  return plain(plain(inQuotes));
}
