import type { TextKey } from '../../model/component-kinds.ts';
import { typedKinds } from './named-token.ts';
import type { StatedCall } from './stated-calls.ts';

/** The columns of a table that say which component is to be used, each with its kinds. */
export type CallColumns = ReadonlyMap<number, readonly TextKey[]>;

/** What is before a bar, and at the end of a row; a bar after a backslash is a character. It matches wherever it is tried. */
const cell = /([^|\\]*(?:\\[\s\S][^|\\]*)*\\?)(?:\||$)/g;

/** `Agent`, `Route to`, `Skill to use`. */
const heads: readonly (readonly [RegExp, readonly TextKey[]])[] = [
  [/^(?:エージェント|代理|智能体)$/, ['agents']],
  [/^(?:スキル|技能)$/, typedKinds],
  [
    /^(?:(?:use|recommended|assigned|specialist|primary) )?(?:sub-?)?agents?(?: to (?:use|invoke))?$/i,
    ['agents'],
  ],
  [/^(?:(?:use|load|invoke) )?skills?(?: to (?:use|load|invoke))?$/i, typedKinds],
  [
    /^(?:routes?|delegates?|dispatch|hand off|send) to$|^(?:invoke|delegate|dispatch)$/i,
    ['agents', 'skills', 'commands'],
  ],
];

/** A column that says when to use which. */
const occasion =
  /\b(?:when|tasks?|topics?|triggers?|situations?|needs?|steps?|phases?|stages?|scenarios?|questions?|issues?|routes? to|delegates?)\b|工程|タスク|レビュー/i;

/** A longer cell is not looked at: it has more in it than a name. */
const longestCell = 200;

const name = /^[*_`\s]*[/@]?([A-Za-z0-9][\w-]*?(?::[\w-]+?)*?)[*_`\s]*$/;

/** What the head of a table says about its columns. @param row from its first cell on. */
export function callColumns(row: string): CallColumns {
  const columns = new Map<number, readonly TextKey[]>();
  const cells = cellsOf(row);
  // A list of what there is has descriptions and models.
  if (!cells.some(({ text }) => occasion.test(text))) return columns;
  cells.forEach(({ text }, index) => {
    const head = text.replace(/[*_`]/g, '').trim();
    const kinds = heads.find(([pattern]) => pattern.test(head))?.[1];
    if (kinds !== undefined) columns.set(index, kinds);
  });
  return columns;
}

/** The names in those columns of a row. */
export function callsInRow(text: string, start: number, end: number, columns: CallColumns): StatedCall[] {
  if (columns.size === 0) return [];
  return cellsOf(text.slice(start, end)).flatMap(({ text: content, at }, index): StatedCall[] => {
    const kinds = columns.get(index);
    const match = kinds === undefined || content.length > longestCell ? null : name.exec(content);
    if (kinds === undefined || match === null) return [];
    return [{ name: match[1] ?? '', kinds, form: 'row', at: start + at }];
  });
}

const cellsOf = (row: string): { readonly text: string; readonly at: number }[] =>
  [...row.matchAll(cell)].map((match) => ({
    text: match[1] ?? '',
    at: match.index + ((match[1] ?? '').length - (match[1] ?? '').trimStart().length),
  }));
