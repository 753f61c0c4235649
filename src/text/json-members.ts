import { applyEdits, createScanner, findNodeAtLocation, modify, type Node, parseTree } from 'jsonc-parser';

/** A member of an object in a document: the keys that lead to it, and its new value, undefined to take it away. */
export interface MemberEdit {
  readonly path: readonly string[];
  readonly value: unknown;
}

/**
 * Sets and removes members of a JSON document with comments. All other members, comments, indentation and line ends stay as they
 * are. New members are indented as their neighbors are.
 */
export function editMembers(text: string, edits: readonly MemberEdit[]): string {
  return edits.reduce((edited, edit) => editMember(edited, edit), text.trim() === '' ? `{}\n` : text);
}

function editMember(text: string, { path, value }: MemberEdit): string {
  const tree = parseTree(text, [], { allowTrailingComma: true });
  const find = (at: readonly string[]) =>
    tree === undefined ? undefined : findNodeAtLocation(tree, [...at]);
  const [object, member] = [find(path.slice(0, -1)), find(path)];
  if (member === undefined && value === undefined) return text;
  // An object on the way that is not there yet comes whole, as a new member of the one above it.
  if (object === undefined && path.length > 1)
    return editMember(text, { path: path.slice(0, -1), value: { [path.at(-1) as string]: value } });
  const members = object?.type === 'object' ? (object.children ?? []) : [];
  const last = members.at(-1);
  if (member === undefined && last !== undefined && startsLine(text, last))
    return withMember(text, last, path.at(-1) as string, value);
  const property = member?.parent;
  if (value === undefined && property !== undefined && hasOwnLines(text, property))
    return withoutMember(text, property, members);
  // Formatting would change the layout of the neighbors; only an object that is made needs it.
  if (last !== undefined) return applyEdits(text, modify(text, [...path], value, {}));
  const formattingOptions = { ...indentationOf(text), eol: eolOf(text), insertFinalNewline: false };
  return applyEdits(text, modify(text, [...path], value, { formattingOptions }));
}

/** Adds a line below the last member; a comment on its line stays there. */
function withMember(text: string, last: Node, key: string, value: unknown): string {
  const end = last.offset + last.length;
  const indent = text.slice(text.lastIndexOf('\n', last.offset) + 1, last.offset);
  const comma = commaAfter(text, end);
  const at = lineEnd(text, comma === undefined ? end : comma + 1);
  const tail = comma === undefined ? '' : ',';
  const { insertSpaces, tabSize } = indentationOf(text);
  const printed = JSON.stringify(value, null, insertSpaces ? ' '.repeat(tabSize) : '\t');
  const line = `${JSON.stringify(key)}: ${printed.replaceAll('\n', `${eolOf(text)}${indent}`)}`;
  return `${text.slice(0, end)}${comma === undefined ? ',' : ''}${text.slice(end, at)}${eolOf(text)}${indent}${line}${tail}${text.slice(at)}`;
}

/** Takes the lines of a member away, and the comma before it if that would be the last. */
function withoutMember(text: string, property: Node, members: readonly Node[]): string {
  const [from, end] = [text.lastIndexOf('\n', property.offset) + 1, property.offset + property.length];
  const comma = commaAfter(text, end);
  const next = text.indexOf('\n', comma ?? end) + 1;
  const without = text.slice(0, from) + text.slice(next);
  const before = members[members.indexOf(property) - 1];
  if (comma !== undefined || before === undefined) return without;
  const needless = commaAfter(text, before.offset + before.length);
  return needless === undefined ? without : without.slice(0, needless) + without.slice(needless + 1);
}

const startsLine = (text: string, { offset }: Node): boolean =>
  text.slice(text.lastIndexOf('\n', offset) + 1, offset).trim() === '' && text.lastIndexOf('\n', offset) >= 0;

/** Whether nothing but a comma and a comment is on the lines of a member. */
function hasOwnLines(text: string, property: Node): boolean {
  if (!startsLine(text, property)) return false;
  const end = property.offset + property.length;
  const rest = text.slice((commaAfter(text, end) ?? end - 1) + 1, lineEnd(text, end));
  return /^\s*(\/\/.*|\/\*[^*]*\*\/\s*)?$/.test(rest) && text.indexOf('\n', end) >= 0;
}

/** The comma that follows a member, behind comments or not. */
function commaAfter(text: string, end: number): number | undefined {
  const scanner = createScanner(text, true);
  scanner.setPosition(end);
  scanner.scan();
  const offset = scanner.getTokenOffset();
  return text[offset] === ',' ? offset : undefined;
}

/** The end of a line, before its line break. */
function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  if (end < 0) return text.length;
  return text[end - 1] === '\r' ? end - 1 : end;
}

const eolOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');

function indentationOf(text: string): { insertSpaces: boolean; tabSize: number } {
  const indent = /^([ \t]+)\S/m.exec(text)?.[1] ?? '  ';
  return indent.startsWith('\t')
    ? { insertSpaces: false, tabSize: 4 }
    : { insertSpaces: true, tabSize: indent.length };
}
