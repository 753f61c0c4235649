import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folder, mkt, mktJson } from '../support/mkt.ts';
import { needsUnix } from '../support/outside-data.ts';

const broken = () =>
  folder({
    '.claude-plugin/marketplace.json': `{
  "name": "team-tools", "owner": {"name": "Team"},
  "descripton": "for us",
  "plugins": [
    {"name": "review",   "source": "plugins/review", "version": "1.0.0"},
    {"name": "tests", "source": "./plugins/tests", "version": "1.0.0"}
  ]
}
`,
    'plugins/review/.claude-plugin/plugin.json':
      '{ "name": "review", "version": "1.0.0", "description": "reviews", "author": { "name": "Team" } }\n',
    'plugins/review/commands/review.md': '---\ndescription: reviews a change\n---\nReview it.\n',
    'plugins/tests/.claude-plugin/plugin.json':
      '{ "name": "tests", "version": "1.1.0", "description": "tests", "author": { "name": "Team" },\n  "dependencies": [{ "name": "review", "versoin": "^1.0.0" }] }\n',
    'plugins/tests/commands/test.md': '---\ndescription: tests\n---\nTest it.\n',
  });
const market = '.claude-plugin/marketplace.json';
const read = (cwd: string, path: string) => readFileSync(join(cwd, path), 'utf8');

test('shows the changes, makes them, and keeps everything else as it was written', () => {
  const cwd = broken();
  expect(mktJson(['validate'], { cwd }).code).toBe(1);
  const { code, stderr, stdout } = mkt(['validate', '--fix'], { cwd });
  expect(stdout).toContain('is valid');
  expect(code).toBe(0);
  expect(stderr).toContain(`--- ${market}\n+++ ${market}\n`);
  expect(stderr).toContain('-  "descripton": "for us",\n+  "description": "for us",\n');
  expect(stderr).toContain('fixed 4 faults in 2 files');
  expect(read(cwd, market)).toBe(`{
  "name": "team-tools", "owner": {"name": "Team"},
  "description": "for us",
  "plugins": [
    {"name": "review",   "source": "./plugins/review", "version": "1.0.0"},
    {"name": "tests", "source": "./plugins/tests", "version": "1.1.0"}
  ]
}
`);
  expect(read(cwd, 'plugins/tests/.claude-plugin/plugin.json')).toContain('"version": "^1.0.0"');
});

test('a path of a component gets its `./`, alone or in a list; what could mean something else stays', () => {
  const cwd = folder({
    '.claude-plugin/plugin.json': `{ "name": "p", "version": "1.0.0", "description": "d", "author": { "name": "a" },
  "commands": ["more/one.md", "./more/two.md", "/etc/three.md"],
  "mcpServers": "servers.json" }
`,
    'more/one.md': '---\ndescription: one\n---\n',
    'more/two.md': '---\ndescription: two\n---\n',
    'servers.json': '{ "mcpServers": {} }\n',
  });
  const { stderr } = mkt(['validate', '--fix'], { cwd });
  expect(stderr).toContain('fixed 2 faults in 1 file');
  const after = read(cwd, '.claude-plugin/plugin.json');
  expect(after).toContain('"commands": ["./more/one.md", "./more/two.md", "/etc/three.md"]');
  expect(after).toContain('"mcpServers": "./servers.json"');
});

test('a second run has nothing to fix', () => {
  const cwd = broken();
  mkt(['validate', '--fix'], { cwd });
  const before = read(cwd, market);
  const { stderr } = mkt(['validate', '--fix'], { cwd });
  expect(stderr).toContain('nothing to fix automatically');
  expect(read(cwd, market)).toBe(before);
});

test('a dry run changes nothing', () => {
  const cwd = broken();
  const before = read(cwd, market);
  const { code, stderr } = mkt(['validate', '--dry-run'], { cwd });
  expect(code).toBe(1);
  expect(stderr).toContain('+  "description": "for us",');
  expect(stderr).toContain('would fix 4 faults in 2 files');
  expect(read(cwd, market)).toBe(before);
});

test('with --json only the document is on stdout; the rights of a file stay', () => {
  const cwd = broken();
  const { mode } = statSync(join(cwd, market));
  const { code, json } = mktJson(['validate', '--fix'], { cwd });
  expect(code).toBe(0);
  expect(json.findings).toEqual([]);
  expect(statSync(join(cwd, market)).mode).toBe(mode);
});

test('a key is not renamed if the right key is there, or no key is near', () => {
  const cwd = broken();
  const text = read(cwd, market).replace('"descripton"', '"description": "x", "descripton"');
  writeFileSync(join(cwd, market), text.replace('"owner"', '"zzzzzz": 1, "owner"'));
  mkt(['validate', '--fix'], { cwd });
  expect(read(cwd, market)).toContain('"descripton": "for us"');
  expect(read(cwd, market)).toContain('"zzzzzz": 1');
});

