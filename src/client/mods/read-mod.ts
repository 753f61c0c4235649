import type { Location } from '../../model/location.ts';
import type {
  ModCall,
  ModHook,
  ModNoun,
  ModReading,
  ModRefusal,
  ModRegistration,
  ModUnknown,
} from '../../model/mod.ts';
import { decode, maximumBytes, placesOf } from '../../text/source-text.ts';
import { type FileTree, hasFile, pathInTree, shownIn } from '../file-tree.ts';
import {
  type Bindings,
  bare,
  bindingsOf,
  constant,
  type FunctionNode,
  isFunction,
  keyOf,
  namesIn,
  prefixIn,
  textIn,
} from './bindings.ts';
import { answersOf } from './hook-answers.ts';
import { matcherOf } from './hook-matchers.ts';
import { type Node, nodesOf, parseModule } from './syntax-tree.ts';

/** Mods are small: more modules, or longer lists, are read no further, and that is said. */
const mostModules = 64;
const mostItems = 2000;

/** A module of the mod. */
interface Module {
  readonly path: string;
  readonly bindings: Bindings;
  readonly place: (node: Node) => Location;
}

type Call = Extract<Node, { type: 'CallExpression' }>;
type MemberNode = Extract<Node, { type: 'MemberExpression' }>;

/** `a.b`, not `a[b]`. */
const isPlain = (node: Node): node is MemberNode => node.type === 'MemberExpression' && !node.computed;

const isName = (node: Node, name: string): boolean => node.type === 'Identifier' && node.name === name;

/**
 * Reads the code of a mod without running it. Like the client, it follows `on` and `$` into functions that are called with them, also
 * in other files of the plugin, and counts only calls that are written out.
 */
