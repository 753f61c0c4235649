/** Holds what mkt says against what the client did: values in, values out. */
import coerce from 'semver/functions/coerce.js';
import valid from 'semver/functions/valid.js';
import type { ClientResult, Row } from './client.ts';
import type { MktResult } from './mkt.ts';
import type { CurrentCopy } from './sample.ts';

export const outcomes = [
  'both load',
  'both refuse',
  'false green',
  'false red',
  'other version',
  'other plugins',
  'unknown',
] as const;
export type Outcome = (typeof outcomes)[number];

export interface Compared {
  readonly outcome: Outcome;
  /** What mkt says and what the client did, where they differ. */
  readonly why: string;
}

export const agrees = ({ outcome }: Compared): boolean =>
  outcome === 'both load' || outcome === 'both refuse';

/**
 * The list, before anything is installed: whether all of it will load, and in which versions.
 * @param request the ids that were installed.
 * @param current the current copies of the plugins.
 */
export function compareList(
  request: readonly string[],
  client: ClientResult,
  mkt: MktResult,
  current: ReadonlyMap<string, CurrentCopy> = new Map(),
): Compared {
  const rows = client.rows.filter(({ id }) => !id.endsWith('@skills-dir'));
  const trouble = troubleOf(request, { ...client, rows });
  const compared = byVerdict(trouble, mkt);
  if (compared.outcome !== 'both load') return compared;
  return sameVersions(rows, mkt, current) ?? compared;
}

/** What is installed: whether all that is enabled loads. */
export function compareInstalled(client: ClientResult, mkt: MktResult): Compared {
  return byVerdict(client.rows.flatMap(errorsOf), mkt);
}

function byVerdict(trouble: readonly string[], mkt: MktResult): Compared {
  const { kind } = mkt.verdict;
  if (kind === 'unknown') return { outcome: 'unknown', why: saidBy(mkt) };
  if (mkt.ok)
    return trouble.length === 0
      ? { outcome: 'both load', why: '' }
      : { outcome: 'false green', why: trouble.join('; ') };
  return trouble.length === 0
    ? { outcome: 'false red', why: saidBy(mkt) }
    : { outcome: 'both refuse', why: '' };
}

function troubleOf(request: readonly string[], { failures, rows }: ClientResult): string[] {
  const off = request.filter((id) => rows.find((row) => row.id === id)?.enabled !== true);
  return [
    ...failures,
    ...rows.flatMap(errorsOf),
    ...(failures.length === 0 ? off.map((id) => `${id} is not enabled`) : []),
  ];
}

const errorsOf = ({ id, errors }: Row): string[] => errors.map((error) => `${id}: ${error}`);

/** The versions that mkt names, but for those of which it says itself that the client takes others. */
function sameVersions(
  rows: readonly Row[],
  { plugins, findings }: MktResult,
  current: ReadonlyMap<string, CurrentCopy>,
): Compared | undefined {
  const said = new Set(
    findings.filter(({ rule }) => rule === 'MKT110').flatMap((finding) => finding.plugins),
  );
  const ours = new Map(
    plugins.map(({ name, marketplace, version, unpinnable, statedVersion }) => [
      `${name}@${marketplace}`,
      unpinnable === true ? statedVersion : version,
    ]),
  );
  const theirs = new Map(rows.map(({ id, version }) => [id, version]));
  // Another version of a plugin requires others, and mkt says which one the client takes.
  if (findings.some(({ rule, evidence }) => rule === 'MKT110' && evidence?.instead !== undefined))
    return undefined;
  const only = [
    ...[...ours.keys()].filter((id) => !theirs.has(id)).map((id) => `mkt: ${id}`),
    ...[...theirs.keys()].filter((id) => !ours.has(id)).map((id) => `client: ${id}`),
  ];
  if (only.length > 0) return { outcome: 'other plugins', why: `only for ${only.join(', ')}` };
  const other = [...ours].flatMap(([id, version]) => {
    const theirOwn = theirs.get(id) ?? '';
    return said.has(id.split('@')[0] as string) ||
      isSame(version, theirOwn) ||
      isCurrent(version, theirOwn, current.get(id))
      ? []
      : [`${id}: mkt ${version ?? 'none'}, client ${theirOwn}`];
  });
  return other.length > 0 ? { outcome: 'other version', why: other.join(', ') } : undefined;
}

/** Whether both mean the current copy: the client loads it if its files are in the marketplace. */
const isCurrent = (ours: string | undefined, theirs: string, copy: CurrentCopy | undefined): boolean =>
  ours !== undefined &&
  copy?.versions.includes(ours) === true &&
  (copy.isLoaded || copy.versions.includes(theirs) || isSame(undefined, theirs));

/**
 * Without a version the client records a part of a commit, or that it knows none. It records any text as it is; mkt names the
 * version that the text means.
 */
const isSame = (ours: string | undefined, theirs: string): boolean =>
  ours === undefined
    ? /^(unknown|[0-9a-f]{12}(-[0-9a-f]{8})?)$/.test(theirs) || coerce(theirs) === null
    : theirs === ours || (valid(theirs) ?? coerce(theirs)?.version) === ours;

const saidBy = ({ verdict, findings }: MktResult): string =>
  [
    verdict.kind,
    ...findings
      .filter(({ severity }) => severity === 'error' || verdict.kind === 'unknown')
      .map(({ rule, case: name, message }) => `${rule} ${name}: ${message.split('\n')[0]}`),
  ].join('; ');

/** How often each outcome was seen, as a table. */
export function tableOf(columns: Readonly<Record<string, readonly Compared[]>>): string {
  const names = Object.keys(columns);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const amount = (all: readonly Compared[], outcome: Outcome) => {
    const count = all.filter((each) => each.outcome === outcome).length;
    return all.length === 0 ? '0' : `${count} (${((100 * count) / all.length).toFixed(1)} %)`;
  };
  return [
    line(['outcome', ...names]),
    line(['---', ...names.map(() => '---:')]),
    ...outcomes.map((outcome) =>
      line([outcome, ...names.map((name) => amount(columns[name] ?? [], outcome))]),
    ),
    line(['all', ...names.map((name) => String(columns[name]?.length ?? 0))]),
  ].join('\n');
}
