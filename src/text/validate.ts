import type { z } from 'zod';
import { type Fault, isErrorFault } from '../model/fault.ts';
import { nearest } from '../model/nearest.ts';
import { listed, quoted } from '../model/text.ts';
import { descriptionAt, isRightFor, issuesOfProto, keysAt } from './schema-walk.ts';
import { capped, maximumFaults, type Read } from './source-text.ts';

type Issue = z.core.$ZodIssue;
type Path = (string | number)[];

interface Where {
  readonly schema: z.ZodType;
  readonly read: Read;
  /** Where in the document the schema begins. */
  readonly at: Path;
}

const shownKeys = 12;

/**
 * Holds a document against a schema. Every fault is reported, each at its own place: a wrong type at the value, a missing
 * key at the map that lacks it, an unknown key (a warning) at the key.
 *
 * @param at where in the document the schema begins; only for the whole of it the faults of reading are returned too.
 * @returns all faults, those of reading too, and the value as it was read if none of them is an error.
 */
export function validate<T>(
  schema: z.ZodType<T>,
  read: Read,
  at: Path = [],
): { readonly value: T | undefined; readonly faults: readonly Fault[] } {
  if (read.value === undefined) return { value: undefined, faults: read.faults };
  const value = valueAt(read.value, at);
  const result = schema.safeParse(value);
  const issues = [...(result.success ? [] : result.error.issues), ...issuesOfProto(schema, value)];
  const found = issues.slice(0, maximumFaults).flatMap((issue) => faultsOf(issue, at, { schema, read, at }));
  const faults = [
    ...(at.length === 0 ? read.faults : []),
    ...capped(found.sort(byPlace), Math.max(found.length, issues.length)),
  ];
  // Not zod's own copy: it loses entries called `__proto__`.
  return { value: faults.some(isErrorFault) ? undefined : (value as T), faults };
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
        violation(
          path,
          where,
          isSized(value)
            ? 'must not be empty'
            : `must be ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}`,
        ),
      ];
    case 'invalid_format':
      return [
        violation(path, where, `has not the right form: ${JSON.stringify(value)}`, meaningOf(path, where)),
      ];
    case 'invalid_key':
      return issue.issues.map(({ message }) => customFault(message, path, where, { isKey: true }));
    case 'custom':
      return [{ ...customFault(issue.message, path, where, { isKey: false }), ...saidIn(issue.params) }];
    default:
      return [violation(path, where, `is not right: ${issue.message.toLowerCase()}`)];
  }
}

const meaningOf = (path: Path, { schema, at }: Where): string | undefined =>
  descriptionAt(schema, path.slice(at.length));

function violation(path: Path, { read }: Where, what: string, help?: string): Fault {
  return {
    rule: 'MKT902',
    message: `${named(path)} ${what}`,
    location: read.locate(path),
    ...(help !== undefined && { help }),
  };
}

function wrongKind(expected: readonly string[], path: Path, where: Where): Fault {
  const value = valueAt(where.read.value, path);
  const kinds = [...new Set(expected.map((kind) => articles[kind] ?? kind))];
  const source = where.read.sourceOf(path);
  const quotable = expected.includes('string') && typeof value !== 'object' && source !== undefined;
  const truth = expected.includes('boolean') ? truths.get(String(value).toLowerCase()) : undefined;
  const help = quotable
    ? `write it in quotes: \`"${source}"\``
    : truth !== undefined
      ? `write \`${truth}\`, without quotes`
      : meaningOf(path, where);
  return violation(path, where, `must be ${listed(kinds, 'or')}, but ${kindOf(value)}`, help);
}

/** What people write for `true` and `false`. */
const truths: ReadonlyMap<string, boolean> = new Map([
  ...['yes', 'true', 'on', '1'].map((word) => [word, true] as const),
  ...['no', 'false', 'off', '0'].map((word) => [word, false] as const),
]);

function wrongValue(values: readonly string[], path: Path, where: Where): Fault {
  const value = valueAt(where.read.value, path);
  const near = typeof value === 'string' ? nearest(value, values, 1) : [];
  const help = near.length > 0 ? `did you mean \`${near[0]}\`?` : undefined;
  return violation(
    path,
    where,
    `must be ${listed(quoted(values), 'or')}, but is ${JSON.stringify(value)}`,
    help,
  );
}

