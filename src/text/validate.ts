import type { z } from 'zod';
import type { Violation } from '../model/file-evidence.ts';
import { misspelt, nearest } from '../model/nearest.ts';
import { type Fault, type Fix, isError, problem } from '../model/problems.ts';
import { completedVersion } from '../model/version.ts';
import { descriptionAt, isRightFor, issuesOfProto, keysAt } from './schema-walk.ts';
import { capped, maximumFaults, type Read } from './source-text.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly (string | number)[];

interface Where {
  readonly schema: z.ZodType;
  readonly read: Read;
  /** Where in the document the schema starts. */
  readonly at: Path;
}

/**
 * Checks a document against a schema. Reports every fault at its own location: a wrong type at the value, a missing key at the
 * object that lacks it, an unknown key (a warning) at the key.
 * @param at where in the document the schema starts; only for the whole document are the faults of reading returned too.
 * @returns all faults, including those of reading, and the value as it was read if none of them is an error.
 */
export function validate<T>(
  schema: z.ZodType<T>,
  read: Read,
  at: Path = [],
): { readonly value: T | undefined; readonly faults: readonly Fault[] } {
  if (read.value === undefined) return { value: undefined, faults: read.faults };
  const value = valueAt(read.value, at);
  const result = schema.safeParse(value, { jitless: !isLarge(value) });
  const issues = [...(result.success ? [] : result.error.issues), ...issuesOfProto(schema, value)];
  const found = issues.slice(0, maximumFaults).flatMap((issue) => faultsOf(issue, at, { schema, read, at }));
  const total = issues.reduce(
    (sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 1),
    0,
  );
  const faults = [
    ...(at.length === 0 ? read.faults : []),
    ...capped(
      gravestOf(found),
      Math.max(found.length, total),
      found.filter(isError).length > maximumFaults ||
        issues.slice(maximumFaults).some(({ code }) => code !== 'unrecognized_keys'),
    ),
  ];
  // Not zod's own copy, which loses entries called `__proto__`.
  return { value: faults.some(isError) ? undefined : (value as T), faults };
}

/** So many values are checked in less time than zod takes to generate code that checks them faster. */
const fewValues = 5000;

/** Whether a document has more than a few values. */
function isLarge(value: unknown): boolean {
  const waiting = [value];
  let seen = 0;
  while (waiting.length > 0 && seen <= fewValues) {
    const next = waiting.pop();
    seen += 1;
    if (typeof next === 'object' && next !== null)
      for (const inner of Object.values(next)) {
        waiting.push(inner);
        if (waiting.length > fewValues) return true;
      }
  }
  return seen > fewValues;
}

/** By place, and all that are shown first: no error is left out in favor of a warning. */
function gravestOf(faults: readonly Fault[]): Fault[] {
  const sorted = [...faults].sort(byPlace);
  if (faults.length <= maximumFaults) return sorted;
  const shown = [...sorted.filter(isError), ...sorted.filter((fault) => !isError(fault))];
  return [...shown.slice(0, maximumFaults).sort(byPlace), ...shown.slice(maximumFaults)];
}

function byPlace({ location: a }: Fault, { location: b }: Fault): number {
  return a.line - b.line || a.column - b.column;
}

function faultsOf(issue: Issue, base: Path, where: Where): Fault[] {
  const path = [...base, ...(issue.path as Path)];
  const value = valueAt(where.read.value, path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return unknownKeys(issue.keys, path, where);
    case 'invalid_union':
      return value === undefined ? [missing(path, where)] : unionFaults(issue, path, where);
    case 'invalid_type':
      return value === undefined ? [missing(path, where)] : [wrongKind([issue.expected], path, where)];
    case 'invalid_value':
      return value === undefined
        ? [missing(path, where)]
        : [wrongValue(issue.values.map(String), path, where)];
    case 'too_small':
      return [
        violation(path, where, {
          kind: 'too-small',
          at: pathName(path),
          ...(isSized(value) ? {} : { least: Number(issue.minimum), inclusive: issue.inclusive === true }),
        }),
      ];
    case 'invalid_format':
      return [
        violation(path, where, { kind: 'wrong-form', at: pathName(path), value, ...meaningOf(path, where) }),
      ];
    case 'invalid_key':
      return issue.issues.map(({ message }) => customFault(message, path, where, { isKey: true }));
    case 'custom':
      return [customFault(issue.message, path, where, { isKey: false, params: issue.params })];
    default:
      return [
        violation(path, where, { kind: 'other', at: pathName(path), detail: issue.message.toLowerCase() }),
      ];
  }
}

