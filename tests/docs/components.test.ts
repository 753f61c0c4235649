import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { componentKeys, kindOf } from '../../src/model/component-kinds.ts';
import { idOf, type RuleName } from '../../src/model/problems.ts';
import { root } from '../support/mkt.ts';

const code = (text: string | undefined): string => (text === undefined ? '' : `\`${text}\``);

test('docs/guides/components.md has a line for each kind of component, which says what the table says', () => {
  const rows = readFileSync(join(root, 'docs/guides/components.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) => line.split('|').slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim()));
  expect(rows).toEqual(
    componentKeys.map((key) => {
      const { singular, keys, place, declared = '', nameFrom, called, clash } = kindOf(key);
      return [
        singular,
        keys.map(code).join(', or '),
        code(place),
        declared,
        nameFrom,
        code(called),
        clash === undefined
          ? ''
          : `${clash.by}, [${idOf(clash.rule as RuleName)}](../rules/${idOf(clash.rule as RuleName)}.md)`,
      ];
    }),
  );
});
