/** Paths and texts as Windows writes them: drives, backslashes, names in which capitals do not count, lines that end with CR and LF. */
import { win32 } from 'node:path';
import { describe, expect, test } from 'vitest';
import { shownPath } from '../../../src/sources/files/text-file.ts';
import { cacheFolder, configFolder } from '../../../src/sources/files/user-folders.ts';
import { parseSource } from '../../../src/sources/git/remote-source.ts';
import { folder, mktHere } from '../../support/mkt.ts';

describe('a path as findings show it', () => {
  test.each([
    ['C:\\work\\app\\mkt.yaml', 'C:\\work\\app', 'mkt.yaml'],
    ['C:\\work\\app\\services\\a\\mkt.yaml', 'C:\\work\\app', 'services/a/mkt.yaml'],
    ['C:\\work\\plugins\\a.yaml', 'C:\\work\\app', '../plugins/a.yaml'],
    // The same folder, as another program spells it.
    ['c:\\Work\\App\\mkt.yaml', 'C:\\work\\app', 'mkt.yaml'],
    ['D:\\other\\mkt.yaml', 'C:\\work\\app', 'D:/other/mkt.yaml'],
    ['\\\\server\\share\\mkt.yaml', 'C:\\work\\app', '//server/share/mkt.yaml'],
    ['C:\\other\\mkt.yaml', 'C:\\work', 'C:/other/mkt.yaml'],
    ['C:\\work', 'C:\\work', '.'],
  ])('%s from %s is %s', (path, cwd, shown) => {
    expect(shownPath(path, cwd, win32)).toBe(shown);
  });
});

test.each([
  'C:\\plugins',
  'C:/plugins',
  'c:plugins',
  '.\\plugins',
  '..\\plugins',
  '\\\\server\\share\\plugins',
  '\\plugins',
])('the registry %s is a folder, and no host', (text) => {
  expect(parseSource(text)).toEqual({ kind: 'path' });
});

test("mkt's own folders are where Windows has them", () => {
  const env = { USERPROFILE: 'C:\\Users\\a', LOCALAPPDATA: '/local', APPDATA: '/roaming' };
  expect(cacheFolder(env, 'win32')).toMatch(/^\/local\/mkt\/Cache$/);
  expect(configFolder(env, 'win32')).toMatch(/^\/roaming\/mkt$/);
});

describe('files with CR and LF', () => {
  const crlf = (text: string) => text.replaceAll('\n', '\r\n');

  test('a list, with what it silences', async () => {
    const text =
      'plugins:\n  - unit-testing # mkt-ignore MKT108: it does what we need\nrules:\n  MKT307: off\n';
    const answers = await Promise.all(
      [text, crlf(text)].map((each) => mktHere(['check', '--json'], { cwd: folder({ 'mkt.yaml': each }) })),
    );
    expect(answers[0]?.code).toBe(0);
    expect(answers[1]).toEqual(answers[0]);
  });

  test('a marketplace, a manifest, an agent and a skill', async () => {
    const files = {
      '.claude-plugin/marketplace.json':
        '{\n  "name": "m",\n  "owner": { "name": "o" },\n  "description": "d",\n  "plugins": [\n    { "name": "a", "source": "./a", "version": 5 }\n  ]\n}\n',
      'a/.claude-plugin/plugin.json': '{\n  "name": "a",\n  "version": "1.0.0",\n  "colour": "red"\n}\n',
      'a/agents/x.md': '---\nname: x\ndescription: does x\nmodel: nonsense\n---\n\ntext\n',
      'a/skills/s/SKILL.md':
        '---\nname: s\ndescription: >\n  does s\n  and more\n---\n\nsee [it](./missing.md)\n',
    };
    const written = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, crlf(text)]));
    const [plain, windows] = await Promise.all(
      [files, written].map((each) => mktHere(['validate', '--json'], { cwd: folder(each) })),
    );
    expect(JSON.parse(plain?.stdout ?? '').findings.length).toBeGreaterThan(2);
    expect(windows?.stdout).toBe(plain?.stdout);
  });
});
