/** What people read uses the words of the glossary: the phrases that its table replaces occur nowhere. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../support/mkt.ts';

interface Phrase {
  readonly phrase: string;
  readonly instead: string;
}

/** The phrases in backticks in the right column of "Say this, not that". */
function replacedPhrases(glossary: string): Phrase[] {
  const [, table = ''] = glossary.split('## Say this, not that');
  return table.split('\n').flatMap((row) => {
    const [, instead = '', not = ''] = row.split('|').map((cell) => cell.trim());
    return [...not.matchAll(/(`+)(.+?)\1(?!`)/g)].map(([, , phrase = '']) => ({
      phrase: phrase.trim(),
      instead,
    }));
  });
}

/** Where a text uses a phrase, in any case, even if a line of a comment ends inside. */
function linesWith(phrase: string, text: string): number[] {
  const words = phrase.split(' ').map((word) => word.replace(/[^\w]/g, '\\$&'));
  const [begin, end] = [/^\w/.test(phrase) ? '\\b' : '', /\w$/.test(phrase) ? '\\b' : ''];
  // "there is no list" says something else than "it is no list".
  const pattern = new RegExp(`(?<!\\bthere )${begin}${words.join('(?:\\s|\\n\\s*(?:\\*|//))+')}${end}`, 'gi');
  // File names are not prose.
  const prose = text.replace(/'\.\.?\/[^']*'/g, (path) => ' '.repeat(path.length));
  return [...prose.matchAll(pattern)].map(({ index }) => text.slice(0, index).split('\n').length);
}

/** The pages that quote the phrases, to say that they are not to be used. */
const quoting = ['docs/style.md', 'docs/glossary.md'];

const filesBelow = (folder: string, ending: RegExp): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => ending.test(name));

const files = [
  ...filesBelow('src', /\.ts$/),
  ...filesBelow('docs', /\.md$/),
  ...filesBelow('scripts', /\.[jt]s$/),
  ...filesBelow('bench', /\.[jt]s$/),
  ...filesBelow('bin', /\.js$/),
  'README.md',
  'CONTRIBUTING.md',
].filter((file) => !quoting.includes(file));

const phrases = replacedPhrases(readFileSync(join(root, 'docs/glossary.md'), 'utf8'));

describe('a phrase that the glossary replaces', () => {
  test('is read from its table, without the words that depend on their meaning', () => {
    expect(phrases).toContainEqual({ phrase: 'stands twice', instead: 'duplicate' });
    expect(phrases).toContainEqual({ phrase: 'divided by `', instead: 'separated by' });
    expect(phrases.map(({ phrase }) => phrase)).not.toContain('blank');
  });

  test.each(phrases)('`$phrase` is found', ({ phrase }) => {
    const broken = phrase.replace(' ', '\n   * ');
    expect(linesWith(phrase, `/**\n * A ${broken} a\n */`)).toEqual([2]);
    expect(linesWith(phrase, `a ${phrase.toUpperCase()} a`)).toEqual([1]);
    expect(linesWith(phrase, `a x${phrase}x a`)).toEqual([]);
  });

  test('occurs nowhere', () => {
    const texts = files.map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
    const found = phrases.flatMap(({ phrase, instead }) =>
      texts.flatMap(({ file, text }) =>
        linesWith(phrase, text).map((line) => `${file}:${line}: "${phrase}": say "${instead}"`),
      ),
    );
    expect(found).toEqual([]);
  });
});
