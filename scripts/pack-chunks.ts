/**
 * Makes one script of the chunks that esbuild splits a program into: a function for each, which runs when something first asks for it.
 *
 * esbuild splits only into ES modules, and only a script can be compiled in advance (see docs/decisions/0004-compiled-ahead.md). In one
 * script without splitting, all functions of the program are created at each start; here, those of the chunks that run.
 */

import { type ImportDeclaration, type Node, type Program, parse } from 'acorn';

/** A file that esbuild wrote. */
export interface Chunk {
  /** As other chunks import it, without the `./`. */
  readonly name: string;
  readonly text: string;
}

/**
 * The text of a script that ends with `module.exports` being what one chunk exports, and `loadedParts`, the names of the chunks that ran.
 * @param main the name of that chunk.
 */
export function packChunks(chunks: readonly Chunk[], main: string): string {
  const parts = chunks.map(({ name, text }) => `${nameOf(name)}(){${asFunctionBody({ name, text })}}`);
  return `const __parts={${parts.join(',\n')}},__loaded={};
const __load=(name)=>__loaded[name]??=__parts[name]();
module.exports={...__load(${nameOf(main)}),loadedParts:()=>Object.keys(__loaded)};`;
}

const nameOf = (chunk: string) => JSON.stringify(chunk.replace(/^\.\//, ''));

/** The exports of a chunk, or a module of Node. */
const askedFrom = (from: string) =>
  from.startsWith('./') ? `__load(${nameOf(from)})` : `require(${JSON.stringify(from)})`;

/** An edit of a text: what replaces a range of it. */
type Edit = readonly [start: number, end: number, text: string];

/** The statements of a module with its imports as constants and its exports as the value that it returns. */
function asFunctionBody({ name, text }: Chunk): string {
  const program = parse(text, { ecmaVersion: 2024, sourceType: 'module' });
  const edits: Edit[] = [];
  const returned: string[] = [];
  const refuse = (what: string): never => {
    throw new Error(`${name}: ${what} cannot be put into one script`);
  };
  for (const statement of program.body) {
    const { start, end } = statement;
    if (statement.type === 'ImportDeclaration') {
      edits.push([start, end, required(statement) ?? refuse(`\`${text.slice(start, end)}\``)]);
    } else if (statement.type === 'ExportNamedDeclaration') {
      if (statement.declaration || statement.source) refuse('an export of a declaration');
      for (const { local, exported } of statement.specifiers) {
        if (local.type !== 'Identifier' || exported.type !== 'Identifier') refuse('a name in quotes');
        else returned.push(`${exported.name}:${local.name}`);
      }
      edits.push([start, end, '']);
    } else if (statement.type === 'ExportDefaultDeclaration') {
      if (/Declaration$/.test(statement.declaration.type)) refuse('an export of a declaration');
      edits.push([start, statement.declaration.start, 'const __default=']);
      returned.push('default:__default');
    } else if (statement.type === 'ExportAllDeclaration') refuse('`export *`');
  }
  for (const local of reassigned(program)) refuse(`\`${local}\`, exported and assigned again,`);
  everyNode(program, (node) => {
    if (node.type !== 'ImportExpression') return;
    const { start, end, source } = node as Node & { source: { value?: unknown } };
    if (typeof source.value !== 'string') refuse(`\`${text.slice(start, end)}\``);
    edits.push([start, end, `Promise.resolve().then(()=>${askedFrom(String(source.value))})`]);
  });
  return `${edited(text, edits)}\nreturn{${returned.join(',')}}`;
}

/** An import as constants; undefined if it has another form than those that esbuild writes. */
function required({ source, specifiers }: ImportDeclaration): string | undefined {
  const from = String(source.value);
  const value = askedFrom(from);
  const names: string[] = [];
  const constants: string[] = [];
  for (const specifier of specifiers) {
    const { type, local } = specifier;
    // What `require` returns of a module of Node is both its default export and all that it exports.
    if (type !== 'ImportSpecifier' && !from.startsWith('./')) constants.push(local.name);
    else if (type === 'ImportSpecifier' && specifier.imported.type === 'Identifier')
      names.push(`${specifier.imported.name}:${local.name}`);
    else return undefined;
  }
  if (names.length > 0) constants.push(`{${names.join(',')}}`);
  if (constants.length === 0) return `${value};`;
  return `const ${constants.map((constant) => `${constant}=${value}`).join(',')};`;
}

/** The exported variables that are assigned after their declaration: a module that imports them would keep their first value. */
function reassigned(program: Program): readonly string[] {
  const variables = new Set<string>();
  for (const statement of program.body)
    if (statement.type === 'VariableDeclaration' && statement.kind !== 'const')
      for (const { id } of statement.declarations) if (id.type === 'Identifier') variables.add(id.name);
  const exported = new Set<string>();
  for (const statement of program.body)
    if (statement.type === 'ExportNamedDeclaration')
      for (const { local } of statement.specifiers)
        if (local.type === 'Identifier' && variables.has(local.name)) exported.add(local.name);
  const found = new Set<string>();
  everyNode(program, (node) => {
    const { left, argument } = node as { left?: Node; argument?: Node };
    const target =
      node.type === 'AssignmentExpression' ? left : node.type === 'UpdateExpression' ? argument : undefined;
    for (const name of target === undefined ? [] : variablesIn(target))
      if (exported.has(name)) found.add(name);
  });
  return [...found];
}

/** The variables that an assignment to a target changes. */
function variablesIn(target: Node): readonly string[] {
  const names: string[] = [];
  everyNode(target, (node) => {
    const { type, name } = node as Node & { name?: string };
    if (type === 'Identifier' && name !== undefined) names.push(name);
    return type !== 'MemberExpression';
  });
  return names;
}

/** @param visit returns false for a node of which nothing inside is to be visited. */
function everyNode(node: Node, visit: (node: Node) => unknown): void {
  if (visit(node) === false) return;
  for (const value of Object.values(node))
    for (const child of Array.isArray(value) ? value : [value])
      if (typeof child?.type === 'string') everyNode(child as Node, visit);
}

function edited(text: string, edits: readonly Edit[]): string {
  let result = '';
  let at = 0;
  for (const [start, end, replacement] of edits.toSorted((a, b) => a[0] - b[0])) {
    result += text.slice(at, start) + replacement;
    at = end;
  }
  return result + text.slice(at);
}
