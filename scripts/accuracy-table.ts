/** What the judged findings show, as values: which are still found, how many of them are right, and the page that says so. */

/** A finding of mkt over a sample. */
export interface Sampled {
  readonly sample: string;
  readonly command: string;
  readonly rule: string;
  readonly case: string;
  readonly severity: string;
  readonly at?: string;
  readonly evidence: unknown;
  readonly message: string;
}

/** A finding that was judged by its files. Its words and its level may change; what it found and where may not. */
export interface Judged {
  readonly sample: string;
  readonly command: string;
  readonly rule: string;
  readonly case: string;
  readonly at?: string;
  readonly verdict: 'right' | 'wrong';
  /** It is true, but helps no user. */
  readonly idle?: true;
  /** What the files show, in one sentence. */
  readonly why: string;
  /** mkt no longer reports it; written by the script. */
  readonly gone?: true;
}

/** What a finding is recognized by. */
export const keyOf = ({ sample, command, rule, case: name, at }: Judged | Sampled): string =>
  [sample, command, rule, name, at ?? ''].join('\n');

/** What is known of one rule. */
export interface Measured {
  readonly rule: string;
  /** Judged findings that mkt still reports. */
  readonly judged: number;
  readonly right: number;
  /** True ones that help no user. */
  readonly idle: number;
  /** Judged findings that it no longer reports: right ones that are missed, and wrong ones that are gone. */
  readonly missed: number;
  readonly fixed: number;
}

/** The same findings, with a mark on those that mkt no longer reports. */
export const marked = (judged: readonly Judged[], found: ReadonlySet<string>): Judged[] =>
  judged.map(({ gone: _, ...each }) => (found.has(keyOf(each)) ? each : { ...each, gone: true }));

/** By rule, in the order of their ids. */
export function measured(judged: readonly Judged[]): Measured[] {
  const rules = [...new Set(judged.map(({ rule }) => rule))].sort();
  return rules.map((rule) => {
    const own = judged.filter((each) => each.rule === rule);
    const here = own.filter((each) => each.gone !== true);
    const gone = own.filter((each) => each.gone === true);
    const rightOf = (all: readonly Judged[]) => all.filter(({ verdict }) => verdict === 'right').length;
    return {
      rule,
      judged: here.length,
      right: rightOf(here),
      idle: here.filter(({ idle }) => idle === true).length,
      missed: rightOf(gone),
      fixed: gone.length - rightOf(gone),
    };
  });
}

/** Fewer judged findings than this say nothing about a rule. */
const enough = 20;

/** The page about all judged findings. */
export const accuracyPage = (judged: readonly Judged[]): string => pageOf(measured(judged));

export function pageOf(rows: readonly Measured[]): string {
  const sum = (key: Exclude<keyof Measured, 'rule'>) => rows.reduce((all, row) => all + row[key], 0);
  const shareOf = ({ judged, right }: Pick<Measured, 'judged' | 'right'>) =>
    judged < enough ? 'unmeasured' : `${Math.floor((right / judged) * 100)} %`;
  const total = {
    rule: '**all**',
    judged: sum('judged'),
    right: sum('right'),
    idle: sum('idle'),
    missed: sum('missed'),
    fixed: sum('fixed'),
  };
  const line = (row: Measured) =>
    `| ${row.rule} | ${row.judged} | ${row.right} | ${shareOf(row)} | ${row.idle} | ${row.missed} | ${row.fixed} |`;
  return `# How often mkt is right

<!-- Written by \`npm run accuracy\` from tests/accuracy/judged.json; changes here are lost. -->

Findings of \`mkt validate\` and \`mkt check\` over eight real marketplaces, alone and together, small projects from public bug reports, and
settings of public repositories. Each was held
against the files by reading them: it is *right* if what it says is true, and *wrong* otherwise; a right one is *idle* if it helps
neither a maintainer nor a user of the plugin. Several places with one cause are one finding. The findings were drawn by rule and case, with a seed, so
that a rule which reports much does not hide one that reports little: the total is no estimate of what you will see in a marketplace
of your own.

A rule with fewer than ${enough} judged findings is *unmeasured*, whatever its figures. *Missed* are right findings that mkt no longer reports,
*gone* are wrong ones that it no longer reports.

| rule | judged | right | share | idle | missed | gone |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
${[...rows, total].map(line).join('\n')}

What mkt reads from texts, files, calls and roles, is [measured apart](accuracy-seen.md). What is not measured here: what mkt should have found and did not. The judgments, one sentence each, are in
[tests/accuracy/judged.json](../tests/accuracy/judged.json); to correct one, change it there and run the script again.
`;
}

/**
 * Findings that have not been judged, as many of each rule and case in turn.
 * @param seed the same seed draws the same.
 */
export function unjudged(
  found: readonly Sampled[],
  judged: readonly Judged[],
  { amount, seed }: { amount: number; seed: number },
): Sampled[] {
  const known = new Set(judged.map(keyOf));
  const strata = new Map<string, Sampled[]>();
  for (const each of shuffled(
    found.filter((one) => !known.has(keyOf(one))),
    seed,
  )) {
    const name = `${each.rule} ${each.case}`;
    strata.set(name, [...(strata.get(name) ?? []), each]);
  }
  const drawn: Sampled[] = [];
  for (let turn = 0; drawn.length < amount; turn += 1) {
    const round = [...strata.values()].flatMap((own) => own[turn] ?? []);
    if (round.length === 0) break;
    drawn.push(...round.slice(0, amount - drawn.length));
  }
  return drawn;
}

/** In an order that the seed decides. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  let state = seed >>> 0;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return items
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