/** What the value at a path is for, if its schema says so. */
function meaningOf(path: Path, { schema, at }: Where): { readonly meaning?: string } {
  const meaning = descriptionAt(schema, path.slice(at.length));
  return meaning === undefined ? {} : { meaning };
}

const violation = (path: Path, { read }: Where, violated: Violation, cause?: string): Fault =>
  problem('schema-violation', 'violation', violated, {
    location: read.locate(path),
    ...(cause !== undefined && { cause }),
  });

/** A path for all items of a list alike. */
const everyItem = (path: Path): string => pathName(path.filter((step) => typeof step === 'string'));

function wrongKind(expected: readonly string[], path: Path, where: Where): Fault {
  const value = valueAt(where.read.value, path);
  const source = where.read.sourceOf(path);
  const isQuotable = expected.includes('string') && typeof value !== 'object' && source !== undefined;
  const truth = expected.includes('boolean') ? truths.get(String(value).toLowerCase()) : undefined;
  const found = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  const wanted = [...new Set(expected)];
  const fixed = isQuotable
    ? { quote: quotable(source, path, where) }
    : truth !== undefined
      ? { truth }
      : undefined;
  return violation(
    path,
    where,
    { kind: 'wrong-type', at: pathName(path), expected: wanted, found, ...(fixed ?? meaningOf(path, where)) },
    // The same mistake in every item and file is one; what to write instead differs where the value decides it.
    fixed === undefined ? `${found} for ${wanted} in ${everyItem(path)}` : undefined,
  );
}

/**
 * A value as a string that its schema accepts: as it is or, where a whole version is wanted, completed. A version that may be any text
 * is one, too: a part of a version would be the next finding.
 */
function quotable(source: string, path: Path, { schema, at }: Where): string {
  const fits = (text: string | undefined) => isRightFor(schema, path.slice(at.length), text);
  const whole = completedVersion(source);
  if (whole === undefined || !fits(whole)) return source;
  const isFree = path.at(-1) === 'version' && fits('any text');
  return isFree || !fits(source) ? whole : source;
}

/** What people write for `true` and `false`. */
const truths: ReadonlyMap<string, boolean> = new Map([
  ...['yes', 'true', 'on', '1'].map((word) => [word, true] as const),
  ...['no', 'false', 'off', '0'].map((word) => [word, false] as const),
]);

function wrongValue(values: readonly string[], path: Path, where: Where): Fault {
  const value = valueAt(where.read.value, path);
  const [near] = typeof value === 'string' ? nearest(value, values, 1) : [];
  return violation(path, where, {
    kind: 'wrong-value',
    at: pathName(path),
    allowed: values,
    value,
    ...(near !== undefined && { near }),
  });
}

function unknownKeys(all: readonly string[], path: Path, { read, schema, at }: Where): Fault[] {
  // More are only counted, so no suggestions are computed for them.
  const keys = all.slice(0, maximumFaults);
  const known = keysAt(schema, path.slice(at.length));
  const map = valueAt(read.value, path);
  const absent = known.filter((key) => valueAt(map, [key]) === undefined);
  const meant = keys.map((key) => misspelt(key, known) ?? longerOrShorter(key, absent));
  return keys.map((key, index): Fault => {
    const to = meant[index];
    const isFree =
      to !== undefined && valueAt(map, [to]) === undefined && meant.indexOf(to) === meant.lastIndexOf(to);
    const isRight =
      to !== undefined && isRightFor(schema, [...path.slice(at.length), to], valueAt(map, [key]));
    const evidence = {
      key,
      known,
      ...(path.length > 0 && { at: pathName(path) }),
      ...(to !== undefined && { near: to, isRight }),
    };
    return problem('unknown-key', 'unknown-key', evidence, {
      location: read.locateKey([...path, key]),
      // The same mistake in many entries is one; so are all keys of a map that are the author's own.
      cause: `${to ?? 'own'} in ${everyItem(path)}`,
      ...(isFree && isRight && to === misspelt(key, known) && { fix: { from: key, to } }),
    });
  });
}

