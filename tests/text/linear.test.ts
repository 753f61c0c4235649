/** Texts and lists designed to keep a reader busy: the work grows no faster than the text, in mkt's own code and in the library for YAML. */
import { describe, expect, test } from 'vitest';
import { newestIn } from '../../src/cli/browse.ts';
import { readMarketplace } from '../../src/client/marketplace.ts';
import { highestFirst } from '../../src/model/highest-first.ts';
import { isRange, isVersion } from '../../src/model/version.ts';
import { nearMisses, versionTags } from '../../src/sources/git/tags.ts';
import { clientFacts } from '../../src/sources/registries/bundled-client-facts.ts';
import { readFrontMatter } from '../../src/text/front-matter.ts';
import { readJson } from '../../src/text/json.ts';
import { readPlainYaml } from '../../src/text/plain-yaml.ts';
import type { Read } from '../../src/text/source-text.ts';
import { readYaml } from '../../src/text/yaml.ts';
import { memoryTree } from '../client/fixtures.ts';
import { expectLinearSteps } from '../support/steps.ts';

const many = (amount: number, line: (index: number) => string): string =>
  Array.from({ length: amount }, (_, index) => line(index)).join('');

/** By name: a text with about this many parts. */
const yaml: Readonly<Record<string, (size: number) => string>> = {
  'unclosed objects around many keys': (size) => `a: ${'{'.repeat(60)}${'x,'.repeat(size)}`,
  'unclosed lists around many entries': (size) => `a: ${'['.repeat(60)}${'x,'.repeat(size)}`,
  'closing brackets': (size) => `a: ${']'.repeat(size)}`,
  commas: (size) => `a: [${','.repeat(size)}]`,
  'keys of a block': (size) => many(size, (index) => `k${index}: v\n`),
  'keys between brackets': (size) => `a: {${many(size, (index) => `k${index}: v,`)}}`,
  'the same key': (size) => many(size, () => 'k: v\n'),
  'keys that are lists': (size) => `a: [${'[x]: y,'.repeat(size)}]`,
  entries: (size) => `a:\n${'- x\n'.repeat(size)}`,
  'anchors and aliases': (size) => many(size, (index) => `- &a${index} v\n- *a${index}\n`),
  'aliases of one value': (size) => `- &a 1\n${'- *a\n'.repeat(size)}`,
  'aliases of nothing': (size) => '- *a\n'.repeat(size),
  'anchors of one value': (size) => `a: ${'&a '.repeat(size)}`,
  tags: (size) => many(size, (index) => `k${index}: !t v\n`),
  'tags of one value': (size) => `a: ${'!a '.repeat(size)}`,
  documents: (size) => 'a: 1\n---\n'.repeat(size),
  directives: (size) => `${many(size, (index) => `%TAG !a${index}! tag:a\n`)}---\na: 1`,
  comments: (size) => many(size, (index) => `# c\nk${index}: v\n`),
  'comments between brackets': (size) => `a: [\n${'# x\n'.repeat(size)}]`,
  'lines of an open string': (size) => `a: "${'x\n'.repeat(size)}`,
  'lines that are neither keys nor values': (size) => `a: "${'x\n'.repeat(size)}"`,
  'lines of a value': (size) => `a:\n${' x\n'.repeat(size)}`,
  'lines of a text': (size) => `a: |\n${' x\n'.repeat(size)}`,
  'empty lines': (size) => `a:${'\n'.repeat(size)}b`,
  spaces: (size) => `a:${' '.repeat(size)}b`,
  'escape sequences': (size) => `a: "${'\\x41'.repeat(size)}"`,
  'a long word': (size) => `a: ${'x'.repeat(size)}`,
  'a long key': (size) => `${'x'.repeat(size)}: 1`,
  conflicts: (size) => '<<<<<<< a\nb: 1\n=======\nb: 2\n>>>>>>> c\n'.repeat(size),
};

const json: Readonly<Record<string, (size: number) => string>> = {
  keys: (size) => `{${many(size, (index) => `${index === 0 ? '' : ','}"k${index}":1`)}}`,
  'the same key': (size) => `{"k":1${',"k":1'.repeat(size)}}`,
  entries: (size) => `[1${',1'.repeat(size)}]`,
  'opening brackets': (size) => '['.repeat(size),
  'opening braces': (size) => '{'.repeat(size),
  'closing brackets': (size) => `{"a":1${']'.repeat(size)}`,
  commas: (size) => `[${','.repeat(size)}]`,
  'missing commas': (size) => `[${'1 '.repeat(size)}]`,
  quotes: (size) => '"\n'.repeat(size),
  'an open string': (size) => `{"a":"${'x'.repeat(size)}`,
  'escape sequences': (size) => `{"a":"${'\\u0041'.repeat(size)}"}`,
  'escape sequences that are not valid': (size) => `{"a":"${'\\q'.repeat(size)}"}`,
  comments: (size) => `${'/**/'.repeat(size)}{}`,
  'open comments': (size) => '/*'.repeat(size),
  words: (size) => 'null '.repeat(size),
  minus: (size) => `[${'-'.repeat(size)}]`,
};

