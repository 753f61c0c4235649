/** On Windows, scripts such as `claude.cmd` are found and started, and nothing in an argument is a command. */
import { describe, expect, test } from 'vitest';
import { startOf } from '../../../src/sources/process/windows-program.ts';
import fc from '../../support/fast-check.ts';

const npm = 'C:\\Users\\A B\\AppData\\Roaming\\npm';
const env = { Path: `relative;"${npm}";C:\\bin`, ComSpec: 'C:\\Windows\\system32\\cmd.exe' };

const on = (files: readonly string[], more: Readonly<Record<string, string>> = {}) => ({
  env: { ...env, ...more },
  cwd: 'C:\\project',
  platform: 'win32',
  isThere: (path: string) => files.includes(path),
});

const script = `${npm}\\claude.cmd`;

/** What a script gets as its arguments: `cmd.exe` reads the line twice, and then the program takes it apart. */
function argumentsOf(started: ReturnType<typeof startOf>): string[] {
  const line = /^"(.*)"$/.exec(started.args.at(-1) ?? '')?.[1] ?? '';
  const words = unescaped(line.slice(line.indexOf('.cmd') + '.cmd'.length));
  return takenApart(unescaped(words));
}

/** Takes the carets away as `cmd.exe` does; a special character without one would be a command, or the end of it. */
function unescaped(text: string): string {
  return text.replace(/\^(.)|([()%!"`<>&|;,*?])/g, (_, kept, bare) => {
    if (bare !== undefined) throw new Error(`unescaped ${bare}`);
    return kept;
  });
}

/** The rules of `CommandLineToArgvW`. */
function takenApart(line: string): string[] {
  const found: string[] = [];
  let word: string | undefined;
  let isQuoted = false;
  for (const [, slashes = '', rest = ''] of line.matchAll(/(\\*)("|[^\\"]|$)/g)) {
    if (rest === '"') {
      word = (word ?? '') + '\\'.repeat(Math.floor(slashes.length / 2));
      if (slashes.length % 2 === 1) word += '"';
      else isQuoted = !isQuoted;
      continue;
    }
    if (slashes !== '') word = (word ?? '') + slashes;
    if (rest === ' ' && !isQuoted) {
      if (word !== undefined) found.push(word);
      word = undefined;
    } else if (rest !== '') word = (word ?? '') + rest;
  }
  return word === undefined ? found : [...found, word];
}

describe('a program on Windows', () => {
  test('that npm installed as a script is started by `cmd.exe`, without settings of the registry', () => {
    const started = startOf('claude', ['plugin', 'list'], on([script, `${npm}\\claude`]));
    expect(started).toMatchObject({ program: env.ComSpec, windowsVerbatimArguments: true });
    expect(started.args.slice(0, -1)).toEqual(['/d', '/v:off', '/s', '/c']);
    expect(started.args.at(-1)).toContain('C:\\Users\\A^ B\\AppData\\Roaming\\npm\\claude.cmd ');
    expect(argumentsOf(started)).toEqual(['plugin', 'list']);
  });

  test.each<[string, string, string[], string]>([
    [
      'an executable comes first in one folder',
      'claude',
      [script, `${npm}\\claude.exe`],
      `${npm}\\claude.exe`,
    ],
    ['a name with its ending', 'node.exe', ['C:\\bin\\node.exe'], 'C:\\bin\\node.exe'],
    ['a path', 'C:\\x\\tool.exe', ['C:\\x\\tool.exe'], 'C:\\x\\tool.exe'],
    [
      'not one of the working folder',
      'claude',
      ['C:\\project\\claude.exe', 'C:\\project\\relative\\claude.exe'],
      'C:\\Windows\\System32\\claude',
    ],
    ['a path where nothing is, as it is', '.\\gone', [], '.\\gone'],
  ])('%s', (_what, program, files, started) => {
    expect(startOf(program, ['x y'], on(files))).toEqual({ program: started, args: ['x y'] });
  });

  test('gets every argument as it is, whatever it looks like', () => {
    const hostile = [
      'a & calc.exe',
      '%PATH%',
      '"&calc&"',
      'x^&y',
      '!a!',
      'back\\',
      'back\\"',
      '',
      '> out',
      'a|b',
      "'; x",
    ];
    expect(argumentsOf(startOf('claude', hostile, on([script])))).toEqual(hostile);
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom(...'ab \\"&|<>^%!(),;*?`\'[]=') })), (args) => {
        expect(argumentsOf(startOf('claude', args, on([script])))).toEqual(args);
      }),
    );
  });

  test('gets no line of its own from an argument', () => {
    const [said] = argumentsOf(startOf('claude', ['a\r\ncalc.exe'], on([script])));
    expect(said).toBe('a  calc.exe');
  });
});

test('elsewhere, a program is started as it is', () => {
  const args = ['a & b'];
  expect(startOf('claude', args, { ...on([script]), platform: 'linux' })).toEqual({
    program: 'claude',
    args,
  });
});
