import { jsonText } from './json.ts';
import { resolveJson } from './resolve-json.ts';
import type { Unresolved } from './results.ts';
import type { TreeResult } from './tree-result.ts';

/** `mkt tree --json`: `schema/tree.schema.json`. */
export function treeJson(result: TreeResult | Unresolved): string {
  return 'unresolved' in result ? resolveJson(result.unresolved) : jsonText({ ok: true, ...result });
}
