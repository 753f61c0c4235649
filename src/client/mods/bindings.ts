import type { Program } from 'acorn';
import { type Node, nodesOf } from './syntax-tree.ts';

export type FunctionNode = Extract<
  Node,
  { type: 'FunctionDeclaration' | 'FunctionExpression' | 'ArrowFunctionExpression' }
>;

/** What names mean in one module. */
export interface Bindings {
  /** The value that a name is declared with, if it is declared once and cannot change. */
  declared(name: string): Node | undefined;
  /** Where an imported name comes from. */
  importOf(name: string): { readonly from: string; readonly name: string } | undefined;
  /** What the module exports under a name: the value itself, or the name in another module. */
  exportOf(name: string): Node | { readonly from: string; readonly name: string } | undefined;
  /** Everything that is imported, in order. */
  readonly imports: readonly { readonly from: string; readonly node: Node; readonly isType: boolean }[];
}

/** Reads the names of a module. A name that is declared twice, as a parameter for example, has no known value. */
export function bindingsOf(program: Program): Bindings {
  const values = new Map<string, Node | undefined>();
  const imported = new Map<string, { from: string; name: string }>();
  const exported = new Map<string, Node | { from: string; name: string }>();
  const imports: { from: string; node: Node; isType: boolean }[] = [];
  const locals = new Map<string, string>();
  const declare = (name: string, value: Node | undefined) =>
    values.set(name, values.has(name) ? undefined : value);
  for (const node of nodesOf(program as Node)) {
    switch (node.type) {
      case 'VariableDeclaration':
        for (const { id, init } of node.declarations)
          for (const name of namesIn(id as Node))
            declare(name, node.kind === 'const' && id.type === 'Identifier' ? (init as Node) : undefined);
        break;
      case 'FunctionDeclaration':
        if (node.id) declare(node.id.name, node);
        for (const parameter of node.params)
          for (const name of namesIn(parameter as Node)) declare(name, undefined);
        break;
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        for (const parameter of node.params)
          for (const name of namesIn(parameter as Node)) declare(name, undefined);
        break;
      case 'AssignmentExpression':
        for (const name of namesIn(node.left as Node)) values.set(name, undefined);
        break;
      case 'ImportDeclaration': {
        const from = String(node.source.value);
        imports.push({ from, node, isType: isTypeOnly(node) });
        for (const specifier of node.specifiers)
          imported.set(specifier.local.name, {
            from,
            name: specifier.type === 'ImportSpecifier' ? nameIn(specifier.imported as Node) : '',
          });
        break;
      }
      case 'ExportNamedDeclaration': {
        const from = node.source ? String(node.source.value) : undefined;
        if (from !== undefined) imports.push({ from, node, isType: isTypeOnly(node) });
        const { declaration } = node;
        if (declaration?.type === 'FunctionDeclaration') exported.set(declaration.id.name, declaration);
        if (declaration?.type === 'VariableDeclaration')
          for (const { id, init } of declaration.declarations)
            if (id.type === 'Identifier' && init) exported.set(id.name, init as Node);
        for (const { local, exported: as } of node.specifiers) {
          if (from === undefined) locals.set(nameIn(as as Node), nameIn(local as Node));
          else exported.set(nameIn(as as Node), { from, name: nameIn(local as Node) });
        }
        break;
      }
      case 'ExportAllDeclaration':
        imports.push({ from: String(node.source.value), node, isType: isTypeOnly(node) });
        break;
      case 'ImportExpression':
        imports.push({ from: '', node, isType: false });
        break;
    }
  }
  for (const [as, local] of locals) {
    const meant = values.get(local) ?? imported.get(local);
    if (meant !== undefined) exported.set(as, meant);
  }
  return {
    declared: (name) => values.get(name),
    importOf: (name) => imported.get(name),
    exportOf: (name) => exported.get(name),
    imports,
  };
}

const isTypeOnly = (node: Node): boolean =>
  [(node as { importKind?: string }).importKind, (node as { exportKind?: string }).exportKind].includes(
    'type',
  );

const nameIn = (node: Node): string =>
  node.type === 'Identifier' ? node.name : node.type === 'Literal' ? String(node.value) : '';

/** The names that a pattern declares; the ones in its default values do no harm. */
export function namesIn(pattern: Node): string[] {
  return nodesOf(pattern).flatMap((node) => (node.type === 'Identifier' ? [node.name] : []));
}

/** An expression without what TypeScript and parentheses put around it. */
export function bare(node: Node): Node {
  const { type, expression } = node as { type: string; expression?: Node };
  return expression !== undefined && wrappers.has(type) ? bare(expression) : node;
}

const wrappers: ReadonlySet<string> = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'ParenthesizedExpression',
]);

/** A text as it is written, or the value of the constant that is named. */
export function textIn(node: Node | undefined, bindings: Bindings): string | undefined {
  const value = node && constant(node, bindings);
  if (value?.type === 'Literal' && typeof value.value === 'string') return value.value;
  return value?.type === 'TemplateLiteral' && value.expressions.length === 0 ? startOf(value) : undefined;
}

/** The part of a text that is written before anything is computed. */
export function prefixIn(node: Node | undefined, bindings: Bindings): string | undefined {
  const value = node && constant(node, bindings);
  return value?.type === 'TemplateLiteral' ? startOf(value) : textIn(value, bindings);
}

const startOf = (template: Extract<Node, { type: 'TemplateLiteral' }>): string | undefined =>
  template.quasis[0]?.value.cooked ?? undefined;

/** What a name refers to, one step far; anything else is itself. */
export function constant(node: Node, bindings: Bindings): Node {
  const own = bare(node);
  return own.type === 'Identifier' ? bare(bindings.declared(own.name) ?? own) : own;
}

export const isFunction = (node: Node | undefined): node is FunctionNode =>
  node !== undefined &&
  ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'].includes(node.type);

/** The key of a property that is not computed. */
export function keyOf(property: { readonly computed: boolean; readonly key: unknown }): string | undefined {
  return property.computed ? undefined : nameIn(property.key as Node);
}