test('a list of plugins, too, with its comments', () => {
  const cwd = folder({
    'mkt.yaml':
      '# ours\nplugins:\n  - code-documentation\nenviroment: # here\n  runtimes: { python: 3.12.0 }\n',
  });
  const { stderr } = mkt(['validate', 'mkt.yaml', '--fix'], { cwd });
  expect(stderr).toContain('fixed 1 fault in 1 file');
  expect(read(cwd, 'mkt.yaml')).toBe(
    '# ours\nplugins:\n  - code-documentation\nenvironment: # here\n  runtimes: { python: 3.12.0 }\n',
  );
});

const sound = { version: '1.0.0', description: 'd', author: { name: 'a' } };
const alone = (manifest: string) =>
  folder({
    '.claude-plugin/plugin.json': manifest,
    'commands/one.md': '---\ndescription: one\n---\nDo it.\n',
  });
const own = '.claude-plugin/plugin.json';

test('a key is not renamed where its value would be refused, and not to one that is there', () => {
  for (const wrong of ['"homepag": 5', '"descripton": "e"', '"keyword": ["a"], "keywrds": ["b"]']) {
    const text = `{ "name": "p", "version": "1.0.0", "description": "d", "author": { "name": "a" }, ${wrong} }\n`;
    const cwd = alone(text);
    const before = mktJson(['validate'], { cwd }).code;
    mkt(['validate', '--fix'], { cwd });
    expect(read(cwd, own)).toBe(text);
    expect(mktJson(['validate'], { cwd }).code).toBe(before);
  }
});

test('what is fixed needs no second run', () => {
  const cwd = broken();
  mkt(['validate', '--fix'], { cwd });
  const after = [market, 'plugins/tests/.claude-plugin/plugin.json'].map((path) => read(cwd, path));
  expect(mkt(['validate', '--fix'], { cwd }).stderr).toContain('nothing');
  expect([market, 'plugins/tests/.claude-plugin/plugin.json'].map((path) => read(cwd, path))).toEqual(after);
});

test('a byte order mark and the ends of lines stay, and the diff shows neither', () => {
  const text = (key: string) =>
    `\ufeff${JSON.stringify({ name: 'p', ...sound, [key]: 'MIT' }, null, 2).replaceAll('\n', '\r\n')}\r\n`;
  const cwd = alone(text('licence'));
  const { stderr } = mkt(['validate', '--fix'], { cwd });
  expect(read(cwd, own)).toBe(text('license'));
  expect(stderr).toContain('+  "license": "MIT"\n');
  expect(stderr).not.toMatch(/[\r\ufeff\ufffd]/);
});

test('a link stays a link, and its target keeps its permissions', needsUnix, () => {
  const text = (key: string) => `${JSON.stringify({ name: 'p', ...sound, [key]: 'MIT' })}\n`;
  const cwd = alone(text('licence'));
  renameSync(join(cwd, own), join(cwd, 'real.json'));
  chmodSync(join(cwd, 'real.json'), 0o640);
  symlinkSync('../real.json', join(cwd, own));
  mkt(['validate', '--fix'], { cwd });
  expect(lstatSync(join(cwd, own)).isSymbolicLink()).toBe(true);
  expect(read(cwd, 'real.json')).toBe(text('license'));
  expect(statSync(join(cwd, 'real.json')).mode & 0o777).toBe(0o640);
});

test('the target of a link to another folder is not changed', needsUnix, () => {
  const text = `${JSON.stringify({ name: 'p', ...sound, licence: 'MIT' })}\n`;
  const cwd = folder({ 'real.json': text, 'plugin/commands/one.md': '---\ndescription: one\n---\nDo it.\n' });
  mkdirSync(join(cwd, 'plugin/.claude-plugin'));
  symlinkSync('../../real.json', join(cwd, 'plugin', own));
  mkt(['validate', 'plugin', '--fix'], { cwd });
  expect(read(cwd, 'real.json')).toBe(text);
});

test('a fix that would cause an error is not applied, and the reason is printed', () => {
  const manifest = (name: string, more: object) => JSON.stringify({ name, ...sound, ...more });
  const dependent = manifest('review', { dependencies: [{ name: 'tests', versoin: '^2.0.0' }] });
  const command = '---\ndescription: one\n---\nDo it.\n';
  const cwd = folder({
    [market]: JSON.stringify({
      name: 'team-tools',
      owner: { name: 'Team' },
      description: 'for us',
      plugins: ['review', 'tests'].map((name) => ({ name, source: `./plugins/${name}` })),
    }),
    [`plugins/review/${own}`]: dependent,
    [`plugins/tests/${own}`]: manifest('tests', {}),
    'plugins/review/commands/one.md': command,
    'plugins/tests/commands/one.md': command,
  });
  const { stderr } = mkt(['validate', '--fix'], { cwd });
  expect(stderr).toContain(
    `did not change \`versoin\` to \`version\` in plugins/review/${own}:1: it would cause a new error: `,
  );
  expect(stderr).toContain('`tests@^2.0.0`');
  expect(stderr).toContain('nothing to fix automatically');
  expect(read(cwd, `plugins/review/${own}`)).toBe(dependent);
});
