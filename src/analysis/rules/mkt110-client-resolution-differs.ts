import type { AskedRange, ClientFailure, OtherCopy } from '../../model/client-run.ts';
import { listed, quoted } from '../../model/text.ts';
import { placed } from '../anchor.ts';
import type { Context } from '../context.ts';
import { foldedNames } from '../evidence.ts';
import type { LegacyDraft, LegacyRule } from '../rule.ts';

/** More reasons than these tell nobody more: one often leads to the next. */
const shownFailures = 4;

export const clientResolutionDiffers: LegacyRule = {
  id: 'MKT110',
  name: 'client-resolution-differs',
  severity: 'warning',
  section: 'Version Compatibility',
  summary: 'a combination exists, but the client itself ends with another one, or with none',
  check(context) {
    const { clientRun } = context;
    if (clientRun === undefined) return [];
    // Where no tag is a version at all, MKT111 says so, and what to do.
    const untagged = new Set(context.releases.flatMap(({ name, untagged }) => (untagged ? [name] : [])));
    const failures = clientRun.failures.filter(({ on }) => !untagged.has(on));
    const copies = clientRun.otherCopies.filter(({ on }) => !untagged.has(on));
    return [
      ...(failures.length === 0 ? [] : [notFound(failures, clientRun.order, context)]),
      ...[...new Set(copies.map(({ on }) => on))].map((name) =>
        otherCopy(
          copies.filter(({ on }) => on === name),
          context,
        ),
      ),
    ];
  },
};

function notFound(
  failures: readonly ClientFailure[],
  order: readonly string[] | undefined,
  context: Context,
): LegacyDraft {
  const { chosen } = context;
  const names = [...new Set(failures.flatMap(namesOf))].filter((name) =>
    chosen.some((each) => each.name === name),
  );
  const more = failures.length - shownFailures;
  return {
    ...placed(names, context),
    message: [
      headline(failures),
      ...failures.slice(0, shownFailures).map(reason),
      ...(more > 0 ? [`and ${more} more`] : []),
      `what goes together: ${listed(foldedNames(chosen.map(({ name, version }) => `${name} ${version}`)))}`,
    ].join('\n'),
    help: help(failures, order),
  };
}

/** What lies in the marketplace itself is loaded as it is today, whichever version was chosen. */
function otherCopy(copies: readonly OtherCopy[], context: Context): LegacyDraft {
  const [{ on, recorded, loaded }] = copies as [OtherCopy];
  return {
    ...placed([...new Set([on, ...copies.map(({ asked }) => asked.by)])], context),
    message: `the client records \`${on}\` as ${recorded} and loads ${loaded}, which is not in ${rangesOf(copies.map(({ asked }) => asked))}\nit reads what lies in the marketplace itself from the copy of today, and says nothing`,
    help: `ask the maintainer for a source of the kind \`git-subdir\`, of which the tagged version is loaded, or keep a copy of ${recorded} in a marketplace of your own`,
  };
}

function headline(failures: readonly ClientFailure[]): string {
  if (failures.some((failure) => 'installing' in failure))
    return 'these plugins go together, but the client does not find how: its installation ends with an error';
  return failures.every(({ kind }) => kind === 'other-version')
    ? 'these plugins go together, but the client takes other versions'
    : 'these plugins go together, but not in the versions that the client takes: it installs them and does not load all';
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