/** Everything that is asked of a document: the location of each key and value, the source, and comments. */
function locateAll({ value, locate, locateKey, sourceOf, comments }: Read): void {
  comments();
  for (const key of Object.keys((value ?? {}) as object)) {
    locate([key]);
    locateKey([key]);
    sourceOf([key]);
  }
}

const commit = '0'.repeat(40);
const tagsOf = (size: number, nameOf: (index: number) => string) =>
  Array.from({ length: size }, (_, index) => ({ name: nameOf(index), commit }));
const names = (size: number) => Array.from({ length: size }, (_, index) => `p${index}`);

/** What is not a document: tags, versions, ranges and entries, by name. */
const lists: Readonly<Record<string, (size: number) => unknown>> = {
  'tags of one plugin': (size) =>
    versionTags(
      tagsOf(size, (index) => `p--v1.${index}.0`),
      ['p'],
    ),
  'tags of as many plugins': (size) =>
    versionTags(
      tagsOf(size, (index) => `p${index}--v1.0.0`),
      names(size),
    ),
  'tags of no plugin': (size) =>
    versionTags(
      tagsOf(size, () => 'q--v1.0.0'),
      names(size),
    ),
  'marks in one tag': (size) => versionTags([{ name: '--v'.repeat(size), commit }], ['p']),
  'tags in another convention': (size) =>
    nearMisses(
      tagsOf(size, (index) => `p@1.${index}.0`),
      'p',
      { isAlone: true },
    ),
  versions: (size) => highestFirst(Array.from({ length: size }, (_, index) => `1.${index}.0`)),
  'parts of a version': (size) => isVersion(`1.0.0-${'a.'.repeat(size)}a`),
  'alternatives of a range': (size) => isRange('1||'.repeat(size)),
  'spaces of a range': (size) => isRange(`1${' '.repeat(size)}2`),
  entries: (size) => {
    const plugins = names(size).map((name) => ({ name, source: { source: 'github', repo: `lab/${name}` } }));
    return browsed({ name: 'lab', owner: { name: 'x' }, plugins });
  },
  'components of one entry': (size) => {
    const mcpServers = Object.fromEntries(names(size).map((name) => [name, { command: name }]));
    const source = { source: 'github', repo: 'lab/p' };
    return browsed({ name: 'lab', owner: { name: 'x' }, plugins: [{ name: 'p', source, mcpServers }] });
  },
};

/** What `mkt list` and `mkt search` read of a marketplace. */
async function browsed(file: object): Promise<void> {
  const tree = memoryTree({ '.claude-plugin/marketplace.json': file });
  const { marketplace } = await readMarketplace(tree, { source: 'x', facts: clientFacts() });
  for (const { release } of newestIn(marketplace === undefined ? [] : [marketplace.registry]))
    expect(release.components.mcpServers).toBeDefined();
}

describe('takes no more steps than the length of the text asks for', () => {
  test.each(Object.entries(yaml))('YAML, %s', async (_, of) => {
    await expectLinearSteps((size) => locateAll(readYaml(of(size), 'f')), 300);
  });
  test('YAML that is read without the library', async () => {
    await expectLinearSteps((size) => {
      for (const text of [
        `plugins:\n${'  - "a\' b" # c\n'.repeat(size)}`,
        `plugins: [${'"a", '.repeat(size)}]\n`,
        `a: ${"'".repeat(size)}\n`,
        `a: ${'[{"'.repeat(size)}\n`,
        many(size, (index) => `k${index}: v\n`),
      ]) {
        const read = readPlainYaml(text, 'f');
        if (read !== undefined) locateAll(read);
      }
    }, 300);
  });
  // The rest is read by the same reader; these are what the quick one takes, and what is tried again with quotes.
  test.each([
    'keys of a block',
    'entries',
    'spaces',
    'commas',
    'aliases of nothing',
    'lines of an open string',
  ])('front matter, %s', async (name) => {
    await expectLinearSteps((size) => {
      const { value, locate } = readFrontMatter(`---\n${yaml[name]?.(size)}\n---\nbody`, 'f');
      for (const key of Object.keys(value)) locate([key]);
    }, 300);
  });
  test.each(Object.entries(json))('JSON, %s', async (_, of) => {
    await expectLinearSteps((size) => locateAll(readJson(of(size), 'f', { comments: true })), 300);
  });
  test.each(Object.entries(lists))('lists, %s', async (_, of) => {
    await expectLinearSteps(of, 300);
  });
});

test('what is quadratic is noticed', async () => {
  const quadratic = (size: number) => {
    for (let a = 0; a < size; a += 1) for (let b = 0; b < size; b += 1) if (a === b) size += 0;
  };
  await expect(expectLinearSteps(quadratic, 300)).rejects.toThrow(/then \d+/);
});
