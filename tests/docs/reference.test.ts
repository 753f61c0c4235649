/** What the documentation says of commands, options, formats and exit codes is what the program knows of them. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commandPage, indexWith, topicNames, topicPage } from '../../scripts/reference.ts';
import { commands } from '../../src/cli/commands.ts';
import { globalOptions } from '../../src/cli/options.ts';
import { root } from '../support/mkt.ts';

const page = readFileSync(join(root, 'docs/reference/commands.md'), 'utf8');
const index = readFileSync(join(root, 'docs/README.md'), 'utf8');

test('docs/reference/commands.md is up to date', () => {
  expect(page, '`npm run generate` writes it').toBe(commandPage());
});

test.each(topicNames)('docs/reference/%s.md is up to date', async (name) => {
  const text = readFileSync(join(root, `docs/reference/${name}.md`), 'utf8');
  expect(text, '`npm run generate` writes it').toBe(await topicPage(name));
});

describe('docs/README.md', () => {
  test('is up to date', () => {
    expect(index, '`npm run generate` writes it').toBe(indexWith(index));
  });

  test('what somebody wrote into a generated part goes, and nothing else', () => {
    const changed = index.replace('| `mkt check [spec...]` |', '| `mkt test` |');
    expect(changed).not.toBe(index);
    expect(indexWith(changed)).toBe(index);
    const other = index.replace('## All commands', '## Commands');
    expect(indexWith(other)).toBe(other);
  });

  test.each([
    ['without its beginning', /<!-- commands: .*\n/, ''],
    ['without an end', /<!-- end -->/g, ''],
    ['that is there twice', /(<!-- commands: .*\n)/, '$1$1'],
  ])('a part %s is not overlooked', (_, mark, instead) => {
    expect(() => indexWith(index.replace(mark, instead))).toThrow('no part "commands"');
  });
});

describe('docs/reference/commands.md', () => {
  const sections = new Map(
    page.split(/^## /m).map((part) => {
      const [title = '', ...lines] = part.split('\n');
      return [title, lines.join('\n')] as const;
    }),
  );

  test.each(commands.map((spec) => [spec.name, spec] as const))('mkt %s', (name, spec) => {
    const section = sections.get(`mkt ${name}`) ?? '';
    expect(section).toContain(spec.summary);
    expect(section).toContain(spec.description ?? '');
    for (const { flags, choices = [] } of spec.options ?? [])
      for (const word of [flags, ...choices]) expect(section).toContain(`\`${word}\``);
    for (const format of spec.formats) expect(section).toContain(`\`${format}\``);
    for (const [example, what] of spec.examples) expect(section).toContain(`# ${what}\n${example}\n`);
  });

  test('options of every command stand there once', () => {
    for (const { flags } of globalOptions) {
      expect(sections.get('Global options')).toContain(`\`${flags}\``);
      expect(page.split(`| \`${flags}\``)).toHaveLength(2);
    }
  });

  test('its links lead somewhere', () => {
    const anchors = [...sections.keys()].map((title) => title.replaceAll(' ', '-'));
    const links = [...page.matchAll(/\]\(([^)]+)\)/g)].map(([, link = '']) => link);
    expect(links.length).toBeGreaterThan(commands.length);
    for (const link of links) {
      if (link.startsWith('#')) expect(anchors).toContain(link.slice(1));
      else expect(existsSync(join(root, 'docs/reference', link)), link).toBe(true);
    }
  });
});
