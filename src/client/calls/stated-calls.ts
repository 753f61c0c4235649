import type { TextKey } from '../../model/component-kinds.ts';
import type { CallForm } from '../../model/named-call.ts';
import { type CallToken, callTokens } from './call-tokens.ts';
import {
  callVerbs,
  conditions,
  continuing,
  denials,
  describedVerbs,
  modelVerbs,
  offers,
  participles,
  strongVerbs,
  turns,
  users,
} from './call-words.ts';
import { kindsOfWord, type NamedToken, namedToken, typedKinds } from './named-token.ts';

/** A call as a sentence states it. */
export interface StatedCall {
  readonly name: string;
  readonly kinds: readonly TextKey[];
  readonly form: CallForm;
  /** The offset in the text. */
  readonly at: number;
}

/** What a sentence says about a list that follows it: `Start these agents:`. */
export interface CallIntroduction {
  readonly kinds: readonly TextKey[];
}

const anyKind: readonly TextKey[] = ['agents', 'commands', 'skills'];

/** More words between a verb and a name, and they may belong to different thoughts. */
const nearby = 8;

/** Where the kind is said there may be more: `use the x, y and z agents`. */
const nearKind = 14;

/** What is known in the middle of a clause. */
interface Clause {
  verb: { readonly text: string; since: number } | undefined;
  /** The kind that was named since the verb. */
  kinds: readonly TextKey[] | undefined;
  isDenied: boolean;
  isConditional: boolean;
  isOffer: boolean;
}

const newClause = (): Clause => ({
  verb: undefined,
  kinds: undefined,
  isDenied: false,
  isConditional: false,
  isOffer: false,
});

/** Where a part of a text is, and what is known about it. */
export interface CallBlock {
  readonly start: number;
  readonly end: number;
  /** A description says more often what else there is than what is called. */
  readonly isDescription?: boolean;
  /** What was said about a list of which this is an item. */
  readonly intro?: CallIntroduction | undefined;
}

/** The calls that a part of a text states, and what it says about a list that follows it. */
export function callsInBlock(
  text: string,
  { start, end, isDescription = false, intro }: CallBlock,
): { readonly calls: StatedCall[]; readonly next: CallIntroduction | undefined } {
  const tokens = callTokens(text, start, end);
  const calls: StatedCall[] = [];
  let clause = newClause();
  let last = clause;
  let isNext = false;
  tokens.forEach((token, index) => {
    const named = namedToken(tokens, index);
    const stated = named === undefined ? undefined : callOf(named, token, clause, isDescription);
    const call = stated !== undefined && isInstead(tokens, index) ? undefined : stated;
    if (named !== undefined && call !== undefined) {
      const listed = index === 0 && intro !== undefined ? listedCall(call, named, intro) : call;
      calls.push(isNext || token.isQuoted ? { ...listed, form: 'offer' } : listed);
    } else if (named !== undefined && index === 0 && intro !== undefined)
      calls.push({ name: named.name, kinds: kindsOf(named, intro.kinds), form: 'listed', at: token.at });
    if (stated === undefined) readWord(clause, token, isDescription);
    isNext ||= isNextSteps(tokens, index);
    last = clause;
    if (token.ends === 'clause') clause = newClause();
    else if (token.ends === 'arrow') {
      // `Runs a → b → c`: the verb is for each of them.
      const isChain =
        call !== undefined && clause.verb !== undefined && namedToken(tokens, index + 1) !== undefined;
      if (isChain && clause.verb !== undefined) clause.verb.since = 0;
      else clause = newClause();
    } else if (token.ends === 'comma' && clause.isConditional) {
      clause.isConditional = false;
      clause.isDenied = false;
    }
  });
  return { calls, next: isOpen(text, end) ? introductionOf(last) : undefined };
}

