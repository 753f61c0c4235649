import type { AskedRange, ClientFailure, OtherCopy } from '../../model/client-run.ts';
import { pluginId, shownVersion } from '../../model/plugin.ts';
import { isOf } from '../../model/problems.ts';
import type { ClientDiffers } from '../../model/resolution-evidence.ts';
import { listed, quoted } from '../../model/text.ts';
import { rememberingSatisfies } from '../../model/version.ts';
import { placed } from '../anchor.ts';
import type { Context } from '../context.ts';
import { foldedNames } from '../evidence.ts';
import type { Draft, Rule, Said } from '../rule.ts';

/** The command that copies releases into a project, where mkt has it. */
const copying = 'sync';

/** Names in dependencies that the marketplace has replaced or removed, and the client does not look up. */
const formerNames = ({ faults }: Context): ReadonlySet<string> =>
  new Set(
    faults.flatMap((fault) =>
      isOf(fault, 'renamed-plugin', 'dependency-renamed') ||
      isOf(fault, 'renamed-plugin', 'dependency-removed')
        ? [fault.evidence.dependency]
        : [],
    ),
  );

/** More reasons would not help: one often leads to the next. */
const shownFailures = 4;

export const clientResolutionDiffers: Rule<'MKT110'> = {
  id: 'MKT110',
  ofInstallation: true,
  check(context) {
    const { clientRun } = context;
    const ignored = ignoredRanges(context);
    if (clientRun === undefined) return ignored;
    const { otherCopies: copies } = clientRun;
    const former = formerNames(context);
    // MKT114 reports that the client is too old, MKT106 the cycles, and MKT107 former names.
    const failures = clientRun.failures.filter(
      ({ kind, on }) => kind !== 'client-too-old' && kind !== 'entry-cycle' && !former.has(on),
    );
    return [
      ...ignored,
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
        'compatible versions of these plugins exist, but the client does not find them, so the installation fails',
        evidence,
      ),
    'not-loaded': (evidence) =>
      sayFailures(
        'compatible versions of these plugins exist, but the client chooses other versions: it installs all plugins, but loads only some',
        evidence,
      ),
    'other-versions': (evidence) =>
      sayFailures(
        'compatible versions of these plugins exist, but the client chooses other versions',
        evidence,
      ),
    'entry-ranges': ({ ignored }) => ({
      message: [
        'according to their marketplace, these plugins do not go together, but the client ignores version ranges in entries and loads the plugins anyway',
        ...ignored
          .slice(0, shownFailures)
          .map(
            ({ plugin, dependency, range, version }) =>
              `the entry for \`${plugin}\` requires \`${dependency}@${range}\`, but it is ${version}`,
          ),
        ...(ignored.length > shownFailures ? [`and ${ignored.length - shownFailures} more`] : []),
      ].join('\n'),
      help: 'ask the maintainer to move the range to `.claude-plugin/plugin.json`, where the client reads it, or to remove it',
    }),
    'other-copy': ({ plugin, recorded, loaded, asked, instead = [] }) => ({
      message: [
        `the client records \`${plugin}\` as ${recorded} and loads ${loaded}, which does not match ${rangesOf(asked)}`,
        'for a plugin inside the marketplace, it silently loads the current copy',
        ...instead.map(
          (other) =>
            `\`${other.plugin}\` ${other.version}, which mkt chooses, does not require it; the client installs ${other.installed}`,
        ),
      ].join('\n'),
      help: `ask the maintainer for a \`git-subdir\` source, from which the client loads the tagged version, or keep a copy of ${recorded} in a marketplace of your own`,
    }),
  },
};

/** Ranges in entries that the chosen versions are not in: the client ignores them, and only without them there is a combination. */
function ignoredRanges(context: Context): Draft<'MKT110'>[] {
  const { releases } = context;
  const byId = new Map(releases.map((release) => [pluginId(release.name, release.marketplace), release]));
  const satisfies = rememberingSatisfies();
  const ignored = releases.flatMap((by) =>
    by.dependencies.flatMap(({ name, marketplace = by.marketplace, range }) => {
      const target = byId.get(pluginId(name, marketplace));
      if (target === undefined || range === '*' || satisfies(target.version, range)) return [];
      return [{ plugin: by.name, dependency: name, range, version: shownVersion(target) }];
    }),
  );
  if (ignored.length === 0) return [];
  const names = ignored.flatMap(({ plugin, dependency }) => [plugin, dependency]);
  return [{ case: 'entry-ranges', evidence: { ignored }, ...placed([...new Set(names)], context) }];
}

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
    evidence: {
      failures,
      chosen,
      ...(order !== undefined && { order }),
      ...(context.commands.includes(copying) && { copyWith: copying }),
    },
    ...placed(names, context),
  };
}

/** Of a plugin inside the marketplace, the client loads the current copy, whichever version it chose. */
function otherCopy(copies: readonly OtherCopy[], context: Context): Draft<'MKT110'> {
  const [{ on, recorded, loaded }] = copies as [OtherCopy];
  const asked = copies.map((copy) => copy.asked);
  const instead = asked.flatMap(({ by, version: installed }) => {
    const chosen = context.chosen.find(({ name }) => name === by);
    return chosen === undefined || chosen.version === installed
      ? []
      : [{ plugin: by, version: chosen.version, installed }];
  });
  return {
    case: 'other-copy',
    evidence: { plugin: on, recorded, loaded, asked, ...(instead.length > 0 && { instead }) },
    ...placed([...new Set([on, ...asked.map(({ by }) => by)])], context),
  };
}

