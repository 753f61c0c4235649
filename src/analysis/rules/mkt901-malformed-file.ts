import type { InFile, RepeatedKey, Syntax } from '../../model/file-evidence.ts';
import { entryOf } from '../../model/problems.ts';
import { count } from '../../model/text.ts';
import { inOneLine } from '../reader-faults.ts';
import type { Rule, Said } from '../rule.ts';

type Words = Rule<'MKT901'>['say'];

const saveAsUtf8 = 'save it as UTF-8';

/** The messages, without what they mean for the plugin. */
const words: Words = {
  syntax: saySyntax,
  'too-deep': ({ most }) => ({
    message: `nested more than ${most} levels deep`,
    help: 'reduce the nesting',
  }),
  'duplicate-key': (evidence) => sayRepeated(evidence, ''),
  'key-overruled': (evidence) =>
    sayRepeated(evidence, evidence.language === 'JSON' ? '; the first has no effect' : ''),
  'key-not-text': () => ({ message: 'a key must be a string', help: 'write a word before the `:`' }),
  'second-document': () => ({
    message: 'a second YAML document begins here, but a manifest has only one',
    help: 'remove the line `---` and everything below it, or move that part to another file',
  }),
  alias: ({ detail }) => ({
    message: `not valid YAML: ${detail}`,
    help: 'write the values out instead of using `*` aliases',
  }),
  empty: ({ kind }) => ({
    message: 'the file is empty',
    help:
      kind === 'list'
        ? 'begin it with `plugins:` and a line `  - <plugin>` for each plugin'
        : 'write the manifest, or remove the file',
  }),
  encoding: ({ found }) => ({
    message:
      found === 'UTF-16'
        ? 'the file is UTF-16, not UTF-8'
        : found === 'NUL'
          ? 'the file contains NUL characters, so it is not text'
          : 'the file is not valid UTF-8',
    help: found === 'NUL' ? 'remove them; if the file is UTF-16, save it as UTF-8' : saveAsUtf8,
  }),
  'too-large': sayTooLarge,
  'text-too-large': sayTooLarge,
  'more-warnings': ({ amount }) => ({ message: `the file has ${count(amount, 'more warning')}` }),
  more: ({ amount }) => ({ message: `the file has ${count(amount, 'more fault')}` }),
  unreadable: ({ reason }) => ({ message: `the file cannot be read: ${reason}` }),
  'not-a-file': () => ({ message: 'this is not a regular file' }),
  'not-cached': () => ({
    message:
      'this copy of the repository lacks the file: in a partial clone, `git fetch --refetch --no-filter` fetches it',
  }),
  'no-file': () => ({
    message: 'the file does not exist, so the folder is not a marketplace',
    help: 'use a folder that contains this file',
  }),
  'no-manifests': () => ({
    message: 'the registry folder contains no manifests',
    help: 'add manifests, such as `plugins/<name>.yaml`',
  }),
  'too-many-manifests': ({ amount, most }) => ({
    message: `the folder contains ${amount} manifests, but mkt reads at most ${most}`,
    help: 'use an index file instead',
  }),
  link: ({ to }) =>
    to === 'other-file'
      ? {
          message:
            'the symbolic link points outside the repository, to a file with a different name, so mkt does not follow it',
          help: 'replace the link with the file',
        }
      : {
          message: `the symbolic link ${to === 'file' ? 'is broken or ' : ''}points outside the registry, so mkt does not follow it`,
          help: `copy the ${to} into the registry`,
        },
  'front-matter': ({ kind, because }) => ({
    message: `the front matter is not valid YAML${because === undefined ? '' : ` (${reasonOf(because)})`}: the client names the ${kind} after its file and ignores the front matter`,
    help: (because && helpOf(because)) ?? 'put values that contain special characters in quotes',
  }),
  'front-matter-guessed': () => ({
    message: 'the front matter is not valid YAML; the client tries to repair it by quoting values',
    help: 'put values that contain `: ` or special characters in quotes',
  }),
  'text-encoding': () => ({
    message: 'the file is not valid UTF-8; the client replaces what it cannot decode with `\ufffd`',
    help: saveAsUtf8,
  }),
};

export const malformedFile: Rule<'MKT901'> = {
  id: 'MKT901',
  say: inOneLine(
    Object.fromEntries(
      Object.keys(entryOf('MKT901').cases).map((name) => [
        name,
        (evidence: InFile) => {
          const said = sayAny(name, evidence);
          return evidence.losesPlugin === true
            ? { ...said, message: `${said.message}; the client loads nothing from the plugin` }
            : said;
        },
      ]),
    ) as unknown as Words,
  ),
};

const sayAny = (name: string, evidence: object): Said =>
  (words as unknown as Readonly<Record<string, (evidence: object) => Said>>)[name]?.(evidence) ?? {
    message: name,
  };

/** What is wrong with the front matter, for a sentence that already says that it is not valid YAML. */
const reasonOf = ({ case: name, evidence }: { readonly case: string; readonly evidence: object }): string =>
  'detail' in evidence ? String(evidence.detail) : sayAny(name, evidence).message;

const helpOf = ({
  case: name,
  evidence,
}: {
  readonly case: string;
  readonly evidence: object;
}): string | undefined =>
  'detail' in evidence ? (evidence as Partial<Syntax>).help : sayAny(name, evidence).help;

function saySyntax({ language, detail, help, isVague }: Syntax): Said {
  const isPlain = language === 'YAML' && isVague !== true;
  return {
    message: isPlain ? detail : `not valid ${language}: ${detail}`,
    ...(help !== undefined && { help }),
  };
}

const sayRepeated = ({ key, firstLine }: RepeatedKey, effect: string): Said => ({
  message: `duplicate key \`${key}\`, first on line ${firstLine}${effect}`,
  help: 'keep one of them',
});

const megabytes = (bytes: number) => `${Math.round((bytes / 1024 / 1024) * 10) / 10} MB`;

function sayTooLarge({ bytes, most }: { readonly bytes: number; readonly most: number }): Said {
  const [size, limit] = [megabytes(bytes), megabytes(most)];
  return {
    message:
      size === limit
        ? `the file is larger than ${limit}, the most that mkt reads`
        : `the file is ${size}, but mkt reads at most ${limit}`,
    help: 'check that this is the right file',
  };
}
