import type { TextKey } from '../../model/component-kinds.ts';
import type { CallToken } from './call-tokens.ts';
import { callVerbs } from './call-words.ts';

/** A word that can be the name of a component. */
export interface NamedToken {
  /** Without its mark. */
  readonly name: string;
  /** `/` before a command, `@` before an agent. */
  readonly mark: '/' | '@' | '';
  /** Whether it has the name of a plugin before it, or of a folder: `plugin:name`. */
  readonly isFull: boolean;
  /** The kind that is said next to it, and whether it is said after it: `the x agent`. */
  readonly kinds: { readonly of: readonly TextKey[]; readonly isAfter: boolean } | undefined;
}

/** `name`, `/name`, `@agent-name`, `plugin:name`. */
const pattern = /^([/@]?)([A-Za-z0-9][\w-]*(?::{1,2}[\w-]+)*)$/;

export const typedKinds: readonly TextKey[] = ['commands', 'skills'];
const agents: readonly TextKey[] = ['agents'];

const kindWords: ReadonlyMap<string, readonly TextKey[]> = new Map([
  ...each('agent agents subagent subagents sub-agent sub-agents', agents),
  ...each('skill skills command commands', typedKinds),
]);

function each(words: string, kinds: readonly TextKey[]): (readonly [string, readonly TextKey[]])[] {
  return words.split(' ').map((word) => [word, kinds] as const);
}

/** What is before a kind and names none: `these agents`. */
const determiners = new Set(
  'a an the these this that those each every all any other another one two your its their such following new same own'.split(
    ' ',
  ),
);

/** The kinds that a word is for, if it is one. */
export const kindsOfWord = (word: string): readonly TextKey[] | undefined =>
  kindWords.get(word.toLowerCase());

/** The name that a token is, if it can be one: a word alone only with its kind after it. */
export function namedToken(tokens: readonly CallToken[], index: number): NamedToken | undefined {
  const token = tokens[index];
  if (token === undefined) return undefined;
  const { text, isCode } = token;
  const match = pattern.exec(isCode ? (text.split(' ', 1)[0] ?? '') : text);
  if (match === null) return undefined;
  const [, mark = '', whole = ''] = match;
  // `git status` is a command line: only what begins with a slash has arguments.
  if (isCode && mark !== '/' && text.includes(' ')) return undefined;
  const isFull = whole.includes(':');
  const kinds = kindsNear(tokens, index);
  const isName = isCode || mark !== '' || isFull || whole.includes('-') || kinds?.isAfter === true;
  const word = whole.toLowerCase();
  if (!isName || kindsOfWord(word) !== undefined || callVerbs.has(word) || determiners.has(word))
    return undefined;
  const name = mark === '@' ? whole.replace(/^agent-/, '') : whole.replace('::', ':');
  return { name, mark: mark as NamedToken['mark'], isFull, kinds };
}

/** The kind that is said right after a name, or right before it. */
function kindsNear(tokens: readonly CallToken[], index: number): NamedToken['kinds'] {
  const [before, own, after] = [tokens[index - 1], tokens[index], tokens[index + 1]];
  const next = own?.ends === undefined && after?.isCode === false ? kindsOfWord(after.text) : undefined;
  if (next !== undefined) return { of: next, isAfter: true };
  const previous =
    before?.isCode === false && before.ends !== 'clause' ? kindsOfWord(before.text) : undefined;
  return previous === undefined ? undefined : { of: previous, isAfter: false };
}
