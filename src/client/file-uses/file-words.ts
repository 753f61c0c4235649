import type { FileUse } from '../../model/file-use.ts';

/** What a verb says about the file that follows it. */
export interface FileVerb {
  readonly does: FileUse['does'] | 'neither';
  /** `written`, `saved`: says what was done, and needs "is" before it or "to" after it. */
  readonly isParticiple?: true;
  /** The word is a noun as often: `the report`, `a plan`. It only counts with "to", "in" or "into" before the file. */
  readonly isOftenNoun?: true;
  /** `review`, `add`: says less clearly that a file is opened than `read` does. */
  readonly isWeak?: true;
  /** `convert`, `copy`: reads one file, and writes the one that it comes to. */
  readonly isChange?: true;
  /** `see`, `use`, `follow`: the file can be one that only says how to work. */
  readonly isHint?: true;
}

type Form = Omit<FileVerb, 'isParticiple'>;

const plain: Readonly<Record<string, Form>> = {
  ...each(
    'save write create generate produce emit scaffold initialize initialise overwrite rewrite regenerate persist append update',
    { does: 'writes' },
  ),
  ...each(
    'store add insert put place edit modify maintain populate touch dump capture refresh deliver extend fill prepend wire seed inject register merge',
    { does: 'writes', isWeak: true },
  ),
  ...each('output export record log document report track note sync publish commit', {
    does: 'writes',
    isOftenNoun: true,
  }),
  ...each('convert transform turn break split copy move translate migrate', {
    does: 'reads',
    isChange: true,
  }),
  ...each('read load parse ingest reread re-read cat', { does: 'reads' }),
  ...each(
    'open import consume review check examine inspect consult scan analyze analyse study verify validate compare extract look search find view query detect gather collect fetch list locate retrieve audit grep glob',
    { does: 'reads', isWeak: true },
  ),
  ...each('see follow use reference understand identify source discover apply access process reuse', {
    does: 'reads',
    isHint: true,
  }),
  ...each(
    'delete remove run execute ignore skip exclude install call invoke launch start link mention cite match commit name gitignore unlink block protect',
    { does: 'neither' },
  ),
};

const irregular: Readonly<Record<string, FileVerb>> = {
  wrote: { does: 'writes', isParticiple: true },
  written: { does: 'writes', isParticiple: true },
  writing: { does: 'writes' },
  output: { does: 'writes', isOftenNoun: true },
  kept: { does: 'writes', isParticiple: true, isWeak: true },
  found: { does: 'reads', isParticiple: true, isWeak: true },
};

const verbs: ReadonlyMap<string, FileVerb> = new Map(
  [
    ...Object.entries(plain).flatMap(([base, form]) => formsOf(base, form)),
    ...Object.entries(irregular),
  ].filter(([word]) => word !== 'following' && word !== 'understanding'),
);

/** The verb of a word in lower case; undefined if it is not one that matters. */
export const fileVerb = (word: string): FileVerb | undefined => verbs.get(word);

function each(words: string, form: Form): Record<string, Form> {
  return Object.fromEntries(words.split(' ').map((word) => [word, form]));
}

function formsOf(base: string, form: Form): (readonly [string, FileVerb])[] {
  const stem = base.replace(/e$/, '');
  const past = { ...form, isParticiple: true } as const;
  const third = /(?:s|sh|ch|x|z)$/.test(base) ? `${base}es` : base.replace(/([^aeou])y$/, '$1ie').concat('s');
  return [
    [base, form],
    [third, form],
    [`${stem}ing`, form],
    [`${base.replace(/([^aeou])y$/, '$1i').replace(/e$/, '')}ed`, past],
  ];
}

/** What comes before a verb that begins a new thought: others that can be nouns belong to the object of the verb before them. */
export const joiners: ReadonlySet<string> = new Set(
  'and or then to also must should will can may first always you it that which who when by before after while if not never please we they'.split(
    ' ',
  ),
);

/** Words that turn the rest of a sentence into its opposite. */
export const negations: ReadonlySet<string> = new Set(
  "never not don't dont don’t doesn't doesn’t cannot can't can’t won't won’t isn't isn’t aren't aren’t shouldn't shouldn’t wouldn't mustn't couldn't avoid avoids".split(
    ' ',
  ),
);

/** Words that deny what comes next, and no more. */
export const shortNegations: ReadonlySet<string> = new Set('no without instead rather'.split(' '));

/** After these a sentence no longer denies: `do not guess, but read`. */
export const continuing: ReadonlySet<string> = new Set('but only then just otherwise so'.split(' '));

/** What is not there yet is not forbidden: `if it does not exist, create it`. */
export const unfulfilled: ReadonlySet<string> = new Set(
  'exist exists found present available already yet empty set specified provided given there configured'.split(
    ' ',
  ),
);

/** What comes before a participle that says what happens: `is written`. */
export const passives: ReadonlySet<string> = new Set('is are be been was were being gets get'.split(' '));

/** What says that the file after it only has something: `in the language specified in spec.json`, `following docs/rules.md`. */
export const definers: ReadonlySet<string> = new Set(
  'specified defined described stated given documented mentioned required configured following'.split(' '),
);

/** Pairs that say the same: `in the same format as in docs/style.md`. */
export const comparisons: ReadonlySet<string> = new Set(['as in', 'like in', 'same as', 'similar to']);

/** What a preposition between a verb and a file says about the file. */
export type Relation = 'target' | 'source' | 'part' | 'for' | 'other';

export const prepositions: ReadonlyMap<string, Relation> = new Map([
  ...words<Relation>('to into at under inside within onto in as', 'target'),
  ...words<Relation>('from', 'source'),
  ...words<Relation>('of', 'part'),
  ...words<Relation>('for', 'for'),
  ...words<Relation>(
    'with using about per against by via through like than between before after alongside beside matching except besides unless if when whether where because so',
    'other',
  ),
]);

/** Two words that are one preposition. */
export const pairs: ReadonlyMap<string, Relation> = new Map([
  ['based on', 'source'],
  ['such as', 'other'],
]);

function words<Kind>(list: string, kind: Kind): (readonly [string, Kind])[] {
  return list.split(' ').map((word) => [word, kind] as const);
}

/** Labels and headings after which files are listed: `Output: plan.md`. */
export const fileLabels: ReadonlyMap<string, FileUse['does']> = new Map([
  ...words(
    'output outputs artifacts deliverables writes creates generates saves produces destination',
    'writes' as const,
  ),
  ...words('input inputs reads', 'reads' as const),
]);
