/** Looks into zod schemas for what their issues do not say: known keys, descriptions, and entries that zod skips. */
import type { z } from 'zod';

type Step = string | number;
type Issue = z.core.$ZodIssue;

interface Schema {
  readonly description?: string;
  readonly safeParse: z.ZodType['safeParse'];
  readonly def: {
    readonly type: string;
    readonly shape?: Readonly<Record<string, Schema>>;
    readonly element?: Schema;
    readonly keyType?: Schema;
    readonly valueType?: Schema;
    readonly innerType?: Schema;
    readonly options?: readonly Schema[];
  };
}

/** What the value at a path is for, in the words of its schema. */
export function descriptionAt(schema: z.ZodType, path: readonly Step[]): string | undefined {
  let current: Schema | undefined = schema as unknown as Schema;
  for (const step of path) current = current && childOf(current, step);
  return current?.description ?? (current && unwrapped(current)?.description);
}

/** The keys that the object at a path can have. */
export function keysAt(schema: z.ZodType, path: readonly Step[]): string[] {
  let current: Schema | undefined = schema as unknown as Schema;
  for (const step of path) current = current && childOf(current, step);
  return Object.keys((current && unwrapped(current))?.def.shape ?? {});
}

/** Whether a value is valid for a key of the object at a path. */
export function isRightFor(schema: z.ZodType, path: readonly Step[], value: unknown): boolean {
  let current: Schema | undefined = schema as unknown as Schema;
  for (const step of path) current = current && childOf(current, step);
  return current !== undefined && issuesOf(current, value).length === 0;
}

/**
 * Zod does not read an entry called `__proto__` of a record. Here it is a name like any other, so it is checked against the schema
 * too.
 */
export function issuesOfProto(schema: z.ZodType, value: unknown): Issue[] {
  return protoIssues(schema as unknown as Schema, value, []);
}

function protoIssues(wrapped: Schema, value: unknown, path: Step[]): Issue[] {
  const schema = unwrapped(wrapped);
  if (schema === undefined || typeof value !== 'object' || value === null) return [];
  const { element, keyType, shape, valueType } = schema.def;
  if (Array.isArray(value)) {
    // A list can have 100,000 items of which the schema says nothing.
    return element === undefined || isLeaf(element)
      ? []
      : value.flatMap((item, index) => protoIssues(element, item, [...path, index]));
  }
  return Object.entries(value).flatMap(([key, child]) => {
    const own = shape === undefined ? valueType : Object.hasOwn(shape, key) ? shape[key] : undefined;
    if (own === undefined) return [];
    const below = [...path, key];
    const hidden =
      key === '__proto__' && shape === undefined ? [...keyIssues(keyType, key), ...issuesOf(own, child)] : [];
    return [
      ...hidden.map((issue) => ({ ...issue, path: [...below, ...issue.path] })),
      ...protoIssues(own, child, below),
    ];
  });
}

/** Whether a schema says nothing about members or items. */
function isLeaf(wrapped: Schema): boolean {
  const { shape, element, valueType } = unwrapped(wrapped)?.def ?? {};
  return shape === undefined && element === undefined && valueType === undefined;
}

function issuesOf(schema: Schema, value: unknown): Issue[] {
  const result = schema.safeParse(value);
  return result.success ? [] : result.error.issues;
}

function keyIssues(schema: Schema | undefined, key: string): Issue[] {
  const issues = schema === undefined ? [] : issuesOf(schema, key);
  return issues.length === 0
    ? []
    : [{ code: 'invalid_key', origin: 'record', path: [], message: '', issues }];
}

function childOf(wrapped: Schema, step: Step): Schema | undefined {
  const schema = unwrapped(wrapped);
  if (schema === undefined) return undefined;
  const { shape, element, valueType } = schema.def;
  if (shape !== undefined) return Object.hasOwn(shape, step) ? shape[step] : undefined;
  return element ?? valueType;
}

/** Looks through what makes a schema optional; of a union, the object counts. */
function unwrapped(schema: Schema): Schema | undefined {
  const { innerType, options } = schema.def;
  if (innerType !== undefined) return unwrapped(innerType);
  if (options === undefined) return schema;
  return options.map(unwrapped).find((option) => option?.def.type === 'object') ?? options[0];
}