/** `skillsDir` for `skills`, `termsOfService` for `termsOfServiceUrl`; words that only look alike are words of their own. A guess, so no fix. */
const longerOrShorter = (key: string, known: readonly string[]): string | undefined =>
  nearest(key, known, Number.POSITIVE_INFINITY).find((candidate) => {
    const [short = '', long = ''] = [key.toLowerCase(), candidate.toLowerCase()].sort(
      (a, b) => a.length - b.length,
    );
    return short.length >= 5 && long.includes(short);
  });

function missing(path: Path, where: Where): Fault {
  const key = String(path.at(-1));
  const above = path.slice(0, -1);
  return violation(above, where, {
    kind: 'missing-key',
    key,
    ...(above.length > 0 && { at: pathName(above) }),
    ...meaningOf(path, where),
  });
}

/** Explains, of several allowed shapes, the one that the value is closest to. */
function unionFaults(issue: Extract<Issue, { code: 'invalid_union' }>, path: Path, where: Where): Fault[] {
  const value = valueAt(where.read.value, path);
  // A list is not close to a single word that would be right, either, nor to one of several.
  const kindsWanted = (issues: readonly Issue[]): string[] =>
    issues.flatMap((each): string[] => {
      if (each.path.length > 0) return [];
      if (each.code === 'invalid_type') return [each.expected];
      if (each.code === 'invalid_union') {
        const kinds = each.errors.map(kindsWanted);
        return kinds.every(({ length }) => length > 0) ? kinds.flat() : [];
      }
      const wanted = each.code === 'invalid_value' ? each.values.map((one) => typeof one) : [];
      return wanted.some((kind) => kind === typeof value) ? [] : wanted;
    });
  const [closest] = issue.errors
    .filter((issues) => kindsWanted(issues).length === 0)
    .sort((a, b) => a.length - b.length);
  if (closest !== undefined) return closest.flatMap((inner) => faultsOf(inner as Issue, path, where));
  return [wrongKind(issue.errors.flatMap(kindsWanted), path, where)];
}

/** What the refinements of formats say about a string that is not semver. */
const semverCodes: ReadonlyMap<string, 'range' | 'version'> = new Map([
  ['not-a-range', 'range'],
  ['not-a-version', 'version'],
]);

/** What a refinement of a format has found: a bad version or range, by a code, or anything else, by a whole sentence. */
function customFault(
  message: string,
  path: Path,
  { read }: Where,
  {
    isKey,
    params: { help, fix, cause } = {},
  }: { isKey: boolean; params?: { help?: string; fix?: Fix; cause?: string } | undefined },
): Fault {
  const location = isKey ? read.locateKey(path) : read.locate(path);
  const wanted = semverCodes.get(message);
  if (wanted === undefined) {
    const violated: Violation = { kind: 'constraint', detail: message, ...(help !== undefined && { help }) };
    return problem('schema-violation', 'violation', violated, {
      location,
      ...(fix !== undefined && { fix }),
      ...(cause !== undefined && { cause }),
    });
  }
  const text = isKey ? String(path.at(-1)) : String(valueAt(read.value, path));
  const at = pathName(isKey ? path.slice(0, -1) : path);
  return problem('bad-version', 'not-semver', { text, wanted, at, isKey }, { location });
}

function valueAt(value: unknown, path: Path): unknown {
  let current = value;
  for (const step of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, step)) return undefined;
    current = (current as Record<string | number, unknown>)[step];
  }
  return current;
}

/** `releases.1.0.0.dependencies[0]`; items count from 0, as in every path language. Empty for the whole file. */
export function pathName(path: Path): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join('');
}

const isSized = (value: unknown): boolean => typeof value === 'string' || Array.isArray(value);
