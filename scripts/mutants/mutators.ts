/** Small mistakes that a developer could make, one at a time, as edits of the text of a module. */
import ts from 'typescript';

/** One edit, and the location of the code that it changes. */
export interface Mutant {
  readonly file: string;
  readonly kind: string;
  readonly line: number;
  readonly column: number;
  readonly start: number;
  readonly end: number;
  readonly from: string;
  readonly to: string;
  /** The expression or statement that runs if the edit matters. */
  readonly site: { readonly start: number; readonly end: number; readonly isStatement: boolean };
}

const operators: Readonly<Record<string, readonly string[]>> = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '&&': ['||'],
  '||': ['&&'],
  '??': ['&&'],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '+=': ['-='],
  '-=': ['+='],
};

const comparing = new Set(['<', '<=', '>', '>=', '===', '!==']);
const logical = new Set(['&&', '||', '??']);

const otherMethods: Readonly<Record<string, string>> = {
  some: 'every',
  every: 'some',
  min: 'max',
  max: 'min',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
  find: 'findLast',
  findLast: 'find',
  indexOf: 'lastIndexOf',
  lastIndexOf: 'indexOf',
  floor: 'ceil',
  ceil: 'floor',
};

/** Calls that can be removed, which leaves the object that they are called on. */
const leftOut = new Set([
  'filter',
  'sort',
  'toSorted',
  'reverse',
  'toReversed',
  'slice',
  'trim',
  'toLowerCase',
]);

/** All mutants of a module, in the order of its text, type errors included. */
export function mutantsOf(file: string, text: string): Mutant[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TS);
  const found: Mutant[] = [];

  const add = (kind: string, edited: ts.Node, to: string, site: ts.Node = edited): void => {
    const start = edited.getStart(source);
    const at = source.getLineAndCharacterOfPosition(start);
    const whole = ts.isStatement(site) ? site : wholeChain(site);
    found.push({
      file,
      kind,
      line: at.line + 1,
      column: at.character + 1,
      start,
      end: edited.end,
      from: text.slice(start, edited.end),
      to,
      site: { start: whole.getStart(source), end: whole.end, isStatement: ts.isStatement(whole) },
    });
  };

  const conditionOf = (node: ts.Node): ts.Expression | undefined =>
    ts.isIfStatement(node) || ts.isWhileStatement(node)
      ? node.expression
      : ts.isConditionalExpression(node) || ts.isForStatement(node)
        ? node.condition
        : undefined;

  const visit = (node: ts.Node): void => {
    if (isOfTypes(node)) return;
    const condition = conditionOf(node);
    if (condition !== undefined) {
      add('condition', condition, 'false');
      // An infinite loop could only be detected by a time limit.
      if (ts.isIfStatement(node) || ts.isConditionalExpression(node)) add('condition', condition, 'true');
    }
    if (ts.isBinaryExpression(node)) {
      const operator = node.operatorToken.getText(source);
      const isText = operator === '+' && [node.left, node.right].some(isTextual);
      const kind = comparing.has(operator) ? 'comparison' : logical.has(operator) ? 'logic' : 'arithmetic';
      for (const other of isText ? [] : (operators[operator] ?? []))
        add(kind, node.operatorToken, other, node);
    }
    if (node.kind === ts.SyntaxKind.TrueKeyword) add('boolean', node, 'false');
    if (node.kind === ts.SyntaxKind.FalseKeyword) add('boolean', node, 'true');
    if (ts.isPrefixUnaryExpression(node)) {
      if (node.operator === ts.SyntaxKind.ExclamationToken)
        add('negation', node, node.operand.getText(source));
      if (node.operator === ts.SyntaxKind.MinusToken) add('arithmetic', node, node.operand.getText(source));
    }
    if (ts.isStringLiteralLike(node) && isValue(node)) add('text', node, node.text === '' ? "'?'" : "''");
    if (ts.isTemplateExpression(node)) add('text', node, "''");
    if (ts.isArrayLiteralExpression(node) && node.elements.length > 0 && !isTarget(node))
      add('list', node, '[]');
    if (isChained(node) && node.questionDotToken !== undefined)
      add('optional chaining', node.questionDotToken, ts.isPropertyAccessExpression(node) ? '.' : '', node);
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const { name, expression } = node.expression;
      const other = otherMethods[name.text];
      if (other !== undefined) add('method', name, other, node);
      if (leftOut.has(name.text)) add('method', node, expression.getText(source));
    }
    if (isRemovable(node)) add('statement', node, ';');
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Types, imports and exports: none of it runs. */
const isOfTypes = (node: ts.Node): boolean =>
  ts.isTypeNode(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isTypeAliasDeclaration(node) ||
  ts.isImportDeclaration(node) ||
  ts.isExportDeclaration(node);

const isTextual = (node: ts.Node): boolean => ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);

const isChained = (node: ts.Node) =>
  ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node) || ts.isCallExpression(node);

/** Whether a string is a value, and not the name of a key or of a module. */
function isValue(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isTaggedTemplateExpression(parent)) return false;
  if (ts.isCallExpression(parent) && parent.expression.kind === ts.SyntaxKind.ImportKeyword) return false;
  return !(['name', 'propertyName'] as const).some(
    (key) => key in parent && Reflect.get(parent, key) === node,
  );
}

/** Whether a list is on the left side of `=`. */
const isTarget = ({ parent }: ts.Node): boolean =>
  ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
    ? parent.left.kind === ts.SyntaxKind.ArrayLiteralExpression
    : ts.isForOfStatement(parent) && parent.initializer.kind === ts.SyntaxKind.ArrayLiteralExpression;

/** Statements that can be removed so that the rest can still run. */
const isRemovable = (node: ts.Node): boolean =>
  ts.isExpressionStatement(node)
    ? !(
        ts.isCallExpression(node.expression) && node.expression.expression.kind === ts.SyntaxKind.SuperKeyword
      )
    : ts.isBreakStatement(node) ||
      ts.isContinueStatement(node) ||
      (ts.isReturnStatement(node) && node.expression === undefined);

/** A chain such as `a?.b.c()` must not be split. */
function wholeChain(node: ts.Node): ts.Node {
  let whole = node;
  while (
    (isChained(whole.parent) || ts.isNonNullExpression(whole.parent)) &&
    whole.parent.expression === whole
  )
    whole = whole.parent;
  return whole;
}

/** The text with one mutant in it. */
export const mutated = (text: string, { start, end, to }: Mutant): string =>
  text.slice(0, start) + to + text.slice(end);

/** The text in which the site of each mutant records that it ran; otherwise it behaves the same. */
export function watched(text: string, mutants: readonly { mutant: Mutant; index: number }[]): string {
  const inserts = mutants.flatMap(({ mutant: { site }, index }) => {
    const note = `globalThis.mutantsReached[${index}] = 1`;
    const width = site.end - site.start;
    return [
      { at: site.start, opens: true, width, code: site.isStatement ? `{ ${note}; ` : `(${note}, ` },
      { at: site.end, opens: false, width, code: site.isStatement ? ' }' : ')' },
    ];
  });
  // If several begin at one place, the widest comes first; if several end, the narrowest; and ends come before beginnings.
  inserts.sort(
    (a, b) =>
      a.at - b.at || Number(a.opens) - Number(b.opens) || (a.opens ? b.width - a.width : a.width - b.width),
  );
  let result = '';
  let done = 0;
  for (const { at, code } of inserts) {
    result += text.slice(done, at) + code;
    done = at;
  }
  return result + text.slice(done);
}
