/** The pages of questions, of other tools and for authors: their commands exist and run, and what they show is valid. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { marketplace, repository } from '../support/git.ts';
import { expectKnown } from '../support/known-commands.ts';
import { folder, mkt, root } from '../support/mkt.ts';
import { blocksOf, wordsOf } from '../support/transcripts.ts';

const read = (page: string): string => readFileSync(join(root, 'docs', page), 'utf8');
const linesOf = (text: string): string[] =>
  blocksOf(text).flatMap(({ language, lines }) => (language === 'sh' ? lines : []));

describe('twenty questions', () => {
  const faq = read('faq.md');
  const answers = faq.split(/^### /m).slice(1);

  test('twenty of them, each with a short answer and the place where it was asked', () => {
    expect(answers).toHaveLength(20);
    for (const answer of answers) {
      const [question = ''] = answer.split('\n');
      expect(question).toMatch(/\?|\.$/);
      expect(answer.trim().split('\n').length, question).toBeLessThanOrEqual(20);
    }
    // All but the last two come from issues.
    const asked = answers.filter((answer) => /github\.com\/[\w-]+\/[\w-]+\/issues\/\d+\)/.test(answer));
    expect(asked.length).toBeGreaterThanOrEqual(18);
  });

  test('every command exists', () => {
    expect(linesOf(faq).length).toBeGreaterThan(25);
    for (const line of linesOf(faq)) expectKnown(line);
  });

  test('the commands of mkt run, in a project', () => {
    const tools = repository();
    const plugins = (version: string) =>
      marketplace({
        lint: { manifest: { version, description: 'Finds mistakes' } },
        speed: { manifest: { version: '1.0.0', description: 'Measures' } },
      });
    tools.commit(plugins('1.0.0'), 'lint--v1.0.0');
    tools.commit(plugins('2.0.0'), 'lint--v2.0.0');
    const env = { HOME: folder(), MKT_CACHE_DIR: folder() };
    expect(mkt(['registry', 'add', tools.url], { env }).code).toBe(0);
    const words: Readonly<Record<string, string>> = { PLUGIN: 'lint', OTHER: 'speed', COMMAND: 'true' };
    const run = (line: string, cwd: string) => {
      const said = line
        .replace(/\b(?:PLUGIN|OTHER|COMMAND)\b/g, (word) => words[word] ?? word)
        .replace('validate FOLDER', `validate ${tools.path}`)
        .replace('FOLDER', 'seed')
        // A terminal asks first.
        .replace(/^mkt (?:add|lock|sync).*/, '$& --yes');
      const { code, stderr } = mkt(wordsOf(said).slice(1), { cwd, env });
      // There is no client here, and nothing is broken that a search could find.
      const codes = /^mkt (?:doctor|bisect)/.test(said) ? [0, 1, 2, 3] : [0];
      expect(codes, `${said}\n${stderr}`).toContain(code);
      expect(stderr, said).not.toMatch(/unknown (?:option|command)/);
    };
    for (const answer of answers) {
      const cwd = folder({ 'mkt.yaml': `registries: ["${tools.url}"]\nplugins: [speed]\n` });
      const own = linesOf(answer).filter((line) => line.startsWith('mkt '));
      if (own.some((line) => line.includes('--seed'))) own.unshift('mkt lock');
      for (const line of own) run(line, cwd);
    }
  });
});

test('the comparison says when it was made, and when not to use mkt', () => {
  const text = read('comparison.md');
  expect(text).toMatch(/^Looked at on \d{4}-\d{2}-\d{2}/m);
  expect(text.match(/\*\*Without mkt\*\*/g)?.length).toBeGreaterThanOrEqual(4);
  for (const [, line = ''] of text.matchAll(/`((?:mkt|claude) [^`]+)`/g)) expectKnown(line);
});

test('the manifest for authors is valid, and says what the table says', () => {
  const text = read('guides/authors.md');
  const [json] = blocksOf(text).filter(({ language }) => language === 'json');
  const manifest = (json?.lines ?? []).join('\n');
  const cwd = folder({
    '.claude-plugin/plugin.json': manifest,
    'skills/report/SKILL.md': '---\nname: report\ndescription: Reports\n---\nReport.\n',
  });
  for (const line of linesOf(text)) expect(mkt(wordsOf(line).slice(1), { cwd }).code, line).toBe(0);
  const keys = Object.keys(JSON.parse(manifest).metadata.mkt);
  for (const key of keys)
    expect(text).toContain(
      `| \`${key}\``.replace('| `consumes`', '`consumes`').replace('| `subscribes`', '`subscribes`'),
    );
  // A mistake in it is only a warning.
  const wrong = folder({
    '.claude-plugin/plugin.json': manifest.replace('["testing"]', '"testing"'),
    'skills/report/SKILL.md': '---\nname: report\ndescription: Reports\n---\nReport.\n',
  });
  expect(mkt(['validate'], { cwd: wrong })).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^warning/),
  });
});

test('the schemas that the page for editors names are part of the package', () => {
  const text = read('guides/editors.md');
  const names = [...text.matchAll(/([\w-]+\.schema\.json)/g)].map(([name]) => name);
  expect(names.length).toBeGreaterThan(6);
  for (const name of names) expect(existsSync(join(root, 'schema', name)), name).toBe(true);
  const [settings] = blocksOf(text).filter(({ language }) => language === 'json');
  expect(Object.keys(JSON.parse((settings?.lines ?? []).join('\n')))).toContain('yaml.schemas');
});
