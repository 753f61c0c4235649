/**
 * Generates fast TypeScript checks from zod schemas: no messages and no locations, only whether zod would find no issue. It rejects
 * schemas that it does not know, so that a schema never checks more than the generated code.
 */
import type * as z from 'zod';

/** The refinements that a schema may use, and where the generated code finds them. */
export interface Refinement {
  readonly check: (value: never) => boolean;
  readonly name: string;
  readonly from: string;
  /** Slow, and the same few strings occur again and again in a file: those that passed are kept while one value is checked. */
  readonly isSlow?: boolean;
}

/** A function to generate. */
export interface Wanted {
  readonly name: string;
  readonly schema: z.ZodType;
  readonly comment: string;
}

/** @returns the text of a module that exports the requested functions. */
export function soundSource(
  wanted: readonly Wanted[],
  refinements: readonly Refinement[],
  header: string,
): string {
  const { testOf, functions, used } = maker(refinements);
  const exported = wanted.map(({ name, schema, comment }) => {
    const test = testOf(schema, 'value', name.replace(/^isSound/, ''));
    return `/** ${comment} */\nexport function ${name}(value: unknown): boolean {\n  const passed: Passed = new Set();\n  return ${test};\n}`;
  });
  const files = new Map<string, string[]>();
  for (const { name, from } of used) files.set(from, [...(files.get(from) ?? []), name]);
  const imports = [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, checks]) => `import { ${checks.sort().join(', ')} } from '${file}';`);
  return `${[header, imports.join('\n'), ...exported, ...functions, helpers].join('\n\n')}\n`;
}

/** What all generated code needs. */
const helpers = `/** What passed a slow check of this value already. */
type Passed = Set<string>;

function passes(check: (text: string) => boolean, text: string, passed: Passed): boolean {
  if (passed.has(text)) return true;
  if (!check(text)) return false;
  passed.add(text);
  return true;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}`;

type Schema = z.core.$ZodType;

const defOf = (schema: Schema) => (schema as z.core.$ZodTypes)._zod.def;

