import type { z } from 'zod';
import type { Fault } from '../../model/fault.ts';
import { nearest } from '../../model/nearest.ts';
import { listed, quoted } from '../../model/text.ts';
import type { Read } from './source-text.ts';

type Issue = z.core.$ZodIssue;
type Path = (string | number)[];

/**
 * Holds a document against a schema. Every fault is reported, each at its own place: a wrong type at the value, a missing
 * key at the map that lacks it, an unknown key (a warning) at the key.
 */
export function validate(schema: z.ZodType, read: Read): Fault[] {
  if (read.value === undefined) return [];
  const result = schema.safeParse(read.value);
  return result.success ? [] : result.error.issues.flatMap((issue) => faultsOf(issue, [], { schema, read }));
}

interface Where {
  readonly schema: z.ZodType;
  readonly read: Read;
}

function faultsOf(issue: Issue, base: Path, where: Where): Fault[] {
  const path = [...base, ...(issue.path as Path)];
  const { read } = where;
  const value = valueAt(read.value, path);
  const shown = `\`${pathText(path)}\``;
  const fault = (message: string, help?: string): Fault => ({
    rule: 'MKT902',
    message,
    location: value === undefined ? read.locate(path.slice(0, -1)) : read.locate(path),
    ...(help !== undefined && { help }),
  });
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(key, path, where));
    case 'invalid_union':
      return unionFaults(issue, path, where);
    case 'invalid_type':
      if (value === undefined) return [missing(path, where)];
      return [fault(`${shown} must be ${article(issue.expected)}, but is ${article(kindOf(value))}`)];
    case 'invalid_value': {
      if (value === undefined) return [missing(path, where)];
      const values = issue.values.map(String);
      const near = typeof value === 'string' ? nearest(value, values, 1) : [];
      const help = near.length > 0 ? `did you mean ${quoted(near).join('')}?` : undefined;
      return [fault(`${shown} must be ${listed(quoted(values), 'or')}, but is ${JSON.stringify(value)}`, help)];
    }
    case 'too_small':
      return [fault(`${shown} must not be ${value === '' || Array.isArray(value) ? 'empty' : `less than ${issue.minimum}`}`)];
    case 'invalid_format':
      return [fault(`${shown} has the wrong form: ${JSON.stringify(value)}`, describe(path, where))];
    case 'custom':
      return [semverFault(issue.message, path, value, read)];
    default:
      return [fault(`${shown}: ${issue.message.toLowerCase()}`)];
  }
}

function unknownKey(key: string, path: Path, { read, schema }: Where): Fault {
  const known = keysOf(schemaAt(schema, path));
  const near = nearest(key, known, 1);
  return {
    rule: 'MKT903',
    severity: 'warning',
    message: `unknown key \`${key}\`${path.length === 0 ? '' : ` in \`${pathText(path)}\``}`,
    location: read.locateKey([...path, key]),
    help: near.length > 0 ? `did you mean \`${near[0]}\`?` : `known keys here: ${listed(quoted(known))}`,
  };
}

function missing(path: Path, where: Where): Fault {
  const key = String(path.at(-1));
  const parent = pathText(path.slice(0, -1));
  const meaning = describe(path, where);
  return {
    rule: 'MKT902',
    message: `the key \`${key}\` is missing${parent === '' ? '' : ` in \`${parent}\``}`,
    location: where.read.locate(path.slice(0, -1)),
    help: `add \`${key}\`${meaning === undefined ? '' : `: ${meaning}`}`,
  };
}

/** Of several allowed shapes the one that the value comes nearest to is explained. */
function unionFaults(issue: Extract<Issue, { code: 'invalid_union' }>, path: Path, where: Where): Fault[] {
  const value = valueAt(where.read.value, path);
  const wrongKind = (issues: readonly Issue[]) => issues.some(({ code, path: at }) => code === 'invalid_type' && at.length === 0);
  const fitting = issue.errors.filter((issues) => !wrongKind(issues));
  const [best] = fitting.sort((a, b) => a.length - b.length);
  if (best !== undefined) return best.flatMap((inner) => faultsOf(inner as Issue, path, where));
  if (value === undefined) return [missing(path, where)];
  const kinds = issue.errors.flatMap((issues) => issues.flatMap((each) => (each.code === 'invalid_type' ? [article(each.expected)] : [])));
  return [
    {
      rule: 'MKT902',
      message: `\`${pathText(path)}\` must be ${listed([...new Set(kinds)], 'or')}, but is ${article(kindOf(value))}`,
      location: where.read.locate(path),
    },
  ];
}

function semverFault(code: string, path: Path, value: unknown, read: Read): Fault {
  const what = code === 'not-a-range' ? 'is not a version range' : 'is not a semver version';
  return {
    rule: 'MKT910',
    severity: 'error',
    message: `\`${pathText(path)}\`: ${JSON.stringify(value)} ${what}`,
    location: read.locate(path),
    help: code === 'not-a-range' ? 'write a node-semver range such as `^1.2.0` or `>=2 <4`' : 'write a version such as `1.2.0`',
  };
}

function valueAt(value: unknown, path: Path): unknown {
  let current = value;
  for (const step of path) {
    if (current === null || typeof current !== 'object' || !Object.hasOwn(current, step)) return undefined;
    current = (current as Record<string | number, unknown>)[step];
  }
  return current;
}

/** Walks a schema like a value; wrappers are looked through, and of a union the object is taken. */
function schemaAt(schema: unknown, path: Path): unknown {
  let current = unwrapped(schema);
  for (const step of path) {
    const { def } = current as { def: { type: string; shape?: Record<string, unknown>; element?: unknown; valueType?: unknown } };
    current = unwrapped(def.type === 'object' ? def.shape?.[step] : def.type === 'array' ? def.element : def.valueType);
    if (current === undefined) return undefined;
  }
  return current;
}

interface Def {
  readonly type: string;
  readonly innerType?: unknown;
  readonly options?: readonly unknown[];
}

function unwrapped(schema: unknown): unknown {
  const def = (schema as { def?: Def } | undefined)?.def;
  if (def?.innerType !== undefined) return unwrapped(def.innerType);
  if (def?.type === 'union') return def.options?.map(unwrapped).find((option) => (option as { def: Def }).def.type === 'object');
  return schema;
}

function keysOf(schema: unknown): string[] {
  return Object.keys((schema as { def?: { shape?: object } } | undefined)?.def?.shape ?? {});
}

function describe(path: Path, { schema }: Where): string | undefined {
  return (schemaAt(schema, path) as { description?: string } | undefined)?.description;
}

const pathText = (path: Path): string =>
  path.map((step, index) => (typeof step === 'number' ? `[${step + 1}]` : index === 0 ? step : `.${step}`)).join('');

const kindOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

const articles: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: '`true` or `false`',
  array: 'a list',
  object: 'a map',
  record: 'a map',
  null: 'nothing',
};
const article = (kind: string): string => articles[kind] ?? kind;
