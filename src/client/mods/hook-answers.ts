import type { ModAnswer } from '../../model/mod.ts';
import { bare, type FunctionNode, isFunction, keyOf, namesIn } from './bindings.ts';
import { childrenOf, type Node, nodesOf } from './syntax-tree.ts';

/** What a hook returns, and where. */
export interface Answer {
  readonly kind: ModAnswer['kind'];
  readonly node: Node;
}

/** Where the flow of a function is: whether the next handler has been asked, and whether the flow ends here. */
interface Flow {
  readonly asked: boolean;
  readonly ends: boolean;
}

/**
 * What a hook can return without having asked the next handler. A reference to `next`, even in a function inside, counts as having
 * asked it: what remains is certain.
 */
export function answersOf(hook: FunctionNode): Answer[] {
  const next = hook.params[2] as Node | undefined;
  // A rest parameter or a pattern may hold `next` under any name.
  if (hook.params.some(({ type }) => type === 'RestElement')) return [];
  if (next !== undefined && next.type !== 'Identifier') return [];
  const name = next?.name;
  const places = name === undefined ? [] : referencesTo([name], hook.body as Node);
  const tainted =
    name === undefined ? [] : referencesTo(derivedFrom(places, hook.body as Node), hook.body as Node);
  const answers: Answer[] = [];
  const asks = (node: Node | null | undefined) => node != null && holdsAny(places, node);

  const isOpen = (node: Node) => !holdsAny(places, node) && !holdsAny(tainted, node);
  const found = (node: Node) => {
    for (const each of resultsOf(node, isOpen)) {
      const kind = isOpen(each) ? kindOf(each) : undefined;
      if (kind !== undefined) answers.push({ kind, node: each });
    }
  };

  const inOrder = (statements: readonly Node[], before: Flow): Flow => {
    let flow = before;
    for (const statement of statements) {
      if (flow.ends) break;
      flow = through(statement, flow);
    }
    return flow;
  };

  const through = (node: Node, flow: Flow): Flow => {
    const { asked } = flow;
    switch (node.type) {
      case 'BlockStatement':
        return inOrder(node.body as Node[], flow);
      case 'ReturnStatement':
        if (!asked && node.argument) found(node.argument as Node);
        return { asked, ends: true };
      case 'ThrowStatement':
      case 'BreakStatement':
      case 'ContinueStatement':
        return { asked, ends: true };
      case 'IfStatement': {
        const start = { asked: asked || asks(node.test as Node), ends: false };
        const yes = through(node.consequent as Node, start);
        const no = node.alternate ? through(node.alternate as Node, start) : start;
        return joined(yes, no);
      }
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement':
      case 'WhileStatement':
      case 'DoWhileStatement': {
        const head = childrenOf(node).filter((child) => child !== (node.body as Node));
        through(node.body as Node, { asked: asked || head.some(asks), ends: false });
        // The body may run or not, and what it asked in an earlier round is asked.
        return { asked: asked || asks(node), ends: false };
      }
      case 'LabeledStatement':
        return { ...through(node.body as Node, flow), ends: false };
      case 'SwitchStatement': {
        const start = { asked: asked || asks(node.discriminant as Node), ends: false };
        for (const each of node.cases) inOrder(each.consequent as Node[], start);
        return { asked: asked || asks(node), ends: false };
      }
      case 'TryStatement': {
        const body = through(node.block as Node, flow);
        const failed = { asked: asked || asks(node.block as Node), ends: false };
        const caught = node.handler ? through(node.handler.body as Node, failed) : body;
        const end = joined(body, caught);
        return node.finalizer ? through(node.finalizer as Node, { ...end, ends: false }) : end;
      }
      default:
        return { asked: asked || asks(node), ends: false };
    }
  };

  const body = hook.body as Node;
  if (body.type === 'BlockStatement') inOrder(body.body as Node[], { asked: false, ends: false });
  else found(body);
  return answers;
}

function joined(a: Flow, b: Flow): Flow {
  if (a.ends || b.ends) return a.ends && b.ends ? { asked: a.asked && b.asked, ends: true } : a.ends ? b : a;
  return { asked: a.asked && b.asked, ends: false };
}

/** The offsets at which names are used, sorted. */
function referencesTo(names: readonly string[], root: Node): number[] {
  const wanted = new Set(names);
  return nodesOf(root).flatMap((node) =>
    node.type === 'Identifier' && wanted.has(node.name) ? [node.start] : [],
  );
}

/** Names that are given a value which needs the next handler. */
function derivedFrom(places: readonly number[], root: Node): string[] {
  return nodesOf(root).flatMap((node) => {
    if (node.type === 'VariableDeclarator' && node.init && holdsAny(places, node.init as Node))
      return namesIn(node.id as Node);
    if (node.type === 'AssignmentExpression' && holdsAny(places, node.right as Node))
      return namesIn(node.left as Node);
    return [];
  });
}

function holdsAny(places: readonly number[], { start, end }: Node): boolean {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] as number) < start) low = middle + 1;
    else high = middle;
  }
  return (places[low] ?? end) < end;
}

/**
 * The expressions that one can come to.
 * @param isOpen whether the next handler has not been asked in an expression: what is decided by its answer is not counted.
 */
function resultsOf(node: Node, isOpen: (node: Node) => boolean): Node[] {
  const own = bare(node);
  const inside = (part: unknown) => resultsOf(part as Node, isOpen);
  switch (own.type) {
    case 'ConditionalExpression':
      return isOpen(own.test as Node) ? [...inside(own.consequent), ...inside(own.alternate)] : [];
    case 'LogicalExpression': {
      const right = isOpen(own.left as Node) ? inside(own.right) : [];
      return own.operator === '&&' ? right : [...inside(own.left), ...right];
    }
    case 'SequenceExpression':
      return own.expressions.slice(0, -1).every((part) => isOpen(part as Node))
        ? own.expressions.slice(-1).flatMap(inside)
        : [];
    case 'AwaitExpression':
      return inside(own.argument);
    default:
      return [own];
  }
}

/** The kind of an answer; undefined for what is none: nothing at all, or a function. */
function kindOf(node: Node): Answer['kind'] | undefined {
  if (node.type === 'ObjectExpression') return kindOfObject(node);
  if (node.type === 'Identifier' && node.name === 'undefined') return undefined;
  if (node.type === 'UnaryExpression' && node.operator === 'void') return undefined;
  if (node.type === 'Literal') return node.value === null && !node.regex ? undefined : 'result';
  if (node.type === 'TemplateLiteral' || node.type.startsWith('JSX')) return 'result';
  return isFunction(node) ? undefined : 'computed';
}

function kindOfObject({ properties }: Extract<Node, { type: 'ObjectExpression' }>): Answer['kind'] {
  for (const property of properties) {
    if (property.type !== 'Property') continue;
    const key = keyOf(property);
    if (key === 'deny' || key === 'refuse' || key === 'drop') return 'refuse';
    if (key === 'decision') return decisionOf(bare(property.value as Node));
  }
  return properties.every(({ type }) => type === 'Property') ? 'result' : 'computed';
}

function decisionOf(value: Node): Answer['kind'] {
  const said = resultsOf(value, () => true).map((each) => (each.type === 'Literal' ? each.value : undefined));
  if (said.includes('allow')) return 'allow';
  if (said.includes(undefined)) return 'computed';
  return said.includes('ask') ? 'ask' : 'refuse';
}
