/** The page that says how often what mkt sees is right, from figures alone. */
import { isOftenRight, type Measured, seenKinds } from '../src/model/seen-kinds.ts';
import { precision, recall, type Tally, wilson } from './seen-tally.ts';

/** Figures of one set of plugins, by what is seen. */
export interface Figures {
  readonly [what: string]: Tally;
}

/** All figures, by set. */
export interface SeenFigures {
  /** Of texts that mkt had not read before. They are kept as they were measured. */
  readonly first: Readonly<Record<'test' | 'drawn' | 'later' | 'next' | 'calls' | 'roles', Figures>>;
  /** With mkt as it is. */
  readonly now: Readonly<
    Record<'tune' | 'test' | 'drawn' | 'later' | 'next' | 'calls' | 'samples' | 'roles', Figures>
  >;
}

/** Never rounded up. */
const percent = (share: number | undefined): string =>
  share === undefined ? '–' : `${Math.floor(share * 100)} %`;

/** `81–100 %`, or nothing. */
function interval(right: number, found: number): string {
  const [least, most] = wilson({ right, found }) ?? [];
  return least === undefined || most === undefined
    ? '–'
    : `${Math.floor(least * 100)}–${Math.ceil(most * 100)} %`;
}

const row = (what: string, tally: Tally): string => {
  const { right, wrong, seen, missed } = tally;
  const found = right + wrong;
  return `| ${what} | ${found} | ${right} | ${percent(precision(tally))} | ${interval(right, found)} | ${seen + missed} | ${percent(recall(tally))} |`;
};

const table = (figures: Figures): string =>
  [
    '| | seen | right | precision | 95 % interval | labeled | recall |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...Object.entries(figures).map(([what, tally]) => row(what, tally)),
  ].join('\n');

/** How a text says it, for those who have not read the code. Where reads differ they have `reads ` before the form. */
const forms: Readonly<Record<string, string>> = {
  verb: '`Write the plan to x`',
  'reads verb': '`Read x`',
  weak: '`Add it to x`',
  'reads weak': '`Review x`, `Check x`',
  listed: 'a list below such a sentence or heading',
  label: '`**Output:** x`',
  passive: '`x is written`',
  participle: '`Plan saved to x`',
  aside: '`Write a report (x)`',
  'reads aside': '`Read the plan (x)`',
  far: 'a verb with many words between',
  pronoun: '`Read it`, of the file before',
  command: 'a shell command',
  part: '`Update the section in x`',
  from: '`from x`',
  search: '`Look for x`',
  attached: '`@x`',
  hint: '`see x`, `follow x`',
  kind: '`use the critic agent`',
  tool: '`Task(subagent_type="critic")`, `Skill(critic)`',
  slash: '`invoke /critique`',
  bare: '`delegate to critic-agent`',
  full: '`review-kit:critic`',
  declared: '`skills: critic` in the front matter',
  code: '`` invoke `critic` ``',
  mention: '`@critic` without a verb',
  typed: '`run /critique`, `use /critique`',
  named: 'a name without a verb that calls',
  row: 'a row of a table',
  offer: 'what the user is told to run',
};

const kindRow = ([kind, { right, found, isKnown }]: [string, Measured]): string => {
  const [what = '', form = ''] = kind.split(' ');
  const shown = isOftenRight(kind) ? 'yes' : 'with `--full`';
  const example = what === 'role' ? form : (forms[`${what} ${form}`] ?? forms[form] ?? form);
  return `| ${what} | ${example} | ${found} | ${right} | ${percent(right / found)} | ${interval(right, found)} | ${isKnown === true ? 'known' : 'new'} | ${shown} |`;
};

const kinds = (whats: readonly string[]): string =>
  [
    '| | form | seen | right | precision | 95 % interval | texts | shown |',
    '| --- | --- | ---: | ---: | ---: | ---: | --- | --- |',
    ...Object.entries(seenKinds)
      .filter(([kind]) => whats.some((what) => kind.startsWith(`${what} `)))
      .map(kindRow),
  ].join('\n');

