/** The plugin of this repository: valid, short, and every command that its skills name exists and runs. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { git, marketplace as market, repository } from '../support/git.ts';
import { expectKnown } from '../support/known-commands.ts';
import { folder, mkt, root } from '../support/mkt.ts';
import { blocksOf, wordsOf } from '../support/transcripts.ts';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const skills = readdirSync(join(root, 'plugin/skills')).map((name) => ({
  name,
  text: read(`plugin/skills/${name}/SKILL.md`),
}));
const description = (text: string): string => /^description: (.*)$/m.exec(text)?.[1] ?? '';

test('the marketplace and the plugin are valid, without a warning', () => {
  for (const path of ['.claude-plugin/marketplace.json', 'plugin'])
    expect(mkt(['validate', path, '--strict'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/ is valid\n$/),
    });
});

test('its version is that of mkt', () => {
  const version = JSON.parse(read('plugin/.claude-plugin/plugin.json')).version;
  expect(version).toBe(JSON.parse(read('package.json')).version);
});

test('a skill says what it does and when to use it, in a line that the list of skills has room for', () => {
  for (const { name, text } of skills) {
    expect(description(text), name).toMatch(/^[A-Z].*\. Use .*\.$/);
    expect(description(text).length, name).toBeLessThanOrEqual(160);
    expect(text.split('\n').length, name).toBeLessThanOrEqual(60);
  }
  expect(skills.reduce((sum, { text }) => sum + description(text).length, 0)).toBeLessThanOrEqual(600);
});

test('the pages name every skill, and how the plugin is installed', () => {
  const { name: marketplace, plugins } = JSON.parse(read('.claude-plugin/marketplace.json'));
  for (const page of ['plugin/README.md', 'docs/guides/agents.md'])
    for (const { name } of skills) expect(read(page)).toContain(name);
  expect(read('docs/guides/agents.md')).toContain(
    `claude plugin install ${plugins[0].name}@${marketplace}\n`,
  );
});

test('the page says what they cost in every session', () => {
  const registry = ['--registry', '.', '--no-bundled'];
  const { stdout } = mkt(['check', '--installed', '--with', 'mkt', ...registry, '--json']);
  const { before, after } = JSON.parse(stdout).brings.tokens;
  expect(read('docs/guides/agents.md')).toContain(`these four take about ${after - before} tokens`);
});

describe.each(skills)('$name', ({ text }) => {
  test('names only commands, options and rules that exist', () => {
    const inline = [...text.matchAll(/`(mkt [^`]+)`/g)].map(([, line = '']) => line);
    const inBlocks = blocksOf(text).flatMap(({ lines }) => lines.map((line) => line.trim()));
    for (const line of [...inline, ...inBlocks]) expectKnown(line);
    for (const [id] of text.matchAll(/MKT\d{3}/g)) expect(mkt(['explain', id]).code, id).toBe(0);
  });

  test('its commands run, one after another, in a project', () => {
    const tools = repository();
    tools.commit(
      market({
        lint: { manifest: { version: '1.0.0', description: 'Finds mistakes before testing' } },
        speed: { manifest: { version: '1.0.0', description: 'Measures' } },
      }),
    );
    const cwd = folder({ 'mkt.yaml': `registries: ["${tools.url}"]\nplugins: [lint]\n` });
    git(cwd, 'init', '-q', '-b', 'main');
    git(cwd, 'add', '.');
    git(cwd, 'commit', '-qm', 'x');
    const env = { HOME: folder(), MKT_CACHE_DIR: folder() };
    expect(mkt(['registry', 'add', tools.url], { cwd, env }).code).toBe(0);
    const lines = blocksOf(text.replace(/^ {3}/gm, '')).flatMap((block) => block.lines);
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines) {
      const said = line.replace(/\bPLUGIN\b/g, 'lint').replace(/\bOTHER\b/g, 'speed');
      const { code, stdout, stderr } = mkt(wordsOf(said).slice(1), { cwd, env });
      // There is a list already; and this machine has neither the client nor a lock.
      const isFine = said === 'mkt init' || said === 'mkt doctor' ? code === 1 : code === 0;
      expect(isFine, `${said}\n${stdout}${stderr}`).toBe(true);
    }
  });
});
