import {
  comparisons,
  continuing,
  definers,
  type FileVerb,
  fileVerb,
  joiners,
  negations,
  pairs,
  passives,
  prepositions,
  type Relation,
  shortNegations,
  unfulfilled,
} from './file-words.ts';
import type { StatedUse } from './use-forms.ts';
import type { Piece } from './words-of.ts';

/** What the words so far say about the next file. */
export interface Governor {
  readonly verb: FileVerb;
  readonly form: 'verb' | 'label' | 'participle';
}

type Path = Extract<Piece, { kind: 'path' }>;

/** What is known in the middle of a sentence. */
export interface Sentence {
  governor: Governor | undefined;
  /** The last preposition since the verb. */
  relation: Relation | undefined;
  /** Words since the verb. */
  distance: number;
  /** A word that is a verb only if "to" follows, and how many words ago. */
  candidate: { readonly verb: FileVerb; since: number } | undefined;
  /** Whether what follows is denied, and how many words ago that was said. */
  isDenied: boolean;
  sinceDenial: number;
  /** Whether only the next words are denied: `without reading`. */
  isBrief: boolean;
  /** Whether it has said "if", so that a comma ends the condition. */
  isConditional: boolean;
  /** Whether a parenthesis is open that began after the verb. */
  isAside: boolean;
  word: string;
  /** The last file, if nothing was said about it. */
  before: Path | undefined;
}

export const newSentence = (): Sentence => ({
  governor: undefined,
  relation: undefined,
  distance: 0,
  candidate: undefined,
  isDenied: false,
  sinceDenial: Number.POSITIVE_INFINITY,
  isBrief: false,
  isConditional: false,
  isAside: false,
  word: '',
  before: undefined,
});

/** A participle or a noun this many words before "to" goes with it: `results saved automatically to`. */
const participleReach = 4;

/** `without reading`, `if it does not yet exist`: the words between. */
const denialReach = 3;

/** More words between a verb and a file, and they may belong to different thoughts. */
const nearby = 8;

const conditions = new Set(['if', 'when', 'unless', 'once', 'where', 'while']);

const pronouns = new Set(['it', 'them']);

/** Takes the next word of a sentence. @returns what it says about a file before it. */
export function readWord(state: Sentence, text: string): StatedUse | undefined {
  const verb = fileVerb(text);
  const relation = pairs.get(`${state.word} ${text}`) ?? prepositions.get(text);
  const isShort = state.sinceDenial <= denialReach;
  let use: StatedUse | undefined;
  const isDefined =
    (definers.has(text) && !passives.has(state.word)) || comparisons.has(`${state.word} ${text}`);
  if (isDefined && state.governor?.verb.does !== 'reads') {
    govern(state, { verb: { does: 'neither' }, form: 'verb' });
  } else if (verb?.isParticiple === true && (passives.has(state.word) || isOnItsOwn(state, verb))) {
    use = aboutBefore(state, verb.does, 'passive');
    govern(state, { verb, form: 'participle' });
  } else if (verb?.isParticiple || (verb?.isOftenNoun && state.word !== '')) {
    // After a verb it belongs to its object: `read the generated plan`.
    if (state.governor === undefined || state.governor.verb.does === 'neither')
      state.candidate = { verb, since: 0 };
    state.distance += 1;
  } else if (verb !== undefined && !isInObject(state, verb)) govern(state, { verb, form: 'verb' });
  else if (
    relation === 'target' &&
    state.candidate !== undefined &&
    state.candidate.since <= participleReach
  ) {
    govern(state, { verb: state.candidate.verb, form: 'participle' });
    state.relation = relation;
  } else {
    if (pronouns.has(text) && state.distance === 0 && state.governor !== undefined)
      use = aboutBefore(state, state.governor.verb.does, 'pronoun');
    state.relation = relation ?? state.relation;
    state.distance += 1;
    if (state.candidate !== undefined) state.candidate.since += 1;
  }
  deny(state, text, isShort);
  state.word = text;
  return use;
}

/** `docs/plan.md updated`, as lists of what is to be done say it. */
const isOnItsOwn = ({ word, before }: Sentence, { does, isWeak }: FileVerb): boolean =>
  word === '' && before !== undefined && does === 'writes' && isWeak !== true;

/** Whether a word is a noun in the object of the verb before it: `add a source to x`. */
const isInObject = ({ governor, word }: Sentence, { isWeak, isHint }: FileVerb): boolean =>
  (isWeak || isHint) === true &&
  governor !== undefined &&
  governor.verb.does !== 'neither' &&
  word !== '' &&
  !joiners.has(word);

/** A comma ends a condition, and with it what was denied in the condition. */
export function readComma(state: Sentence): void {
  if (state.isConditional) state.isDenied = false;
  state.isConditional = false;
  state.word = '';
}

function deny(state: Sentence, text: string, isShort: boolean): void {
  if (conditions.has(text)) state.isConditional = true;
  if (negations.has(text) || shortNegations.has(text)) {
    state.isDenied = true;
    state.sinceDenial = 0;
    state.isBrief = shortNegations.has(text);
  } else {
    state.sinceDenial += 1;
    const isOver = state.isBrief && state.sinceDenial > denialReach + state.distance;
    if (continuing.has(text) || (isShort && unfulfilled.has(text)) || isOver) state.isDenied = false;
  }
}

function govern(state: Sentence, governor: Governor): void {
  state.governor = governor;
  state.relation = undefined;
  state.distance = 0;
  state.candidate = undefined;
  state.isAside = false;
}

function aboutBefore(
  { before, isDenied }: Sentence,
  does: FileVerb['does'],
  form: 'passive' | 'pronoun',
): StatedUse | undefined {
  if (before === undefined || does === 'neither' || isDenied) return undefined;
  return { path: before.path, isCode: before.isCode, at: before.at, does, form };
}

/** What a sentence says about a file that comes now. */
export function statedUse({
  governor,
  relation,
  distance,
  isDenied,
  isAside,
}: Sentence): Pick<StatedUse, 'does' | 'form'> | undefined {
  if (governor === undefined || isDenied) return undefined;
  const { isWeak, isHint, isChange, isOftenNoun } = governor.verb;
  const does = isChange && relation === 'target' ? 'writes' : governor.verb.does;
  if (does === 'neither') return relation === 'source' ? { does: 'reads', form: 'from' } : undefined;
  if (governor.form === 'label') return { does, form: 'label' };
  if (relation === 'for' && does === 'reads') return { does, form: 'search' };
  if (relation === 'for' || relation === 'other') return undefined;
  if (relation === 'source') return { does: 'reads', form: 'from' };
  if (relation === 'part') return { does, form: 'part' };
  if (isOftenNoun && relation !== 'target' && distance > 0) return undefined;
  if (isHint) return { does, form: 'hint' };
  if (isAside) return { does, form: 'aside' };
  if (isWeak) return { does, form: 'weak' };
  return { does, form: distance > nearby ? 'far' : governor.form };
}
