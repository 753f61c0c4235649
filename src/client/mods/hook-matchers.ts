import type { ModMatcher, ModTest } from '../../model/mod.ts';
import { bare, keyOf } from './bindings.ts';
import type { Node } from './syntax-tree.ts';

/** Reads a matcher as the client does: only what is written in the call itself counts. Null if it is computed. */
export function matcherOf(node: Node): ModMatcher | null {
  const own = bare(node);
  if (own.type !== 'ObjectExpression') return null;
  const fields: [string, ModTest][] = [];
  for (const property of own.properties) {
    // A spread may replace every field.
    const key = property.type === 'Property' && property.kind === 'init' ? keyOf(property) : undefined;
    if (key === undefined || property.type !== 'Property') return null;
    fields.push([key, testOf(property.value as Node)]);
  }
  return Object.fromEntries(fields);
}

function testOf(node: Node): ModTest {
  const own = bare(node);
  switch (own.type) {
    case 'Literal':
      if (own.regex) return { regex: own.regex.pattern, flags: own.regex.flags };
      return typeof own.value === 'bigint' ? null : { is: own.value as string | number | boolean | null };
    case 'TemplateLiteral': {
      const text = own.quasis[0]?.value.cooked;
      return own.expressions.length === 0 && typeof text === 'string' ? { is: text } : null;
    }
    case 'ArrayExpression':
      return {
        anyOf: own.elements.map((element) =>
          element === null || element.type === 'SpreadElement' ? null : testOf(element as Node),
        ),
      };
    case 'ObjectExpression': {
      const has = matcherOf(own);
      return has === null ? null : { has };
    }
    default:
      return null;
  }
}