/** The page. */
export const seenPage = ({ first, now }: SeenFigures): string => `# How often what mkt sees is right

<!-- Written by \`npm run accuracy:seen\` from tests/accuracy/seen.json; changes here are lost. -->

Where plugins state nothing, mkt reads [files](guides/plan.md), calls and roles from their texts. What it reads was compared with labels
that were made by reading the texts, before mkt had read them. *Precision* is the share of what mkt sees that is right; *recall* is the
share of what is labeled that mkt sees; the interval is that of Wilson. Each path of a plugin counts once, and so does each component that
a text calls. What people would disagree about counts neither way.

Only what is *sure* is shown on one screen, on maps and in the order of work; everything is in \`mkt plan --full\`, on the page of a plan and
in JSON, marked. A form of statement is sure if at least two cases of it were measured and nine of ten were right.

How far these figures can be trusted:

- One language model labeled everything in one pass, and the same one corrected the readers. There is no second labeler.
- The packages come from a list of npm packages, where they were chosen by what their summaries say. Marketplaces have others.
- Several of the drawn packages have the same authors or copy from each other, so that cases are not independent, and the intervals are
  narrower than they should be.
- A kind with few cases can be far from what its precision says. The lower end of its interval tells how far.

## Which forms are sure

*New*: counted in texts that mkt read for the first time. *Known*: counted after it had been corrected by these texts, because others have
too few cases.

${kinds(['writes', 'reads', 'call'])}

## Files in whole texts

59 packages with texts of agents, commands or skills were chosen by their summaries. A seed put them in an order, and the first 32 in which
there are such texts, one plugin of each, were labeled until 2,500 words: \`scripts/seen-draw.ts\` repeats the draw. When mkt read
them for the first time, it gave:

${table(first.drawn)}

Sixteen of the wrong ones were files of a home directory, \`@~/…\`. After the readers had been corrected by these texts:

${table(now.drawn)}

Then 32 more texts of the same plugins were drawn and labeled. When mkt read them for the first time, it gave:

${table(first.later)}

At last the ten plugins that would have been drawn next were labeled, 30 texts. These figures are the ones to go by, since neither the texts
nor the plugins were known:

${table(first.next)}

One of the three that were wrong among what was sure is right, but had not been labeled; the other two are one list. With mkt as it is:

${table(now.next)}

21 plugins in 18 more packages were picked, not drawn. Eleven of them (*tune*) were read while the reader was written:

${table(now.tune)}

Ten (*test*) were not looked at until the reader was finished. Measured for the first time, and as they are now:

${table(first.test)}

${table(now.test)}

Most of what is missed is in code blocks and in drawings of folders: mkt does not read them, because they are examples as often as
instructions.

## Calls in whole texts

Labeled are calls of other components of the same plugin, since the texts of a package name few of other plugins. To run something is a
call; what the user is told of or is to run, and what is only mentioned or compared, is none. 99 more texts of the drawn plugins that name a
component were labeled for this, in two turns, and then 37 of the plugins that would have been drawn next. What mkt took for sure when it
read each set for the first time:

${table(first.calls)}

Each of the first three was then used to correct the reader. In the second most of what was wrong were commands that the user is to type, and
in the third nearly all were rows of one table that lists agents. Forms of which less than nine of ten were right are no longer sure. The
last set is the one to go by: nothing was changed after it was read. Thirteen
of its fifteen are skills that the front matter of two agents names. The one that was wrong is right, but had not been labeled. With
mkt as it is:

${table(now.calls)}

Most of what is missed is a command that the text says to use or to run, which is said to the user as often, or a name in a list or a table
where nothing says whether it is to be run.

## Front matter, manifests and hooks

82 plugins of the sample marketplaces, which come without the bodies of their texts: 40 drawn with a seed, 15 that they name or that
name them, and 27 that were found because they name files. The labels were known when the reader was corrected.

${table(now.samples)}

Calls are those of components of other plugins in the same marketplace. There are few, because descriptions rather say where else to look,
which is no call. Most of the labeled ones are in keys of front matter that only these marketplaces have.

## Roles

Roles come from the name, the category, the keywords and the description, by
[a table of words](../src/analysis/role-words.ts). The rows for single roles are from plugins that were known when the table was written: those
of the samples, the first eleven packages, and 40 more of the sample marketplaces that were drawn with a seed. In packages that were not
looked at there are too few cases of any one role to measure it: most plugins say only in their texts what they are for.

${table(now.roles)}

In the drawn packages, the table of words at first gave the figures below. Then its words for migration and database were narrowed.

${table(first.roles)}

What decides which roles are sure counts the packages that were not looked at, too, before the table was corrected by them:

${kinds(['role'])}

The labels are in [sample-labels.json](../tests/accuracy/sample-labels.json), [package-labels.json](../tests/accuracy/package-labels.json),
[drawn-labels.json](../tests/accuracy/drawn-labels.json), [call-labels.json](../tests/accuracy/call-labels.json) and
[file-labels.json](../tests/accuracy/file-labels.json), without the texts. \`scripts/seen-draw-texts.ts\` repeats the draws of
the later texts. \`npm run accuracy:seen -- DIR\` fetches the packages by their
versions and checksums, measures again and writes this page.
`;
