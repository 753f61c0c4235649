/** Words that say whether what follows is to be called, is not, or is only spoken of. */

const forms = (base: string): string[] => {
  const stem = base.replace(/e$/, '');
  const third = /(?:s|sh|ch|x|z)$/.test(base) ? `${base}es` : base.replace(/([^aeou])y$/, '$1ie').concat('s');
  const doubled = /^(?:run)$/.test(base) ? `${base}n` : stem;
  return [base, third, `${doubled}ing`];
};

const each = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Verbs for which a component is the object. Participles say who calls, not what is called: `invoked by /x`. */
export const callVerbs: ReadonlySet<string> = new Set(
  'invoke delegate dispatch spawn launch call run trigger execute activate load use apply follow consult start engage route escalate chain orchestrate hand pass re-run rerun perform leverage deploy assign send'
    .split(' ')
    .flatMap(forms)
    .concat('via'),
);

/** Verbs that do nothing but call, so that a name needs no quotes and no kind: `delegate to code-reviewer`. */
export const strongVerbs: ReadonlySet<string> = new Set(
  'invoke delegate dispatch spawn launch activate escalate orchestrate'
    .split(' ')
    .flatMap(forms)
    .concat('via'),
);

/** Verbs that are said to the model: `run /x` and `use /x` are as often said to the user. */
export const modelVerbs: ReadonlySet<string> = new Set(
  [...strongVerbs, ...'call execute trigger chain'.split(' ').flatMap(forms)].filter(
    (verb) => verb !== 'via',
  ),
);

/** What descriptions say when the component itself calls another one; `use x` there says when x is the better choice. */
export const describedVerbs: ReadonlySet<string> = each(
  'delegates dispatches spawns invokes launches runs calls executes loads chains triggers orchestrates delegating dispatching spawning invoking launching',
);

/** Participles: a name after them is the one that calls, or calls no more. */
export const participles: ReadonlySet<string> = each(
  'invoked delegated dispatched spawned launched called run triggered executed activated loaded used applied followed started created generated produced written returned passed done',
);

/** What ends the object of a verb: a name further on belongs to another thought. */
export const turns: ReadonlySet<string> = each(
  'because that which who whose by from about against than like of as per where since while during under',
);

/** What begins a condition: names in it are not called by it. */
export const conditions: ReadonlySet<string> = each(
  'if when whenever unless once after before until while whether although',
);

/** Words that deny what follows in the clause. */
export const denials: ReadonlySet<string> = each(
  "not never don't don’t dont doesn't doesn’t cannot can't can’t won't won’t shouldn't isn't aren't avoid without instead unlike rather no versus vs vs. cf cf. see similar compare compared prefer",
);

/** After these a clause no longer denies. */
export const continuing: ReadonlySet<string> = each('but only then just otherwise so');

/** Those who run a command themselves, and what is said to them. */
export const users: ReadonlySet<string> = each('user users human developer developers they');

export const offers: ReadonlySet<string> = each(
  'suggest suggests recommend recommends offer offers propose tell remind advise consider mention available warn warns print prints display',
);

/** A heading below which components are only listed or compared. */
export const referringHeading =
  /\b(?:related|see also|alternatives?|when not|not (?:to )?use|not for|compar\w+|differ\w*|instead|available|other (?:skills|agents|commands)|versus|vs|references?|resources|further|next (?:steps?|phase|actions?)|examples?|usage)\b/i;
