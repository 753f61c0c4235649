/** The page that says how often what mkt sees is right, from figures alone. */
import { precision, recall, type Tally } from './seen-tally.ts';

/** Figures of one set of plugins, by what is seen. */
export interface Figures {
  readonly [what: string]: Tally;
}

/** All figures. `first`: those of the packages that had not been looked at, when they were measured for the first time. */
export interface SeenFigures {
  readonly tune: Figures;
  readonly first: Figures;
  readonly test: Figures;
  readonly samples: Figures;
  readonly roles: Figures;
}

/** Never rounded up. */
const percent = (share: number | undefined): string =>
  share === undefined ? '–' : `${Math.floor(share * 100)} %`;

const row = (what: string, tally: Tally): string =>
  `| ${what} | ${tally.right + tally.wrong} | ${tally.right} | ${percent(precision(tally))} | ${tally.seen + tally.missed} | ${percent(recall(tally))} |`;

const table = (figures: Figures): string =>
  [
    '| | seen | right | precision | labeled | recall |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...Object.entries(figures).map(([what, tally]) => row(what, tally)),
  ].join('\n');

/** The page. */
export const seenPage = ({
  tune,
  first,
  test,
  samples,
  roles,
}: SeenFigures): string => `# How often what mkt sees is right

<!-- Written by \`npm run accuracy:seen\` from tests/accuracy/seen.json; changes here are lost. -->

Where plugins state nothing, mkt reads [files](guides/plan.md), calls and roles from their texts. What it reads was compared with labels
that were made by reading the texts, by a language model in one pass, before it had seen any output of mkt. *Precision* is the share
of what mkt sees that is right; *recall* is the share of what is labeled that mkt sees. Each path of a plugin counts once. What people
would disagree about counts neither way.

Only what is *sure* is shown on one screen, on maps and in the order of work; everything is in \`mkt plan --full\`, on the page of a plan and
in JSON, marked. A form of statement is sure if nine of ten were right.

## Whole texts

The texts of 21 plugins in 18 npm packages. These were picked, not drawn, so they say little about plugins in general. Eleven of them
(*tune*) were read while the reader was written:

${table(tune)}

Ten (*test*) were not looked at until the reader was finished. Measured for the first time, they gave:

${table(first)}

Then the reader was corrected by its mistakes there, so that these figures are no longer those of unknown texts:

${table(test)}

Most of what is missed is in code blocks and in drawings of folders: mkt does not read them, because they are examples as often as
instructions.

## Front matter, manifests and hooks

82 plugins of the sample marketplaces, which come without the bodies of their texts: 40 drawn with a seed, 15 that they name or that
name them, and 27 that were found because they name files. The labels were known when the reader was corrected.

${table(samples)}

Calls count only with the full name of a component, \`plugin:component\`. Most of the labeled ones have only the name of a skill or an agent, and
often only say where else to look.

## Roles

Roles come from the name, the category, the keywords and the description, by
[a table of words](../src/analysis/role-words.ts). A role is sure if at least two, and nine of ten, of what is seen are right. The rows for
single roles are from plugins that were known when the table was written: those above, and 40 more of the sample marketplaces that were
drawn with a seed. There are few cases of each. The last row is from the packages that were not looked at: most of them say only in their
texts what they are for.

${table(roles)}

The labels are in [sample-labels.json](../tests/accuracy/sample-labels.json) and
[package-labels.json](../tests/accuracy/package-labels.json), without the texts. \`npm run accuracy:seen -- DIR\` fetches the packages by their
versions and checksums, measures again and writes this page.
`;
