import { type Document, isCollection, isScalar, visit, type YAMLError } from 'yaml';
import type { SyntaxFault } from './merge-conflicts.ts';
import { maximumFaults } from './source-text.ts';

/**
 * What the parser finds wrong in YAML, as the author of the file would describe it. Of several faults on one line, one is reported:
 * the others are mostly its consequences.
 */
export function syntaxFaults(document: Document.Parsed, text: string): SyntaxFault[] {
  const byLine = new Map<number, { readonly fault: SyntaxFault; readonly rank: number }>();
  const errors = [...document.errors, ...document.warnings].slice(0, maximumFaults);
  const open = errors.find(isUnclosed);
  const openings = openingsOf(
    document,
    errors.map(({ pos: [offset] }) => offset),
  );
  for (const error of errors) {
    if (open !== undefined && error !== open && followsFrom(open, error, errors)) continue;
    const told = inWords(error, openings, text);
    const fault = told ?? { message: spoken(error.message), offset: error.pos[0], isVague: true };
    const line = text.lastIndexOf('\n', fault.offset - 1);
    const rank = told === undefined ? 1 : 0;
    const before = byLine.get(line);
    if (before === undefined || rank < before.rank) byLine.set(line, { fault, rank });
  }
  return [...byLine.values()].map(({ fault }) => fault);
}

/**
 * Whether an error is only a consequence of a bracket without its end: the lines after it are read as parts of keys of several lines,
 * and the brackets around it end in the same place.
 */
function followsFrom(open: YAMLError, { code, pos: [start] }: YAMLError, all: readonly YAMLError[]): boolean {
  if (start === open.pos[0]) return code === 'MISSING_CHAR';
  if (start > open.pos[0]) return false;
  if (code === 'MULTILINE_IMPLICIT_KEY' || code === 'BLOCK_IN_FLOW') return true;
  const isLong = (each: YAMLError) => each.code === 'MULTILINE_IMPLICIT_KEY' && each.pos[0] === start;
  return code === 'BLOCK_AS_IMPLICIT_KEY' && all.some(isLong);
}

const isUnclosed = ({ code, message }: YAMLError): boolean =>
  (code === 'BAD_INDENT' || code === 'MISSING_CHAR') &&
  / end with a [\]}]$/.test(message.split('\n')[0] ?? '');

/** A sentence of the parser as part of one of mkt's. */
function spoken(message: string): string {
  const [line = ''] = message.split('\n');
  return line.replace(/[.:]$/, '').replace(/^[A-Z](?=[a-z ])/, (letter) => letter.toLowerCase());
}

const columns = 'begin all entries of one list, and all keys of one object, in the same column';

function inWords(
  { code, message, pos: [offset] }: YAMLError,
  openings: ReadonlyMap<number, number>,
  text: string,
): SyntaxFault | undefined {
  const rest =
    text
      .slice(offset)
      .match(/^[^\n]{0,200}/)?.[0]
      .trimEnd() ?? '';
  const [word = ''] = /^[^\s:]+/.exec(rest) ?? [];
  switch (code) {
    case 'TAB_AS_INDENT':
      return { message: 'tab used for indentation', offset, help: 'indent with two spaces' };
    case 'BAD_INDENT': {
      const [, closing] = /end with a (.)$/.exec(message) ?? [];
      if (closing === undefined)
        return {
          message: 'this line is not aligned with the lines that it belongs to',
          offset,
          help: columns,
        };
      return unclosed(closing === ']' ? '[' : '{', closing, openings.get(offset) ?? offset);
    }
    case 'MISSING_CHAR': {
      const [, quote] = /closing (.)quote/.exec(message) ?? [];
      if (quote !== undefined) return unclosed(quote, quote, openings.get(offset) ?? offset);
      if (/^-[^\s-]/.test(word))
        return {
          message: `missing space after the dash of \`${word}\``,
          offset,
          help: `write \`- ${word.slice(1)}\``,
        };
      if (!/^[\w.@/-]+$/.test(word)) return undefined;
      return {
        message: `\`${word}\` is neither a key nor part of the value above`,
        offset,
        help: `write \`${word}:\` if it is a key, or \`- ${word}\` for an entry of a list`,
      };
    }
    case 'BLOCK_AS_IMPLICIT_KEY':
      return message.startsWith('Nested')
        ? {
            message: 'a second `: ` on one line',
            offset,
            help: 'put the value in quotes, or on a line of its own below its key',
          }
        : {
            message: 'this line is not aligned with the entries above it',
            offset: offset + Math.max(0, rest.indexOf('-')),
            help: columns,
          };
    case 'UNEXPECTED_TOKEN':
      if (message.includes('block-seq-ind'))
        return {
          message: 'a list must begin on the line after its key',
          offset,
          help: 'put each `- ` on a line of its own below the key, or write `[a, b]`',
        };
      return /flow-(seq|map)-end/.test(message)
        ? {
            message: `\`${rest[0]}\` has no opening bracket`,
            offset,
            help: 'remove it, or add the opening bracket',
          }
        : undefined;
    case 'BAD_SCALAR_START':
      return {
        message: `an unquoted string cannot begin with \`${rest[0]}\``,
        offset,
        help: 'put it in quotes',
      };
    default:
      return undefined;
  }
}

function unclosed(opening: string, closing: string, offset: number): SyntaxFault {
  return {
    message: `\`${opening}\` is never closed`,
    offset,
    help: `add the closing \`${closing}\``,
  };
}

/**
 * For each offset, the start of the innermost list, object or string that is still open there, if there is one. Goes through the
 * document once, however many offsets there are.
 */
function openingsOf(document: Document.Parsed, offsets: readonly number[]): Map<number, number> {
  const openings = new Map<number, number>();
  const asked = [...new Set(offsets)].sort((a, b) => a - b);
  const open: { readonly start: number; readonly end: number }[] = [];
  let next = 0;
  /** Answers all offsets before a place: what begins there cannot be open at them. */
  const answer = (before: number): void => {
    for (let offset = asked[next]; offset !== undefined && offset < before; offset = asked[next]) {
      while ((open.at(-1)?.end ?? offset) < offset) open.pop();
      const innermost = open.at(-1);
      if (innermost !== undefined) openings.set(offset, innermost.start);
      next += 1;
    }
  };
  visit(document, {
    Node(_, node) {
      const isQuoted = isScalar(node) && node.type?.startsWith('QUOTE') === true;
      const isFlow = isCollection(node) && node.flow === true;
      if (!isQuoted && !isFlow) return;
      const [start, , end] = node.range ?? [0, 0, 0];
      answer(start);
      open.push({ start, end: end + 1 });
    },
  });
  answer(Number.POSITIVE_INFINITY);
  return openings;
}
