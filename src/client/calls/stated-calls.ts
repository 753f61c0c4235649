import type { TextKey } from '../../model/component-kinds.ts';
import type { CallForm } from '../../model/named-call.ts';
import {
  callVerbs,
  conditions,
  continuing,
  denials,
  describedVerbs,
  offers,
  participles,
  strongVerbs,
  turns,
  users,
} from './call-words.ts';

/** A call as a sentence states it. */
export interface StatedCall {
  readonly name: string;
  readonly kinds: readonly TextKey[];
  readonly form: CallForm;
  /** The offset in the text. */
  readonly at: number;
}

/** A word, a code span, or what ends a clause. */
interface Token {
  readonly text: string;
  readonly isCode: boolean;
  readonly at: number;
  /** What follows it: a comma, or the end of a clause. */
  readonly ends: 'comma' | 'clause' | undefined;
  /** Whether it is in quotes that have more than one word: what is to be said, or was. */
  readonly isQuoted: boolean;
}

const chunk = /`([^`\n]{1,200})`|[^\s`]+|`/g;

/** `name`, `/name`, `@agent-name`, `plugin:name`, with arguments after a command. */
const named = /^([/@]?)((?:agent-)?[A-Za-z0-9][\w-]*(?::{1,2}[\w-]+)*)$/;

const kindWords: ReadonlyMap<string, readonly TextKey[]> = new Map<string, readonly TextKey[]>([
  ['agent', ['agents']],
  ['agents', ['agents']],
  ['subagent', ['agents']],
  ['subagents', ['agents']],
  ['sub-agent', ['agents']],
  ['sub-agents', ['agents']],
  ['skill', ['skills', 'commands']],
  ['skills', ['skills', 'commands']],
  ['command', ['commands', 'skills']],
  ['commands', ['commands', 'skills']],
]);

const anyKind: readonly TextKey[] = ['agents', 'commands', 'skills'];
const typed: readonly TextKey[] = ['commands', 'skills'];

/** More words between a verb and a name, and they may belong to different thoughts. */
const nearby = 8;

/** Words before a name whose kind is said may be more: `use the x, y and z agents`. */
const nearKind = 14;

/** What is known in the middle of a clause. */
interface Clause {
  verb: { readonly text: string; since: number } | undefined;
  isDenied: boolean;
  isConditional: boolean;
  isOffer: boolean;
}

const newClause = (): Clause => ({
  verb: undefined,
  isDenied: false,
  isConditional: false,
  isOffer: false,
});

/**
 * The calls that a part of a text states.
 * @param isDescription whether it is a description, which more often says what else there is than what is called.
 */
export function callsInBlock(text: string, start: number, end: number, isDescription = false): StatedCall[] {
  const tokens = tokensOf(text, start, end);
  const calls: StatedCall[] = [];
  let clause = newClause();
  let isNext = false;
  tokens.forEach((token, index) => {
    const call = callAt(tokens, index, clause, isDescription);
    if (call !== undefined) calls.push(isNext || token.isQuoted ? { ...call, form: 'offer' } : call);
    else readWord(clause, token, isDescription);
    isNext ||= isNextSteps(tokens, index);
    if (token.ends === 'clause') clause = newClause();
    else if (token.ends === 'comma' && clause.isConditional) {
      clause.isConditional = false;
      clause.isDenied = false;
    }
  });
  return calls;
}

function readWord(clause: Clause, { text, isCode }: Token, isDescription: boolean): void {
  const word = text.toLowerCase();
  if (clause.verb !== undefined) clause.verb.since += 1;
  if (isCode) return;
  if (denials.has(word)) clause.isDenied = true;
  else if (continuing.has(word)) {
    clause.isDenied = false;
    clause.isConditional = false;
  }
  if (conditions.has(word)) clause.isConditional = true;
  if (users.has(word) || offers.has(word)) clause.isOffer = true;
  if ((isDescription ? describedVerbs : callVerbs).has(word)) clause.verb = { text: word, since: 0 };
  else if (participles.has(word) || turns.has(word)) clause.verb = undefined;
}

function callAt(
  tokens: readonly Token[],
  index: number,
  clause: Clause,
  isDescription: boolean,
): StatedCall | undefined {
  const { text, isCode, at } = tokens[index] as Token;
  const match = named.exec(isCode ? (text.split(' ', 1)[0] ?? '') : text);
  const [, mark = '', whole = ''] = match ?? [];
  // A command line, `git status`: only what begins with a slash has arguments.
  if (match === null || (isCode && mark !== '/' && text.includes(' '))) return undefined;
  const isFull = whole.includes(':');
  const kinds = kindsNear(tokens, index);
  const isName = isCode || mark !== '' || isFull || whole.includes('-') || kinds?.isAfter === true;
  if (!isName || (isCode && kindWords.has(whole)) || callVerbs.has(whole.toLowerCase())) return undefined;
  if (clause.isDenied || clause.isConditional || isLeft(tokens, index)) return undefined;
  const name = mark === '@' ? whole.replace(/^agent-/, '') : whole.replace('::', ':');
  const found = (form: CallForm, of: readonly TextKey[]): StatedCall => ({ name, kinds: of, form, at });
  const since = clause.verb?.since ?? Number.POSITIVE_INFINITY;
  const has = (most: number) => since <= most;
  if (isDescription && !has(nearKind)) return undefined;
  if (mark === '@') return found('mention', ['agents']);
  const ofKind = mark === '/' ? typed : (kinds?.of ?? anyKind);
  if (clause.isOffer)
    return mark === '/' || isFull || kinds !== undefined ? found('offer', ofKind) : undefined;
  if (isFull) return found(has(nearKind) ? 'full' : 'named', ofKind);
  if (mark === '/') return found(has(nearby) ? 'slash' : 'named', ofKind);
  if (kinds !== undefined) return found(has(nearKind) ? 'kind' : 'named', ofKind);
  const isStrong = clause.verb !== undefined && strongVerbs.has(clause.verb.text);
  // `plan` or `test` are words for much else.
  if (isCode && has(nearby)) return found(isStrong || whole.includes('-') ? 'code' : 'named', anyKind);
  return isStrong && has(2) ? found('bare', anyKind) : undefined;
}

/** `Next steps:` is said to the user. */
const isNextSteps = (tokens: readonly Token[], index: number): boolean =>
  /^steps?$/i.test(tokens[index]?.text ?? '') && /^next$/i.test(tokens[index - 1]?.text ?? '');

/** The kind that is said right after a name, or right before it. */
function kindsNear(
  tokens: readonly Token[],
  index: number,
): { readonly of: readonly TextKey[]; readonly isAfter: boolean } | undefined {
  const own = tokens[index] as Token;
  const after = own.ends === undefined ? tokens[index + 1] : undefined;
  const isAfter = after !== undefined && !after.isCode;
  const next = isAfter ? kindWords.get(after.text.toLowerCase()) : undefined;
  if (next !== undefined) return { of: next, isAfter: true };
  const before = tokens[index - 1];
  if (before === undefined || before.isCode || before.ends === 'clause') return undefined;
  const previous = kindWords.get(before.text.toLowerCase());
  return previous === undefined ? undefined : { of: previous, isAfter: false };
}

/** Whether what follows says that something else is meant: `use x instead`. */
function isLeft(tokens: readonly Token[], index: number): boolean {
  for (let at = index; at < tokens.length && at < index + 6; at++) {
    const { text, ends } = tokens[at] as Token;
    if (at > index && /^instead$/i.test(text)) return true;
    if (ends === 'clause') return false;
  }
  return false;
}

function tokensOf(text: string, start: number, end: number): Token[] {
  const tokens: Token[] = [];
  const part = text.slice(start, end);
  let isQuoted = false;
  const endLast = (ends: Token['ends']) => {
    const last = tokens.pop();
    if (last !== undefined) tokens.push({ ...last, ends: ends ?? last.ends });
  };
  for (const { 0: whole, 1: code, index } of part.matchAll(chunk)) {
    const at = start + index;
    if (code !== undefined) {
      tokens.push({
        text: code.trim(),
        isCode: true,
        at,
        ends: endOf(part.slice(index + whole.length, index + whole.length + 6)),
        isQuoted,
      });
      continue;
    }
    if (/^(?:[—–|→]|--?|->|=>)$/.test(whole)) {
      endLast('clause');
      continue;
    }
    const opens = /^[(*_[]*["“]/.test(whole);
    const inner = whole.replace(/^[("'“‘*_[]+/, '').slice(0, 200);
    const bare = inner.replace(/[)"'”’*_\]|.,;:!?]+$/, '');
    const after = inner.slice(bare.length);
    const closes = /["”]/.test(after);
    if (bare === '') endLast(endOf(after));
    else
      tokens.push({
        text: bare,
        isCode: false,
        at: at + whole.indexOf(bare),
        ends: endOf(after),
        isQuoted: isQuoted || (opens && !closes),
      });
    isQuoted = closes ? false : isQuoted || opens;
  }
  return tokens;
}

function endOf(after: string): Token['ends'] {
  const mark = /^[)"'”’*_\]]*([.,;:!?|])(?=[)"'”’*_\]\s]|$)/.exec(after)?.[1];
  return mark === undefined ? undefined : mark === ',' ? 'comma' : 'clause';
}