function unknownKeys(keys: readonly string[], path: Path, { read, schema, at }: Where): Fault[] {
  const known = keysAt(schema, path.slice(at.length));
  const meant = keys.map((key) => nearest(key, known, 1)[0]);
  const map = valueAt(read.value, path);
  return keys.map((key, index): Fault => {
    const to = meant[index];
    const isFree =
      to !== undefined && valueAt(map, [to]) === undefined && meant.indexOf(to) === meant.lastIndexOf(to);
    const isRight =
      to !== undefined && isRightFor(schema, [...path.slice(at.length), to], valueAt(map, [key]));
    return {
      rule: 'MKT903',
      severity: 'warning',
      ...(isFree && isRight && { fix: { from: key, to } }),
      message: `unknown key \`${key}\`${path.length === 0 ? '' : ` in ${named(path)}`}`,
      location: read.locateKey([...path, key]),
      help:
        to === undefined
          ? `known keys here: ${listed(folded(known))}`
          : `did you mean \`${to}\`?${isRight ? '' : ' Then its value must be another'}`,
    };
  });
}

/** Some formats have dozens of keys: nobody reads a list of them all. */
function folded(keys: readonly string[]): string[] {
  const more = keys.length - shownKeys;
  return more > 1 ? [...quoted(keys.slice(0, shownKeys)), `${more} more`] : quoted(keys);
}

function missing(path: Path, where: Where): Fault {
  const key = String(path.at(-1));
  const above = path.slice(0, -1);
  const meaning = meaningOf(path, where);
  return {
    rule: 'MKT902',
    message: `the key \`${key}\` is missing${above.length === 0 ? '' : ` in ${named(above)}`}`,
    location: where.read.locate(above),
    help: `add \`${key}\`${meaning === undefined ? '' : `: ${meaning}`}`,
  };
}

/** Of several allowed shapes the one that the value comes nearest to is explained. */
function unionFaults(issue: Extract<Issue, { code: 'invalid_union' }>, path: Path, where: Where): Fault[] {
  const kindsWanted = (issues: readonly Issue[]) =>
    issues.flatMap((each) => (each.code === 'invalid_type' && each.path.length === 0 ? [each.expected] : []));
  const [closest] = issue.errors
    .filter((issues) => kindsWanted(issues).length === 0)
    .sort((a, b) => a.length - b.length);
  if (closest !== undefined) return closest.flatMap((inner) => faultsOf(inner as Issue, path, where));
  return [wrongKind(issue.errors.flatMap(kindsWanted), path, where)];
}

/** What a format says in its own words of how to mend it. */
function saidIn({ help, fix }: Pick<Fault, 'help' | 'fix'> = {}): Pick<Fault, 'help' | 'fix'> {
  return { ...(help !== undefined && { help }), ...(fix !== undefined && { fix }) };
}

const semverTexts: Readonly<Record<string, readonly [what: string, help: string]>> = {
  'not-a-range': [
    'is not a version range',
    'write a range as npm understands it, such as `^1.2.0`, `>=2 <4` or `*`',
  ],
  'not-a-version': ['is not a semver version', 'write major.minor.patch, such as `1.2.0`, or `1.2.0-rc.1`'],
};

/** What a refinement of a format has found: a bad version or range, by a code, or anything else, by a whole sentence. */
function customFault(message: string, path: Path, { read }: Where, { isKey }: { isKey: boolean }): Fault {
  const location = isKey ? read.locateKey(path) : read.locate(path);
  const semver = semverTexts[message];
  if (semver === undefined) return { rule: 'MKT902', message, location };
  const [what, help] = semver;
  const text = isKey ? String(path.at(-1)) : String(valueAt(read.value, path));
  const place = isKey ? path.slice(0, -1) : path;
  return {
    rule: 'MKT910',
    severity: 'error',
    message: `\`${text}\` ${isKey ? 'in' : 'at'} ${named(place)} ${what}`,
    location,
    help,
  };
}

function valueAt(value: unknown, path: Path): unknown {
  let current = value;
  for (const step of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, step)) return undefined;
    current = (current as Record<string | number, unknown>)[step];
  }
  return current;
}

/** `releases.1.0.0.dependencies[0]`, in backticks; items count from 0, as in every path language. */
function named(path: Path): string {
  if (path.length === 0) return 'the file';
  return `\`${path.map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`)).join('')}\``;
}

const isSized = (value: unknown): boolean => typeof value === 'string' || Array.isArray(value);

function kindOf(value: unknown): string {
  if (value === null) return 'has no value';
  return `is ${articles[Array.isArray(value) ? 'array' : typeof value]}`;
}

const articles: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: '`true` or `false`',
  array: 'a list',
  object: 'a map',
  record: 'a map',
  null: 'null',
};