export function readMod(tree: FileTree, entry: string): ModReading {
  const hooks: ModHook[] = [];
  const registrations: ModRegistration[] = [];
  const nouns: ModNoun[] = [];
  const calls: ModCall[] = [];
  const unknown: ModUnknown[] = [];
  const refusals: ModRefusal[] = [];
  const modules = new Map<string, Module | undefined>();
  const seen = new Map<FunctionNode, Set<string>>();

  const open = (path: string): Module | undefined => {
    if (modules.has(path)) return modules.get(path);
    const shown = shownIn(tree, path);
    const top = { file: shown, line: 1, column: 1 };
    modules.set(path, undefined);
    const bytes = modules.size > mostModules ? undefined : tree.read(path, maximumBytes);
    if (bytes === undefined) {
      refusals.push({ why: 'unread', detail: 'it is too large, or has too many modules', location: top });
      return undefined;
    }
    const content = decode(bytes, shown);
    if ('fault' in content) {
      refusals.push({ why: 'unread', detail: 'it is empty, or not UTF-8', location: content.fault.location });
      return undefined;
    }
    const at = placesOf(content.text, shown);
    const parsed = parseModule(content.text, path);
    if ('fault' in parsed) {
      const { fault, offset, isSyntax } = parsed;
      refusals.push({ why: isSyntax ? 'syntax' : 'unread', detail: fault, location: at(offset) });
      return undefined;
    }
    const module: Module = {
      path,
      bindings: bindingsOf(parsed.program),
      place: ({ start }) => at(start),
    };
    modules.set(path, module);
    for (const { from, node, isType } of module.bindings.imports) {
      if (isType || from === 'claude-code') continue;
      if (!/^\.\.?\//.test(from))
        refusals.push({ why: 'import', detail: from, location: module.place(node) });
    }
    return module;
  };

  /** Follows a name to the function that it refers to, through imports. */
  const functionOf = (
    node: Node,
    module: Module,
    steps = 8,
  ): { readonly node: FunctionNode; readonly module: Module } | undefined => {
    const meant = constant(node, module.bindings);
    if (isFunction(meant)) return { node: meant, module };
    const from = meant.type === 'Identifier' ? module.bindings.importOf(meant.name) : undefined;
    return from && steps > 0 ? exported(from, module, steps - 1) : undefined;
  };

  const exported = (
    { from, name }: { from: string; name: string },
    module: Module,
    steps: number,
  ): ReturnType<typeof functionOf> => {
    const path = fileOf(tree, module.path, from);
    const other = path === undefined ? undefined : open(path);
    const found = other?.bindings.exportOf(name);
    if (other === undefined || found === undefined || steps < 0) return undefined;
    return 'type' in found ? functionOf(found, other, steps) : exported(found, other, steps - 1);
  };

  /** Once for each function and each meaning of its parameters. */
  const isNew = (node: FunctionNode, meaning: string): boolean => {
    const known = seen.get(node) ?? new Set<string>();
    if (known.has(meaning)) return false;
    seen.set(node, known.add(meaning));
    return true;
  };

  /** Follows `on` and `$` through a function. */
  const follow = (fn: FunctionNode, module: Module, index: number, as: 'on' | '$'): void => {
    const parameter = fn.params[index] as Node | undefined;
    const [name] = parameter === undefined ? [] : namesIn(parameter);
    if (name === undefined || !isNew(fn, `${index} ${as}`)) return;
    const chained = new Map<Node, Call>();
    const spelledOut = new Set<Node>();
    for (const node of nodesOf(fn.body as Node)) {
      if (as === '$' && node.type === 'MemberExpression' && isName(node.object as Node, name))
        if (!spelledOut.has(node)) unknown.push({ what: 'value', location: module.place(node) });
      if (node.type !== 'CallExpression') continue;
      const callee = bare(node.callee as Node);
      const below = callee.type === 'MemberExpression' ? bare(callee.object as Node) : undefined;
      if (below?.type === 'CallExpression') chained.set(below, node);
      if (as === 'on' && isName(callee, name)) {
        hookAt(node, chained.get(node), module);
        continue;
      }
      if (as === '$' && isPlain(callee) && below && isPlain(below) && isName(below.object as Node, name)) {
        spelledOut.add(below);
        callAt(node, [below.property, callee.property], module);
      }
      node.arguments.forEach((argument, position) => {
        if (!isName(argument as Node, name)) return;
        const called = functionOf(callee, module);
        if (called !== undefined) follow(called.node, called.module, position, as);
      });
    }
  };

  const hookAt = (call: Call, chain: Call | undefined, module: Module): void => {
    const location = module.place(call);
    const [first, second, third] = call.arguments as Node[];
    const event = first && literal(first);
    const stated = third ?? second;
    const hook = stated && functionOf(stated, module);
    if (event === undefined) refusals.push({ why: 'event', location });
    else if (hook === undefined) refusals.push({ why: 'hook', location });
    if (event === undefined || hook === undefined || hooks.length >= mostItems) return;
    const matcher = third === undefined ? {} : matcherOf(second as Node);
    if (matcher === null || Object.values(matcher).includes(null))
      unknown.push({ what: 'matcher', location });
    const name = chain && bare(chain.callee as Node);
    const hasCatch =
      name?.type === 'MemberExpression' &&
      name.property.type === 'Identifier' &&
      name.property.name === 'catch';
    const answers = answersOf(hook.node).map(({ kind, node }) => ({
      kind,
      location: hook.module.place(node),
    }));
    hooks.push({ event, matcher, answers, hasCatch, location });
    for (const { kind, location: at } of answers)
      if (kind === 'computed') unknown.push({ what: 'answer', location: at });
    if (event === 'engine.create') nounsOf(hook.node, hook.module);
    follow(hook.node, hook.module, 0, '$');
    const handler = hasCatch ? functionOf((chain as Call).arguments[0] as Node, module) : undefined;
    if (handler !== undefined) follow(handler.node, handler.module, 0, '$');
  };

  /** `return { ...beneath, voice: … }`: the client accepts no other spelling. */
  const nounsOf = (hook: FunctionNode, module: Module): void => {
    for (const node of nodesOf(hook.body as Node)) {
      if (node.type !== 'ReturnStatement' || !node.argument) continue;
      const value = bare(node.argument as Node);
      if (value.type !== 'ObjectExpression') continue;
      for (const property of value.properties) {
        if (property.type !== 'Property') continue;
        const name = property.kind === 'init' ? keyOf(property) : undefined;
        const location = module.place(property as Node);
        if (name === undefined) unknown.push({ what: 'noun', location });
        else nouns.push({ name, location });
      }
    }
  };

  const callAt = (call: Call, path: readonly [unknown, unknown], module: Module): void => {
    const [noun = '', method = ''] = path.map((part) => (part as { name?: string }).name);
    if (calls.length >= mostItems) return;
    const location = module.place(call);
    const [first] = call.arguments as Node[];
    const subject = noun === 'http' ? hostIn(first, module) : textIn(first, module.bindings);
    if (noun === 'http' && subject === undefined) unknown.push({ what: 'host', location });
    calls.push({ name: `${noun}.${method}`, ...(subject !== undefined && { subject }), location });
    if (method === 'register' && isRegistered(noun)) {
      const stated = first && fieldOf(constant(first, module.bindings), 'name');
      const registered = textIn(stated, module.bindings);
      if (registered === undefined) unknown.push({ what: 'name', location });
      registrations.push({ kind: noun, ...(registered !== undefined && { name: registered }), location });
    }
  };

  const module = open(entry);
  const register =
    module && exported({ from: `./${entry.slice(entry.lastIndexOf('/') + 1)}`, name: 'register' }, module, 8);
  if (module !== undefined && register === undefined && refusals.length === 0)
    refusals.push({ why: 'no-register', location: { file: shownIn(tree, entry), line: 1, column: 1 } });
  if (register !== undefined) follow(register.node, register.module, 0, 'on');
  return { module: entry, hooks, registrations, nouns, calls, unknown, refusals };
}

const isRegistered = (noun: string): noun is ModRegistration['kind'] =>
  noun === 'command' || noun === 'tool' || noun === 'agent';

/** The text of a literal; the client does not follow names here. */
function literal(node: Node): string | undefined {
  const own = bare(node);
  if (own.type === 'Literal') return typeof own.value === 'string' ? own.value : undefined;
  const [start] = own.type === 'TemplateLiteral' && own.expressions.length === 0 ? own.quasis : [];
  return start?.value.cooked ?? undefined;
}

/** The value of a key of an object that is written out. */
function fieldOf(node: Node, key: string): Node | undefined {
  if (node.type !== 'ObjectExpression') return undefined;
  const found = node.properties.find((property) => property.type === 'Property' && keyOf(property) === key);
  return found?.type === 'Property' ? (found.value as Node) : undefined;
}

function hostIn(node: Node | undefined, { bindings }: Module): string | undefined {
  const start = prefixIn(node, bindings);
  // What follows the host must be written, too: `https://api.${name}` is not a host.
  const [, host] = /^https?:\/\/([^/?#\s]{1,253})(?:[/?#]|$)/i.exec(start ?? '') ?? [];
  const isWhole =
    start !== undefined && (textIn(node, bindings) !== undefined || /^https?:\/\/[^/]+\//i.test(start));
  return isWhole ? host : undefined;
}

/** The file that a relative import means; TypeScript is imported by the name of what it becomes, too. */
function fileOf(tree: FileTree, from: string, stated: string): string | undefined {
  if (!/^\.\.?\//.test(stated)) return undefined;
  const folder = from.includes('/') ? from.slice(0, from.lastIndexOf('/')) : '';
  const path = pathInTree(folder, stated);
  if (path === undefined) return undefined;
  const others = ['.ts', '.tsx', '.js', '.mjs'].flatMap((end) => [
    `${path}${end}`,
    path.replace(/\.[cm]?jsx?$/, end),
  ]);
  return [path, ...others].find((each) => hasFile(tree.files(), each));
}
