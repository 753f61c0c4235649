import type { Violation } from '../model/file-evidence.ts';
import { listed, quoted } from '../model/text.ts';
import type { Said } from './rule.ts';

/** Says how a value violates its schema. */
export function sayViolation(violation: Violation): Said {
  switch (violation.kind) {
    case 'missing-key': {
      const { key, at, meaning } = violation;
      return {
        message: `the key \`${key}\` is missing${at === undefined ? '' : ` in \`${at}\``}`,
        help: `add \`${key}\`${meaning === undefined ? '' : `: ${meaning}`}`,
      };
    }
    case 'wrong-type': {
      const { at, expected, found, quote, truth, meaning } = violation;
      const kinds = [...new Set(expected.map(typeInWords))];
      const help =
        quote !== undefined
          ? `write it in quotes: \`"${quote}"\``
          : truth !== undefined
            ? `write \`${truth}\`, without quotes`
            : meaning && toWrite(meaning);
      return {
        message: `${placeOf(at)} must be ${listed(kinds, 'or')}, but ${found === 'null' ? 'has no value' : `is ${typeInWords(found)}`}`,
        ...(help !== undefined && { help }),
      };
    }
    case 'wrong-value': {
      const { at, allowed, value, near } = violation;
      return {
        message: `${placeOf(at)} must be ${listed(quoted(allowed), 'or')}, but is ${JSON.stringify(value)}`,
        ...(near !== undefined && { help: `did you mean \`${near}\`?` }),
      };
    }
    case 'too-small': {
      const { at, least, inclusive } = violation;
      return {
        message: `${placeOf(at)} must ${least === undefined ? 'not be empty' : `be ${inclusive ? 'at least' : 'more than'} ${least}`}`,
      };
    }
    case 'wrong-form': {
      const { at, value, meaning } = violation;
      return {
        message: `${placeOf(at)} is not in the expected format: ${JSON.stringify(value)}`,
        ...(meaning !== undefined && { help: toWrite(meaning) }),
      };
    }
    case 'constraint': {
      const { detail, help } = violation;
      return { message: detail, ...(help !== undefined && { help }) };
    }
    case 'other':
      return { message: `${placeOf(violation.at)} is not valid: ${violation.detail}` };
  }
}

/** What a value means, as something to do; some meanings begin with the value to write. */
const toWrite = (meaning: string): string => (meaning.startsWith('`') ? meaning : `write ${meaning}`);

const placeOf = (at: string): string => (at === '' ? 'the file' : `\`${at}\``);

const typeInWords = (name: string): string => articles[name] ?? name;

/** The names of types in schemas, in words. */
const articles: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  int: 'an integer',
  boolean: '`true` or `false`',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};
