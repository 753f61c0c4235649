import type { AskedRange, ClientFailure, OtherCopy } from '../../model/client-run.ts';
import type { ClientDiffers } from '../../model/resolution-evidence.ts';
import { listed, quoted } from '../../model/text.ts';
import { placed } from '../anchor.ts';
import type { Context } from '../context.ts';
import { foldedNames } from '../evidence.ts';
import type { Draft, Rule, Said } from '../rule.ts';

/** More reasons than these tell nobody more: one often leads to the next. */
const shownFailures = 4;

export const clientResolutionDiffers: Rule<'MKT110'> = {
  id: 'MKT110',
  check(context) {
    const { clientRun } = context;
    if (clientRun === undefined) return [];
    // Where no tag is a version at all, MKT111 says so, and what to do.
    const untagged = new Set(context.releases.flatMap(({ name, untagged }) => (untagged ? [name] : [])));
    const failures = clientRun.failures.filter(({ on }) => !untagged.has(on));
    const copies = clientRun.otherCopies.filter(({ on }) => !untagged.has(on));
    return [
      ...(failures.length === 0 ? [] : [differs(failures, clientRun.order, context)]),
      ...[...new Set(copies.map(({ on }) => on))].map((name) =>
        otherCopy(
          copies.filter(({ on }) => on === name),
          context,
        ),
      ),
    ];
  },
  say: {
    'installation-fails': (evidence) =>
      sayFailures(
        'these plugins go together, but the client does not find how: its installation ends with an error',
        evidence,
      ),
    'not-loaded': (evidence) =>
      sayFailures(
        'these plugins go together, but not in the versions that the client takes: it installs them and does not load all',
        evidence,
      ),
    'other-versions': (evidence) =>
      sayFailures('these plugins go together, but the client takes other versions', evidence),
    'other-copy': ({ plugin, recorded, loaded, asked }) => ({
      message: `the client records \`${plugin}\` as ${recorded} and loads ${loaded}, which is not in ${rangesOf(asked)}\nit reads what lies in the marketplace itself from the copy of today, and says nothing`,
      help: `ask the maintainer for a source of the kind \`git-subdir\`, of which the tagged version is loaded, or keep a copy of ${recorded} in a marketplace of your own`,
    }),
  },
};

function differs(
  failures: readonly ClientFailure[],
  order: readonly string[] | undefined,
  context: Context,
): Draft<'MKT110'> {
  const chosen = context.chosen.map(({ name, version }) => ({ plugin: name, version }));
  const names = [...new Set(failures.flatMap(namesOf))].filter((name) =>
    chosen.some(({ plugin }) => plugin === name),
  );
  return {
    case: caseOf(failures),
    evidence: { failures, chosen, ...(order !== undefined && { order }) },
    ...placed(names, context),
  };
}

/** What lies in the marketplace itself is loaded as it is today, whichever version was chosen. */
function otherCopy(copies: readonly OtherCopy[], context: Context): Draft<'MKT110'> {
  const [{ on, recorded, loaded }] = copies as [OtherCopy];
  const asked = copies.map((copy) => copy.asked);
  return {
    case: 'other-copy',
    evidence: { plugin: on, recorded, loaded, asked },
    ...placed([...new Set([on, ...asked.map(({ by }) => by)])], context),
  };
}

function caseOf(failures: readonly ClientFailure[]) {
  if (failures.some((failure) => 'installing' in failure)) return 'installation-fails';
  return failures.every(({ kind }) => kind === 'other-version') ? 'other-versions' : 'not-loaded';
}

function sayFailures(headline: string, { failures, chosen, order }: ClientDiffers): Said {
  const more = failures.length - shownFailures;
  return {
    message: [
      headline,
      ...failures.slice(0, shownFailures).map(reason),
      ...(more > 0 ? [`and ${more} more`] : []),
      `what goes together: ${listed(foldedNames(chosen.map(({ plugin, version }) => `${plugin} ${version}`)))}`,
    ].join('\n'),
    help: help(failures, order),
  };
}

function reason(failure: ClientFailure): string {
  switch (failure.kind) {
    case 'range-conflict':
      return `\`${failure.installing}\`: no \`${failure.on}\` is in ${rangesOf(failure.ranges)} (\`range-conflict\`); the client took the highest version of each and tries no older one`;
    case 'installed':
      return `\`${failure.installing}\`: \`${failure.on}\` ${failure.version} is installed by then, the client does not move it, and it is not in ${rangesOf(failure.ranges)}`;
    case 'no-matching-tag':
      return `\`${failure.installing}\`: no tag of \`${failure.on}\` is in ${rangesOf(failure.ranges)} (\`no-matching-tag\`)`;
    case 'dependency-version-unsatisfied':
      return `${asking(failure.asked)} needs \`${failure.on}\` in \`${failure.asked.range}\` and finds ${failure.installed} (\`dependency-version-unsatisfied\`)`;
    case 'dependency-unsatisfied':
      return `${asking(failure.asked)} needs \`${failure.on}\`, which nothing has installed (\`dependency-unsatisfied\`)`;
    case 'other-version':
      return `\`${failure.on}\` is asked for in \`${failure.range}\`, and \`claude plugin install\` knows no versions: it takes ${failure.installed}, the copy of today`;
  }
}

const asking = ({ by, version }: AskedRange): string => `\`${by}\` ${version}`;

const rangesOf = (ranges: readonly AskedRange[]): string =>
  listed([...new Set(ranges.map((asked) => `\`${asked.range}\` (for ${asking(asked)})`))]);

function namesOf(failure: ClientFailure): string[] {
  if ('asked' in failure) return [failure.asked.by, failure.on];
  if ('installing' in failure) return [failure.installing, failure.on, ...failure.ranges.map(({ by }) => by)];
  return [failure.on];
}

function help(failures: readonly ClientFailure[], order: readonly string[] | undefined): string {
  if (order !== undefined)
    return `install them one by one in this order, in which the client finds the way: ${listed(quoted(order), 'then')}`;
  const old = failures.flatMap((failure) => (failure.kind === 'other-version' ? [failure.on] : []));
  if (old.length === failures.length)
    return `drop the range of ${listed(quoted([...new Set(old)]))}, or pin the marketplace to a commit that has the version`;
  return 'copy the folders of these versions into a marketplace of your own, without tags, and install them from there; or ask the maintainers for narrower ranges';
}
