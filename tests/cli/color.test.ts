import { describe, expect, test } from 'vitest';
import { colorLevel, showsUnicode, styleFor, widthOf } from '../../src/cli/color.ts';

const terminal = { isTTY: true };
const pipe = { isTTY: false };

describe('colour, strongest word first', () => {
  test.each([
    ['a terminal', terminal, {}, false, 1],
    ['a pipe', pipe, {}, false, 0],
    ['--no-color', terminal, { FORCE_COLOR: '1' }, true, 0],
    ['NO_COLOR', terminal, { NO_COLOR: '1', FORCE_COLOR: '1' }, false, 0],
    ['an empty NO_COLOR', terminal, { NO_COLOR: '' }, false, 1],
    ['FORCE_COLOR in a pipe', pipe, { FORCE_COLOR: '1' }, false, 1],
    ['FORCE_COLOR=0', terminal, { FORCE_COLOR: '0' }, false, 0],
    ['TERM=dumb', terminal, { TERM: 'dumb' }, false, 0],
    ['256 colours', terminal, { TERM: 'xterm-256color' }, false, 2],
    ['all colours', terminal, { COLORTERM: 'truecolor' }, false, 3],
  ])('%s', (_name, stream, env, noColor, level) => {
    expect(colorLevel(stream, env, { noColor })).toBe(level);
  });

  test('a style dresses its text and nothing else, also inside `map`', async () => {
    const sink = { write: () => undefined, isTTY: true };
    const style = await styleFor(sink, { stdout: sink, stderr: sink, env: {}, cwd: '.' }, false);
    expect(['a', 'b'].map(style.bold)).toEqual(['\u001b[1ma\u001b[22m', '\u001b[1mb\u001b[22m']);
  });
});

test('symbols beyond ASCII need a locale that has them', () => {
  expect(showsUnicode({ LANG: 'C.UTF-8' }, 'linux')).toBe(true);
  expect(showsUnicode({ LANG: 'C' }, 'linux')).toBe(false);
  expect(showsUnicode({ LC_ALL: 'C', LANG: 'de_DE.utf8' }, 'linux')).toBe(false);
  expect(showsUnicode({ LANG: 'C.UTF-8', TERM: 'dumb' }, 'linux')).toBe(false);
  expect(showsUnicode({}, 'win32')).toBe(false);
  expect(showsUnicode({ WT_SESSION: 'x' }, 'win32')).toBe(true);
});

test('the width is that of the terminal, within reason', () => {
  const sink = { write: () => undefined };
  expect(widthOf({ ...sink, columns: 60 }, {})).toBe(60);
  expect(widthOf({ ...sink, columns: 500 }, {})).toBe(120);
  expect(widthOf(sink, { COLUMNS: '72' })).toBe(72);
  expect(widthOf(sink, {})).toBe(80);
});
