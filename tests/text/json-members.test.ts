import { parse } from 'jsonc-parser';
import { describe, expect, test } from 'vitest';
import { editMembers } from '../../src/text/json-members.ts';
import fc from '../support/fast-check.ts';

const put = (id: string) => ({ path: ['enabledPlugins', id], value: true });
const drop = (id: string) => ({ path: ['enabledPlugins', id], value: undefined });

describe('members of a JSON document', () => {
  test.each<[what: string, before: string, edits: Parameters<typeof editMembers>[1], after: string]>([
    [
      'a member is added below the last, indented like it',
      '{\n    // mine\n    "enabledPlugins": {\n        "a@m": true // why\n    },\n    "model":"x"\n}\n',
      [put('b@m')],
      '{\n    // mine\n    "enabledPlugins": {\n        "a@m": true, // why\n        "b@m": true\n    },\n    "model":"x"\n}\n',
    ],
    [
      'the object is made where it is missing',
      '{\n\t"model": "x"\n}\n',
      [put('a@m')],
      '{\n\t"model": "x",\n\t"enabledPlugins": {\n\t\t"a@m": true\n\t}\n}\n',
    ],
    [
      '`false` becomes `true` in its place',
      '{"enabledPlugins":{"a@m":false}}',
      [put('a@m')],
      '{"enabledPlugins":{"a@m":true}}',
    ],
    [
      'a member goes',
      '{\n  "enabledPlugins": {\n    "a@m": true,\n    "b@m": true\n  }\n}\n',
      [drop('a@m')],
      '{\n  "enabledPlugins": {\n    "b@m": true\n  }\n}\n',
    ],
    [
      'the last member goes, and the comma before it, but not the comment there',
      '{\n  "enabledPlugins": {\n    "a@m": true, // why\n    "b@m": true // gone\n  }\n}\n',
      [drop('b@m')],
      '{\n  "enabledPlugins": {\n    "a@m": true // why\n  }\n}\n',
    ],
    [
      'a comma at the end stays one',
      '{\n  "enabledPlugins": {\n    "a@m": true,\n  },\n}\n',
      [put('b@m')],
      '{\n  "enabledPlugins": {\n    "a@m": true,\n    "b@m": true,\n  },\n}\n',
    ],
    [
      'the only member goes',
      '{\n  "enabledPlugins": {\n    "a@m": true\n  }\n}\n',
      [drop('a@m')],
      '{\n  "enabledPlugins": {\n  }\n}\n',
    ],
    [
      'a document on one line',
      '{"enabledPlugins":{"a@m":true,"b@m":true}}',
      [drop('b@m')],
      '{"enabledPlugins":{"a@m":true}}',
    ],
    ['an empty file', '', [put('a@m')], '{\n  "enabledPlugins": {\n    "a@m": true\n  }\n}\n'],
    ['what is not there cannot go', '{ "model": "x" }\n', [drop('a@m')], '{ "model": "x" }\n'],
    [
      'line ends of Windows',
      '{\r\n  "enabledPlugins": {\r\n    "a@m": true\r\n  }\r\n}\r\n',
      [put('b@m')],
      '{\r\n  "enabledPlugins": {\r\n    "a@m": true,\r\n    "b@m": true\r\n  }\r\n}\r\n',
    ],
  ])('%s', (_, before, edits, after) => {
    expect(editMembers(before, edits)).toBe(after);
  });

  test('adding and removing a member leaves every other line as it was', () => {
    const other = fc.constantFrom(
      '  "model":   "x"',
      '\t"hooks": { /* none */ }',
      '  "a": [1,2,\n 3]',
      '  "permissions": {"allow":[ ]} // mine',
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(other, { maxLength: 4 }),
        fc.nat(4),
        fc.constantFrom('\n', '\r\n'),
        (others, at, eol) => {
          const members = [
            ...others.slice(0, at),
            '  "enabledPlugins": {\n    "a@m": true\n  }',
            ...others.slice(at),
          ];
          const before =
            `{\n${members.map((each, index) => each.replace(/( \/\/.*)?$/, (tail) => `${index < members.length - 1 ? ',' : ''}${tail}`)).join('\n')}\n}\n`.replaceAll(
              '\n',
              eol,
            );
          const added = editMembers(before, [put('b@m')]);
          expect(parse(added)).toEqual({ ...parse(before), enabledPlugins: { 'a@m': true, 'b@m': true } });
          for (const each of others)
            for (const line of each.split('\n')) expect(added).toContain(line.replace(/ \/\/.*/, ''));
          expect(editMembers(added, [drop('b@m')])).toBe(before);
        },
      ),
    );
  });
});