function readWord(clause: Clause, { text, isCode }: CallToken, isDescription: boolean): void {
  const word = text.toLowerCase();
  if (clause.verb !== undefined) clause.verb.since += 1;
  if (isCode) return;
  clause.kinds = kindsOfWord(word) ?? clause.kinds;
  if (denials.has(word)) clause.isDenied = true;
  else if (continuing.has(word)) {
    clause.isDenied = false;
    clause.isConditional = false;
  }
  if (conditions.has(word)) clause.isConditional = true;
  if (users.has(word) || offers.has(word)) clause.isOffer = true;
  if ((isDescription ? describedVerbs : callVerbs).has(word)) {
    clause.verb = { text: word, since: 0 };
    clause.kinds = undefined;
  } else if (participles.has(word) || turns.has(word)) clause.verb = undefined;
}

/** What a clause says about a name that comes now. */
function callOf(
  named: NamedToken,
  { isCode, at }: CallToken,
  { verb, isDenied, isConditional, isOffer }: Clause,
  isDescription: boolean,
): StatedCall | undefined {
  const { name, mark, isFull } = named;
  const has = (most: number) => verb !== undefined && verb.since <= most;
  if (isDenied || isConditional) return undefined;
  const kinds = kindsOf(named, anyKind);
  const found = (form: CallForm): StatedCall => ({ name, kinds, form, at });
  // Without a verb, a full name is a neighbor: `feeds x:y`.
  if (isDescription && !has(nearKind)) return isFull && !isOffer ? found('named') : undefined;
  const isSaid = mark !== '' || isFull || named.kinds !== undefined;
  if (isOffer) return isSaid ? found('offer') : undefined;
  if (mark === '/') {
    if (!has(nearby)) return found('named');
    return found(isDescription || (verb !== undefined && modelVerbs.has(verb.text)) ? 'slash' : 'typed');
  }
  if (isFull) return found(has(nearby) ? 'full' : 'named');
  if (mark === '@') return found(has(nearby) ? 'kind' : 'mention');
  if (named.kinds !== undefined) return found(has(nearKind) ? 'kind' : 'named');
  const isStrong = verb !== undefined && strongVerbs.has(verb.text);
  // `plan` or `test` are words for much else.
  if (isCode && has(nearby)) return found(isStrong || name.includes('-') ? 'code' : 'named');
  return isStrong && has(2) ? found('bare') : undefined;
}

/** The kinds that a name can have: those that its mark or the word next to it says, or else these. */
function kindsOf({ mark, kinds }: NamedToken, others: readonly TextKey[]): readonly TextKey[] {
  if (mark === '@') return ['agents'];
  return mark === '/' ? typedKinds : (kinds?.of ?? others);
}

/** A call at the beginning of an item: what introduces the list says what to do with it, if nothing else does. */
const listedCall = (call: StatedCall, named: NamedToken, { kinds }: CallIntroduction): StatedCall =>
  call.form === 'named' || call.form === 'mention'
    ? { ...call, kinds: kindsOf(named, kinds), form: 'listed' }
    : call;

/** `Next steps:` is said to the user. */
const isNextSteps = (tokens: readonly CallToken[], index: number): boolean =>
  /^(?:steps?|phase)$/i.test(tokens[index]?.text ?? '') && /^next$/i.test(tokens[index - 1]?.text ?? '');

/** Whether what follows says that something else is meant: `use x instead`. */
function isInstead(tokens: readonly CallToken[], index: number): boolean {
  for (let at = index + 1; at <= index + 5; at++) {
    const before = tokens[at - 1];
    if (before === undefined || before.ends === 'clause') return false;
    if (/^instead$/i.test(tokens[at]?.text ?? '')) return true;
  }
  return false;
}

/** Whether a text ends with a colon at an offset, whatever encloses it. */
const isOpen = (text: string, end: number): boolean =>
  /:[*_\s]*$/.test(text.slice(Math.max(0, end - 10), end));

function introductionOf({
  verb,
  kinds,
  isDenied,
  isConditional,
  isOffer,
}: Clause): CallIntroduction | undefined {
  if (verb === undefined || kinds === undefined || isDenied || isConditional || isOffer) return undefined;
  return { kinds };
}