function caseOf(failures: readonly ClientFailure[]) {
  if (failures.some((failure) => 'installing' in failure)) return 'installation-fails';
  return failures.every(({ kind }) => kind === 'other-version') ? 'other-versions' : 'not-loaded';
}

function sayFailures(headline: string, { failures, chosen, order, copyWith }: ClientDiffers): Said {
  const more = failures.length - shownFailures;
  return {
    message: [
      headline,
      ...failures.slice(0, shownFailures).map(reason),
      ...(more > 0 ? [`and ${more} more`] : []),
      `compatible versions: ${listed(foldedNames(chosen.map(({ plugin, version }) => `${plugin} ${version}`)))}`,
    ].join('\n'),
    help: help(failures, { order, copyWith }),
  };
}

function reason(failure: ClientFailure): string {
  switch (failure.kind) {
    case 'range-conflict':
      return `\`${failure.installing}\`: no release of \`${failure.on}\` matches ${allOf(failure.ranges)}${rangesOf(failure.ranges)} (\`range-conflict\`); the client chooses the highest version of each plugin and never tries an older one`;
    case 'too-complex':
      return `\`${failure.installing}\`: the ranges of \`${failure.on}\` have too many alternatives (\`||\`) for the client to compare: ${alternativesOf(failure.ranges)}`;
    case 'installed':
      return `\`${failure.installing}\`: \`${failure.on}\` ${failure.version ?? '(whose version the client does not know)'} is already installed and does not match ${rangesOf(failure.ranges)}, and the client does not change it`;
    case 'broken-copy':
      return `\`${failure.installing}\`: the client chooses ${failure.tag === undefined ? `the current copy of \`${failure.on}\`` : `\`${failure.on}\` ${failure.tag}`} and cannot install it: ${failure.reason}`;
    case 'broken-current':
      return `the client records \`${failure.on}\` as ${failure.recorded} and loads the current copy, which it rejects: ${failure.reason}`;
    case 'entry-cycle':
      return `\`${failure.installing}\`: dependencies in entries form a cycle`;
    case 'entry-missing':
      return `\`${failure.installing}\`: the entry for \`${failure.by}\` depends on \`${failure.on}\`, which no marketplace has`;
    case 'entry-blocked':
      return `\`${failure.installing}\`: the entry for \`${failure.by}\` depends on \`${failure.on}\`, which its marketplace does not allow and which is not installed yet`;
    case 'client-too-old':
      return `\`${failure.installing}\`: \`${failure.on}\` needs Claude Code \`${failure.range}\``;
    case 'no-matching-tag':
      return `\`${failure.installing}\`: no tag of \`${failure.on}\` matches ${allOf(failure.ranges)}${rangesOf(failure.ranges)} (\`no-matching-tag\`)`;
    case 'dependency-version-unsatisfied':
      return `${asking(failure.asked)} requires \`${failure.on}@${failure.asked.range}\` but finds ${failure.installed ?? 'a copy whose version the client does not know'} (\`dependency-version-unsatisfied\`)`;
    case 'dependency-unsatisfied':
      return `${asking(failure.asked)} requires \`${failure.on}\`, which is not installed (\`dependency-unsatisfied\`)`;
    case 'other-version':
      return `\`${failure.on}@${failure.range}\` is requested, but \`claude plugin install\` cannot select a version: it installs ${failure.installed}, the current copy`;
  }
}

const asking = ({ by, version }: AskedRange): string => `\`${by}\` ${version}`;

/** What comes before several ranges that one version would have to match. */
function allOf(ranges: readonly AskedRange[]): string {
  const { size } = new Set(ranges.map((asked) => `${asked.range} ${asking(asked)}`));
  if (size < 2) return '';
  return size === 2 ? 'both ' : 'all of ';
}

/** How many alternatives each plugin gives, since the ranges themselves would fill a page. */
const alternativesOf = (ranges: readonly AskedRange[]): string =>
  listed([...new Set(ranges.map((asked) => `${asked.range.split('||').length} (for ${asking(asked)})`))]);

const rangesOf = (ranges: readonly AskedRange[]): string =>
  listed([...new Set(ranges.map((asked) => `\`${asked.range}\` (for ${asking(asked)})`))]);

function namesOf(failure: ClientFailure): string[] {
  if ('asked' in failure) return [failure.asked.by, failure.on];
  if ('ranges' in failure) return [failure.installing, failure.on, ...failure.ranges.map(({ by }) => by)];
  return [failure.on];
}

function help(
  failures: readonly ClientFailure[],
  { order, copyWith }: Pick<ClientDiffers, 'copyWith'> & { order: readonly string[] | undefined },
): string {
  if (order !== undefined)
    return `install them one at a time in this order, so that the client finds the right versions: ${listed(quoted(order), 'then')}`;
  if (
    failures.every(
      (failure) => failure.kind === 'dependency-version-unsatisfied' && failure.installed === undefined,
    )
  )
    return `ask the maintainer to state the version of ${listed(quoted([...new Set(failures.map(({ on }) => on))]))} in its \`.claude-plugin/plugin.json\`: the client ignores the version in the entry of a plugin that has this file`;
  const old = failures.flatMap((failure) => (failure.kind === 'other-version' ? [failure.on] : []));
  if (old.length === failures.length)
    return `remove the range of ${listed(quoted([...new Set(old)]))}, or pin the marketplace to a commit that has the version`;
  if (copyWith !== undefined)
    return `run \`mkt lock\` and \`mkt ${copyWith}\`, which copy these versions into the project (plugins without a license only with \`route: skills\` in \`mkt.yaml\`); or ask the maintainers for narrower ranges`;
  return 'copy the folders of these versions into a marketplace of your own, without tags, and install them from there; or ask the maintainers for narrower ranges';
}