function maker(refinements: readonly Refinement[]) {
  const functions: string[] = [];
  const used = new Set<Refinement>();
  const names = new Map<Schema, string>();

  /**
   * An expression that is true if a value satisfies a schema.
   * @param value the variable with the value.
   * @param hint a name for what it is.
   */
  function testOf(schema: Schema, value: string, hint: string): string {
    const def = defOf(schema);
    const checks = checksOf(schema, value);
    if (checks.length > 0 && def.type !== 'string' && def.type !== 'number')
      throw new Error(`cannot generate code for checks on \`${def.type}\` at \`${hint}\``);
    switch (def.type) {
      case 'unknown':
        return always;
      case 'string':
        return [`typeof ${value} === 'string'`, ...checks].join(' && ');
      case 'number':
        return [`typeof ${value} === 'number'`, `Number.isFinite(${value})`, ...checks].join(' && ');
      case 'boolean':
        return `typeof ${value} === 'boolean'`;
      case 'literal':
        return anyOf(def.values.map((each) => `${value} === ${JSON.stringify(each)}`));
      case 'enum':
        return anyOf(Object.values(def.entries).map((each) => `${value} === ${JSON.stringify(each)}`));
      case 'nullable':
        return anyOf([`${value} === null`, testOf(def.innerType, value, hint)]);
      case 'union':
        return anyOf(def.options.map((option) => testOf(option, value, hint)));
      case 'array':
      case 'record':
      case 'object':
        return `${functionOf(schema, hint)}(${value}, passed)`;
      default:
        throw new Error(`cannot generate code for \`${def.type}\` at \`${hint}\``);
    }
  }

  /** The name of the function for a schema, which is generated once. */
  function functionOf(schema: Schema, hint: string): string {
    const known = names.get(schema);
    if (known !== undefined) return known;
    const taken = new Set(names.values());
    const wanted = `is${capital(hint)}`;
    let name = wanted;
    for (let number = 2; taken.has(name); number += 1) name = `${wanted}${number}`;
    names.set(schema, name);
    const body = bodyOf(schema, hint);
    const parameter = body.includes('passed') ? 'passed' : '_passed';
    functions.push(`function ${name}(value: unknown, ${parameter}: Passed): boolean {\n${body}\n}`);
    return name;
  }

  function bodyOf(schema: Schema, hint: string): string {
    const def = defOf(schema);
    if (def.type === 'array')
      return `  if (!Array.isArray(value)) return false;
  for (const each of value as unknown[]) {
    if (!(${testOf(def.element, 'each', `${hint}Item`)})) return false;
  }
  return true;`;
    if (def.type === 'record') {
      const entry = testOf(def.valueType, 'each', `${hint}Entry`);
      return `  if (!isMap(value)) return false;
  for (const key in value) {
    if (!(${testOf(def.keyType, 'key', `${hint}Key`)})) return false;${
      entry === always ? '' : `\n    const each = value[key];\n    if (!(${entry})) return false;`
    }
  }
  return true;`;
    }
    if (def.type === 'object') return mapBody(def, hint);
    throw new Error(`cannot generate a function for \`${def.type}\` at \`${hint}\``);
  }

  /**
   * An object with these keys: zod reports other keys, unless they are allowed. What was parsed has no keys but its own, and a list of them
   * for each object would take a quarter of the time.
   */
  function mapBody({ shape, catchall }: z.core.$ZodObjectDef, hint: string): string {
    const rest = catchall === undefined ? undefined : defOf(catchall).type;
    if (rest !== 'never' && rest !== 'unknown')
      throw new Error(`\`${hint}\` does not say what other keys are: make it strict or loose`);
    let required = 0;
    const cases = Object.entries(shape).map(([key, field]) => {
      const def = defOf(field);
      const isRequired = def.type !== 'optional';
      if (isRequired) required += 1;
      // Parsed JSON has no keys with an undefined value, and zod treats such a key as missing.
      const test = testOf(isRequired ? field : def.innerType, 'each', key);
      return [
        `      case ${JSON.stringify(key)}:`,
        ...(test === always ? [] : [`        if (!(${test})) return false;`]),
        ...(isRequired ? ['        found += 1;'] : []),
        '        break;',
      ].join('\n');
    });
    return `  if (!isMap(value)) return false;${required > 0 ? '\n  let found = 0;' : ''}
  for (const key in value) {
    const each = value[key];
    switch (key) {
${cases.join('\n')}
      default:
        ${rest === 'never' ? 'return false' : 'break'};
    }
  }
  return ${required > 0 ? `found === ${required}` : 'true'};`;
  }

  /** What a schema requires beyond its type. */
  function checksOf(schema: Schema, value: string): string[] {
    const def = defOf(schema);
    if ('coerce' in def && def.coerce)
      throw new Error('cannot generate code for a check that changes the value');
    // A format such as that of an e-mail address is a check that is its own schema.
    const own = 'check' in def ? [schema as unknown as z.core.$ZodCheck] : [];
    return [...own, ...(def.checks ?? [])].map((check) => checkOf(check, value));
  }

  function checkOf(check: z.core.$ZodCheck<never>, value: string): string {
    const def = (check as unknown as z.core.$ZodChecks)._zod.def;
    switch (def.check) {
      case 'min_length':
        return `${value}.length >= ${def.minimum}`;
      case 'max_length':
        return `${value}.length <= ${def.maximum}`;
      case 'greater_than':
        return `${value} ${def.inclusive ? '>=' : '>'} ${String(def.value)}`;
      case 'less_than':
        return `${value} ${def.inclusive ? '<=' : '<'} ${String(def.value)}`;
      case 'number_format':
        if (def.format !== 'safeint') break;
        return `Number.isSafeInteger(${value})`;
      case 'string_format':
        // A regular expression with state would give another answer the next time.
        if (
          (def.format !== 'regex' && def.format !== 'date') ||
          def.pattern === undefined ||
          /[gy]/.test(def.pattern.flags)
        )
          break;
        return `${def.pattern}.test(${value})`;
      default: {
        const { fn } = def as unknown as z.core.$ZodCustomDef;
        const refinement = refinements.find((each) => each.check === fn);
        if (refinement === undefined) break;
        used.add(refinement);
        return refinement.isSlow
          ? `passes(${refinement.name}, ${value}, passed)`
          : `${refinement.name}(${value})`;
      }
    }
    throw new Error(`cannot generate code for the check \`${def.check}\`: is it a named function?`);
  }

  return { testOf, functions, used };
}

/** The test for a value of any type. */
const always = 'true';

const anyOf = (tests: readonly string[]): string => `(${tests.join(' || ')})`;

const capital = (word: string): string =>
  `${word.charAt(0).toUpperCase()}${word.slice(1)}`.replace(/\W/g, '');
